"""从上年度会议带入: people, rectification list and letterhead of last year's meeting, in one being set up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from meeting import roster
from meeting.dossier import Dossier, Problem, next_id
from meeting.model import Meeting, Person, PersonId
from meeting.order import members
from meeting.rectification import REPORTED_ON, Year, with_rows
from meeting.refused import Refused
from meeting.seal import is_sealed


def carry_people(meeting: Meeting, last: Meeting) -> Meeting:
    """The meeting with everybody of last year's whose name is not on its list yet; raises `Refused`.

    Names, posts, units, order and roles come along, absences do not. Secretary and chair come along where
    the list had no member before.
    """
    was_empty = not members(meeting)
    for person in last.people:
        if not same_person(meeting, last, person.id):
            meeting = roster.add(meeting, person.name, person.post, person.unit, person.role)
    if was_empty:
        if secretary := same_person(meeting, last, last.secretary):
            meeting = roster.set_secretary(meeting, secretary)
        if chair := same_person(meeting, last, last.chair):
            meeting = roster.set_chair(meeting, chair)
    return meeting


def carry_problems(meeting: Meeting, last: Meeting) -> Dossier:
    """The dossier with last year's rectification list to report on; what is there already is not doubled.

    Everything comes along, progress too, but for numbers of entries, which tell of last year's record. A name
    or an aspect that this meeting does not know stands in the notes. Raises `Refused`.
    """
    if is_sealed(meeting):
        raise Refused(REPORTED_ON)
    row = meeting.dossier.last_year
    known = Counter(_likeness(problem) for problem in row)
    for problem in last.dossier.problems:
        carried = _carried(meeting, last, replace(problem, id=next_id(row)))
        if known[_likeness(carried)]:
            known[_likeness(carried)] -= 1
        else:
            row = (*row, carried)
    return with_rows(meeting.dossier, Year.LAST, row)


def carry_letter(meeting: Meeting, last: Meeting) -> Dossier:
    """The dossier with what letters say every year: to whom, who signs, whom to ask, how long before.

    Notice and number are each year's own. What was written for this meeting stays.
    """
    dossier, own, before = meeting.dossier, meeting.dossier.letter, last.dossier.letter
    letter = replace(
        own,
        addressees=own.addressees or before.addressees,
        signer=own.signer or before.signer,
        contact=own.contact or before.contact,
        phone=own.phone or before.phone,
    )
    days = dossier.working_days_before or last.dossier.working_days_before
    return replace(dossier, letter=letter, working_days_before=days)


def strangers(meeting: Meeting, last: Meeting) -> tuple[str, ...]:
    """Names of those with problems on last year's list who are no members of this meeting's group."""
    people = dict.fromkeys(problem.person for problem in last.dossier.problems if problem.person)
    return tuple(roster.name_of(last, person) for person in people if not _member(meeting, last, person))


def same_person(meeting: Meeting, last: Meeting, person_id: PersonId) -> PersonId:
    """Who on this meeting's list is a person of last year's: by the name, of namesakes by the post; or ""."""
    person = next((one for one in last.people if one.id == person_id), None)
    if person is None:
        return ""
    found = [one for one in meeting.people if _name(one) == _name(person)]
    if len(found) > 1 or sum(1 for one in last.people if _name(one) == _name(person)) > 1:
        found = [one for one in found if (one.post or one.unit) == (person.post or person.unit)]
    return found[0].id if len(found) == 1 else ""


def _name(person: Person) -> str:
    """The name without the blanks that some put into it."""
    return "".join(person.name.split())


def _likeness(problem: Problem) -> tuple[str, PersonId]:
    return problem.text, problem.person


def _member(meeting: Meeting, last: Meeting, person_id: PersonId) -> PersonId:
    person = same_person(meeting, last, person_id)
    return person if any(one.id == person for one in members(meeting)) else ""


def _carried(meeting: Meeting, last: Meeting, problem: Problem) -> Problem:
    person = _member(meeting, last, problem.person)
    notes = [problem.notes] if problem.notes else []
    if problem.person and not person:
        name = roster.name_of(last, problem.person)
        notes.insert(0, f"上年度是{name}的问题，今年的班子成员里没有{name}")
    titles = {aspect.id: aspect.title for aspect in last.template.aspects}
    aspect = problem.aspect
    if titles.get(aspect) not in {one.title for one in meeting.template.aspects if one.id == aspect}:
        labels = {one.id: one.label for one in last.template.aspects}
        notes += [f"上年度的方面：{labels[aspect]}"] if aspect in labels else []
        aspect = ""
    return replace(problem, person=person, aspect=aspect, notes="；".join(notes), entry=0, reported_in=0)
