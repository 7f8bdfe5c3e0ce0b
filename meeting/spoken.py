"""The remarks that stand: what was confirmed and not withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from meeting.last import of_last
from meeting.model import Act, Entry, Number

SPEECHES = (Act.SAID, Act.NO_OPINION)


@of_last
def withdrawn(entries: Sequence[Entry]) -> frozenset[Number]:
    """Numbers of the entries that were taken back right after they were confirmed."""
    return frozenset(entry.corrects for entry in entries if entry.act is Act.WITHDRAWN)


@of_last
def spoken(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Every remark as first confirmed, 未提意见 included, in the order of confirming."""
    gone = withdrawn(entries)
    return tuple(entry for entry in entries if entry.act in SPEECHES and entry.number not in gone)


@of_last
def unfinished(entries: Sequence[Entry]) -> tuple[Number, ...]:
    """Numbers of the remarks that are still to be completed (待补), in the order of confirming."""
    waiting: dict[Number, None] = {}
    for entry in entries:
        if entry.act in SPEECHES and entry.unfinished:
            waiting[entry.number] = None
        elif entry.act in (Act.CORRECTED, Act.WITHDRAWN):
            waiting.pop(entry.corrects, None)
    return tuple(waiting)
