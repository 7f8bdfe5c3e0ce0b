"""When in the room were the words said that are being taken down?"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from meeting.draft import Draft
from meeting.model import Act, Entry, Meeting, TurnId
from meeting.order import is_own
from meeting.spoken import spoken
from meeting.timing import in_zone, out_of_break, present, sittings, stretches


def began(meeting: Meeting, turn_id: TurnId, now: datetime) -> datetime:
    """When what is being typed began: with the turn, or when the last of its entries was confirmed.

    Never later than the moment in which the floor passed on, so that the order of the room is kept.
    """
    latest = present(meeting, now)
    own = [stretch for stretch in stretches(meeting.entries) if stretch.turn == turn_id]
    if not own:
        return latest
    start, end = own[-1].start, own[-1].end or latest
    said = (e for e in spoken(meeting.entries) if e.turn == turn_id and e.act is Act.SAID and e.after < 0)
    since = max([start, *(entry.written for entry in said if is_own(entry))])
    if start < since < sittings(meeting.entries)[-1].start:
        since = _came_back(meeting, turn_id) or since
    return out_of_break(meeting.entries, start, min(since, end), end)


def _came_back(meeting: Meeting, turn_id: TurnId) -> datetime | None:
    """When the floor was given back to the turn in this sitting, to go on speaking; None where it was not."""
    came = [
        entry.at
        for before, entry in pairwise(meeting.entries)
        if entry.act is Act.RETURNED and entry.turn == turn_id and not _takes_back(before, turn_id)
    ]
    return came[-1] if came and came[-1] >= sittings(meeting.entries)[-1].start else None


def _takes_back(entry: Entry, turn_id: TurnId) -> bool:
    """Whether the entry gave the turn its last words back; one that strikes them out has a reason."""
    return entry.act is Act.WITHDRAWN and entry.turn == turn_id and not entry.reason


def within_turn(meeting: Meeting, draft: Draft, at: datetime, now: datetime) -> datetime:
    """When somebody spoke within a turn; a clock set back makes it neither too early nor too late."""
    opened = sittings(meeting.entries)[0].start
    starts = [stretch.start for stretch in stretches(meeting.entries) if stretch.turn == draft.turn]
    earliest = max([opened, *starts[:1]])
    return min(max(in_zone(at, meeting.head.zone), earliest), present(meeting, now))
