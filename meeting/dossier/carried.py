"""What was carried over from earlier meetings: kept, so that carrying again brings only what is new there."""

from __future__ import annotations

from dataclasses import dataclass

from meeting.ids import PersonId


@dataclass(frozen=True, slots=True)
class CarriedPerson:
    """Somebody of an earlier meeting's list, and who that is on this one's."""

    origin: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class CarriedProblem:
    """A problem of an earlier meeting's list, and how far it had come when it was last carried over."""

    origin: str
    progress: str = ""
    done: bool = False


def origin(meeting_id: str, row: PersonId | int) -> str:
    """Where a carried row comes from: the earlier meeting, and the id of the person or problem there."""
    return f"{meeting_id}#{row}"
