"""The coverage as a table: a row for each who speaks, a column for whom or what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from meeting.coverage import Cell, Coverage, Mark, coverage
from meeting.last import of_last
from meeting.model import Account, Meeting, Number, PersonId
from meeting.presence import never_here
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.special import Accounted
from tui.lines.columns import one_line
from tui.lines.member_table import Column, Row, Spot, Table, head, member_column, short_names

EXAMINATION = "examination"
RESPONSE = "response"

LEGEND = "+ 已有  无 未提或无此事  补 待补  跳 跳过  缺 缺席  离 离会  免 不补  欠 还欠"
"""What the signs mean; no terminal doubts how wide they are, and what is done is the lightest to the eye."""

_SIGNS = {
    Mark.DONE: "+ ",
    Mark.NO_OPINION: "无",
    Mark.UNFINISHED: "补",
    Mark.SKIPPED: "跳",
    Mark.AWAY: "离",
    Mark.ABSENT: "缺",
    Mark.OPEN: "欠",
}
_ACCEPTED = "免"
"""Of a gap that was accepted with a reason: nothing is owed any more."""
_ACCOUNT_SIGNS = {Account.STATED: "+ ", Account.NOTHING: "无", Account.OPEN: "欠"}


@of_last
def table(meeting: Meeting) -> Table:
    """The coverage of a meeting as a table."""
    found = coverage(meeting)
    names = short_names(meeting, found.members)
    columns = (
        *(member_column(member, names[member]) for member in found.members),
        Column(EXAMINATION, head("对照", 2), width=2),
        Column(RESPONSE, head("表态", 2), width=2),
        # A label of five characters, as 上年度整改, would be broken within its words.
        *(
            Column(item.id, head(item.label.replace("年度", "年"), 4))
            for item in meeting.template.special_items
        ),
    )
    said = {passage.entry.number: passage for passage in passages(meeting)}
    rows = [Row(m, names[m], tuple(_spots(meeting, found, m, columns, said))) for m in found.members]
    return Table(columns, tuple(rows), ("", "  对谁", "谁说"), sum(row.open for row in rows))


def _spots(
    meeting: Meeting,
    found: Coverage,
    member: PersonId,
    columns: tuple[Column, ...],
    said: Mapping[Number, Passage],
) -> Iterator[Spot | None]:
    by = name_of(meeting, member)
    titles = {item.id: item.title for item in meeting.template.special_items}
    for column in columns:
        if column.is_member:
            what = f"{by} 对 {name_of(meeting, column.key)}"
            yield _spot(what, found.criticism.get((member, column.key)), said)
        elif column.key == EXAMINATION:
            yield _spot(f"{by} 个人对照检查", found.examinations.get(member), said)
        elif column.key == RESPONSE:
            yield _spot(f"{by} 表态回应", found.responses.get(member), said)
        else:
            what = f"{by} {titles[column.key]}"
            place = member, column.key
            if place in found.accepted:
                yield Spot(_ACCEPTED, False, _left(what, found.accepted[place]), item=column.key)
                continue
            here = member not in never_here(meeting)
            yield _account_spot(what, column.key, found.accounts[place], said, here=here)


def _spot(what: str, cell: Cell | None, said: Mapping[Number, Passage]) -> Spot | None:
    if cell is None:
        return None
    if cell.accepted:
        return Spot(_ACCEPTED, False, _left(what, cell.accepted), cell.turn, cell.entry)
    reason = f"：{cell.reason}" if cell.reason not in ("", cell.mark.label) else ""
    shown = _entry(said[cell.entry]) if cell.entry else reason
    told = f"{what}：{cell.mark.label}{shown}"
    return Spot(_SIGNS[cell.mark], not cell.settled, told, cell.turn, cell.entry)


def _account_spot(
    what: str, item: str, accounted: Accounted, said: Mapping[Number, Passage], *, here: bool
) -> Spot:
    state, number = accounted.state, accounted.shown_by
    if state is Account.OPEN and not here:
        return Spot(_SIGNS[Mark.ABSENT], False, f"{what}：{Mark.ABSENT.label}", item=item)
    shown = _entry(said[number]) if number in said else ""
    told = f"{what}：{state.label}{shown}"
    return Spot(_ACCOUNT_SIGNS[state], state is Account.OPEN, told, entry=number, item=item)


def _left(what: str, reason: str) -> str:
    return f"{what}：没有补，理由：{reason}"


def _entry(passage: Passage) -> str:
    text = one_line(passage.valid.text)
    return f"  第{passage.number}条 {passage.valid.at:%H:%M} “{text}”"
