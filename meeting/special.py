"""四项说明: what each member must report on or account for (plan, section 三), and whether they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from meeting.blank import event
from meeting.chain import chained
from meeting.model import Account, Act, Entry, Meeting, Number, PersonId, Role
from meeting.record import passages
from meeting.refused import Refused
from meeting.roster import person_of

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Accounted:
    """How a member stands to a special item; `shown_by` is the number of the entry that shows it, or 0."""

    state: Account
    shown_by: Number = 0


def account(
    meeting: Meeting, person_id: PersonId, item: str, state: Account, shown_by: Number, now: datetime
) -> Entries:
    """Notes that a member has accounted for an item, has nothing to, or has not; raises `Refused`."""
    person = person_of(meeting, person_id)
    if person.role is not Role.MEMBER:
        raise Refused(f"{person.name}不是班子成员，不用逐项说明。")
    if item not in {one.id for one in meeting.template.special_items}:
        raise Refused("会议模板里没有这一项，请从列出的各项中选。")
    if state is Account.STATED and shown_by not in shows(meeting, person_id):
        raise Refused(f"请选出{person.name}说明这一项的那一条发言；还没有记下就先记下。")
    refers = (shown_by,) if state is Account.STATED else ()
    entry = replace(event(Act.ACCOUNTED), by=person_id, item=item, account=state, refers=refers)
    return chained(meeting, now, entry)


def shows(meeting: Meeting, person_id: PersonId) -> tuple[Number, ...]:
    """Numbers of the entries in which the member speaks, in the order of the room."""
    said = (passage for passage in passages(meeting) if passage.number)
    return tuple(passage.entry.number for passage in said if passage.valid.by == person_id)


def accounts(meeting: Meeting) -> Mapping[tuple[PersonId, str], Accounted]:
    """How every member stands to every special item; what nothing was noted of is open."""
    found = {
        (person.id, item.id): Accounted(Account.OPEN)
        for person in meeting.people
        if person.role is Role.MEMBER
        for item in meeting.template.special_items
    }
    for entry in meeting.entries:
        if entry.act is Act.ACCOUNTED and (entry.by, entry.item) in found:
            shown_by = entry.refers[0] if entry.refers else 0
            found[entry.by, entry.item] = Accounted(entry.account, shown_by)
    return found
