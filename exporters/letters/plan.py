"""会议方案: how the meeting is prepared and held (plan, sections 一 to 五)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from exporters.blanks import Blanks
from exporters.blocks import Block, Heading, Paper, Prose
from exporters.chinese import numeral
from exporters.letters import meeting_facts as facts
from exporters.letters.letter import meeting_name, paper, titled
from exporters.letters.preparation import opinions_told, studies_told, talks_told
from meeting.calendar.deadlines import working_days_before
from meeting.model import Meeting
from meeting.order import agenda

NAME = "会议方案"
TITLE = "方案"
"""The end of its title, where the meeting's name stands before it."""


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """The plan as a draft: what the template and the preparation tell, and blanks for the rest."""
    blanks = Blanks()
    title = f"{meeting_name(meeting)}{TITLE}"
    return paper(meeting, printed_at, title, _blocks(meeting, blanks), blanks, _counted(meeting))


def _counted(meeting: Meeting) -> Iterator[str]:
    yield from _number_of_aspects(meeting)
    yield from studies_told(meeting)
    yield from opinions_told(meeting)
    yield from talks_told(meeting)
    yield from facts.counted(meeting)


def _blocks(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    yield from titled(meeting, "", TITLE)
    sections = (
        ("会议主题和基本要求", _theme(meeting, blanks)),
        ("重点查找的突出问题", _aspects(meeting)),
        ("各环节工作安排", _work(meeting, blanks)),
        ("会议安排", _arrangements(meeting, blanks)),
        ("材料报送", _papers(meeting, blanks)),
    )
    # A template may have no aspects, and the headings after them then move up.
    written = [(name, blocks) for name, section in sections if (blocks := tuple(section))]
    for place, (name, blocks) in enumerate(written, start=1):
        yield Heading(1, f"{numeral(place)}、{name}")
        yield from blocks


def _theme(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    template = meeting.template
    yield Prose(f"会议主题：{blanks.fill(template.theme, '会议主题')}。")
    if template.legal_basis:
        yield Prose(f"对照检查的依据：{'、'.join(template.legal_basis)}。")
    yield Prose(f"基本要求：{blanks.fill('', '基本要求')}。")


def _aspects(meeting: Meeting) -> Iterator[Block]:
    yield from map(Prose, _number_of_aspects(meeting))
    for place, aspect in enumerate(meeting.template.aspects, start=1):
        yield Prose(f"{numeral(place)}是在{aspect.title}方面。")


def _number_of_aspects(meeting: Meeting) -> Iterator[str]:
    aspects = meeting.template.aspects
    if aspects:
        yield f"重点从以下{len(aspects)}个方面进行对照检查。"


def _work(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    parts = (
        ("学习研讨", studies_told(meeting)),
        ("征求意见", opinions_told(meeting)),
        ("谈心谈话", talks_told(meeting)),
        ("撰写对照检查材料和个人发言提纲", ()),
        ("开展批评和自我批评", ()),
        ("整改落实", ()),
    )
    for place, (name, known) in enumerate(parts, start=1):
        yield Heading(2, f"（{numeral(place)}）{name}")
        for sentence in known:
            yield Prose(sentence)
        yield Prose(f"安排：{blanks.fill('', f'{name}的安排')}。")


def _arrangements(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    rows = (
        ("会议时间", facts.held_on(meeting, blanks)),
        ("会议地点", facts.place(meeting, blanks)),
        ("参加人员", facts.participants(meeting, blanks)),
        ("列席人员", facts.observers(meeting, blanks)),
        ("主持人", facts.chair(meeting, blanks)),
        ("会议记录", facts.recorders(meeting, blanks)),
    )
    for place, (name, text) in enumerate(rows, start=1):
        yield Heading(2, f"（{numeral(place)}）{name}")
        yield Prose(f"{text}。")
    yield Heading(2, f"（{numeral(len(rows) + 1)}）会议议程")
    for place, item in enumerate(agenda(meeting), start=1):
        yield Prose(f"{place}.{item.title}。")


def _papers(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    template, count = meeting.template, working_days_before(meeting)
    days = blanks.fill(str(count or ""), "会前几个工作日报送")
    before = "、".join(paper.title for paper in template.due_before)
    after = "、".join(paper.title for paper in template.due_after)
    yield Prose(f"会前{days}个工作日报送：{before}。")
    yield Prose(f"会后{template.days_after}天内报送：{after}。")
