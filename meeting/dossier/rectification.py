"""整改清单 (plan, section 三): taking problems into it, each with where it came from, and changing them."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from meeting.calendar.deadlines import first_sitting
from meeting.dossier.model import Dossier, Problem, Source, Term, next_id
from meeting.model import Entry, Kind, Meeting, Number, PersonId, Role
from meeting.order import members
from meeting.record import speech, words_typed
from meeting.refused import Refused, filling_in
from meeting.roster import person_of
from meeting.seal import is_sealed
from meeting.text import clean

REPORTED_ON = "已定稿：上年度整改的各项报告没有，随会议记录定了；现在只能改时限、措施、进展、完成和备注。"

_TEXTS = ("text", "goal", "measures", "leader", "department", "responsible", "progress", "notes")
_OF_THE_GROUP = (Kind.BRIEFING, Kind.GROUP_EXAMINATION, Kind.CLOSING)


class Year(StrEnum):
    """Which of the two lists of a meeting; named as the fields of `Dossier`."""

    THIS = "problems"
    LAST = "last_year"

    @property
    def label(self) -> str:
        """The Chinese name of the list."""
        return "整改清单" if self is Year.THIS else "上年度整改清单"


def rows(meeting: Meeting, year: Year) -> tuple[Problem, ...]:
    """The problems of one of the lists, in the order in which they were taken in."""
    return meeting.dossier.problems if year is Year.THIS else meeting.dossier.last_year


def row_of(meeting: Meeting, year: Year, id: int) -> Problem:
    """The problem with this id; raises `Refused` when it is gone."""
    for problem in rows(meeting, year):
        if problem.id == id:
            return problem
    raise Refused("这一项已经不在清单里，请另选一项。")


def from_entry(meeting: Meeting, number: Number) -> Problem:
    """A problem as an entry names it, without an id yet: its words as they now read, and whence they came.

    Raises `Refused` for an entry that is gone or has no words of a speaker.
    """
    passage = speech(meeting, number)
    entry = passage.valid
    words = one_line(words_typed(entry)).strip()
    if not passage.number or not words:
        raise Refused("这一条没有发言的文字，不能列入整改清单；请另选一条发言。")
    known = {aspect.id for aspect in meeting.template.aspects}
    aspect = next((aspect for aspect in entry.aspects if aspect in known), "")
    return Problem(0, words, _whose(meeting, entry), aspect, _source(meeting, entry), number)


def from_opinion(meeting: Meeting, id: int) -> Problem:
    """A problem as an opinion that was gathered names it, still without an id; raises `Refused`."""
    for opinion in meeting.dossier.opinions:
        if opinion.id == id:
            return Problem(0, one_line(opinion.text), opinion.about, opinion.aspect, Source.OPINION)
    raise Refused("这一条意见已经不在了，请另选一条。")


def add(meeting: Meeting, problem: Problem, year: Year = Year.THIS) -> Dossier:
    """The dossier with one more problem, whose id is given here; raises `Refused`."""
    if year is Year.LAST and is_sealed(meeting):
        raise Refused(REPORTED_ON)
    if problem.entry:
        speech(meeting, problem.entry)
    row = rows(meeting, year)
    return with_rows(
        meeting.dossier, year, (*row, _checked(meeting, year, replace(problem, id=next_id(row))))
    )


def change(meeting: Meeting, problem: Problem, year: Year = Year.THIS) -> Dossier:
    """The dossier with the problem of this id as it is now; raises `Refused`.

    The meeting or entry that it came from and the one that reported on it stay as they are.
    """
    old = row_of(meeting, year, problem.id)
    new = replace(problem, entry=old.entry, reported_in=old.reported_in, carried_from=old.carried_from)
    new = _checked(meeting, year, new, old)
    is_fixed = year is Year.LAST and is_sealed(meeting)
    if is_fixed and (new.text, new.person) != (old.text, old.person):
        raise Refused(REPORTED_ON)
    return put(meeting, new, year)


def remove(meeting: Meeting, id: int, year: Year = Year.THIS) -> Dossier:
    """The dossier without a problem; raises `Refused`."""
    gone = row_of(meeting, year, id)
    if year is Year.LAST and is_sealed(meeting):
        raise Refused(REPORTED_ON)
    left = tuple(problem for problem in rows(meeting, year) if problem is not gone)
    return with_rows(meeting.dossier, year, left)


def put(meeting: Meeting, problem: Problem, year: Year) -> Dossier:
    """The dossier with this row in the place of the one with its id."""
    row = rows(meeting, year)
    return with_rows(meeting.dossier, year, tuple(problem if old.id == problem.id else old for old in row))


def with_rows(dossier: Dossier, year: Year, row: tuple[Problem, ...]) -> Dossier:
    """The dossier with these rows in one of the lists."""
    return replace(dossier, problems=row) if year is Year.THIS else replace(dossier, last_year=row)


def one_line(text: str) -> str:
    """A text of several paragraphs on one line, without what can't be printed."""
    return " ".join(clean(text).split("\n"))


def _source(meeting: Meeting, entry: Entry) -> Source:
    if any(person.id == entry.by and person.role is Role.OBSERVER for person in meeting.people):
        return Source.SUPERVISION
    return {Kind.CRITICISM: Source.CRITICISM, Kind.COMMENTARY: Source.SUPERVISION}.get(
        entry.kind, Source.SELF
    )


def _whose(meeting: Meeting, entry: Entry) -> PersonId:
    """Whose problem an entry names: that of whom a criticism is of, else the speaker's own or the group's."""
    person = entry.to if entry.kind is Kind.CRITICISM else entry.by
    is_member = any(member.id == person for member in members(meeting))
    return person if is_member and entry.kind not in _OF_THE_GROUP else ""


def _checked(meeting: Meeting, year: Year, problem: Problem, old: Problem | None = None) -> Problem:
    """The problem with clean texts; raises `Refused` for what was not so before (`old`) and can't be."""

    def is_new(field: str) -> bool:
        return old is None or getattr(old, field) != getattr(problem, field)

    texts = {name: one_line(getattr(problem, name)).strip() for name in _TEXTS}
    problem = replace(problem, **texts)  # type: ignore[arg-type]
    if not problem.text:
        raise Refused("请写明问题，一项一个。", "问题")
    if problem.person and is_new("person") and person_of(meeting, problem.person).role is not Role.MEMBER:
        raise Refused("整改清单只列班子和班子成员的问题：请写成员的姓名，或写“班子”。", "谁的")
    known = {"", *(aspect.id for aspect in meeting.template.aspects)}
    if is_new("aspect") and problem.aspect not in known:
        raise Refused("会议模板里没有这个对照检查方面，请从列出的各方面中选。", "方面")
    with filling_in("完成时限"):
        _refuse_odd_term(problem)
    day = first_sitting(meeting)
    if year is Year.THIS and problem.due and is_new("due") and day and problem.due < day:
        raise Refused(f"时限 {problem.due} 早于开会的 {day}，请核对；写明年份就不会弄错。", "完成时限")
    return problem


def _refuse_odd_term(problem: Problem) -> None:
    if problem.term is Term.BY_DATE and problem.due is None:
        raise Refused("请写明完成的日期，例如 6月30日；不按日期的写“立行立改”或“长期坚持”。")
    if problem.term in (Term.OPEN, Term.LASTING) and problem.due:
        raise Refused("长期坚持或没有时限的不写日期：请写成限时整改和日期，或只写日期。")
