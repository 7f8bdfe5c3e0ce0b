"""The speaking order over the live screen: to go to a turn, or to complete one."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from meeting.draft import Desk
from meeting.floor import Standing, State, standings
from meeting.model import TurnId
from meeting.projection import projection
from tui import keys
from tui.dialogs import asks
from tui.dialogs.help import show_help
from tui.lines.turn_lines import HEADS, turn_line
from tui.opened import Opened
from tui.widgets.bars import KeyBar, TitleBar

_LABELS = {
    "go": "请他发言：发言权转到这一轮",
    "write": "补写这一轮：发言权不动",
    "restore": "恢复这一轮：仍要进行",
}


class OrderScreen(ModalScreen[tuple[str, TurnId] | None]):
    """Gives what to do ("go", "write" or "restore") and for which turn, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("order")]

    def __init__(self, opened: Opened, desk: Desk) -> None:
        super().__init__()
        self._opened = opened
        self._desk = desk
        self._row: tuple[Standing, ...] = ()

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Static(HEADS, classes="column-heads", markup=False)
        yield OptionList(markup=False)
        yield KeyBar("order")

    def on_mount(self) -> None:
        meeting = self._opened.meeting
        self._row = standings(meeting)
        slots = {slot.turn: slot for slot in projection(meeting, self._opened.now())}
        waiting = {key for key, draft in self._desk.drafts.items() if draft.text}
        rows = self.query_one(OptionList)
        for number, standing in enumerate(self._row, 1):
            turn_id = standing.turn.id
            rows.add_option(
                turn_line(meeting, number, standing, slots.get(turn_id), unrecorded=turn_id in waiting)
            )
        on = [index for index, standing in enumerate(self._row) if standing.state is State.ON]
        rows.highlighted = on[0] if on else 0
        rows.focus()
        signs = "  ".join(f"{state.sign} {state.label}" for state in State if state.sign.strip())
        self.query_one(TitleBar).show("发言次序", signs)

    def action_choose(self) -> None:
        """Asks what to do with the highlighted turn."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        standing = self._row[at]
        what = ["go", "write"] if standing.state is not State.ON else ["write"]
        if standing.state is State.SKIPPED:
            what.append("restore")
        turn_id = standing.turn.id

        def take(index: int) -> None:
            self.dismiss((what[index], turn_id))

        asks.ask(self, "这一轮", [_LABELS[one] for one in what], take)

    def action_help(self) -> None:
        """Shows the keys."""
        show_help(self, "order")

    def action_leave(self) -> None:
        """Goes back without choosing."""
        self.dismiss(None)
