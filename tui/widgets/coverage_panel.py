"""What is still open, beside the editor: how much each member owes, and how much of them is owed."""

from __future__ import annotations

from textual import events

from meeting.model import Meeting
from tui.lines.columns import fit
from tui.widgets.rows import Piece, Rows

_HALF = 21
"""Cells for a member; two stand in a line."""


class CoveragePanel(Rows):
    """A line for each member with something open; computed only when the meeting has changed."""

    DEFAULT_CSS = "CoveragePanel { height: 35%; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._shown: Meeting | None = None

    def show(self, meeting: Meeting) -> None:
        """Draws what is open, but first the frame in which the next turn takes the floor."""
        if meeting is not self._shown:
            self._shown = meeting
            self.call_after_refresh(self._draw)

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or not self.size.height:
            return
        self.put(*_lines(self._shown, self.size.height))


def _lines(meeting: Meeting, height: int) -> list[tuple[Piece, ...]]:
    # Narrow screens have no panel, and need not wait for this.
    from tui.lines.coverage_table import table

    found = table(meeting)
    members = {column.key: index for index, column in enumerate(found.columns) if column.is_member}
    told = [
        fit(f"{row.name}  欠{row.open:<2} 被欠{found.open_in(members[row.person])}", _HALF)
        for row in found.rows
        if row.open or found.open_in(members[row.person])
    ]
    if not told:
        return [(("批评、表态和各项说明都齐了", True),)]
    room = 2 * (height - 1)
    if len(told) > room:
        told = [*told[: room - 1], f"另有 {len(told) - room + 1} 人"]
    pairs = ["".join(told[place : place + 2]) for place in range(0, len(told), 2)]
    return [((f"还欠 {found.open} 处", True),), *(((line, False),) for line in pairs)]
