"""When each turn was, and when what is to come is expected: the timetable of a meeting as it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meeting.floor import Phase, Standing, floor, phase, standings, to_come
from meeting.model import Meeting, TurnId
from meeting.timing import Stretch, elapsed, in_zone, present, stretches, zone


@dataclass(frozen=True, slots=True)
class Slot:
    """When a turn began or is expected to begin, and when it ended or is expected to."""

    turn: TurnId
    start: datetime
    end: datetime
    actual: bool


def projection(meeting: Meeting, now: datetime) -> tuple[Slot, ...]:
    """Actual times of what is done, expected times of what is to come; skipped and absent turns have none."""
    now = present(meeting, now)
    had = _had(stretches(meeting.entries))
    here = floor(meeting)
    row = standings(meeting)
    reached = _reached(meeting, row, here, now)
    ahead = to_come(row, here)
    open_turns = {standing.turn.id for standing in ahead}
    slots = []
    for standing in row:
        slot = had.get(standing.turn.id)
        if standing.turn.id == here:
            slots.append(Slot(here, slot.start if slot else now, reached, True))
        elif slot and standing.turn.id not in open_turns:
            slots.append(slot)
    for standing in ahead:
        end = reached + timedelta(minutes=standing.turn.minutes)
        slots.append(Slot(standing.turn.id, reached, end, False))
        reached = end
    return tuple(slots)


def expected_end(meeting: Meeting, now: datetime) -> datetime:
    """When the last turn is expected to end, in the meeting's zone."""
    now = present(meeting, now)
    here, row = floor(meeting), standings(meeting)
    minutes = sum(standing.turn.minutes for standing in to_come(row, here))
    return _reached(meeting, row, here, now) + timedelta(minutes=minutes)


def _had(run: Sequence[Stretch]) -> dict[TurnId, Slot]:
    """When each turn had the floor, from its first stretch to its last."""
    slots: dict[TurnId, Slot] = {}
    for stretch in run:
        first = slots.get(stretch.turn)
        start = first.start if first else stretch.start
        slots[stretch.turn] = Slot(stretch.turn, start, stretch.end or stretch.start, True)
    return slots


def _reached(meeting: Meeting, row: Sequence[Standing], here: TurnId, now: datetime) -> datetime:
    """When the turns to come can begin: the planned start, or the expected end of the turn that is on."""
    if phase(meeting) is Phase.PLANNED:
        return planned_start(meeting) or now
    for standing in row:
        if standing.turn.id == here:
            left = standing.turn.minutes * 60 - elapsed(meeting, here, now)
            return now + timedelta(seconds=max(0.0, left))
    return now


def planned_start(meeting: Meeting) -> datetime | None:
    """The start that the head announces, in the meeting's zone; None while date or time is open."""
    head = meeting.head
    if head.date is None or head.starts is None:
        return None
    return in_zone(datetime.combine(head.date, head.starts, tzinfo=zone(head.zone)), head.zone)
