"""What has to be known before a paper is written: what is missing, what was counted, what is left blank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from meeting.desk import unrecorded
from meeting.gaps import gaps
from meeting.model import Meeting, PersonId
from meeting.refused import Refused
from storage.draft import read_draft

OF_RECORD = ("record", "record_annexed", "check")
"""Papers that print what was recorded, and lack what the record lacks."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The text to read, and how many figures in it are to be confirmed."""

    text: str
    figures: int = 0


def guide_of(meeting: Meeting, folder: Path, paper: str, person: PersonId, now: datetime) -> Guide:
    """The guide to one paper; `folder` is the meeting's own."""
    if paper in OF_RECORD:
        desk, trouble = read_draft(folder / "draft")
        return Guide(trouble + _missing(meeting, len(unrecorded(desk))))
    from exporters.papers import paper_of

    try:
        made = paper_of(meeting, paper, now, person)
    except Refused as refused:
        return Guide(str(refused))
    parts = []
    if made.counted:
        parts.append(_listed("以下数字由程序数出，写出前请核对：", made.counted))
    if made.blanks:
        parts.append(_listed("以下各处不知道，留空待补：", made.blanks))
    return Guide("\n".join(parts) or "没有留空的地方。", len(made.counted))


def _missing(meeting: Meeting, waiting: int) -> str:
    missing = [gap.sentence for gap in gaps(meeting)]
    if waiting:
        missing.insert(
            0, f"{waiting} 处文字写了还没有记下，导出的文件里没有：请回到记录，按 Tab 找到那几轮。"
        )
    if not missing:
        return "没有缺项。"
    return _listed(f"还缺 {len(missing)} 项（照样可以导出，缺的地方留空）：", missing)


def _listed(head: str, lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join((head, *(f"  {line}" for line in lines)))
