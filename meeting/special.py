"""四项说明: what each member must report on or account for (plan, section 三), and whether they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from meeting.blank import event
from meeting.chain import chained
from meeting.model import Account, Act, Entry, Kind, Meeting, Number, PersonId, Role
from meeting.record import Passage, passages
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
    _refuse_unless_shown(meeting, person_id, state, shown_by)
    if item not in {one.id for one in meeting.template.special_items}:
        raise Refused("会议模板里没有这一项，请从列出的各项中选。")
    return chained(meeting, now, _accounted(person_id, item, state, shown_by))


def account_for_open(meeting: Meeting, person_id: PersonId, shown_by: Number, now: datetime) -> Entries:
    """Notes that one entry shows every item that a member had open; raises `Refused`."""
    _refuse_unless_shown(meeting, person_id, Account.STATED, shown_by)
    found = open_items(meeting, person_id)
    if not found:
        raise Refused(f"{person_of(meeting, person_id).name}的各项都已说明。")
    return chained(meeting, now, *(_accounted(person_id, item, Account.STATED, shown_by) for item in found))


def open_items(meeting: Meeting, person_id: PersonId) -> tuple[str, ...]:
    """Ids of the items that a member has not accounted for."""
    row = accounts(meeting).items()
    return tuple(item for (person, item), one in row if person == person_id and one.state is Account.OPEN)


def _refuse_unless_shown(meeting: Meeting, person_id: PersonId, state: Account, shown_by: Number) -> None:
    person = person_of(meeting, person_id)
    if person.role is not Role.MEMBER:
        raise Refused(f"{person.name}不是班子成员，不用逐项说明。")
    if state is Account.STATED and shown_by not in shows(meeting, person_id):
        raise Refused(f"请选出{person.name}说明这一项的那一条发言；还没有记下就先记下。")


def _accounted(person_id: PersonId, item: str, state: Account, shown_by: Number) -> Entry:
    refers = (shown_by,) if state is Account.STATED else ()
    return replace(event(Act.ACCOUNTED), by=person_id, item=item, account=state, refers=refers)


def shows(meeting: Meeting, person_id: PersonId) -> tuple[Number, ...]:
    """Numbers of the entries in which the member speaks, in the order of the room."""
    said = (passage for passage in passages(meeting) if passage.number)
    return tuple(passage.entry.number for passage in said if passage.valid.by == person_id)


_OF_OTHERS = (Kind.BRIEFING, Kind.GROUP_EXAMINATION, Kind.CRITICISM)
"""In these a member speaks of the group or of another, and of nobody's own matters."""


def likeliest_first(meeting: Meeting, person_id: PersonId) -> tuple[Passage, ...]:
    """All that the member said: the own examination, then other words of their own, then the rest.

    The newest of each come first.
    """
    own = set(shows(meeting, person_id))
    newest_first = [passage for passage in reversed(passages(meeting)) if passage.entry.number in own]
    return tuple(sorted(newest_first, key=_rank))


def _rank(passage: Passage) -> int:
    kind = passage.valid.kind
    return 0 if kind is Kind.SELF_EXAMINATION else 2 if kind in _OF_OTHERS else 1


def likely_shown(meeting: Meeting, person_id: PersonId) -> Number:
    """The entry that likely shows the items: the last 个人对照检查, else the last own words, or 0."""
    row = likeliest_first(meeting, person_id)
    return row[0].entry.number if row and row[0].valid.kind not in _OF_OTHERS else 0


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
    speaks = {p.entry.number: p.valid.by for p in passages(meeting) if p.number}
    for (person, item), one in found.items():
        # What showed it may have been withdrawn since, or corrected to be somebody else's.
        if one.state is Account.STATED and speaks.get(one.shown_by) != person:
            found[person, item] = Accounted(Account.OPEN)
    return found
