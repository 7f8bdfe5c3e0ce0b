"""A problem of the rectification list as a form: all its fields in words, and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from meeting import roster
from meeting.calendar.deadlines import first_sitting
from meeting.dossier import rectification
from meeting.dossier.model import Problem, Source
from meeting.dossier.rectification import Year
from meeting.dossier.terms import parse_term, term_text
from meeting.model import Meeting, PersonId
from meeting.order import members
from meeting.refused import Refused, filling_in
from meeting.tables.aspects import aspect_of, listed
from tui.dialogs.form import Form
from tui.lines.problem_lines import GROUP, aspect_label, whose
from tui.opened import Opened
from tui.place import Place
from tui.widgets.fields import Field

_SOURCES = tuple(Source)
_A_YEAR = timedelta(days=365)
_REST = (
    ("goal", "整改目标"),
    ("measures", "整改措施"),
    ("leader", "责任领导"),
    ("department", "责任部门"),
    ("responsible", "责任人"),
    ("progress", "进展"),
    ("notes", "备注"),
)
"""The fields that are text alone."""


def ask_problem(
    screen: Place,
    opened: Opened,
    title: str,
    problem: Problem,
    year: Year,
    done: Callable[[Problem], None],
    *,
    short: bool = False,
) -> None:
    """Asks for the fields of a new problem (id 0) or of one on the list, `short` only for the first four.

    The problem is filed before `done` is told of it.
    """
    meeting = opened.meeting
    saved: list[Problem] = []

    def take(values: tuple[str, ...]) -> None:
        recorder = opened.recorder
        written = _read(opened, problem, values, year)
        change = rectification.change if problem.id else rectification.add
        recorder.file(change(recorder.meeting, written, year))
        row = rectification.rows(recorder.meeting, year)
        saved.append(next((one for one in row if one.id == problem.id), row[-1]))

    def term_in_full(typed: str) -> str:
        return term_text(*parse_term(typed, _counted_from(opened, year)))

    fields = [*_first(meeting, problem), *([] if short else _others(problem, term_in_full))]
    screen.app.push_screen(Form(title, fields, take), lambda _: done(saved[-1]) if saved else None)


def ask_progress(
    screen: Place, opened: Opened, problem: Problem, year: Year, done: Callable[[], None]
) -> None:
    """Asks how far a problem on the list has come; it is filed before `done` is called."""

    def take(values: tuple[str, ...]) -> None:
        recorder = opened.recorder
        recorder.file(rectification.change(recorder.meeting, replace(problem, progress=values[0]), year))

    form = Form("进展", [Field("进展", problem.progress, "例如：已修订制度，正在执行")], take)
    screen.app.push_screen(form, lambda saved: done() if saved else None)


def _first(meeting: Meeting, problem: Problem) -> list[Field]:
    return [
        Field("问题", problem.text, "一项一个，写具体"),
        Field("方面", aspect_label(meeting, problem), f"写序号：{listed(meeting.template.aspects)}"),
        Field("谁的", whose(meeting, problem.person), "成员的姓名或序号，或 班子"),
        Field("来源", problem.source.label, "、".join(source.label for source in _SOURCES)),
    ]


def _others(problem: Problem, term_in_full: Callable[[str], str]) -> list[Field]:
    term = term_text(problem.term, problem.due)
    return [
        Field("完成时限", term, "6月底、立行立改、限时整改 3月底、长期坚持", term_in_full),
        *(Field(label, getattr(problem, name)) for name, label in _REST),
    ]


def _read(opened: Opened, problem: Problem, values: Sequence[str], year: Year) -> Problem:
    """The problem with what was typed; raises `Refused`."""
    meeting = opened.meeting
    text, aspect, person, source, *others = values
    with filling_in("方面"):
        meant = aspect_of(meeting.template.aspects, aspect)
    problem = replace(
        problem,
        text=text,
        aspect=meant,
        person=_person(meeting, person),
        source=_source(source),
    )
    if not others:
        return problem
    with filling_in("完成时限"):
        term, due = parse_term(others[0], _counted_from(opened, year))
    rest = {name: value for (name, _), value in zip(_REST, others[1:], strict=True)}
    return replace(problem, term=term, due=due, **rest)  # type: ignore[arg-type]


def _counted_from(opened: Opened, year: Year) -> date:
    """The day from which the next 6月底 is meant; of last year's list, a year before this meeting."""
    day = first_sitting(opened.meeting) or opened.now_here.date()
    return day - _A_YEAR if year is Year.LAST else day


def _number(typed: str) -> int:
    """The number that was typed, also behind a mark as in @3 and #2; 0 for none."""
    form = unicodedata.normalize("NFKC", typed).strip().lstrip("@#")
    return int(form) if form.isdecimal() else 0


def _person(meeting: Meeting, typed: str) -> PersonId:
    group, number = members(meeting), _number(typed)
    if typed in ("", GROUP):
        return ""
    with filling_in("谁的"):
        return group[number - 1].id if 0 < number <= len(group) else roster.find(meeting, typed)


def _source(typed: str) -> Source:
    number = _number(typed)
    if 0 < number <= len(_SOURCES):
        return _SOURCES[number - 1]
    found = [source for source in _SOURCES if source.label == typed]
    if not found:
        raise Refused(f"来源请写其中一种：{'、'.join(source.label for source in _SOURCES)}。", "来源")
    return found[0]
