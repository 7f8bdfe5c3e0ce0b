"""The remarks that stand: what was confirmed and not withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meeting.last import of_longer
from meeting.model import Act, Entry, Number

SPEECHES = (Act.SAID, Act.NO_OPINION)
_CORRECTED, _WITHDRAWN = Act.CORRECTED, Act.WITHDRAWN


class _Standing:
    """The remarks that stand, as far as the entries tell that were taken."""

    def __init__(self) -> None:
        self._remarks: dict[Number, Entry] = {}

    def take(self, entry: Entry) -> None:
        if entry.act in SPEECHES:
            self._remarks[entry.number] = entry
        elif entry.act is _CORRECTED and entry.corrects in self._remarks:
            said = self._remarks[entry.corrects]
            if said.at != entry.at:
                self._remarks[entry.corrects] = replace(said, at=entry.at)
        elif entry.act is _WITHDRAWN:
            self._remarks.pop(entry.corrects, None)

    def answer(self) -> tuple[Entry, ...]:
        return tuple(self._remarks.values())


class _Withdrawn:
    """What was taken back, as far as the entries tell that were taken."""

    def __init__(self) -> None:
        self._gone: frozenset[Number] = frozenset()

    def take(self, entry: Entry) -> None:
        if entry.act is _WITHDRAWN:
            self._gone |= {entry.corrects}

    def answer(self) -> frozenset[Number]:
        return self._gone


class _Unfinished:
    """What waits to be completed, as far as the entries tell that were taken."""

    def __init__(self) -> None:
        self._waiting: dict[Number, None] = {}

    def take(self, entry: Entry) -> None:
        if entry.unfinished and entry.act in SPEECHES:
            self._waiting[entry.number] = None
        elif (entry.act is _CORRECTED and not entry.unfinished) or entry.act is _WITHDRAWN:
            self._waiting.pop(entry.corrects, None)

    def answer(self) -> tuple[Number, ...]:
        return tuple(self._waiting)


_standing, _withdrawn, _unfinished = of_longer(_Standing), of_longer(_Withdrawn), of_longer(_Unfinished)


def spoken(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Every remark as first confirmed but with the time that is valid, 未提意见 included.

    They stand in the order of confirming.
    """
    return _standing(entries)


def withdrawn(entries: Sequence[Entry]) -> frozenset[Number]:
    """Numbers of the entries that were taken back or struck out."""
    return _withdrawn(entries)


def standing(numbers: Sequence[Number], entries: Sequence[Entry]) -> tuple[Number, ...]:
    """Those of the numbers whose entries were neither taken back nor struck out."""
    gone = withdrawn(entries)
    return tuple(number for number in numbers if number not in gone)


def unfinished(entries: Sequence[Entry]) -> tuple[Number, ...]:
    """Numbers of the remarks that are still to be completed (待补), in the order of confirming."""
    return _unfinished(entries)
