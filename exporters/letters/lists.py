"""The lists of the preparation as papers: 征求意见汇总 and 谈心谈话."""

from __future__ import annotations

from datetime import date, datetime

from exporters.blanks import Blanks
from exporters.blocks import Block, Caption, Column, Paper, Prose, Table
from exporters.chinese import day
from exporters.letters.letter import listed
from exporters.letters.preparation import opinions_told, talks_told
from exporters.names import whose
from meeting.dossier.model import Talk
from meeting.dossier.talks import had, kind_of
from meeting.model import Meeting, PersonId
from meeting.refused import Refused

OPINIONS = "征求意见情况"
TALKS = "谈心谈话情况"
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
    Column("时间", 17, centred=True),
    Column("地点", 12),
    Column("谈话人", 10, centred=True),
    Column("谈话对象", 14),
    Column("类别", 14, centred=True),
    Column("谈话内容", 31),
)


def opinions(meeting: Meeting, printed_at: datetime) -> Paper:
    """Every opinion in its own words, and what it was merged into; raises `Refused` where there is none."""
    row = meeting.dossier.opinions
    if not row:
        raise Refused("还没有登记征求到的意见：请在“会前准备”里登记或导入。")
    labels = {aspect.id: aspect.label for aspect in meeting.template.aspects}
    places = {one.id: place for place, one in enumerate(row, start=1)}
    blanks = Blanks()
    rows = tuple(
        (
            str(places[one.id]),
            one.text,
            whose(meeting, one.about),
            labels.get(one.aspect, one.aspect),
            one.channel.label,
            str(places.get(one.merged_into, "")),
            # What was merged is handled with the one that stands for it.
            one.handling if one.merged_into else blanks.cell(one.handling, "处理情况", places[one.id]),
        )
        for one in row
    )
    told = tuple(opinions_told(meeting))
    blocks: tuple[Block, ...] = (*map(Prose, told), Table(_OPINION_COLUMNS, rows))
    return listed(meeting, printed_at, OPINIONS, blocks, blanks, told)


def talks(meeting: Meeting, printed_at: datetime) -> Paper:
    """Every talk, and below which of the members have talked; raises `Refused` where there is none."""
    row = meeting.dossier.talks
    if not row:
        raise Refused("还没有登记谈心谈话：请在“会前准备”里登记或导入。")
    blanks = Blanks()
    in_order = sorted(row, key=lambda talk: (talk.day or date.max, talk.id))
    rows = tuple(_talk(meeting, place, talk, blanks) for place, talk in enumerate(in_order, start=1))
    told, pairs = tuple(talks_told(meeting)), _pairs(meeting)
    blocks: tuple[Block, ...] = (*map(Prose, told), Table(_TALK_COLUMNS, rows), Caption(pairs))
    return listed(meeting, printed_at, TALKS, blocks, blanks, (*told, pairs))


def _talk(meeting: Meeting, place: int, talk: Talk, blanks: Blanks) -> tuple[str, ...]:
    other = "、".join(filter(None, (_party(meeting, talk.to), talk.with_whom)))
    return (
        str(place),
        blanks.cell(day(talk.day) if talk.day else "", "谈话时间", place),
        blanks.cell(talk.place, "谈话地点", place),
        _party(meeting, talk.by),
        other,
        kind_of(meeting, talk).label,
        blanks.cell(talk.points, "谈话内容", place),
    )


def _party(meeting: Meeting, person: PersonId) -> str:
    return whose(meeting, person) if person else ""


def _pairs(meeting: Meeting) -> str:
    """Which of the members have not talked with one another yet."""
    names = {person.id: person.name for person in meeting.people}
    pairs = had(meeting).pairs
    open_pairs = [f"{names[one]}与{names[two]}" for (one, two), talks in pairs.items() if not talks]
    told = f"班子成员之间应谈{len(pairs)}对，已谈{len(pairs) - len(open_pairs)}对"
    return f"{told}，还没有谈：{'、'.join(open_pairs)}。" if open_pairs else f"{told}。"
