"""发言人核对: every speaker reads what is on record of them, and confirms it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    struck = _struck(meeting)
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
        changed = tick is not None and (
            newest > tick.number or any(was < tick.number < gone for was, gone in struck.get(person.id, ()))
        )
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


def _struck(meeting: Meeting) -> Mapping[PersonId, Sequence[tuple[Number, Number]]]:
    """For each speaker: what of theirs was taken off the record, each with the number of the step."""
    found: defaultdict[PersonId, list[tuple[Number, Number]]] = defaultdict(list)
    spoke: defaultdict[Number, set[PersonId]] = defaultdict(set)
    for entry in meeting.entries:
        if entry.act in SPEECHES or entry.act is Act.CORRECTED:
            spoke[entry.corrects or entry.number].add(entry.by)
        elif entry.act is Act.WITHDRAWN:
            for person in spoke[entry.corrects]:
                found[person].append((entry.corrects, entry.number))
    return found


def _is_by(passage: Passage, person_id: PersonId) -> bool:
    return passage.valid.by == person_id
