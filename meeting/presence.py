"""Who is away at present and who records, from the roster and from what was recorded since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meeting.fitting import COMINGS
from meeting.last import of_last
from meeting.model import Act, Entry, Meeting, Number, PersonId, Role
from meeting.spoken import withdrawn

LEFT = "已离会"


@of_last
def comings_in(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that tell of somebody coming or going, without those that were taken back.

    Each with its valid time and reason.
    """
    gone = withdrawn(entries)
    found: dict[Number, Entry] = {}
    for entry in entries:
        if entry.act in COMINGS and entry.number not in gone:
            found[entry.number] = entry
        elif entry.corrects in found and entry.act is Act.CORRECTED:
            found[entry.corrects] = replace(found[entry.corrects], at=entry.at, text=entry.text)
    return tuple(found.values())


@of_last
def away(meeting: Meeting) -> dict[PersonId, str]:
    """Everybody who is not in the room now, each with the reason."""
    gone = {person.id: person.absence.reason for person in meeting.people if person.absence}
    for entry in comings_in(meeting.entries):
        if entry.act is Act.ARRIVED:
            gone.pop(entry.by, None)
        else:
            gone[entry.by] = entry.text or LEFT
    return gone


@of_last
def never_here(meeting: Meeting) -> frozenset[PersonId]:
    """Those who were registered as absent and have not come since; nothing is expected of them."""
    arrived = {entry.by for entry in comings_in(meeting.entries) if entry.act is Act.ARRIVED}
    return frozenset(person.id for person in meeting.people if person.absence and person.id not in arrived)


def first_recorder(meeting: Meeting) -> PersonId:
    """Who recorded from the opening on; before it, the first recorder on the list."""
    for entry in reversed(meeting.entries):
        if entry.act is Act.OPENED and entry.by:
            return entry.by
    return next((person.id for person in meeting.people if person.role is Role.RECORDER), "")
