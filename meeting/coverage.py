"""What is missing: in the head, in the speaking order, and among those present."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meeting.floor import Phase, State, phase, recorded_turns, standings
from meeting.model import Meeting, Role, Turn, TurnId
from meeting.order import members
from meeting.record import passages
from meeting.roster import has_quorum, name_of


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing or odd, as a sentence; `turn` names the place it concerns, if any."""

    sentence: str
    turn: TurnId = ""


def gaps(meeting: Meeting) -> tuple[Gap, ...]:
    """Everything that the record still lacks, in the order of the paper. It never stops anything."""
    return (*_head_gaps(meeting), *_people_gaps(meeting), *_turn_gaps(meeting), *_speaker_gaps(meeting))


def _head_gaps(meeting: Meeting) -> Iterator[Gap]:
    head = meeting.head
    fields = (("单位（领导班子全称）", head.group), ("会议名称", head.title), ("地点", head.place))
    for label, text in fields:
        if not text:
            yield Gap(f"会议信息缺{label}。")
    if head.date is None:
        yield Gap("会议日期待定。")
    if phase(meeting) is not Phase.CLOSED:
        yield Gap("还没有散会。")


def _people_gaps(meeting: Meeting) -> Iterator[Gap]:
    group = members(meeting)
    if not group:
        yield Gap("名单里没有班子成员。")
    elif not has_quorum(meeting):
        present = sum(1 for person in group if person.absence is None)
        yield Gap(f"应到 {len(group)} 人，实到 {present} 人，不足规定的到会比例。")
    if not meeting.chair:
        yield Gap("没有指定主持人。")
    if not any(person.role is Role.RECORDER for person in meeting.people):
        yield Gap("没有登记记录人。")
    for person in meeting.people:
        if not person.post and person.role is not Role.RECORDER:
            yield Gap(f"{person.name}没有写职务。")


def _turn_gaps(meeting: Meeting) -> Iterator[Gap]:
    recorded = recorded_turns(meeting.entries)
    for standing in standings(meeting):
        if standing.turn.id not in recorded and standing.state in (State.TO_COME, State.ON, State.PASSED):
            yield Gap(f"{describe(meeting, standing.turn)}：没有记录。", standing.turn.id)


def _speaker_gaps(meeting: Meeting) -> Iterator[Gap]:
    for passage in passages(meeting):
        if passage.number and not passage.valid.by:
            yield Gap(f"第 {passage.number} 条没有写发言人，请在会议记录里更正。")


def describe(meeting: Meeting, turn: Turn) -> str:
    """A turn in words: 李四 对 张三 批评意见."""
    by = name_of(meeting, turn.by) or "（发言人待定）"
    if turn.to:
        return f"{by} 对 {name_of(meeting, turn.to)} {turn.kind.label}"
    return f"{by} {turn.kind.label}"
