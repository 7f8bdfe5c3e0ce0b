"""The speaking order at the side: what is done, what is on, what is to come."""

from __future__ import annotations

from textual.widgets import OptionList

from meeting.draft import Desk
from meeting.floor import State, standings
from meeting.model import Meeting
from tui.lines.columns import fit
from tui.lines.turn_lines import short_line


class SpeakingOrder(OptionList):
    """Follows the floor; it is looked at, not steered from here."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: list[str] = []

    def show(self, meeting: Meeting, desk: Desk) -> None:
        """Draws the order with the floor highlighted; does nothing when it reads the same."""
        row = standings(meeting)
        waiting = {key for key, draft in desk.drafts.items() if draft.text}
        lines = [fit(short_line(meeting, s), 34) + (" 未记完" if s.turn.id in waiting else "") for s in row]
        if lines != self._shown:
            self._shown = lines
            self.clear_options()
            self.add_options(lines)
        on = next((index for index, standing in enumerate(row) if standing.state is State.ON), None)
        if on is not None and self.highlighted != on:
            self.highlighted = on
