"""The coverage as a table: a row for each who speaks, a column for whom or what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.cells import chop_cells, set_cell_size

from meeting.coverage import Cell, Coverage, Mark, coverage
from meeting.last import of_last
from meeting.model import Account, Meeting, Number, PersonId, TurnId
from meeting.presence import never_here
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.special import Accounted
from tui.columns import one_line

HEAD_LINES = 3
NAME = 6
"""Cells of a member's short name: three characters, as almost every name has."""

EXAMINATION = "examination"
RESPONSE = "response"

LEGEND = "+ 已记或已说明  无 未提或无此事  补 待补  跳 跳过  缺 缺席  离 离会  欠 还没有"
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
_ACCOUNT_SIGNS = {Account.STATED: "+ ", Account.NOTHING: "无", Account.OPEN: "欠"}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the table, and in words what stands there; turn, entry and item lead on from it."""

    sign: str
    is_open: bool
    told: str
    turn: TurnId = ""
    entry: Number = 0
    item: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its head in `HEAD_LINES` pieces; `key` is a person, a kind or a special item."""

    key: str
    head: tuple[str, ...]
    is_member: bool = False

    @property
    def width(self) -> int:
        """Cells of the column; an item's name stands in two characters a line."""
        return 2 if self.is_member or self.key in (EXAMINATION, RESPONSE) else 4


@dataclass(frozen=True, slots=True)
class Row:
    """What one member has done and still has to do; None where there is nothing to be done."""

    person: PersonId
    name: str
    spots: tuple[Spot | None, ...]

    @property
    def open(self) -> int:
        """How many places are open."""
        return sum(1 for spot in self.spots if spot and spot.is_open)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole of it; every row has as many places as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def open(self) -> int:
        """How many places are open in all."""
        return sum(row.open for row in self.rows)

    def open_in(self, column: int) -> int:
        """How many places of a column are open."""
        return sum(1 for row in self.rows if (spot := row.spots[column]) and spot.is_open)


@of_last
def table(meeting: Meeting) -> Table:
    """The coverage of a meeting as a table."""
    found = coverage(meeting)
    names = short_names(meeting, found.members)
    columns = (
        *(Column(member, _head(names[member], 2), True) for member in found.members),
        Column(EXAMINATION, _head("对照", 2)),
        Column(RESPONSE, _head("表态", 2)),
        *(Column(item.id, _head(item.label, 4)) for item in meeting.template.special_items),
    )
    said = {passage.entry.number: passage for passage in passages(meeting)}
    rows = (Row(m, names[m], tuple(_spots(meeting, found, m, columns, said))) for m in found.members)
    return Table(columns, tuple(rows))


def short_names(meeting: Meeting, members: tuple[PersonId, ...]) -> dict[PersonId, str]:
    """Every member's name in `NAME` cells; those that would read the same bear their place in the group."""
    people = {person.id: person for person in meeting.people}
    cut = {member: set_cell_size(people[member].name, NAME) for member in members}
    alike = [name for name in cut.values() if list(cut.values()).count(name) > 1]
    for place, member in enumerate(members, 1):
        if cut[member] in alike:
            cut[member] = set_cell_size(f"{set_cell_size(cut[member], NAME - 2).rstrip()}{place}", NAME)
    return cut


def _head(name: str, width: int) -> tuple[str, ...]:
    """A head written downwards, its last line the lowest."""
    pieces = chop_cells(name.strip(), width)[:HEAD_LINES]
    return tuple(set_cell_size(piece, width) for piece in [""] * (HEAD_LINES - len(pieces)) + pieces)


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
            here = member not in never_here(meeting)
            yield _account_spot(what, column.key, found.accounts[member, column.key], said, here=here)


def _spot(what: str, cell: Cell | None, said: Mapping[Number, Passage]) -> Spot | None:
    if cell is None:
        return None
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


def _entry(passage: Passage) -> str:
    text = one_line(passage.valid.text)
    return f"  第{passage.number}条 {passage.entry.at:%H:%M} “{text}”"
