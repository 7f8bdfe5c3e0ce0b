"""A table with a row for each member, and a column for each member and for what else there is."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import chop_cells, set_cell_size

from meeting.model import Meeting, Number, PersonId, TurnId
from tui.lines.columns import distinct

HEAD_LINES = 3
NAME = 6
"""Cells of a member's short name: three characters, as almost every name has."""


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
    """A column with its head in `HEAD_LINES` pieces and its width in cells; `key` tells it from others."""

    key: str
    head: tuple[str, ...]
    is_member: bool = False
    width: int = 4


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
    corner: tuple[str, ...]
    """What heads the rows and the columns, in `HEAD_LINES` pieces."""
    open: int
    """How many are open in all; what stands in two places counts once."""

    def open_in(self, column: int) -> int:
        """How many places of a column are open."""
        return sum(1 for row in self.rows if (spot := row.spots[column]) and spot.is_open)


def short_names(meeting: Meeting, members: tuple[PersonId, ...]) -> dict[PersonId, str]:
    """Every member's name in `NAME` cells; those that would read the same bear their place in the group."""
    people = {person.id: person for person in meeting.people}
    names = distinct([people[member].name for member in members], NAME)
    return {member: set_cell_size(name, NAME) for member, name in zip(members, names, strict=True)}


def member_column(member: PersonId, name: str) -> Column:
    """The column of a member, two cells wide."""
    return Column(member, head(name, 2), True, 2)


def head(name: str, width: int) -> tuple[str, ...]:
    """A head written downwards, its last line the lowest."""
    pieces = chop_cells(name.strip(), width)[:HEAD_LINES]
    return tuple(set_cell_size(piece, width) for piece in [""] * (HEAD_LINES - len(pieces)) + pieces)
