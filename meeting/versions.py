"""Which entries of a record stand, and in which versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from meeting.ids import Number, TurnId
from meeting.model import Act
from meeting.order import is_own
from meeting.recorded import Recorded
from meeting.spoken import SPEECHES

One = TypeVar("One", bound=Recorded)


def versions(entries: Iterable[One], acts: Collection[Act]) -> list[list[One]]:
    """Each entry of these acts that was not withdrawn, with every correction of it behind it."""
    chains: dict[Number, list[One]] = {}
    for entry in entries:
        act = entry.act
        if act in acts:
            chains[entry.number] = [entry]
        elif act is Act.CORRECTED:
            chains.get(entry.corrects, []).append(entry)
        elif act is Act.WITHDRAWN:
            chains.pop(entry.corrects, None)
    return list(chains.values())


def undone(entries: Sequence[Recorded]) -> set[Number]:
    """Numbers of the steps that a later one undid: a skipping restored or spoken, an opening re-timed."""
    openings = [entry.number for entry in entries if entry.act is Act.OPENED]
    numbers = set(openings[:-1])
    gone = {entry.corrects for entry in entries if entry.act is Act.WITHDRAWN}
    skipped: dict[TurnId, Number] = {}
    for entry in entries:
        if entry.turn in skipped and (entry.act in (Act.RESTORED, Act.SKIPPED) or _is_spoken(entry, gone)):
            numbers.add(skipped.pop(entry.turn))
        if entry.act is Act.SKIPPED:
            skipped[entry.turn] = entry.number
    return numbers


def _is_spoken(entry: Recorded, gone: Collection[Number]) -> bool:
    return entry.act in SPEECHES and is_own(entry) and entry.number not in gone
