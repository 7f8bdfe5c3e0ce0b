"""计划与实际用时对照表: what each turn was given and what it took, in all and one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from exporters.blocks import Block, Caption, Column, Table
from exporters.chinese import stamp
from meeting.floor import Standing, State, standings
from meeting.model import Kind, Meeting, PersonId, TurnId
from meeting.order import is_own
from meeting.record import passages
from meeting.roster import name_of
from meeting.timing import elapsed, hours_minutes, in_zone, meeting_elapsed, stretches

_BY_KIND = (
    Column("环节", 20),
    Column("进行／全部", 16, centred=True),
    Column("计划", 20, centred=True),
    Column("实际", 22, centred=True),
    Column("相差", 22, centred=True),
)
_BY_TURN = (
    Column("序号", 66, centred=True),
    Column("环节", 172),
    Column("发言人", 195),
    Column("开始", 118, centred=True),
    Column("计划", 80, centred=True),
    Column("实际", 163, centred=True),
    Column("相差", 164, centred=True),
)
_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.TO_COME: "未进行",
        State.ON: "正在发言",
        State.PASSED: "无记录",
        State.SKIPPED: "跳过",
        State.ABSENT: "不在场",
    }
)
_NOT_TIMED = "未计时"


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn with what it was given and took, both in seconds; `start` is None if it never had the floor."""

    standing: Standing
    start: datetime | None
    planned: float
    actual: float


def times_blocks(meeting: Meeting, now: datetime) -> Iterator[Block]:
    """The sums by kind, then every turn in the speaking order; the clocks are those of `now`."""
    turns = tuple(_turns(meeting, now))
    sat = hours_minutes(meeting_elapsed(meeting, now))
    yield Caption(f"会议用时共{sat}，含停表的时间，不含休会。各轮用时不含停表和休会，插话计入当时的轮次。")
    yield Caption("各环节合计（只计已进行的轮次）")
    yield Table(_BY_KIND, tuple(_sums(turns)))
    yield Caption("各轮次")
    yield Table(_BY_TURN, tuple(_rows(meeting, turns)))


def _turns(meeting: Meeting, now: datetime) -> Iterator[_Turn]:
    starts: dict[TurnId, datetime] = {}
    for stretch in stretches(meeting.entries):
        starts.setdefault(stretch.turn, stretch.start)
    for standing in standings(meeting):
        turn = standing.turn
        actual = elapsed(meeting, turn.id, now) if turn.id in starts else 0.0
        yield _Turn(standing, starts.get(turn.id), turn.minutes * 60, actual)


def _sums(turns: Sequence[_Turn]) -> Iterator[tuple[str, ...]]:
    kinds = dict.fromkeys(one.standing.turn.kind for one in turns)
    for kind in kinds:
        yield kind.label, *_sum([one for one in turns if one.standing.turn.kind is kind])
    yield "合计", *_sum(turns)


def _sum(turns: Sequence[_Turn]) -> tuple[str, ...]:
    held = [one for one in turns if one.start]
    if not held:
        return f"0／{len(turns)}", "—", "—", "—"
    planned, actual = sum(one.planned for one in held), sum(one.actual for one in held)
    return f"{len(held)}／{len(turns)}", _length(planned), _length(actual), _difference(planned, actual)


def _rows(meeting: Meeting, turns: Sequence[_Turn]) -> Iterator[tuple[str, ...]]:
    speakers = _speakers(meeting)
    told: date | None = None
    for place, one in enumerate(turns, start=1):
        turn, state = one.standing.turn, one.standing.state
        by = name_of(meeting, turn.by or speakers.get(turn.id, "")) or "—"
        who = f"{by}→{name_of(meeting, turn.to)}" if turn.to else by
        planned = _length(one.planned) if one.planned else "—"
        words = _WORDS.get(state, "")
        if one.start is None:
            yield str(place), turn.kind.label, who, "—", planned, words or _NOT_TIMED, "—"
            continue
        at = in_zone(one.start, meeting.head.zone)
        begun, told = stamp(at, told), at.date()
        actual = "\n".join(filter(None, (_length(one.actual), words)))
        differs = _difference(one.planned, one.actual) if one.planned and state is State.DONE else "—"
        yield str(place), turn.kind.label, who, begun, planned, actual, differs


def _speakers(meeting: Meeting) -> dict[TurnId, PersonId]:
    """Who spoke in each turn, for those whose speaker was settled only in the room."""
    said = (passage.valid for passage in passages(meeting) if passage.number)
    return {entry.turn: entry.by for entry in said if is_own(entry) and entry.kind is not Kind.INTERJECTION}


def _length(seconds: float) -> str:
    """16秒, 12分, 12分05秒 or 1小时02分."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    if not minutes:
        return f"{second}秒"
    rest = f"{second:02}秒" if second else ""
    return f"{hours}小时{minute:02}分{rest}" if hours else f"{minute}分{rest}"


def _difference(planned: float, actual: float) -> str:
    seconds = round(actual) - round(planned)
    if not seconds:
        return "相符"
    return f"{'多' if seconds > 0 else '少'}{_length(abs(seconds))}"
