"""综合报告: how the meeting was prepared and held, what it found and what follows (plan, section 四(二))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from exporters.blanks import Blanks
from exporters.blocks import Block, Closing, Heading, Paper, Prose
from exporters.chinese import numeral
from exporters.letters.letter import ending, meeting_name, opening, paper
from exporters.letters.preparation import opinions_told, papers_told, studies_told, talks_told
from exporters.names import GROUP, OUTSIDE, whose
from exporters.original_record.attendance import attendance_blocks
from exporters.original_record.head import times
from meeting.dossier.model import Problem
from meeting.model import Act, Entry, Kind, Meeting, PersonId
from meeting.record import passages
from meeting.roster import name_of

NAME = "综合报告"


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """The report as a draft: what was counted and recorded, and blanks for what only the office can say."""
    blanks = Blanks()
    title = f"关于{meeting_name(meeting)}召开情况的报告"
    return paper(meeting, printed_at, title, _blocks(meeting, blanks), blanks, _counted(meeting))


def _counted(meeting: Meeting) -> Iterator[str]:
    yield from _prepared(meeting)
    yield from (line for field in attendance_blocks(meeting) if field.label == "到会" for line in field.lines)
    yield from _spoken(meeting)
    yield from _found(meeting)


def _blocks(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    yield from opening(meeting, "关于", "召开情况的报告", "", blanks)
    notice = blanks.fill(meeting.dossier.letter.notice, "所依据的通知")
    group = blanks.fill(meeting.head.group, "领导班子名称")
    yield Prose(f"按照{notice}要求，{group}召开了{meeting_name(meeting)}。现将有关情况报告如下。")
    yield Heading(1, "一、会前准备情况")
    prepared = tuple(_prepared(meeting))
    yield from map(Prose, prepared or (blanks.fill("", "会前准备情况"),))
    yield from _held(meeting, blanks)
    yield from _problems(meeting, blanks)
    yield Closing("特此报告。")
    yield from ending(meeting, blanks)


def _prepared(meeting: Meeting) -> Iterator[str]:
    yield from studies_told(meeting)
    yield from opinions_told(meeting)
    yield from talks_told(meeting)
    yield from papers_told(meeting)


def _held(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    yield Heading(1, "二、会议召开情况")
    yield Heading(2, "（一）时间和到会情况")
    yield Prose("；".join(times(meeting)) + "。")
    for field in attendance_blocks(meeting):
        yield Prose(f"{field.label}：{'；'.join(field.lines)}。")
    yield Heading(2, "（二）开展批评和自我批评情况")
    spoken = tuple(_spoken(meeting))
    yield from map(Prose, spoken or (blanks.fill("", "批评和自我批评情况"),))
    yield Heading(2, "（三）上级督导点评情况")
    comments = [one for one in passages(meeting) if one.number and one.valid.kind is Kind.COMMENTARY]
    for one in comments:
        yield Prose(f"{name_of(meeting, one.valid.by)}（会议记录第{one.number}条）：{one.valid.text}")
    if not comments:
        yield Prose(blanks.fill("", "上级督导点评"))


def _spoken(meeting: Meeting) -> Iterator[str]:
    """How many spoke of themselves and responded, and the criticisms, counted from the record."""
    said = [one.valid for one in passages(meeting) if one.number]
    kinds = (
        (Kind.GROUP_EXAMINATION, "班子对照检查"),
        (Kind.SELF_EXAMINATION, "个人对照检查"),
        (Kind.CRITICISM, "相互批评意见"),
        (Kind.RESPONSE, "表态回应"),
    )
    if said:
        counts = (name + _size(kind, [one.by for one in said if _is(one, kind)]) for kind, name in kinds)
        yield f"会议记录共有发言{len(said)}条，其中{'、'.join(counts)}。"
        if nothing := sum(1 for entry in said if entry.act is Act.NO_OPINION):
            yield f"未提意见{nothing}人次。"


def _is(entry: Entry, kind: Kind) -> bool:
    return entry.kind is kind and entry.act is Act.SAID


def _size(kind: Kind, speakers: Sequence[PersonId]) -> str:
    """What everybody does for themselves is told in persons, and in entries where some made several."""
    entries, persons = f"{len(speakers)}条", f"{len(set(speakers))}人"
    if kind not in (Kind.SELF_EXAMINATION, Kind.RESPONSE):
        return entries
    return persons if len(set(speakers)) == len(speakers) else f"{persons}（{entries}）"


def _problems(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    yield Heading(1, "三、查摆出的主要问题和整改措施")
    yield from map(Prose, _found(meeting))
    row = meeting.dossier.problems
    if not row:
        yield Prose(blanks.fill("", "主要问题和整改措施"))
    labels = {aspect.id: aspect.label for aspect in meeting.template.aspects}
    used = [aspect for aspect in (*labels, "") if any(one.aspect == aspect for one in row)]
    for place, aspect in enumerate(used, start=1):
        yield Heading(2, f"（{numeral(place)}）{labels.get(aspect, '其他')}方面")
        of_aspect = (one for one in row if one.aspect == aspect)
        for number, one in enumerate(of_aspect, start=1):
            yield Prose(f"{number}.{_problem(meeting, one, blanks)}")


def _problem(meeting: Meeting, one: Problem, blanks: Blanks) -> str:
    owner = whose(meeting, one.person)
    measures = blanks.fill(one.measures, f"整改措施（{owner}：{one.text[:12]}）")
    return f"{owner}：{one.text.strip().rstrip('。')}。整改措施：{measures.rstrip('。')}。"


def _found(meeting: Meeting) -> Iterator[str]:
    """How many problems are on the rectification list, of the group and of its members."""
    row = meeting.dossier.problems
    if row:
        names = [whose(meeting, one.person) for one in row]
        group, outside = names.count(GROUP), names.count(OUTSIDE)
        gone = f"、{OUTSIDE}{outside}项" if outside else ""
        own = len(row) - group - outside
        yield f"整改清单共{len(row)}项，其中{GROUP}{group}项、班子成员{own}项{gone}。"
