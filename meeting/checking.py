"""发言人核对: every speaker reads what is on record of them, and confirms it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from meeting.blank import event
from meeting.chain import chained
from meeting.model import Act, Entry, Meeting, Number, PersonId
from meeting.record import Passage, passages
from meeting.refused import Refused
from meeting.roster import person_of
from meeting.spoken import SPEECHES

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one speaker is to check, and when they confirmed it; None where they have not, as it now reads."""

    person: PersonId
    passages: tuple[Passage, ...]
    confirmed: datetime | None
    changed: bool
    """Whether something of it was changed after they had confirmed it."""


def sheets(meeting: Meeting) -> tuple[Sheet, ...]:
    """One sheet for everybody who spoke, in the order of the roster."""
    ticked = {entry.by: entry for entry in meeting.entries if entry.act is Act.CHECKED}
    lost = _lost(meeting)
    found = []
    for person in meeting.people:
        own = tuple(passage for passage in passages(meeting) if passage.number and _is_by(passage, person.id))
        if not own:
            continue
        tick = ticked.get(person.id)
        newest = max(
            version.number
            for passage in passages(meeting)
            if passage.number and any(version.by == person.id for version in passage.versions)
            for version in passage.versions
        )
        changed = tick is not None and (newest > tick.number or person.id in lost)
        found.append(Sheet(person.id, own, None if tick is None or changed else tick.at, changed))
    return tuple(found)


def confirm_sheet(meeting: Meeting, person_id: PersonId, now: datetime) -> Entries:
    """The speaker has confirmed what is on record of them; raises `Refused`."""
    sheet = next((sheet for sheet in sheets(meeting) if sheet.person == person_id), None)
    name = person_of(meeting, person_id).name
    if sheet is None:
        raise Refused(f"{name}没有发言记录，不用核对。")
    if sheet.confirmed:
        raise Refused(f"{name}已经核对过，其后没有改动。")
    return chained(meeting, now, replace(event(Act.CHECKED), by=person_id))


def _lost(meeting: Meeting) -> set[PersonId]:
    """Who had confirmed something as theirs that was taken off the record since."""
    bears: dict[Number, PersonId] = {}
    confirmed: dict[PersonId, set[Number]] = {}
    lost: set[PersonId] = set()
    for entry in meeting.entries:
        if entry.act in SPEECHES:
            bears[entry.number] = entry.by
        elif entry.act is Act.CORRECTED and entry.corrects in bears:
            bears[entry.corrects] = entry.by
        elif entry.act is Act.CHECKED:
            confirmed[entry.by] = {number for number, person in bears.items() if person == entry.by}
            lost.discard(entry.by)
        elif entry.act is Act.WITHDRAWN:
            bears.pop(entry.corrects, None)
            lost |= {person for person, theirs in confirmed.items() if entry.corrects in theirs}
    return lost


def _is_by(passage: Passage, person_id: PersonId) -> bool:
    return passage.valid.by == person_id
