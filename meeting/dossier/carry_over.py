"""从上年度会议带入: people, rectification list and letterhead of last year's meeting, in one being set up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from meeting import roster
from meeting.dossier.carried import CarriedPerson, CarriedProblem, origin
from meeting.dossier.model import Dossier, Problem, next_id
from meeting.dossier.rectification import REPORTED_ON, Year, with_rows
from meeting.model import Meeting, Person, PersonId
from meeting.order import members
from meeting.refused import Refused
from meeting.seal import is_sealed


def carry_people(meeting: Meeting, last: Meeting) -> Meeting:
    """The meeting with everybody of last year's who is not on its list, nor was ever carried over.

    Names, posts, units, order and roles come along, absences do not. Secretary and chair come along where
    the list had no member before. Raises `Refused`.
    """
    was_empty = not members(meeting)
    once = {one.origin for one in meeting.dossier.carried_people}
    for person in last.people:
        if origin(last.id, person.id) not in once and not same_person(meeting, last, person.id):
            meeting = roster.add(meeting, person.name, person.post, person.unit, person.role)
    if was_empty:
        if secretary := same_person(meeting, last, last.secretary):
            meeting = roster.set_secretary(meeting, secretary)
        if chair := same_person(meeting, last, last.chair):
            meeting = roster.set_chair(meeting, chair)
    return meeting


def known_people(meeting: Meeting, last: Meeting) -> Dossier:
    """The dossier that remembers who on this meeting's list is whom of last year's, also under new names."""
    known = {one.origin: one for one in meeting.dossier.carried_people}
    for person in last.people:
        if found := same_person(meeting, last, person.id):
            key = origin(last.id, person.id)
            known[key] = CarriedPerson(key, found)
    return replace(meeting.dossier, carried_people=tuple(known.values()))


def carry_problems(meeting: Meeting, last: Meeting) -> Dossier:
    """The dossier with what of last year's rectification list was never carried over, to report on.

    Everything comes along, progress too, but for numbers of entries, which tell of last year's record. A name
    or an aspect that this meeting does not know stands in the notes. What was carried over before keeps its
    words; how far it has come since is brought along where that was not written here. Raises `Refused`.
    """
    if is_sealed(meeting):
        raise Refused(REPORTED_ON)
    meeting = replace(meeting, dossier=known_people(meeting, last))
    once = {one.origin: one for one in meeting.dossier.carried_problems}
    row = {problem.id: problem for problem in meeting.dossier.last_year}
    for problem in last.dossier.problems:
        key = origin(last.id, problem.id)
        fresh = _carried(meeting, last, replace(problem, id=next_id(row.values()), carried_from=key))
        here = next((one for one in row.values() if one.carried_from == key), None)
        if key not in once:
            here = here or _like(fresh, row.values())
            fresh = replace(here, carried_from=key) if here else fresh
        elif here and (here.progress, here.done) == (once[key].progress, once[key].done):
            fresh = replace(here, progress=problem.progress, done=problem.done)
        else:
            # Written on here, or taken off the list by hand: so it stays.
            continue
        row[fresh.id] = fresh
        once[key] = CarriedProblem(key, problem.progress, problem.done)
    dossier = replace(meeting.dossier, carried_problems=tuple(once.values()))
    return with_rows(dossier, Year.LAST, tuple(row.values()))


def left_off(meeting: Meeting, last: Meeting) -> tuple[int, int]:
    """How many people and problems of last year's were carried over once and taken off the lists by hand."""
    dossier = meeting.dossier
    here = {person.id for person in meeting.people}, {problem.carried_from for problem in dossier.last_year}
    people = {origin(last.id, person.id) for person in last.people}
    problems = {origin(last.id, problem.id) for problem in last.dossier.problems}
    return (
        sum(one.origin in people and one.person not in here[0] for one in dossier.carried_people),
        sum(one.origin in problems and one.origin not in here[1] for one in dossier.carried_problems),
    )


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
    """Who on this meeting's list is a person of last year's, or "".

    Who was carried over is known whatever became of the name; else it is by the name, of namesakes by the
    post, and where one namesake is left on both sides with another post, that one.
    """
    person = next((one for one in last.people if one.id == person_id), None)
    if person is None:
        return ""
    before = f"{last.id}#"
    carried = {
        one.origin.removeprefix(before): one.person
        for one in meeting.dossier.carried_people
        if one.origin.startswith(before) and any(one.person == other.id for other in meeting.people)
    }
    if person_id in carried:
        return carried[person_id]
    here = [one for one in meeting.people if _name(one) == _name(person) and one.id not in carried.values()]
    there = [one for one in last.people if _name(one) == _name(person) and one.id not in carried]
    if len(here) > 1 or len(there) > 1:
        posts = [{_post(one) for one in side} for side in (here, there)]
        same = [one for one in here if _post(one) == _post(person)]
        left = [one for one in there if _post(one) not in posts[0]]
        here = same or ([one for one in here if _post(one) not in posts[1]] if len(left) == 1 else [])
    return here[0].id if len(here) == 1 else ""


def _name(person: Person) -> str:
    """The name without the blanks that some put into it."""
    return "".join(person.name.split())


def _post(person: Person) -> str:
    return person.post or person.unit


def _like(problem: Problem, row: Iterable[Problem]) -> Problem | None:
    """The same problem as somebody wrote it here, or as it was carried over before origins were kept."""
    own = (one for one in row if not one.carried_from)
    return next((one for one in own if (one.text, one.person) == (problem.text, problem.person)), None)


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
