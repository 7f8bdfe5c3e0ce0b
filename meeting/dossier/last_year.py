"""上年度整改: last year's list, reported on item by item in the meeting (plan, section 三)."""

from __future__ import annotations

from dataclasses import replace

from meeting import special
from meeting.dossier.model import Dossier, Problem
from meeting.dossier.rectification import REPORTED_ON, Year, row_of, with_rows
from meeting.model import Kind, Meeting, Number, PersonId
from meeting.record import passages
from meeting.refused import Refused
from meeting.seal import is_sealed

ITEM = "last_year"
"""The special item under which a template has each member report on last year's list."""

_FOR_THE_GROUP = (Kind.BRIEFING, Kind.GROUP_EXAMINATION)


def items_of(meeting: Meeting, person: PersonId) -> tuple[Problem, ...]:
    """Last year's problems of a member, or with "" of the group."""
    return tuple(problem for problem in meeting.dossier.last_year if problem.person == person)


def reports(meeting: Meeting, person: PersonId) -> tuple[Number, ...]:
    """Numbers of the entries that may report on someone's items, in the order of the room.

    A member's own; for the group the briefing, its examination and what the secretary says.
    """
    if person:
        return special.shows(meeting, person)
    said = (passage for passage in passages(meeting) if passage.number)
    return tuple(
        passage.entry.number
        for passage in said
        if passage.valid.kind in _FOR_THE_GROUP or passage.valid.by == meeting.secretary
    )


def likely_report(meeting: Meeting, person: PersonId) -> Number:
    """Number of the entry that likely reports on someone's items: the last own or group examination, or 0."""
    kind = Kind.SELF_EXAMINATION if person else Kind.GROUP_EXAMINATION
    said = [passage for passage in passages(meeting) if passage.number and passage.entry.kind is kind]
    own = [passage.entry.number for passage in said if not person or passage.valid.by == person]
    return own[-1] if own else 0


def is_reported(meeting: Meeting, problem: Problem) -> bool:
    """Whether an entry that still stands, and is still theirs, reports on it."""
    return problem.reported_in in reports(meeting, problem.person)


def unreported(meeting: Meeting) -> tuple[Problem, ...]:
    """Last year's problems that nobody reported on."""
    spoke = {
        person: set(reports(meeting, person)) for person in {p.person for p in meeting.dossier.last_year}
    }
    return tuple(one for one in meeting.dossier.last_year if one.reported_in not in spoke[one.person])


def report(meeting: Meeting, id: int, number: Number) -> Dossier:
    """The dossier in which the entry of this number reports on the problem, or with 0 none does.

    Raises `Refused`.
    """
    problem = row_of(meeting, Year.LAST, id)
    _refuse_unless_theirs(meeting, problem.person, number)
    return _with_reports(meeting, {id}, number)


def report_open(meeting: Meeting, person: PersonId, number: Number) -> Dossier:
    """The dossier in which one entry reports on all that someone had left; raises `Refused`."""
    _refuse_unless_theirs(meeting, person, number)
    left = {problem.id for problem in unreported(meeting) if problem.person == person}
    if not left:
        raise Refused("各项都已报告过了。")
    return _with_reports(meeting, left, number)


def _refuse_unless_theirs(meeting: Meeting, person: PersonId, number: Number) -> None:
    if is_sealed(meeting):
        raise Refused(REPORTED_ON)
    if number and number not in reports(meeting, person):
        raise Refused("请选出报告这一项的那一条发言；还没有记下就先记下。")


def _with_reports(meeting: Meeting, ids: set[int], number: Number) -> Dossier:
    dossier = meeting.dossier
    row = tuple(replace(one, reported_in=number) if one.id in ids else one for one in dossier.last_year)
    return with_rows(dossier, Year.LAST, row)
