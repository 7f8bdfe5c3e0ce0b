"""Who was in the room when: present at the start of each sitting, arrived, left, came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from meeting.blank import event
from meeting.chain import chained
from meeting.floor import Phase, phase
from meeting.last import of_last
from meeting.model import Act, Entry, Meeting, Number, PersonId, Role
from meeting.order import members
from meeting.presence import away, comings_in, first_recorder
from meeting.refused import Refused
from meeting.roster import name_of, person_of
from meeting.text import clean
from meeting.timing import Sitting, in_zone, present, sittings

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who came in or went out during the meeting."""

    person: PersonId
    at: datetime
    arrived: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One sitting: the members present at its start, and who came and went during it."""

    sitting: Sitting
    present: tuple[PersonId, ...]
    comings: tuple[Coming, ...]

    @property
    def attended(self) -> frozenset[PersonId]:
        """Everybody who was there for some time of the sitting; of the observers only those who came late."""
        return frozenset((*self.present, *(coming.person for coming in self.comings if coming.arrived)))


@dataclass(frozen=True, slots=True)
class Quorum:
    """Members present of those expected, and whether they are enough. Observers never count."""

    expected: int
    present: int
    reached: bool


def arrive(meeting: Meeting, person_id: PersonId, at: datetime, now: datetime) -> Entries:
    """到会: somebody who was away is there from this time on; raises `Refused`."""
    person = person_of(meeting, person_id)
    if person_id not in away(meeting):
        raise Refused(f"{person.name}已经在会场。")
    return _coming(meeting, Act.ARRIVED, person_id, "", at, now)


def leave(meeting: Meeting, person_id: PersonId, reason: str, at: datetime, now: datetime) -> Entries:
    """离会: somebody goes, and what they owe is skipped from this time on; raises `Refused`."""
    person = person_of(meeting, person_id)
    if person.role is Role.RECORDER:
        raise Refused(f"{person.name}是记录人；换人记录请用“记录人交接”。")
    if person_id in away(meeting):
        raise Refused(f"{person.name}不在会场，不用再记离会。")
    return _coming(meeting, Act.LEFT, person_id, clean(reason).strip(), at, now)


def strike(meeting: Meeting, number: Number, now: datetime) -> Entries:
    """撤销: a coming or going that was noted by mistake; raises `Refused`."""
    found = next((entry for entry in comings_in(meeting.entries) if entry.number == number), None)
    if found is None:
        raise Refused("这一条不是到会离会，或已撤销。")
    return chained(meeting, now, replace(event(Act.WITHDRAWN), by=found.by, corrects=number))


def hand_over(meeting: Meeting, person_id: PersonId, now: datetime) -> Entries:
    """记录人交接: another recorder takes the record down from now on; raises `Refused`."""
    person = person_of(meeting, person_id)
    if person.role is not Role.RECORDER:
        raise Refused(f"{person.name}不是记录人；请先在名单里把他加为记录人。")
    _refuse_unless_open(meeting)
    if recorder_now(meeting) == person_id:
        raise Refused(f"现在就是{person.name}在记录，不用交接。")
    return chained(meeting, now, replace(event(Act.HANDED_OVER), by=person_id))


def _coming(meeting: Meeting, act: Act, person: PersonId, text: str, at: datetime, now: datetime) -> Entries:
    _refuse_unless_open(meeting)
    latest, moment = present(meeting, now), in_zone(at, meeting.head.zone)
    since = max([sittings(meeting.entries)[0].start, *(c.at for c in comings(meeting) if c.person == person)])
    if moment == since.replace(second=0):
        # Told to the minute, it may mean any second of that minute.
        moment = since
    if phase(meeting) is Phase.CLOSED:
        latest = sittings(meeting.entries)[-1].end or latest
    if not since <= moment <= latest:
        form = "%H:%M" if since.date() == latest.date() else "%m-%d %H:%M"
        raise Refused(f"时刻要在 {since:{form}} 和 {latest:{form}} 之间，例如 {latest:%H:%M}。", "时刻")
    return chained(meeting, now, replace(event(act), by=person, text=text, at=moment))


def _refuse_unless_open(meeting: Meeting) -> None:
    if phase(meeting) is Phase.PLANNED:
        raise Refused("会议还没有开始；现在缺席的请在名单里登记。")


@of_last
def comings(meeting: Meeting) -> tuple[Coming, ...]:
    """Everybody who came or went since the opening, by time."""
    found = (
        Coming(entry.by, entry.at, entry.act is Act.ARRIVED, entry.text)
        for entry in comings_in(meeting.entries)
    )
    return tuple(sorted(found, key=lambda coming: coming.at))


@of_last
def attendance(meeting: Meeting) -> tuple[Attendance, ...]:
    """Every sitting with who was there; who came or went in a break is told with the next sitting's start."""
    here = {person.id for person in members(meeting) if person.absence is None}
    waiting = list(comings(meeting))
    row = []
    sat = sittings(meeting.entries)
    for place, sitting in enumerate(sat):
        while waiting and waiting[0].at < sitting.start:
            _step(here, waiting.pop(0))
        present_at_start = tuple(person.id for person in members(meeting) if person.id in here)
        ends = sat[place + 1].start if place + 1 < len(sat) else None
        within = []
        while waiting and (ends is None or waiting[0].at < ends) and _is_within(sitting, waiting[0].at):
            within.append(waiting.pop(0))
            _step(here, within[-1])
        row.append(Attendance(sitting, present_at_start, tuple(within)))
    return tuple(row)


def _is_within(sitting: Sitting, at: datetime) -> bool:
    return sitting.end is None or at <= sitting.end


def _step(here: set[PersonId], coming: Coming) -> None:
    if coming.arrived:
        here.add(coming.person)
    else:
        here.discard(coming.person)


def quorum(meeting: Meeting) -> Quorum:
    """Whether enough members are here now (《若干规定》: two thirds, unless the template asks for more)."""
    gone = away(meeting)
    expected = members(meeting)
    return _quorum(meeting, sum(1 for person in expected if person.id not in gone))


def quorum_of_sitting(meeting: Meeting, sitting: Attendance) -> Quorum:
    """Whether enough members were there for some time of a sitting."""
    attended = sitting.attended
    return _quorum(meeting, sum(1 for person in members(meeting) if person.id in attended))


def short_of_quorum(meeting: Meeting, sitting: Attendance) -> tuple[tuple[datetime, Quorum], ...]:
    """From when on in a sitting too few members were there, each time with how many."""
    here = set(sitting.present)
    group = {person.id for person in members(meeting)}
    found = []
    was_short = False
    for at, coming in ((sitting.sitting.start, None), *((coming.at, coming) for coming in sitting.comings)):
        if coming:
            _step(here, coming)
        state = _quorum(meeting, len(here & group))
        if not state.reached and not was_short:
            found.append((at, state))
        was_short = not state.reached
    return tuple(found)


def was_away(meeting: Meeting, person_id: PersonId, at: datetime) -> bool:
    """Whether somebody was not in the room at a moment."""
    is_away = any(person.id == person_id and person.absence for person in meeting.people)
    for coming in comings(meeting):
        if coming.person == person_id and (coming.at <= at if coming.arrived else coming.at < at):
            is_away = not coming.arrived
    return bool(is_away)


def _quorum(meeting: Meeting, count: int) -> Quorum:
    expected = len(members(meeting))
    # Two thirds may stand in a template as 0.667.
    share = Fraction(meeting.template.quorum).limit_denominator(100)
    reached = count * share.denominator >= share.numerator * expected
    return Quorum(expected, count, reached and expected > 0)


def quorum_sentence(meeting: Meeting) -> str:
    """That too few members are present now, in words; "" while there are enough."""
    state = quorum(meeting)
    if state.reached:
        return ""
    return f"应到 {state.expected} 人，在场 {state.present} 人，不足规定的到会比例。"


def recorder_now(meeting: Meeting) -> PersonId:
    """Who takes the record down: who took over last, else the first recorder on the list."""
    for entry in reversed(meeting.entries):
        if entry.act is Act.HANDED_OVER:
            return entry.by
    return first_recorder(meeting)


def recorders(meeting: Meeting) -> tuple[tuple[PersonId, datetime | None], ...]:
    """Who recorded, each with the time from which; None for who did from the beginning."""
    taken = [entry for entry in meeting.entries if entry.act is Act.HANDED_OVER]
    first = first_recorder(meeting)
    begin: Sequence[tuple[PersonId, datetime | None]] = [(first, None)] if first else []
    return (*begin, *((entry.by, entry.at) for entry in taken))


def attendance_line(meeting: Meeting, coming: Coming) -> str:
    """A coming in words: 10:20 王五离会（因公）."""
    what = "到会" if coming.arrived else "离会"
    why = f"（{coming.reason}）" if coming.reason else ""
    return f"{coming.at:%H:%M} {name_of(meeting, coming.person)}{what}{why}"
