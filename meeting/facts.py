"""What a list of meetings shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meeting.calendar.deadlines import NO_SCHEDULE, Schedule, schedule
from meeting.floor import Phase, phase
from meeting.model import Meeting
from meeting.order import members
from meeting.seal import seals
from meeting.spoken import spoken
from meeting.timing import in_zone


@dataclass(frozen=True, slots=True)
class Facts:
    """A meeting in a line."""

    phase: Phase
    begun: date | None
    """Day of the first entry, in the meeting's zone; None before it."""
    date: date | None
    """Planned day of the first sitting; None while it is 待定."""
    group: str
    title: str
    members: int
    entries: int
    spoken: int
    """How many of the entries are remarks, 未提意见 included."""
    sample: bool
    sealed: int = 0
    """Version of the seal that stands; 0 before the seal."""
    schedule: Schedule = NO_SCHEDULE


def facts_of(meeting: Meeting) -> Facts:
    """The meeting in a line."""
    head = meeting.head
    return Facts(
        phase=phase(meeting),
        begun=in_zone(meeting.entries[0].at, head.zone).date() if meeting.entries else None,
        date=head.date,
        group=head.group,
        title=head.title,
        members=len(members(meeting)),
        entries=len(meeting.entries),
        spoken=len(spoken(meeting.entries)),
        sample=meeting.sample,
        sealed=len(seals(meeting)),
        schedule=schedule(meeting),
    )
