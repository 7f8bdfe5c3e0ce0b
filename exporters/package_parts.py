"""One paper of the 报送包: as somebody finished it, else as the program makes it, else why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exporters.blocks import Paper
from exporters.door import cleaned
from exporters.papers import FORMATS, PAPERS, Told
from exporters.profile import Profile
from meeting.dossier.read_out import HANDED_IN
from meeting.model import Meeting
from meeting.refused import Refused
from meeting.template import DuePaper

_FORMATS_OF = {"rectification": ("docx", "xlsx")}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file of the package."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the package: as somebody finished it, else as the program makes it, else missing."""

    name: str
    """What its files are called, without the ending."""
    due: DuePaper
    missing: str = ""
    """Why there is none; empty where there is one."""
    notice: str = ""
    """What else the office has to know of it, in a clause."""
    finished: Enclosed | None = None
    origin: str = ""
    """Where the finished file lies and since when; empty for one that was handed in."""
    made: Paper | None = None
    annexes: tuple[Enclosed, ...] = ()
    """What the paper says is attached, as it was handed in."""

    @property
    def drafts(self) -> Mapping[str, str]:
        """The names of the files that the program makes of it, by format, the one to go on with first."""
        return {form: f"{self.name}.{form}" for form in _FORMATS_OF.get(self.due.id, ("docx",))}

    @property
    def enclosing(self) -> str:
        """That a finished file is enclosed and nothing printed, as a sentence; empty where that is not so."""
        return f"{self.due.title}：没有重印，放的是改好的 {self.origin}" if self.origin else ""

    @property
    def counted(self) -> Told:
        """The figures that the program counted for it."""
        return self.made.counted if self.made else ()

    @property
    def lacking(self) -> str:
        """What is still missing in it, as a sentence; empty for nothing."""
        blanks = self.made.blanks if self.made else ()
        blank = f"留空：{'、'.join(blanks)}" if blanks else ""
        told = "；".join(filter(None, (self.missing, blank, self.notice)))
        return f"{self.due.title}：{told}" if told else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a paper beside what the program prints."""

    file: Enclosed | None = None
    """As somebody finished it or handed it in, under its own name."""
    origin: str = ""
    """Where the finished file lies and since when; empty for one that was handed in."""
    gone: str = ""
    """Where its file should lie, which is not there or can't be read; empty for nowhere."""


Finished = Callable[[DuePaper], Found]
"""What there is of a due paper."""


def part_of(
    meeting: Meeting,
    name: str,
    due: DuePaper,
    printed_at: datetime,
    found: Found,
    *,
    annexed: bool,
) -> Part:
    """The paper as it goes into the package, its files called by this name; `annexed` is for the record."""
    is_annexed = annexed and due.id == "record"
    where = f"先前的文件不见了或读不了，没有放它，改过的话请放回原处或在“材料”里重新指定（{found.gone}）"
    gone = where if found.gone else ""
    if found.file:
        unannexed = "放的是改好的文件，附表没有加上" if is_annexed else ""
        notice = "；".join(filter(None, (unannexed, gone)))
        return Part(name, due, notice=notice, finished=found.file, origin=found.origin)
    if due.id not in PAPERS:
        where = "请在“发言材料”里交来，或在“材料”里指定" if due.id in HANDED_IN else "请在“材料”里指定"
        return Part(name, due, f"没有文件：{where}", gone)
    try:
        made = PAPERS["record_annexed" if is_annexed else due.id].blocks(meeting, printed_at)
    except Refused as refused:
        return Part(name, due, f"没有文件：{refused}", gone)
    return Part(name, due, notice=gone, made=made)


def files_of(part: Part, profile: Profile) -> tuple[list[Enclosed], int, Told]:
    """The files of one paper, how many characters no file can hold, and what the formats did without."""
    annexes = [Enclosed(f"{part.name} {one.name}", one.content) for one in part.annexes]
    if part.finished:
        suffix = Path(part.finished.name).suffix
        return [Enclosed(part.name + suffix, part.finished.content), *annexes], 0, ()
    if not part.made:
        return [], 0, ()
    whole, dropped = cleaned(part.made)
    files, lacking = [], list[str]()
    for form, name in part.drafts.items():
        content, told = FORMATS[form].render(whole, profile)
        files.append(Enclosed(name, content))
        lacking += told
    return [*files, *annexes], dropped, tuple(lacking)
