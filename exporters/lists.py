"""The lists of the dossier as papers: 整改清单, 征求意见汇总, 谈心谈话, and last year's rectification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from exporters.blanks import Blanks
from exporters.blocks import Block, Caption, Column, Heading, Paper, Prose, Table
from exporters.chinese import BLANK, numeral
from exporters.letter import meeting_name, paper, titled
from exporters.preparation import opinions_told, talks_told
from meeting.dossier import Problem, Talk
from meeting.model import Meeting, PersonId
from meeting.order import members
from meeting.refused import Refused
from meeting.roster import name_of, person_of
from meeting.talks import had

RECTIFICATION = "整改清单"
OPINIONS = "征求意见情况"
TALKS = "谈心谈话情况"
LAST_YEAR = "上年度整改落实情况"
PROBLEM_COLUMNS = (
    Column("序号", 4, centred=True),
    Column("问题类别", 8),
    Column("问题", 20),
    Column("来源", 6, centred=True),
    Column("整改目标", 11),
    Column("整改措施", 19),
    Column("责任领导", 6, centred=True),
    Column("责任部门", 7, centred=True),
    Column("责任人", 6, centred=True),
    Column("完成时限", 8, centred=True),
    Column("进展", 9),
    Column("备注", 6),
)
_OPINION_COLUMNS = (
    Column("序号", 6, centred=True),
    Column("意见原文", 40),
    Column("对象", 9, centred=True),
    Column("方面", 10, centred=True),
    Column("方式", 10, centred=True),
    Column("归并到", 7, centred=True),
    Column("处理情况", 18),
)
_TALK_COLUMNS = (
    Column("序号", 6, centred=True),
    Column("时间", 13, centred=True),
    Column("地点", 12),
    Column("谈话人", 10, centred=True),
    Column("谈话对象", 14),
    Column("类别", 14, centred=True),
    Column("谈话内容", 31),
)


def rectification(meeting: Meeting, printed_at: datetime) -> Paper:
    """The group's list and one for each member who has any, each a table of its own."""
    row = meeting.dossier.problems
    if not row:
        raise Refused("整改清单还是空的：先在记录里把问题列入整改清单。")
    whose = [person for person in ("", *(one.id for one in members(meeting))) if _of(row, person)]
    return _listed(meeting, printed_at, RECTIFICATION, _lists(meeting, whose))


def rectification_of(meeting: Meeting, printed_at: datetime, person: PersonId) -> Paper:
    """One member's list; raises `Refused` where nothing is on it."""
    name = person_of(meeting, person).name
    if not _of(meeting.dossier.problems, person):
        raise Refused(f"{name}的整改清单还是空的。")
    return _listed(meeting, printed_at, RECTIFICATION, _lists(meeting, [person]))


def last_year(meeting: Meeting, printed_at: datetime) -> Paper:
    """What became of last year's problems (plan, section 四(一)); raises `Refused` where none are known."""
    row = meeting.dossier.last_year
    if not row:
        raise Refused("没有带入上年度的整改清单：建会时可从上年度会议带入。")
    done = sum(1 for one in row if one.done)
    told = f"上年度整改清单共{len(row)}项，已完成{done}项，仍在整改{len(row) - done}项。"
    table = Table(PROBLEM_COLUMNS, tuple(problem_rows(meeting, row)))
    return _listed(meeting, printed_at, LAST_YEAR, (Prose(told), table), (told,))


def opinions(meeting: Meeting, printed_at: datetime) -> Paper:
    """Every opinion in its own words, and what it was merged into; raises `Refused` where there is none."""
    row = meeting.dossier.opinions
    if not row:
        raise Refused("还没有登记征求到的意见：请在“会前准备”里登记或导入。")
    labels = {aspect.id: aspect.label for aspect in meeting.template.aspects}
    places = {one.id: str(place) for place, one in enumerate(row, start=1)}
    rows = tuple(
        (
            places[one.id],
            one.text,
            name_of(meeting, one.about) or "领导班子",
            labels.get(one.aspect, one.aspect),
            one.channel.label,
            places.get(one.merged_into, ""),
            one.handling,
        )
        for one in row
    )
    told = tuple(opinions_told(meeting))
    listed: tuple[Block, ...] = (*map(Prose, told), Table(_OPINION_COLUMNS, rows))
    return _listed(meeting, printed_at, OPINIONS, listed, told)


def talks(meeting: Meeting, printed_at: datetime) -> Paper:
    """Every talk, and below which of the members have talked; raises `Refused` where there is none."""
    row = meeting.dossier.talks
    if not row:
        raise Refused("还没有登记谈心谈话：请在“会前准备”里登记或导入。")
    in_order = sorted(row, key=lambda talk: (talk.day or date.max, talk.id))
    rows = (_talk(meeting, place, talk) for place, talk in enumerate(in_order, start=1))
    told = tuple(talks_told(meeting))
    table = Table(_TALK_COLUMNS, tuple(rows))
    listed: tuple[Block, ...] = (*map(Prose, told), table, *_pairs(meeting))
    return _listed(meeting, printed_at, TALKS, listed, told)


def problem_rows(meeting: Meeting, row: Iterable[Problem]) -> Iterator[tuple[str, ...]]:
    """The problems as rows of `PROBLEM_COLUMNS`."""
    labels = {aspect.id: aspect.label for aspect in meeting.template.aspects}
    for place, one in enumerate(row, start=1):
        yield (
            str(place),
            labels.get(one.aspect, one.aspect),
            one.text,
            one.source.label,
            one.goal,
            one.measures,
            one.leader,
            one.department,
            one.responsible,
            term_told(one),
            one.progress or ("已完成" if one.done else ""),
            one.notes,
        )


def term_told(one: Problem) -> str:
    """完成时限: the date, the kind of term, or both."""
    return "　".join(filter(None, (one.term.label, one.due.isoformat() if one.due else "")))


def _of(row: Sequence[Problem], person: PersonId) -> tuple[Problem, ...]:
    return tuple(one for one in row if one.person == person)


def _lists(meeting: Meeting, whose: Sequence[PersonId]) -> Iterator[Block]:
    for place, person in enumerate(whose, start=1):
        number = f"{numeral(place)}、" if len(whose) > 1 else ""
        yield Heading(1, number + (name_of(meeting, person) or "领导班子"))
        yield Table(PROBLEM_COLUMNS, tuple(problem_rows(meeting, _of(meeting.dossier.problems, person))))


def _listed(
    meeting: Meeting, printed_at: datetime, name: str, blocks: Iterable[Block], counted: Sequence[str] = ()
) -> Paper:
    title = f"{meeting_name(meeting)}{name}"
    whole = paper(meeting, printed_at, title, (*titled(meeting, "", name), *blocks), Blanks(), counted)
    return replace(whole, landscape=True)


def _talk(meeting: Meeting, place: int, talk: Talk) -> tuple[str, ...]:
    other = "、".join(filter(None, (name_of(meeting, talk.to), talk.with_whom)))
    when = talk.day.isoformat() if talk.day else BLANK
    return str(place), when, talk.place, name_of(meeting, talk.by), other, talk.kind.label, talk.points


def _pairs(meeting: Meeting) -> Iterator[Block]:
    """Which of the members have not talked with one another yet."""
    names = {person.id: person.name for person in meeting.people}
    pairs = had(meeting).pairs
    open_pairs = [f"{names[one]}与{names[two]}" for (one, two), talks in pairs.items() if not talks]
    told = f"班子成员之间应谈{len(pairs)}对，已谈{len(pairs) - len(open_pairs)}对"
    yield Caption(f"{told}，还没有谈：{'、'.join(open_pairs)}。" if open_pairs else f"{told}。")
