"""批评意见覆盖表: under which numbers the record has what each said of each other, and what it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from exporters.blocks import Block, Caption, Column, Table
from meeting.coverage import Mark, coverage
from meeting.model import Act, Kind, Meeting, PersonId
from meeting.record import passages
from meeting.roster import name_of

MOST = 12
"""Columns of a table in which names of two characters a line and numbers of three digits stand uncut."""

_SIGNS: Mapping[Mark, str] = MappingProxyType(
    {Mark.NO_OPINION: "未提", Mark.SKIPPED: "跳过", Mark.ABSENT: "缺席", Mark.AWAY: "离会", Mark.OPEN: "—"}
)
_LEFT = "不补"
"""Of a gap that was accepted with a reason."""
_LEGEND = (
    "一行是一人提出的意见，一列是对一人的意见。数字：发言在记录中的序号；未提：未提意见；"
    "跳过、缺席、离会：没有进行的原因；不补：没有进行，理由在记录的说明里；—：未进行；／：本人。"
)
_NAMES, _PLACE = 95, 60
"""How the width is shared between the column of names and each of the others."""

_Pair = tuple[PersonId, PersonId]


def coverage_blocks(meeting: Meeting) -> Iterator[Block]:
    """The legend and the matrix, in several tables where it is too wide for one."""
    shown = dict(_shown(meeting))
    speakers, addressees = (
        _people(meeting, [by for by, _ in shown]),
        _people(meeting, [to for _, to in shown]),
    )
    yield Caption(_LEGEND)
    parts = in_parts(addressees, MOST)
    for place, part in enumerate(parts, start=1):
        if len(parts) > 1:
            first, last = (name_of(meeting, person) for person in (part[0], part[-1]))
            yield Caption(f"第{place}表（共{len(parts)}表）：对{first}至{last}的意见")
        columns = (
            Column("提出＼对象", _NAMES),
            *(Column(name_of(meeting, person), _PLACE, centred=True) for person in part),
        )
        rows = (
            (name_of(meeting, by), *("／" if by == to else shown.get((by, to), "") for to in part))
            for by in speakers
        )
        yield Table(columns, tuple(rows))


def in_parts(people: Sequence[PersonId], most: int) -> list[Sequence[PersonId]]:
    """The people in as few parts of at most so many as will do, none larger than another by more than one."""
    count = max(1, -(-len(people) // most))
    ends = [len(people) * part // count for part in range(count + 1)]
    return [people[start:end] for start, end in pairwise(ends)]


def _shown(meeting: Meeting) -> Iterator[tuple[_Pair, str]]:
    """What stands for each pair: the numbers of all that was said, or why there is none."""
    numbers: defaultdict[_Pair, list[str]] = defaultdict(list)
    for passage in passages(meeting):
        entry = passage.valid
        if (entry.kind, entry.act) == (Kind.CRITICISM, Act.SAID):
            numbers[entry.by, entry.to].append(str(passage.number))
    for pair, cell in coverage(meeting).criticism.items():
        said = "、".join(numbers[pair])
        waiting = "\n待补" if cell.mark is Mark.UNFINISHED else ""
        is_left = cell.mark is Mark.OPEN and cell.accepted
        yield pair, said + waiting or (_LEFT if is_left else _SIGNS[cell.mark])


def _people(meeting: Meeting, named: Sequence[PersonId]) -> list[PersonId]:
    """The members in order, and behind them whoever else criticised or was criticised."""
    group = coverage(meeting).members
    others = (person.id for person in meeting.people if person.id in named and person.id not in group)
    return [*group, *others]
