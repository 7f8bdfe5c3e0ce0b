"""Whether the printed record has 22 lines of 28 characters: `python -m benchmarks.page [FOLDER OF FONTS]`.

LibreOffice makes a PDF of two records of more than 500 pages, one of short remarks and one of long
speeches, and each line of the PDF is laid beside the paragraph it belongs to. What counts is written at
`short_pages` and `tally`. Ends with 1 where a page or a line is short without a reason; says so and ends
with 0 where a program or a font is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from benchmarks.page_fonts import FOLDERS, environment, missing
from benchmarks.page_lines import Line, fits, kept, lines, opening, width
from exporters.blocks import Paper, Speech
from exporters.door import cleaned
from exporters.original_record import record
from exporters.word import docx
from meeting.invented.sample import Stage, sample
from storage.templates import load

LINES = 22
SHOWN = 20
PROGRAMS = {
    "soffice": "libreoffice-writer-nogui",
    "pdftotext": "poppler-utils",
    "fc-match": "fontconfig",
}
WHEN = datetime(2022, 1, 28, 18, 5, tzinfo=timezone(timedelta(hours=8)))


def main() -> int:
    folders = (*map(Path, sys.argv[1:]), *FOLDERS)
    lacking = [f"{name} ({package})" for name, package in PROGRAMS.items() if not shutil.which(name)]
    lacking += [f"{file} (texlive-lang-chinese, fonts-noto-cjk)" for file in missing(folders)]
    if lacking:
        print("skipped; not here, with Debian's package:", *lacking, sep="\n  ")
        return 0
    with tempfile.TemporaryDirectory() as place:
        settings = environment(Path(place), folders)
        short = measured("short remarks", remarks(3200), Path(place), settings)
        long = measured("long speeches", speeches(150, of=40), Path(place), settings)
    return int(short or long)


def remarks(count: int) -> Paper:
    """The record of a sample meeting with so many remarks."""
    template = load("2021-dangshi-xuexi", Path())
    made = sample(template, members=11, entries=count, stage=Stage.FINISHED, now=WHEN, meeting_id="0")
    return record.blocks(made, WHEN)


def speeches(count: int, of: int) -> Paper:
    """The same with so many speeches, each of so many remarks in paragraphs of five."""
    paper = remarks(count * of)
    every = [block for block in paper.blocks if isinstance(block, Speech)]
    texts = [block.text for block in every]
    long = {
        id(every[start]): "\n".join("".join(texts[at : at + 5]) for at in range(start, start + of, 5))
        for start in range(0, len(every) - of + 1, of)
    }
    return replace(
        paper,
        blocks=tuple(
            replace(block, text=long[id(block)]) if isinstance(block, Speech) else block
            for block in paper.blocks
            if not isinstance(block, Speech) or id(block) in long
        ),
    )


def measured(name: str, paper: Paper, place: Path, settings: Mapping[str, str]) -> bool:
    """Prints what was found on the pages, and tells whether anything was wrong."""
    document = place / "record.docx"
    document.write_bytes(docx.render(cleaned(paper)[0]))
    own = f"-env:UserInstallation={(place / 'office').as_uri()}"
    made = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(place), str(document)]
    subprocess.run(made, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    found = list(lines(document, document.with_suffix(".pdf")))
    last = found[-1].page
    print(f"{name}: {last} pages")
    by_page = [[line for line in found if line.page == page] for page in range(1, last + 1)]
    heights = Counter(page[-1].slot + 1 for page in by_page[:-1])
    print("  pages before the last:", ", ".join(f"{heights[one]} of {one} lines" for one in sorted(heights)))
    print(f"  shorter for what keeps together on the next: {sum(heights.values()) - heights[LINES]}")
    wrong = short_pages(by_page)
    sorts, odd = tally([line for line in found if line.style == "BodyText" and line.rest])
    print(f"  full lines of speeches: {sum(sorts.values())}")
    for sort, count in sorts.most_common():
        print(f"    {count:6} {sort}")
    print(f"  marks at the edge that LibreOffice left out of the PDF: {sum(line.lost for line in found)}")
    print(f"  pages and lines that are wrong: {len(wrong) + len(odd)}")
    for one in (*wrong, *odd)[:SHOWN]:
        print(f"    {one}")
    return bool(wrong or odd)


def short_pages(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Pages that end before line 22 though what follows would have found room there, or go beyond it.

    Empty lines before and after headings count as lines. What follows are the paragraphs that must stand with
    the next, and the first line of that next one.
    """
    wrong = []
    for page, following in pairwise(pages):
        free = LINES - 1 - page[-1].slot
        if free and not 0 < free < kept(following):
            wrong.append(f"page {page[0].page} has {LINES - free} lines; then: {following[0].text}")
    return wrong


def tally(full: Sequence[Line]) -> tuple[Counter[str], list[str]]:
    """How many characters stand on the full lines, and the lines that hold more or less than they could.

    Full is a line with which its paragraph does not end. The indent counts, a full-width character as one, a
    Latin letter or digit as a half. One mark may hang beyond the edge, none may begin a line and no opening
    one end it, numbers and words stay whole, and a fifth to a quarter of a character stands between them and
    Chinese. So a line is as full as it can be when it fits and what must stand together next would not.
    """
    sorts: Counter[str] = Counter()
    odd = []
    for line in full:
        whole = all(width(char) == 1 for char in line.text)
        exact = f"{line.cells:g} characters" + (", the last a hanging mark" if line.cells == 29 else "")
        sorts[exact if whole else "with letters or digits among them"] += 1
        more = line.text + opening(line.rest)
        if not fits(line.indent, line.text, gap=1 / 5) or fits(line.indent, more, gap=1 / 4):
            odd.append(f"page {line.page}, line {line.slot + 1}: {line.text}|{line.rest[:6]}")
    return sorts, odd


if __name__ == "__main__":
    sys.exit(main())
