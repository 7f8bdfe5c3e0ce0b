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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import process_time
from types import MappingProxyType
from xml.sax.saxutils import escape

from benchmarks.page import remarks
from exporters import docx, text
from exporters.blocks import Paper, Speech
from exporters.docx_body import body
from exporters.door import cleaned
from exporters.profile import STANDARD

PAPERS: Mapping[str, tuple[Callable[[int], Paper], int, int]] = MappingProxyType(
    {
        "record, remarks": (remarks, 1_000, 10_000),
    }
)
"""How a paper of so many entries is made, with a small and a large number of them."""

_LINE = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
FLOOR, GROWTH, PANDOC = 2.0, 12.0, 0.5
"""The aims: at most so many times what is beside it."""
ROUNDS = 7


def main() -> int:
    print(f"{'':18}{'entries':>8}{'ms':>8}{'by hand':>9}{'× by hand':>11}{'growth':>8}{'pandoc':>9}{'×':>7}")
    met = [told(name, *how) for name, how in PAPERS.items()]
    return int(not all(met))


def told(name: str, made: Callable[[int], Paper], few: int, many: int) -> bool:
    """Prints the line of one paper, and tells whether it meets the aims."""
    small, large = (cleaned(made(count))[0] for count in (few, many))
    at_first, taken = quickest(lambda: docx.render(small), lambda: docx.render(large))
    again, floor = quickest(lambda: docx.render(large), by_hand(large))
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


def quickest(*works: Callable[[], object]) -> Sequence[float]:
    """Seconds of CPU that each takes in its best round; they take turns, so that all see the same machine."""
    rounds = [[_seconds(work) for work in works] for _ in range(ROUNDS)]
    return [min(column) for column in zip(*rounds, strict=True)]


def by_hand(paper: Paper) -> Callable[[], bytes]:
    """Writes the same XML from the same blocks in the plainest way, and packs it with the same other parts.

    The few blocks that are no speech are written beforehand. Raises `RuntimeError` if the XML is another.
    """
    with zipfile.ZipFile(BytesIO(docx.render(paper))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    whole = parts.pop("word/document.xml").decode()
    before, after = whole[: whole.index("<w:p>")], whole[whole.rindex("</w:p>") + len("</w:p>") :]
    rest = {
        id(block): body(replace(paper, mark="", blocks=(block,)), STANDARD)
        for block in paper.blocks
        if not isinstance(block, Speech)
    }
    before += body(replace(paper, blocks=()), STANDARD)

    def written() -> str:
        pieces = [before]
        for block in paper.blocks:
            pieces.append(_speech(block) if isinstance(block, Speech) else rest[id(block)])
        return "".join((*pieces, after))

    def work() -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
            package.writestr("word/document.xml", written())
        return file.getvalue()

    if written() != whole:
        raise RuntimeError("what is written by hand is not what stands in the file")
    return work


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
