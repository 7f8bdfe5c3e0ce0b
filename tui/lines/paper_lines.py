"""材料 in lines: a paper that is due with how far it has come."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from meeting.calendar.deadlines import Due
from meeting.dossier.model import Stage
from tui.lines.columns import fit


def days_told(left: int | None) -> str:
    """How many days are left, or have passed."""
    if left is None:
        return ""
    return f"  还剩 {left} 天" if left >= 0 else f"  已过 {-left} 天"


def paper_line(due: Due, left: int | None, width: int, year: int, *, gone: bool = False) -> str:
    """The paper with its state and the file in which it lies, in so many cells; `gone` where that is lost.

    Days of `year` stand there without it.
    """
    state = "文件不在了" if gone else due.stage_told
    if due.state.stage is Stage.SENT and due.state.sent_on:
        day = due.state.sent_on
        state = f"已报送 {day:%m-%d}" if day.year == year else f"已报送 {day}"
    elif left is not None and left < 0:
        state = f"{state} 逾期"
    begun = f"  {fit(due.paper.title, 37)} {fit(state, max(15, cell_len(state)))} "
    return begun + _end_of(Path(due.state.file).name or due.handed_in, width - cell_len(begun))


def _end_of(name: str, width: int) -> str:
    """As much of the end of a file's name as there is room for: that is where its paper is told."""
    if cell_len(name) > width:
        name = f"..{name}"
    while cell_len(name) > width:
        name = f"..{name[3:]}"
    return name
