"""The headings in the body of the record: a reader finds the agenda item and the round by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporters.blocks import Heading
from exporters.chinese import numeral
from meeting.model import Entry, Meeting, PersonId
from meeting.order import agenda, speaking_order
from meeting.record import Passage
from meeting.roster import name_of

_Place = tuple[str, PersonId]
"""An agenda item, and within it the member whose round it is (empty outside the rounds)."""


class Headings:
    """Tells which headings stand before a passage, given those that were asked for before it."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._turns = {turn.id: turn for turn in speaking_order(meeting)}
        items = enumerate(agenda(meeting), start=1)
        self._titles = {item.id: f"{numeral(place)}、{item.title}" for place, item in items}
        self._rounds: dict[_Place, str] = {}
        self._seen: set[str] = set()
        self._here: _Place = ("", "")

    def before(self, passage: Passage, next_speech: Entry | None) -> Iterator[Heading]:
        """The headings of the passage's item and round, where they differ from those above it.

        A turn put in by hand belongs to no item and stays under the heading where it is. A skipped turn
        calls for a heading only at the head of the round in which the meeting goes on: one skipped long
        before its round is told where that was decided.
        """
        place = self._place(passage.entry)
        if place is None or not (passage.number or place == self._place(next_speech)):
            return
        item, subject = place
        if item != self._here[0]:
            yield self._heading(1, self._titles[item])
        if subject and place != self._here:
            yield self._heading(2, self._round(place))
        self._here = place

    def _place(self, entry: Entry | None) -> _Place | None:
        turn = self._turns.get(entry.turn) if entry else None
        return (turn.item, turn.subject) if turn and turn.item in self._titles else None

    def _round(self, place: _Place) -> str:
        """（二）李四同志, counted within the item in the order in which the rounds took place."""
        if place not in self._rounds:
            count = 1 + sum(1 for item, _ in self._rounds if item == place[0])
            self._rounds[place] = f"（{numeral(count)}）{name_of(self._meeting, place[1])}同志"
        return self._rounds[place]

    def _heading(self, level: int, text: str) -> Heading:
        """Marked 续 where the meeting comes back to it."""
        again = text in self._seen
        self._seen.add(text)
        return Heading(level, f"{text}（续）" if again else text)


def next_speeches(record: Sequence[Passage]) -> list[Entry | None]:
    """For each passage the first speech behind it."""
    found: list[Entry | None] = []
    upcoming: Entry | None = None
    for passage in reversed(record):
        found.append(upcoming)
        upcoming = passage.entry if passage.number else upcoming
    return found[::-1]
