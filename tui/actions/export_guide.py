"""What has to be known before a paper is written: what is missing, what was counted, what is left blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from meeting import special
from meeting.desk import unrecorded
from meeting.dossier.read_out import attached, paper_read_in
from meeting.gaps import Gap, gaps
from meeting.model import Meeting, PersonId
from meeting.refused import Refused
from storage.draft.draft import read_draft

if TYPE_CHECKING:
    from exporters.package import Package

OF_RECORD = ("record", "record_annexed", "check")
"""Papers that print what was recorded, and lack what the record lacks."""


BESIDE_GUIDE = 8
"""Cells of a screen beside the text of a guide: its margins and the scroll bar."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The text to read, and how many figures in it are to be confirmed."""

    text: str
    figures: int = 0


def guide_of(meeting: Meeting, folder: Path, paper: str, person: PersonId, now: datetime) -> Guide:
    """The guide to one paper; `folder` is the meeting's own."""
    if paper in OF_RECORD:
        desk, trouble = read_draft(folder / "draft")
        waiting = unrecorded(desk)
        if person and paper == "check":
            own = sum(1 for draft in waiting if draft.by == person)
            return Guide(trouble + _missing(_of_speaker(meeting, person), own))
        return Guide(
            "\n".join(filter(None, (trouble + _missing(gaps(meeting), len(waiting)), _behind(meeting))))
        )
    from exporters.papers import paper_of

    try:
        made = paper_of(meeting, paper, now, person)
    except Refused as refused:
        return Guide(str(refused))
    blanks = _listed("以下各处不知道，留空待补：", made.blanks)
    text = "\n".join(filter(None, (_to_confirm(made.counted), blanks)))
    return Guide(text or "没有留空的地方。", len(made.counted))


def guide_of_package(package: Package) -> Guide:
    """The guide to all papers of a package."""
    lacking = _listed("还缺以下材料或留空（照样可以写出）：", package.lacking)
    text = "\n".join(filter(None, (_to_confirm(package.counted), *package.finished, lacking)))
    return Guide(text or "材料齐全，没有留空的地方。", len(package.counted))


def _to_confirm(counted: Sequence[str]) -> str:
    return _listed("以下数字由程序数出，写出前请核对：", counted)


def _of_speaker(meeting: Meeting, person: PersonId) -> tuple[Gap, ...]:
    """What is missing or odd in the entries of one speaker, which is all that their sheet prints."""
    own = special.shows(meeting, person)
    return tuple(gap for gap in gaps(meeting) if gap.entry in own)


def _missing(found: Sequence[Gap], waiting: int) -> str:
    missing = [gap.sentence for gap in found]
    if waiting:
        missing.insert(
            0, f"{waiting} 处文字写了还没有记下，导出的文件里没有：请回到记录，按 Tab 找到那几轮。"
        )
    return _listed(f"还缺 {len(missing)} 项（照样可以导出，缺的地方留空）：", missing) or "没有缺项。"


def _behind(meeting: Meeting) -> str:
    """What has to be put behind the printed record, and how much of it the package encloses."""
    row = attached(meeting)
    enclosed = sum(1 for passage in row if paper_read_in(meeting, passage))
    in_package = f"；其中 {enclosed} 份会后报送包里有" if enclosed else ""
    return f"记录里写着附后的宣读材料有 {len(row)} 份，印好后请附上{in_package}。" if row else ""


def _listed(head: str, lines: Sequence[str]) -> str:
    """The lines below their head; empty where there are none."""
    return "\n".join((head, *(f"  {line}" for line in lines))) if lines else ""
