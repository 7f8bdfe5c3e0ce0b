"""整改清单 as it is read: a sheet for the group and one for each member, each with its counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meeting.dossier.model import Problem
from meeting.dossier.rectification import Year, rows
from meeting.model import Meeting, PersonId
from meeting.order import members


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a list has come on a day; `soon` are those due within the days that were asked for."""

    total: int
    done: int
    overdue: int
    soon: int

    @property
    def open(self) -> int:
        """How many are not done, overdue or not."""
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class Sheet:
    """The problems of the group ("") or of one person."""

    person: PersonId
    problems: tuple[Problem, ...]


def sheets(meeting: Meeting, year: Year) -> tuple[Sheet, ...]:
    """The group's sheet, then one for each member in order, then for whoever has problems and is none."""
    row = rows(meeting, year)
    group = ["", *(person.id for person in members(meeting))]
    others = [problem.person for problem in row if problem.person not in group]
    everyone = dict.fromkeys((*group, *others))
    return tuple(Sheet(person, tuple(one for one in row if one.person == person)) for person in everyone)


def is_overdue(problem: Problem, today: date) -> bool:
    """Whether the day by which it was to be done is past, and it is not done."""
    return not problem.done and problem.due is not None and problem.due < today


def is_due_within(problem: Problem, today: date, days: int) -> bool:
    """Whether it is to be done today or within so many days, and is not done."""
    return not problem.done and problem.due is not None and 0 <= (problem.due - today).days <= days


def counts(problems: Iterable[Problem], today: date, days: int) -> Counts:
    """How far the problems have come today; `days` says how many ahead count as soon."""
    row = tuple(problems)
    return Counts(
        total=len(row),
        done=sum(1 for problem in row if problem.done),
        overdue=sum(1 for problem in row if is_overdue(problem, today)),
        soon=sum(1 for problem in row if is_due_within(problem, today, days)),
    )
