"""What became of an entry: completed and corrected before the seal, corrected after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from meeting.model import Act, Entry, Meeting, Number
from meeting.record import Passage


@dataclass(frozen=True, slots=True)
class History:
    """The versions of one entry, told apart by how the paper shows them."""

    printed: Entry
    """As it read when it was sealed, or as it reads now where nothing is sealed."""
    completed: Entry | None
    """The version in which what was left 待补 was completed before the seal; None for none."""
    corrected: tuple[Entry, ...]
    """The other corrections before the seal, which only the file shows in full."""
    revised: tuple[Entry, ...]
    """The corrections after the seal, which the paper shows one by one."""


def history(passage: Passage, seals: tuple[Number, ...]) -> History:
    """The passage's versions before the first of the seals and after it."""
    revised = tuple(version for version in passage.versions if seals and version.number > seals[0])
    before = passage.versions[: len(passage.versions) - len(revised)]
    completed = passage.completed if passage.completed in before else None
    corrected = tuple(version for version in before[1:] if version is not completed)
    return History(before[-1], completed, corrected, revised)


def seal_numbers(meeting: Meeting) -> tuple[Number, ...]:
    """Numbers of the entries that sealed the record, the first version first."""
    return tuple(entry.number for entry in meeting.entries if entry.act is Act.SEALED)


def version_of(revised: Entry, seals: tuple[Number, ...]) -> int:
    """The version of the sealed record in which a correction after the first seal stands."""
    return 1 + sum(1 for seal in seals if seal < revised.number)


def versions_that_changed(meeting: Meeting, told: Callable[[Meeting], object]) -> tuple[int, ...]:
    """The versions of the sealed record of which something else is told than of the one before."""
    states = [told(replace(meeting, entries=meeting.entries[:seal])) for seal in seal_numbers(meeting)]
    changes = enumerate(pairwise(states), start=2)
    return tuple(version for version, (before, after) in changes if before != after)
