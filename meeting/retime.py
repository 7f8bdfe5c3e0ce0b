"""更正时间: which time an entry may be given instead of the one on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from meeting.fitting import COMINGS
from meeting.floor import Phase, phase
from meeting.model import Entry, Meeting
from meeting.presence import comings_in
from meeting.record import Passage
from meeting.refused import Refused
from meeting.spoken import SPEECHES
from meeting.timing import in_zone, present, sittings

_TO_ITS_LAST_SECOND = timedelta(seconds=59)
"""From the first second of a minute."""


def corrected_time(meeting: Meeting, passage: Passage, told: datetime, now: datetime) -> datetime:
    """The moment in the told minute that a version had, else the one nearest to the valid one.

    A speech falls into a sitting; somebody comes or goes between their other comings and goings; anything
    else lies between the opening and the closing. Nothing lies ahead. Raises `Refused` for any other minute.
    """
    minute, before = in_zone(told, meeting.head.zone).replace(second=0), passage.valid.at
    if minute == before.replace(second=0):
        return before
    latest = present(meeting, now)
    if minute > latest:
        raise Refused(f"还没到 {minute:%m-%d %H:%M}，时刻只能更正到以前。", "时刻")
    spans = list(_spans(meeting, passage.entry, latest))
    for version in reversed(passage.versions):
        is_told = minute == version.at.replace(second=0)
        if is_told and any(start <= version.at <= end for start, end in spans):
            return version.at
    for start, end in spans:
        first, last = max(start, minute), min(end, minute + _TO_ITS_LAST_SECOND)
        if first <= last:
            return in_zone(min(max(before, first), last), meeting.head.zone)
    between = "、".join(f"{start:%m-%d %H:%M}—{_end(start, end)}" for start, end in spans)
    raise Refused(f"时刻要在 {between} 之间。", "时刻")


def _spans(meeting: Meeting, entry: Entry, latest: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when to when the entry can have been."""
    sat = [(sitting.start, sitting.end or latest) for sitting in sittings(meeting.entries)]
    if not sat:
        raise Refused("会议还没有开始，时间不用更正。")
    if entry.act in SPEECHES:
        yield from sat
        return
    start, end = sat[0][0], sat[-1][1] if phase(meeting) is Phase.CLOSED else latest
    if entry.act in COMINGS:
        own = [other for other in comings_in(meeting.entries) if other.by == entry.by]
        place = next(place for place, other in enumerate(own) if other.number == entry.number)
        start = max([start, *(other.at for other in own[:place])])
        end = min([end, *(other.at for other in own[place + 1 :])])
    yield start, end


def _end(start: datetime, end: datetime) -> str:
    return f"{end:%H:%M}" if start.date() == end.date() else f"{end:%m-%d %H:%M}"
