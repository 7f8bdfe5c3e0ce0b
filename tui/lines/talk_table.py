"""The talks as a table: who has talked with whom, and each member with 部门负责人 and 代表."""

from __future__ import annotations

from collections.abc import Sequence

from meeting.dossier.model import Talk, TalkKind
from meeting.dossier.talks import PAIRED, Had, had, progress
from meeting.last import of_last
from meeting.model import Meeting, PersonId
from meeting.order import members
from meeting.roster import name_of
from tui.lines.columns import one_line
from tui.lines.member_table import Column, Row, Spot, Table, head, member_column, short_names

LEGEND = "+ 谈过  欠 还没有谈；两人谈过一次，两格都是 +"

_HEADS = {TalkKind.HEADS: "分管部门", TalkKind.REPRESENTATIVES: "党员群众代表"}
OTHERS = tuple(kind for kind in TalkKind if kind not in PAIRED)


@of_last
def table(meeting: Meeting) -> Table:
    """四必谈 as a table; the place of two members stands in it twice and counts once."""
    found = had(meeting)
    ids = tuple(person.id for person in members(meeting))
    names = short_names(meeting, ids)
    columns = (
        *(member_column(member, names[member]) for member in ids),
        *(Column(kind, head(_HEADS[kind], 4)) for kind in OTHERS),
    )
    rows = tuple(
        Row(
            member,
            names[member],
            (
                *(_between(meeting, found, member, other) for other in ids),
                *(_with_others(meeting, found, member, kind) for kind in OTHERS),
            ),
        )
        for member in ids
    )
    still_open = sum(one.open for one in progress(meeting).values())
    return Table(columns, rows, ("", "  和谁", "谁谈"), still_open)


def _between(meeting: Meeting, found: Had, one: PersonId, other: PersonId) -> Spot | None:
    if one == other:
        return None
    what = f"{name_of(meeting, one)} 和 {name_of(meeting, other)}"
    return _spot(meeting, what, found.between(one, other))


def _with_others(meeting: Meeting, found: Had, member: PersonId, kind: TalkKind) -> Spot:
    return _spot(meeting, f"{name_of(meeting, member)} {kind.label}", found.others[member, kind])


def _spot(meeting: Meeting, what: str, talks: Sequence[Talk]) -> Spot:
    if not talks:
        return Spot("欠", True, f"{what}：还没有谈")
    last = talks[-1]
    parts = [last.day.isoformat() if last.day else "日期未填", last.with_whom, last.place]
    if last.points:
        parts.append(f"“{one_line(last.points)}”")
    often = f"谈过 {len(talks)} 次，最后一次" if len(talks) > 1 else ""
    return Spot("+ ", False, f"{what}：{often}{'  '.join(part for part in parts if part)}")
