"""四项说明: what a member has accounted for, noted in a few keys while the member speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from meeting import special
from meeting.floor import floor
from meeting.model import Account, Entry, Meeting, Number, PersonId
from meeting.order import members, turn_of
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.special import Accounted
from meeting.template import SpecialItem
from tui.actions.procedure import Done, Record
from tui.dialogs import asks
from tui.dialogs.choose import Choose, Option
from tui.opened import Opened
from tui.place import Place

Line = tuple[Option, Callable[[], None]]
"""A line to choose, and what is done then."""
Back = Callable[[], None] | None
"""Asks the question before again; None for the first."""


@dataclass(frozen=True, slots=True)
class Accounting:
    """The questions of one visit: whose items, which of them, and how it stands."""

    screen: Place
    opened: Opened
    record: Record
    done: Done

    def begin(self) -> None:
        """Asks for the items of the member whose round or turn is on; outside the rounds asks whose."""
        person = on_now(self.opened.meeting)
        if person:
            self._ask_item(person, 0)
        else:
            self._ask_member()

    def _ask(self, title: str, lines: Sequence[Line], at: int = 0, back: Back = None) -> None:
        """Asks for one of the lines; Esc goes back to the question before, if there was one."""

        def chosen(index: int | None) -> None:
            if index is not None:
                lines[index][1]()
            elif back:
                back()

        self.screen.app.push_screen(Choose(title, [option for option, _ in lines], at=at), chosen)

    def _ask_member(self, back: Back = None) -> None:
        meeting = self.opened.meeting

        def line(person: PersonId) -> Line:
            left = len(special.open_items(meeting, person))
            told = f"{left} 项未说明" if left else "各项都有了"
            return Option(name_of(meeting, person), told), lambda: self._ask_item(person, 0, again)

        def again() -> None:
            self._ask_member(back)

        self._ask("哪一位成员的说明", [line(person.id) for person in members(meeting)], back=back)

    def _ask_item(self, person: PersonId, at: int, back: Back = None) -> None:
        """Lists the items of a member; first, that one entry shows all that is open."""
        meeting = self.opened.meeting
        items, row = meeting.template.special_items, special.accounts(meeting)
        left, shown_by = special.open_items(meeting, person), special.likely_shown(meeting, person)
        lines: list[Line] = []
        if left and shown_by:
            which = "各项" if len(left) == len(items) else f"其余 {len(left)} 项"
            label = f"{which}都已说明（第 {_number(meeting, shown_by)} 条）"
            lines.append((Option(label), lambda: self._note_all(person, shown_by)))
        for place, item in enumerate(items, len(lines) + 1):
            told = _told(meeting, row[person, item.id])
            lines.append((Option(item.label, told), self._asks_state(person, item, place, back)))
        others = len(lines)
        lines.append(
            (
                Option("换一位成员"),
                lambda: self._ask_member(lambda: self._ask_item(person, others, back)),
            )
        )
        title = f"{name_of(meeting, person)}：要说明的 {len(items)} 项"
        self._ask(title, lines, min(at, len(lines) - 1), back)

    def _asks_state(self, person: PersonId, item: SpecialItem, place: int, back: Back) -> Callable[[], None]:
        return lambda: self._ask_state(person, item, place, back)

    def _ask_state(self, person: PersonId, item: SpecialItem, place: int, back: Back) -> None:
        """Asks how an item stands; after it the list comes again, at the next item.

        `back` is that of the list.
        """
        meeting = self.opened.meeting
        shown_by = special.likely_shown(meeting, person)

        def note(state: Account, number: Number = 0) -> None:
            if self._note(person, item, state, number):
                self._ask_item(person, place, back)

        def again() -> None:
            self._ask_state(person, item, place, back)

        has_spoken = bool(special.shows(meeting, person))
        lines: list[Line] = []
        if shown_by:
            label = f"已说明（第 {_number(meeting, shown_by)} 条）"
            lines.append((Option(label), lambda: note(Account.STATED, shown_by)))
        if has_spoken:
            label = "已说明，在另一条" if shown_by else "已说明，选出是哪一条"
            lines.append((Option(label), lambda: self._ask_entry(person, note, again)))
        lines.append((Option("无此情况"), lambda: note(Account.NOTHING)))
        lines.append((Option("未说明"), lambda: note(Account.OPEN)))
        none_yet = "" if has_spoken else "。还没有记下发言，先记下才能标“已说明”"
        title = f"{name_of(meeting, person)}：{item.label}{none_yet}"
        self._ask(title, lines, back=lambda: self._ask_item(person, place - 1, back))

    def _ask_entry(
        self, person: PersonId, note: Callable[[Account, Number], None], back: Callable[[], None]
    ) -> None:
        meeting = self.opened.meeting

        def line(passage: Passage) -> Line:
            number = passage.entry.number
            return asks.passage_option(meeting, passage), lambda: note(Account.STATED, number)

        found = special.likeliest_first(meeting, person)
        self._ask("哪一条说明了这一项", [line(passage) for passage in found], back=back)

    def _note(self, person: PersonId, item: SpecialItem, state: Account, shown_by: Number) -> bool:
        def step(now: datetime) -> Sequence[Entry]:
            return special.account(self.opened.meeting, person, item.id, state, shown_by, now)

        if not self.record(step):
            return False
        self.done(f"已记：{name_of(self.opened.meeting, person)}“{item.label}”{state.label}。")
        return True

    def _note_all(self, person: PersonId, shown_by: Number) -> None:
        if self.record(lambda now: special.account_for_open(self.opened.meeting, person, shown_by, now)):
            self.done(f"已记：{name_of(self.opened.meeting, person)}各项都已说明。")


def on_now(meeting: Meeting) -> PersonId:
    """The member whose round or turn is on; "" for none."""
    here = floor(meeting)
    turn = turn_of(meeting, here) if here else None
    person = (turn.subject or turn.by) if turn else ""
    return person if any(member.id == person for member in members(meeting)) else ""


def _told(meeting: Meeting, accounted: Accounted) -> str:
    if accounted.state is Account.STATED:
        return f"{accounted.state.label}（第 {_number(meeting, accounted.shown_by)} 条）"
    return accounted.state.label


def _number(meeting: Meeting, number: Number) -> int:
    """The running number under which an entry stands in the record."""
    return next((p.number for p in passages(meeting) if p.entry.number == number), 0)
