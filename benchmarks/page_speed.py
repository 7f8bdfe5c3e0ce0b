"""What making a Word file costs in CPU, by ratios within one run: `python -m benchmarks.page_speed`.

Beside it stand what nothing can be quicker than, the same XML written line by line by hand and packed alike,
and pandoc, which makes a .docx of the same plain text (its own start taken off). A further paper is one more
line in `PAPERS`.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import process_time
from types import MappingProxyType
from xml.sax.saxutils import escape

from benchmarks.page import WHEN, remarks
from exporters import text
from exporters.blocks import Block, Paper, Prose, Speech, Table
from exporters.door import cleaned
from exporters.letters.problem_lists import COLUMNS
from exporters.profile import STANDARD
from exporters.word import docx
from exporters.word.body import body
from exporters.word.table import shared_out


def problems(count: int) -> Paper:
    """整改清单 with so many rows, on sheets that lie on their side."""
    row: tuple[str, ...] = (
        "",
        "履职尽责方面",
        "招商引资签约9个项目，落地的只有两个，汇报时只讲签约数。",
        "民主生活会",
    )
    row += ("落地率过半", "逐个项目列出时间表，每季度向党组报告一次。", "张建国", "办公室", "李秀兰")
    row += ("2022年6月底前", "正在推进", "")
    rows = tuple((str(number), *row[1:]) for number in range(1, count + 1))
    return Paper("清单", "", WHEN, (Table(COLUMNS, rows), Prose("完。")), landscape=True)


PAPERS: Mapping[str, tuple[Callable[[int], Paper], int, int]] = MappingProxyType(
    {
        "record, remarks": (remarks, 1_000, 10_000),
        "list of problems": (problems, 200, 2_000),
    }
)
"""How a paper of so many entries is made, with a small and a large number of them."""

_LINE = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
_NOTHING = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'
_CELL = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc>'
_LYING = 12756
"""Twips between the margins of a sheet on its side."""
FLOOR, GROWTH, PANDOC = 2.0, 12.0, 0.5
"""The aims: at most so many times what is beside it."""
ROUNDS = 7


def main() -> int:
    print(f"{'':18}{'entries':>8}{'ms':>8}{'by hand':>9}{'× by hand':>11}{'growth':>8}{'pandoc':>9}{'×':>7}")
    met = [told(name, *how) for name, how in PAPERS.items()]
    return int(not all(met))


def told(name: str, made: Callable[[int], Paper], few: int, many: int) -> bool:
    """Prints the line of one paper, and tells whether it meets the aims."""
    small, large = (made(count) for count in (few, many))
    at_first, taken = quickest(lambda: written(small), lambda: written(large))
    again, floor = quickest(lambda: written(large), by_hand(cleaned(large)[0]))
    ratios = [(again / floor, FLOOR), (taken / at_first, GROWTH)]
    row = f"{name:18}{many:>8,}{taken * 1e3:>8.0f}{floor * 1e3:>9.0f}"
    row += f"{again / floor:>11.2f}{taken / at_first:>8.1f}"
    if shutil.which("pandoc"):
        pandoc = by_pandoc(text.render(large)) - by_pandoc(b"")
        ratios.append((taken / pandoc, PANDOC))
        row += f"{pandoc * 1e3:>9,.0f}{taken / pandoc:>7.3f}"
    else:
        row += "  skipped: pandoc is not installed"
    print(row)
    return all(ratio <= aim for ratio, aim in ratios)


def written(paper: Paper) -> bytes:
    """What is done with every paper: its texts are looked through, and it is set."""
    return docx.render(cleaned(paper)[0])


def quickest(*works: Callable[[], object]) -> Sequence[float]:
    """Seconds of CPU that each takes in its best round; they take turns, so that all see the same machine."""
    rounds = [[_seconds(work) for work in works] for _ in range(ROUNDS)]
    return [min(column) for column in zip(*rounds, strict=True)]


def by_hand(paper: Paper) -> Callable[[], bytes]:
    """Writes the same XML from the same blocks in the plainest way, and packs it with the same other parts.

    What is neither a speech nor a row is written beforehand. Raises `RuntimeError` if the XML is another.
    """
    with zipfile.ZipFile(BytesIO(docx.render(paper))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    whole = parts.pop("word/document.xml").decode()
    after = whole[whole.index("<w:sectPr>") :]
    begin = whole.index("<w:body>") + len("<w:body>")
    before = whole[:begin] + body(replace(paper, blocks=()), STANDARD)
    rest = {id(block): _beforehand(paper, block) for block in paper.blocks if not isinstance(block, Speech)}

    def body_by_hand() -> str:
        pieces = [before]
        for block in paper.blocks:
            if isinstance(block, Speech):
                pieces.append(_speech(block))
            elif isinstance(block, Table):
                pieces += [rest[id(block)], *_rows(block), "</w:tbl>"]
            else:
                pieces.append(rest[id(block)])
        return "".join((*pieces, after))

    def work() -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
            package.writestr("word/document.xml", body_by_hand())
        return file.getvalue()

    if body_by_hand() != whole:
        raise RuntimeError("what is written by hand is not what stands in the file")
    return work


def _beforehand(paper: Paper, block: Block) -> str:
    """The block as it is; of a table all that stands above its rows."""
    if isinstance(block, Table):
        block = replace(block, rows=())
    return body(replace(paper, mark="", blocks=(block,)), STANDARD).partition("</w:tbl>")[0]


def _rows(table: Table) -> Iterator[str]:
    widths = shared_out(_LYING, [column.share for column in table.columns])
    styles = ["TableCellCentred" if column.centred else "TableCell" for column in table.columns]
    for row in table.rows:
        cells = [
            _CELL.format(width, _LINE.format(style, escape(text)) if text else _NOTHING.format(style))
            for width, style, text in zip(widths, styles, row, strict=True)
        ]
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _speech(block: Speech) -> str:
    lines = [_LINE.format("SpeechLabel", escape(block.label))]
    lines += [_LINE.format("BodyText", escape(line)) for line in block.text.split("\n")]
    return "".join(lines)


def by_pandoc(plain: bytes) -> float:
    """Seconds of CPU that pandoc takes for a .docx of this text."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "paper.md"
        source.write_bytes(plain)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["pandoc", str(source), "-o", str(source.with_suffix(".docx"))], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    sys.exit(main())
