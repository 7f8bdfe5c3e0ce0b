"""The order of the room: where every entry stands among the others, whenever it was written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from meeting.ids import Number, TurnId
from meeting.model import Act
from meeting.recorded import Sited
from meeting.spoken import SPEECHES

One = TypeVar("One", bound=Sited)

# Python 3.11 takes long to look up a member of an enum, too long to do so for each entry.
_CORRECTED, _SEALED, _WITHDRAWN = Act.CORRECTED, Act.SEALED, Act.WITHDRAWN
_TAKES = (Act.BEGAN, Act.RETURNED, Act.RECONVENED)
_ENDS = (Act.ADJOURNED, Act.CLOSED)
_LEAVES = (*_ENDS, Act.SKIPPED)


@dataclass(slots=True)
class _Hold:
    """A time for which a turn had the floor, and the number of the step that ended it; 0 for none yet."""

    turn: TurnId
    start: datetime
    end: Number = 0


def in_room_order(printed: Sequence[One], entries: Sequence[One]) -> list[One]:
    """The printed ones of the entries by their time; late additions behind the entry that they follow.

    Several that follow the same entry stand by their time too, a sitting's end after what was said before it;
    behind what was taken off the record comes first what was written of its turn instead.
    What got another time stands by that, never before the opening; what followed it until then stays, and
    what is added behind it from then on goes with it. Once the record is sealed all stays.
    """
    ended_by = _ended_by(entries)
    opening = next((entry.at for entry in reversed(printed) if entry.act is Act.OPENED), None)

    def place(entry: One) -> tuple[datetime, bool, Number, bool, Number]:
        # What was settled before the opening stands behind it, and so do the openings that were re-timed.
        at = max(entry.at, opening) if opening else entry.at
        if opening and entry.act is Act.OPENED:
            return opening, False, -entry.number, True, entry.number
        bound = ended_by.get(entry.number, entry.number)
        return at, True, bound, bound == entry.number, entry.number

    ordered = sorted((entry for entry in printed if entry.after < 0), key=place)
    late = [entry for entry in printed if entry.after >= 0]
    row = _with_late(ordered, late, _written_instead(late, entries))
    times = _moved_to(entries)
    if opening:
        times = {number: max(at, opening) for number, at in times.items()}
    return _moved(row, times) if times else row


def _moved_to(entries: Sequence[Sited]) -> dict[Number, datetime]:
    """Where everything belongs that got another time before the seal, and what was added behind it since."""
    first: dict[Number, datetime] = {}
    valid: dict[Number, datetime] = {}
    added: dict[Number, datetime] = {}

    def moved_to(number: Number) -> datetime | None:
        at = valid.get(number)
        return added.get(number) if at is None or at == first.get(number) else at

    for entry in entries:
        if entry.act is _CORRECTED:
            valid[entry.corrects] = entry.at
        elif entry.act is _SEALED:
            break
        else:
            first[entry.number] = entry.at
            if entry.after > 0 and entry.at == moved_to(entry.after):
                added[entry.number] = entry.at
    return {number: at for number in (*valid, *added) if (at := moved_to(number))}


def _moved(row: Sequence[One], times: Mapping[Number, datetime]) -> list[One]:
    """The row with these entries where their times belong, behind all that bears the same time.

    A late addition may bear the time of what it follows, so what comes behind it tells its time as well.
    """
    moved = {entry.number: times[entry.number] for entry in row if entry.number in times}
    behind = [e for e in row if e.number in moved and moved.get(e.after) == moved[e.number]]
    alone = moved.keys() - {entry.number for entry in behind}
    leading = sorted(
        (entry for entry in row if entry.number in alone),
        key=lambda entry: (times[entry.number], entry.number),
    )
    waiting = _with_late(leading, behind, ())[::-1]
    rest = [entry for entry in row if entry.number not in moved]
    bound: One | None = None
    bounds: list[One | None] = []
    for entry in reversed(rest):
        bound = entry if entry.after < 0 else bound
        bounds.append(bound)
    placed: list[One] = []
    for entry, bound in zip(rest, reversed(bounds), strict=True):
        while waiting and all(
            _precedes(times[waiting[-1].number], other) for other in (entry, bound) if other
        ):
            placed.append(waiting.pop())
        placed.append(entry)
    return [*placed, *reversed(waiting)]


def _precedes(at: datetime, entry: Sited) -> bool:
    return at < entry.at or (at == entry.at and entry.act in _ENDS)


def _ended_by(entries: Sequence[Sited]) -> dict[Number, Number]:
    """For each speech written down after its turn: number of the step that ended its time in the room.

    Times are to the second: the last words of one turn and the first of the next may bear the same one.
    """
    held: defaultdict[TurnId, list[_Hold]] = defaultdict(list)
    found: dict[Number, Number] = {}
    here = _Hold("", datetime.min.replace(tzinfo=UTC))
    for entry in entries:
        if entry.act in SPEECHES:
            own = [hold for hold in held[entry.turn] if hold.start <= entry.at]
            if own and own[-1].end:
                found[entry.number] = own[-1].end
        elif entry.act is Act.BEGAN and entry.turn == here.turn and not here.end:
            here.start = entry.at
        elif entry.act in _TAKES or (entry.act in _LEAVES and entry.turn in ("", here.turn)):
            here.end = here.end or entry.number
            if entry.act in _TAKES:
                here = _Hold(entry.turn or here.turn, entry.at)
                held[here.turn].append(here)
    return found


def _written_instead(late: Sequence[Sited], entries: Sequence[Sited]) -> set[Number]:
    """Numbers of the remarks that were written in the place of one of their turn that had been taken off."""
    gone = {entry.corrects: entry for entry in entries if entry.act is _WITHDRAWN}
    return {
        entry.number
        for entry in late
        if entry.act in SPEECHES
        and (off := gone.get(entry.after))
        and off.turn == entry.turn
        and off.number < entry.number
    }


def _with_late(ordered: Sequence[One], late: Sequence[One], first: Collection[Number]) -> list[One]:
    """The ordered ones with the late ones behind what they follow, those with these numbers `first` there."""
    behind: defaultdict[Number, list[One]] = defaultdict(list)
    known = {entry.number for entry in ordered}
    for entry in late:
        behind[entry.after if entry.after in known else 0].append(entry)
        known.add(entry.number)
    for row in behind.values():
        row.sort(key=lambda entry: (entry.number not in first, entry.at, entry.act in _ENDS))
    waiting = [*reversed(ordered), *reversed(behind[0])]
    placed = []
    while waiting:
        placed.append(waiting.pop())
        waiting.extend(reversed(behind[placed[-1].number]))
    return placed
