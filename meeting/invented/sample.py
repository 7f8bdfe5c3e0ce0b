"""A sample meeting: invented people and remarks, for trying out, pictures and measurements."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from meeting import roster
from meeting.blank import event, floor_to
from meeting.chain import NOW, linked
from meeting.invented.sample_texts import POSTS, aspect_of, name, remark
from meeting.model import Account, Act, Entry, Head, Kind, Meeting, Mode, Number, PersonId, Role, Turn
from meeting.order import speaking_order
from meeting.presence import first_recorder
from meeting.refused import Refused
from meeting.template import Template
from meeting.timing import in_zone
from meeting.year import fitting_year, yearly_name

_GUESTS = (
    (Role.OBSERVER, "市纪委监委", "第一监督检查室主任"),
    (Role.OBSERVER, "市委组织部", "干部监督科科长"),
    (Role.RECORDER, "局办公室", "副主任"),
    (Role.RECORDER, "局办公室", "一级科员"),
)
_SHORTEST = timedelta(seconds=4)
"""Time for one remark when more are asked for than the planned minutes would hold."""


class Stage(StrEnum):
    """How far a sample meeting has come."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"


def sample(
    template: Template, *, members: int, entries: int | None, stage: Stage, now: datetime, meeting_id: str
) -> Meeting:
    """An invented meeting after this template, with so many members and so many remarks on record.

    Without a number of remarks a running meeting is half-way and a finished one complete. Where there are
    more remarks than turns, several stand in a turn, interjections among them.
    """
    if members < 1:
        raise Refused("示例会议至少要有 1 名班子成员，请写 1 以上的人数。")
    head = Head(group="示例市某某局党组", place=template.place, mark="内部")
    meeting = Meeting(meeting_id, template, head, sample=True)
    for place in range(members):
        meeting = roster.add(meeting, name(place), POSTS[min(place, len(POSTS) - 1)])
    for place, (role, unit, post) in enumerate(_GUESTS, start=members):
        meeting = roster.add(meeting, name(place), post, unit, role)
    # A template may leave open who chairs.
    meeting = roster.set_chair(meeting, meeting.secretary)
    here = in_zone(now, head.zone)
    if stage is Stage.PLANNED:
        return _announced(meeting, datetime.combine(here + timedelta(days=7), time(9), here.tzinfo))
    return _held(meeting, entries, here, running=stage is Stage.RUNNING)


def _announced(meeting: Meeting, start: datetime, days: int = 1) -> Meeting:
    year = fitting_year(start.date())
    starts = time(start.hour, start.minute // 10 * 10)
    title = yearly_name(meeting.template, year)
    head = replace(meeting.head, title=title, year=year, date=start.date(), starts=starts, days=days)
    return replace(meeting, head=head)


def _held(meeting: Meeting, entries: int | None, now: datetime, *, running: bool) -> Meeting:
    """The meeting with its record, so timed that it ends, or its last turn begins, a little before now."""
    order = speaking_order(meeting)
    wanted = (len(order) // 2 if running else len(order)) if entries is None else entries
    spoken = order[: min(wanted, len(order) - running)]
    shares = [(wanted + place) // len(spoken) for place in range(len(spoken))]
    lengths = [_length(turn, place, shares[place]) for place, turn in enumerate(spoken)]
    start = at = now - timedelta(seconds=40 if running else 1200) - sum(lengths, timedelta())
    book = _Book(meeting)
    opened = replace(event(Act.OPENED), by=first_recorder(meeting))
    book.write(at, opened, *map(floor_to, order[:1]))
    for place, turn in enumerate(spoken):
        book.take_down(turn, shares[place], at, lengths[place])
        at += lengths[place]
        told = len(book.entries)
        book.write(at, *map(floor_to, order[place + 1 : place + 2]))
        if turn.kind is Kind.SELF_EXAMINATION:
            book.account(turn.by, told, at)
    if not running:
        book.write(at, event(Act.CLOSED))
    days = (at.date() - start.date()).days + 1
    return replace(_announced(meeting, start, days), entries=linked(meeting, book.entries))


def _length(turn: Turn, place: int, share: int) -> timedelta:
    """Somewhat less or more than planned, and never too short for the turn's share of the remarks."""
    planned = int(turn.minutes * 60) * (70 + place * 13 % 40) // 100
    return max(timedelta(seconds=planned), share * _SHORTEST)


class _Book:
    """Takes remarks down just as `meeting.steps` does, but without a look at the whole record for each."""

    def __init__(self, meeting: Meeting) -> None:
        self.entries: list[Entry] = []
        self._meeting = meeting
        self._observer = next(person.id for person in meeting.people if person.role is Role.OBSERVER)
        self._made: Counter[Kind] = Counter()
        self._heard: defaultdict[PersonId, list[Number]] = defaultdict(list)

    def write(self, at: datetime, *entries: Entry) -> None:
        """Adds entries that are confirmed at this moment."""
        for entry in entries:
            self.entries.append(replace(entry, at=at if entry.at is NOW else entry.at, written=at))

    def take_down(self, turn: Turn, share: int, start: datetime, length: timedelta) -> None:
        """Adds so many remarks of a turn that had the floor from `start` for so long."""
        since = start
        for part in range(share):
            written = start + timedelta(seconds=int(length.total_seconds()) * (part + 1) // share)
            if part % 4 == 1 and part < share - 1:
                self.write(written, self._aside(turn, written - timedelta(seconds=2)))
            else:
                self.write(written, self._own(turn, since))
                since = written

    def account(self, person: PersonId, shown_by: Number, at: datetime) -> None:
        """Notes that the entry of this number accounts for every special item."""
        stated = replace(event(Act.ACCOUNTED), by=person, account=Account.STATED, refers=(shown_by,))
        self.write(at, *(replace(stated, item=item.id) for item in self._meeting.template.special_items))

    def _own(self, turn: Turn, at: datetime) -> Entry:
        place = self._made[turn.kind]
        said = self._said(turn.kind, turn, turn.by or self._observer, at)
        if turn.kind is Kind.GROUP_EXAMINATION:
            return replace(said, mode=Mode.READ_OUT)
        if turn.kind is Kind.RESPONSE:
            return replace(said, refers=tuple(self._heard[turn.by][:3]))
        if turn.kind is not Kind.CRITICISM:
            return said
        self._heard[turn.to].append(len(self.entries) + 1)
        aspects = self._meeting.template.aspects
        mode = Mode.SUMMARY if place % 7 == 6 else Mode.VERBATIM
        chosen = (aspects[aspect_of(place) % len(aspects)].id,) if aspects else ()
        return replace(said, to=turn.to, mode=mode, aspects=chosen)

    def _aside(self, turn: Turn, at: datetime) -> Entry:
        chair = self._meeting.chair
        return self._said(Kind.INTERJECTION, turn, self._observer if turn.by == chair else chair, at)

    def _said(self, kind: Kind, turn: Turn, by: PersonId, at: datetime) -> Entry:
        text = remark(kind, self._made[kind], roster.name_of(self._meeting, turn.to))
        self._made[kind] += 1
        return replace(event(Act.SAID), kind=kind, turn=turn.id, by=by, text=text, at=at)
