"""整改清单 and what became of last year's, as papers: a table for the group and one for each person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from exporters.blanks import Blanks
from exporters.blocks import Block, Column, Heading, Paper, Prose, Table
from exporters.chinese import day, numeral
from exporters.letters.letter import listed
from exporters.names import whose
from meeting.dossier.last_year import unreported
from meeting.dossier.model import Problem
from meeting.dossier.problem_sheets import sheets
from meeting.dossier.rectification import Year
from meeting.model import Meeting, PersonId
from meeting.record import passages
from meeting.refused import Refused
from meeting.roster import person_of

RECTIFICATION = "整改清单"
LAST_YEAR = "上年度整改落实情况"
LAST_MEETING, PUT_RIGHT = "上年度民主生活会", "整改落实情况"
"""Of which meeting that is, and what of it, as the paper's title says."""
COLUMNS = (
    Column("序号", 4, centred=True),
    Column("问题类别", 8),
    Column("问题", 19),
    Column("来源", 6, centred=True),
    Column("整改目标", 10),
    Column("整改措施", 18),
    Column("责任领导", 6, centred=True),
    Column("责任部门", 7, centred=True),
    Column("责任人", 6, centred=True),
    # Holds 2022年12月31日 in a line, also on the list that has one column more.
    Column("完成时限", 21, centred=True),
    Column("进展", 9),
    Column("备注", 6),
)
_REPORTED = Column("会上已报告", 6, centred=True)
_ASKED = frozenset({"整改目标", "整改措施", "责任领导", "责任部门", "责任人", "完成时限"})
_ASKED_OF_LAST_YEAR = frozenset({"整改措施", "进展"})
"""The columns in which a list is not finished as long as one is empty."""

_Lists = Mapping[str, tuple[Problem, ...]]
"""The problems by whose they are, as it is printed."""


def rectification(meeting: Meeting, printed_at: datetime) -> Paper:
    """The group's list and one for each person who has any, each a table of its own."""
    found = _by_name(meeting, Year.THIS)
    if not found:
        raise Refused("整改清单还是空的：先在记录里把问题列入整改清单。")
    return _this_year(meeting, printed_at, found)


def rectification_of(meeting: Meeting, printed_at: datetime, person: PersonId) -> Paper:
    """One member's list; raises `Refused` where nothing is on it."""
    name = person_of(meeting, person).name
    row = tuple(one for one in meeting.dossier.problems if one.person == person)
    if not row:
        raise Refused(f"{name}的整改清单还是空的。")
    return _this_year(meeting, printed_at, {whose(meeting, person): row})


def last_year(meeting: Meeting, printed_at: datetime) -> Paper:
    """What became of last year's problems (plan, section 四(一)); raises `Refused` where none are known.

    What was reported on in the meeting is told with the running number of the entry.
    """
    found = _by_name(meeting, Year.LAST)
    if not found:
        raise Refused("没有带入上年度的整改清单：建会时可从上年度会议带入。")
    reported = _reported(meeting)
    told = [_counted(Year.LAST, found)]
    if reported:
        told.append(f"会上已报告{len(reported)}项。")
    blanks = Blanks()
    # Before the meeting, when this paper is due, nothing is reported on and the column would be empty.
    columns = (*COLUMNS, _REPORTED) if reported else COLUMNS
    rows = {
        name: tuple(
            (*cells, reported.get(one.id, "")) if reported else cells
            for one, cells in zip(row, _rows(meeting, row, name, _ASKED_OF_LAST_YEAR, blanks), strict=True)
        )
        for name, row in found.items()
    }
    blocks = (*map(Prose, told), *_tables(columns, rows))
    return listed(meeting, printed_at, PUT_RIGHT, blocks, blanks, told, of=LAST_MEETING)


def _this_year(meeting: Meeting, printed_at: datetime, found: _Lists) -> Paper:
    blanks, told = Blanks(), _counted(Year.THIS, found)
    rows = {name: tuple(_rows(meeting, row, name, _ASKED, blanks)) for name, row in found.items()}
    return listed(meeting, printed_at, RECTIFICATION, (Prose(told), *_tables(COLUMNS, rows)), blanks, (told,))


def _by_name(meeting: Meeting, year: Year) -> _Lists:
    """Every problem of a list; all of those who are on the roster no more are one list."""
    found: dict[str, tuple[Problem, ...]] = {}
    for sheet in sheets(meeting, year):
        if sheet.problems:
            name = whose(meeting, sheet.person)
            found[name] = (*found.get(name, ()), *sheet.problems)
    return found


def _reported(meeting: Meeting) -> Mapping[int, str]:
    """By the id of each of last year's problems that was reported on, where: 第12条."""
    numbers = {one.entry.number: one.number for one in passages(meeting)}
    left = {one.id for one in unreported(meeting)}
    row = meeting.dossier.last_year
    return {one.id: f"第{numbers[one.reported_in]}条" for one in row if one.id not in left}


def _counted(year: Year, found: _Lists) -> str:
    total, done = sum(map(len, found.values())), sum(map(_done, found.values()))
    each = "、".join(f"{name}{len(row)}项（已完成{_done(row)}项）" for name, row in found.items())
    return f"{year.label}共{total}项，已完成{done}项，未完成{total - done}项：{each}。"


def _done(row: Iterable[Problem]) -> int:
    return sum(1 for one in row if one.done)


def _tables(columns: tuple[Column, ...], lists: Mapping[str, tuple[tuple[str, ...], ...]]) -> Iterator[Block]:
    for place, (name, rows) in enumerate(lists.items(), start=1):
        yield Heading(1, f"{numeral(place)}、{name}" if len(lists) > 1 else name)
        yield Table(columns, rows)


def _rows(
    meeting: Meeting, row: Iterable[Problem], name: str, asked: Collection[str], blanks: Blanks
) -> Iterator[tuple[str, ...]]:
    """The problems as rows of `COLUMNS`, with visible blanks in the columns that are asked for."""
    labels = {aspect.id: aspect.label for aspect in meeting.template.aspects}
    for place, one in enumerate(row, start=1):
        cells = (
            str(place),
            labels.get(one.aspect, one.aspect),
            one.text,
            one.source.label,
            one.goal,
            one.measures,
            one.leader,
            one.department,
            one.responsible,
            _term(one),
            one.progress or ("已完成" if one.done else ""),
            one.notes,
        )
        yield tuple(
            blanks.cell(text, column.heading, place, name) if column.heading in asked else text
            for column, text in zip(COLUMNS, cells, strict=True)
        )


def _term(one: Problem) -> str:
    """完成时限: the date, the kind of term, or both."""
    return "\n".join(filter(None, (one.term.label, day(one.due) if one.due else "")))
