"""覆盖情况: who has criticised whom, responded and accounted for what; a place leads to its turn or entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from meeting import special
from meeting.attendance import quorum
from meeting.floor import floor
from meeting.model import Account, Kind, Number, PersonId
from meeting.order import turn_of
from meeting.record import passages
from meeting.roster import name_of
from meeting.seal import AFTER_SEAL, is_sealed, sealed_as
from tui import keys
from tui.dialogs import asks
from tui.lines.columns import begun, folded
from tui.lines.coverage_table import EXAMINATION, LEGEND, RESPONSE, table
from tui.lines.member_table import Spot
from tui.opened import Opened
from tui.place import title_of
from tui.screens import jump
from tui.screens.matrix_place import MatrixPlace
from tui.widgets.bars import Line
from tui.widgets.member_matrix import MemberMatrix
from tui.widgets.rows import Rows

_COLUMNS = {Kind.SELF_EXAMINATION: EXAMINATION, Kind.RESPONSE: RESPONSE}


class CoverageScreen(MatrixPlace):
    """The matrix with a cursor, and in words what stands under it."""

    place = "coverage"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("coverage")]

    def __init__(self, opened: Opened, person: PersonId = "", column: str = "") -> None:
        super().__init__()
        self._opened = opened
        self._first: tuple[PersonId, str] | None = (person, column) if person else self._on_the_floor()

    def body(self) -> Iterable[Widget]:
        yield MemberMatrix()
        yield Line("legend")
        yield Rows("spot")

    def on_mount(self) -> None:
        self.state.say("方向键走到一格，下面说明这一格；回车转到那里，Tab 到下一个欠的。")

    def on_resize(self) -> None:
        # Only now is it known how much of the table has room.
        self.call_after_refresh(self._draw_sized)

    def _draw_sized(self) -> None:
        self._draw()
        if self._first:
            first, self._first = self._first, None
            if not self.matrix.move_to_key(*first):
                self.matrix.next_open()
            self._draw()

    def on_screen_resume(self) -> None:
        if self.matrix.size.height:
            self._draw()

    def _on_the_floor(self) -> tuple[PersonId, str]:
        """The place of the turn that is on."""
        here = floor(self._opened.meeting)
        if not here:
            return "", ""
        turn = turn_of(self._opened.meeting, here)
        return turn.by, turn.to or _COLUMNS.get(turn.kind, "")

    def _draw(self) -> None:
        meeting = self._opened.meeting
        self.matrix.show(table(meeting))
        self.query_one("#legend", Line).show(LEGEND)
        spot = self.matrix.spot
        told = spot.told if spot else "这一格没有要进行的。"
        self.query_one("#spot", Rows).put(*folded(told, self.app.size.width - 2, lines=2).split("\n"))
        here = quorum(meeting)
        short = "" if here.reached else "，不足规定的到会比例"
        seen = self.matrix.hidden or sealed_as(meeting)
        self.title_bar.show(
            f"覆盖情况  {title_of(meeting)}",
            "  ".join(part for part in (seen, f"应到 {here.expected} 在场 {here.present}{short}") if part),
        )

    def why_not(self, action: str) -> str:
        if action == "next_open":
            return "" if table(self._opened.meeting).open else "没有欠的了。"
        return self._why_stay(self.matrix.spot) if action == "go" else ""

    def _why_stay(self, spot: Spot | None) -> str:
        """Why nothing leads on from a place."""
        if spot is None:
            return "这一格没有要进行的。"
        if spot.entry:
            return ""
        return AFTER_SEAL if is_sealed(self._opened.meeting) else ""

    def action_go(self) -> None:
        """Shows the entry, goes to the turn, or asks how the member stands to the special item."""
        spot = self.matrix.spot
        if (reason := self._why_stay(spot)) or spot is None:
            self.state.warn(reason)
        elif spot.item and not is_sealed(self._opened.meeting):
            self._account(self.matrix.at[0], spot)
        elif spot.entry:
            jump.to_entry(self, spot.entry)
        else:
            jump.to_turn(self, spot.turn)

    # How a member stands to a special item

    def _account(self, person: PersonId, spot: Spot) -> None:
        labels = [state.label for state in Account]
        if spot.entry:
            labels.append("看说明的那一条")

        def take(index: int) -> None:
            if index == len(Account):
                jump.to_entry(self, spot.entry)
            elif tuple(Account)[index] is Account.STATED:
                self._ask_entry(person, spot.item)
            else:
                self._set(person, spot.item, tuple(Account)[index], 0)

        title, _, _ = spot.told.partition("：")
        asks.ask(self, title, labels, take, at=len(labels) - 1 if spot.entry else 0)

    def _ask_entry(self, person: PersonId, item: str) -> None:
        """Asks which of the member's speeches accounts for the item; the latest are listed first."""
        meeting = self._opened.meeting
        shows = special.shows(meeting, person)
        found = [passage for passage in reversed(passages(meeting)) if passage.entry.number in shows]
        if not found:
            self.state.warn(f"还没有{name_of(meeting, person)}的发言；说明的话先记下，再来登记。")
            return
        labels = [
            f"第{p.number}条 {p.valid.at:%H:%M} {p.valid.kind.label}：{begun(p.valid.text)}" for p in found
        ]
        asks.ask(
            self,
            "哪一条说明了这一项",
            labels,
            lambda index: self._set(person, item, Account.STATED, found[index].entry.number),
        )

    def _set(self, person: PersonId, item: str, state: Account, shown_by: Number) -> None:
        recorder, now = self._opened.recorder, self._opened.now()
        if self.attempt(
            lambda: recorder.record(special.account(recorder.meeting, person, item, state, shown_by, now))
        ):
            self._draw()
            self.state.say(f"已登记：{state.label}。")

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()
