"""开会, 休会, 复会 and 散会 as notes tell them afterwards: the steps of the room, at the noted time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from meeting import steps
from meeting.blank import event, floor_to
from meeting.floor import Phase, floor, phase
from meeting.model import Act, Entry, Meeting
from meeting.order import turn_of
from meeting.refused import Refused
from meeting.spoken import spoken
from meeting.timing import opened_with, sittings

Entries = tuple[Entry, ...]

NOTED_STEPS = (Act.OPENED, Act.ADJOURNED, Act.RECONVENED, Act.CLOSED)
"""The steps that notes can tell."""


def noted_step(meeting: Meeting, act: Act, at: datetime, back: datetime | None, now: datetime) -> Entries:
    """The entries of a step at a noted time, not yet linked; raises `Refused`.

    `back` is when the notes have the meeting go on again, None where they do not.
    """
    if act is Act.OPENED and phase(meeting) is not Phase.PLANNED:
        return _opened_earlier(meeting, at)
    if act is Act.OPENED:
        row = steps.open_meeting(meeting, now)
    elif act is Act.RECONVENED:
        row = steps.reconvene(meeting, now)
    else:
        _refuse_if_closed(meeting, act)
        row = (steps.adjourn if act is Act.ADJOURNED else steps.close)(meeting, now)
        _refuse_if_spoken(meeting, at, back)
    _refuse_before_last(meeting, at)
    return tuple(replace(entry, at=at) for entry in row)


def in_that_minute(meeting: Meeting, act: Act, at: datetime) -> datetime:
    """When a step fell that is told to the minute: not before what was taken down in that same minute."""
    moments = [entry.at for entry in spoken(meeting.entries)] if act in (Act.ADJOURNED, Act.CLOSED) else []
    moments += [moment for sat in sittings(meeting.entries) for moment in (sat.start, sat.end) if moment]
    return max([at, *(moment for moment in moments if moment.replace(second=0) == at)])


def _opened_earlier(meeting: Meeting, at: datetime) -> Entries:
    start = sittings(meeting.entries)[0].start
    if phase(meeting) is not Phase.RUNNING or at > start:
        raise Refused(f"记录里 {start:%H:%M} 开会，不能再改；确有出入请写成〔…〕程序记事")
    before = next(entry for entry in reversed(meeting.entries) if entry.act is Act.OPENED)
    first = [floor_to(turn_of(meeting, floor(meeting)))] if opened_with(meeting.entries) else []
    return tuple(replace(entry, at=at) for entry in (replace(event(Act.OPENED), by=before.by), *first))


def _refuse_if_closed(meeting: Meeting, act: Act) -> None:
    if phase(meeting) is Phase.CLOSED:
        what = "休会" if act is Act.ADJOURNED else "散会"
        raise Refused(f"记录里已经散会，不能再加{what}；确有其事请写成〔…〕程序记事")


def _refuse_if_spoken(meeting: Meeting, at: datetime, back: datetime | None) -> None:
    for entry in spoken(meeting.entries):
        if entry.at > at and (back is None or entry.at < back):
            raise Refused(f"记录里 {entry.at:%H:%M} 还有发言")


def _refuse_before_last(meeting: Meeting, at: datetime) -> None:
    moments = [moment for sat in sittings(meeting.entries) for moment in (sat.start, sat.end) if moment]
    if moments and at < moments[-1]:
        raise Refused(f"早于记录里 {moments[-1]:%H:%M} 的开会、休会或复会")
