"""What stands of a record in the order of the room, and the running numbers of its speeches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from meeting.ids import Number
from meeting.model import Act
from meeting.recorded import Recorded
from meeting.room import One, in_room_order
from meeting.spoken import SPEECHES

PRINTED = (
    *SPEECHES,
    Act.NOTED,
    Act.OPENED,
    Act.ADJOURNED,
    Act.RECONVENED,
    Act.CLOSED,
    Act.SKIPPED,
    Act.ARRIVED,
    Act.LEFT,
    Act.HANDED_OVER,
    Act.ACCEPTED,
)
"""Of which acts a record is read."""


def in_order(entries: Sequence[One], stand: Collection[Number]) -> list[One]:
    """Those of the entries that stand, in the order of the room."""
    # What was taken back still keeps the place of what was added behind it.
    gone = {entry.corrects for entry in entries if entry.act is Act.WITHDRAWN}
    kept = [entry for entry in entries if entry.number in stand or entry.number in gone]
    return [entry for entry in in_room_order(kept, entries) if entry.number in stand]


def numbered(row: Iterable[Recorded]) -> Mapping[Number, int]:
    """The running number of each speech in the row, by the number of its entry."""
    speeches = (entry.number for entry in row if entry.act in SPEECHES)
    return {entry: place for place, entry in enumerate(speeches, start=1)}
