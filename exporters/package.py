"""报送包: all papers that are due before the meeting or after it, in order, with a list of contents."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from exporters.blanks import Blanks
from exporters.blocks import Column, Paper, Prose, Table
from exporters.door import cleaned
from exporters.letter import meeting_name, paper, titled
from exporters.papers import FORMATS, PAPERS, safe_name
from exporters.profile import STANDARD, Profile
from exporters.target import explained, free_place, put, sha256
from meeting.deadlines import When
from meeting.model import DuePaper, Meeting
from meeting.refused import Refused

CONTENTS = "00 目录.docx"
DIGESTS = "00 校验码.sha256"
"""In the form that `sha256sum -c` reads."""

_FORMATS_OF = {"rectification": ("docx", "xlsx")}
_COLUMNS = (
    Column("序号", 6, centred=True),
    Column("材料", 24),
    Column("文件", 30),
    Column("说明", 16),
    Column("SHA-256", 24),
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file of the package."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the package: its files, and how they came to be or why there is none."""

    paper: DuePaper
    files: tuple[Enclosed, ...]
    told: str
    counted: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


Finished = Callable[[DuePaper], Enclosed | None]
"""The file that somebody finished or handed in for a paper, under its own name; None for none."""


def parts(
    meeting: Meeting, when: When, printed_at: datetime, profile: Profile, finished: Finished
) -> tuple[Part, ...]:
    """Every paper that is due then, in the template's order: as finished, else as the program makes it."""
    before = when is When.BEFORE
    due = meeting.template.due_before if before else meeting.template.due_after
    return tuple(
        _part(meeting, place, one, printed_at, profile, finished(one))
        for place, one in enumerate(due, start=1)
    )


def _part(
    meeting: Meeting,
    place: int,
    due: DuePaper,
    printed_at: datetime,
    profile: Profile,
    finished: Enclosed | None,
) -> Part:
    name = f"{place:02} {safe_name(due.title)}"
    if finished:
        return Part(due, (Enclosed(name + Path(finished.name).suffix, finished.content),), "所附文件原样")
    if due.id not in PAPERS:
        return Part(due, (), "没有文件：请在“材料”里指定")
    try:
        made = PAPERS[due.id].blocks(meeting, printed_at)
    except Refused as refused:
        return Part(due, (), f"没有文件：{refused}")
    whole, _ = cleaned(made)
    files = tuple(
        Enclosed(f"{name}.{form}", FORMATS[form].render(whole, profile)[0])
        for form in _FORMATS_OF.get(due.id, ("docx",))
    )
    told = "程序所印，留有空白" if made.blanks else "程序所印"
    return Part(due, files, told, made.counted, made.blanks)


def contents(meeting: Meeting, when: When, printed_at: datetime, row: Sequence[Part]) -> Paper:
    """目录: every paper with its files, how they came to be, and their digests."""
    rows = []
    for place, part in enumerate(row, start=1):
        for file in part.files or (None,):
            named = (file.name, part.told, sha256(file.content)) if file else ("", part.told, "")
            rows.append((str(place), part.paper.title, *named))
    title = f"{meeting_name(meeting)}{when.label}报送材料目录"
    count = sum(len(part.files) for part in row)
    listed = (Prose(f"共{len(row)}种材料，{count}个文件。"), Table(_COLUMNS, tuple(rows)))
    heading = titled(meeting, "", f"{when.label}报送材料目录")
    return paper(meeting, printed_at, title, (*heading, *listed), Blanks())


def enclosed(meeting: Meeting, when: When, printed_at: datetime, row: Sequence[Part]) -> tuple[Enclosed, ...]:
    """Every file of the package: the contents, the papers in order, and the digests of them all."""
    whole, _ = cleaned(contents(meeting, when, printed_at, row))
    first = Enclosed(CONTENTS, FORMATS["docx"].render(whole, STANDARD)[0])
    files = (first, *(file for part in row for file in part.files))
    digests = "".join(f"{sha256(file.content)}  {file.name}\n" for file in files)
    return (*files, Enclosed(DIGESTS, digests.encode()))


def write_folder(files: Sequence[Enclosed], path: Path) -> Path:
    """Writes the files into a new folder (mode 0700) at the path, or beside what is there; where it is.

    Raises `NotWritten`; nothing new is then left behind.
    """
    with explained(path):
        place = free_place(path)
        fresh = Path(tempfile.mkdtemp(prefix=".shilu-", dir=place.parent))
        try:
            for file in files:
                put(fresh / file.name, file.content)
            fresh.rename(place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return place


def zipped(files: Sequence[Enclosed], made: datetime) -> bytes:
    """The files as one .zip."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            entry = zipfile.ZipInfo(file.name, made.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            package.writestr(entry, file.content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def package_name(meeting: Meeting, when: When) -> str:
    """A name such as “2022-01-28 党史学习教育专题民主生活会 会后材料”."""
    day = meeting.head.date.isoformat() if meeting.head.date else "日期待定"
    return " ".join(filter(None, (day, safe_name(meeting.head.title), f"{when.label}材料")))


def names_open(row: Sequence[Part]) -> Iterator[str]:
    """What is still missing in the package, a sentence for each paper."""
    for part in row:
        if not part.files:
            yield f"{part.paper.title}：{part.told}"
        elif part.blanks:
            yield f"{part.paper.title}：留空 {'、'.join(part.blanks)}"
