"""Who is away at present, from the roster and from what was recorded since."""

from __future__ import annotations

from meeting.last import of_last
from meeting.model import Act, Meeting, PersonId

LEFT = "已离会"


@of_last
def away(meeting: Meeting) -> dict[PersonId, str]:
    """Everybody who is not in the room now, each with the reason."""
    gone = {person.id: person.absence.reason for person in meeting.people if person.absence}
    for entry in meeting.entries:
        if entry.act is Act.ARRIVED:
            gone.pop(entry.by, None)
        elif entry.act is Act.LEFT:
            gone[entry.by] = entry.text or LEFT
    return gone


@of_last
def never_here(meeting: Meeting) -> frozenset[PersonId]:
    """Those who were registered as absent and have not come since; nothing is expected of them."""
    arrived = {entry.by for entry in meeting.entries if entry.act is Act.ARRIVED}
    return frozenset(person.id for person in meeting.people if person.absence and person.id not in arrived)
