"""A table of the members, with a cursor; what is open stands out by sign, count and colour."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui.lines.member_table import HEAD_LINES, NAME, Column, Row, Spot, Table

_GAP = 1
_COUNT = 4
"""Cells of a row's count, as in 欠12."""


class MemberMatrix(Widget):
    """Shows the part around the cursor of a table too large for the screen; names and heads always stay."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"matrix--open", "matrix--settled", "matrix--name"}
    DEFAULT_CSS = "MemberMatrix { height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._table = Table((), (), ("", "", ""), 0)
        self._row = 0
        self._column = 0
        self._top = 0
        self._left = 0

    def show(self, table: Table) -> None:
        """Draws the table; the cursor stays where it is, as far as the table reaches."""
        self._table = table
        self.move_to(self._row, self._column)

    @property
    def at(self) -> tuple[str, str]:
        """The member and the column's key under the cursor; empty where there are no members."""
        if not self._table.rows:
            return "", ""
        return self._table.rows[self._row].person, self._table.columns[self._column].key

    @property
    def spot(self) -> Spot | None:
        """What stands under the cursor; None where there is nothing to be done."""
        return self._table.rows[self._row].spots[self._column] if self._table.rows else None

    def move(self, rows: int, columns: int) -> None:
        """Moves the cursor, and stops at the edges."""
        self.move_to(self._row + rows, self._column + columns)

    def move_to(self, row: int, column: int) -> None:
        """Puts the cursor on a place, or on the one nearest to it."""
        self._row = max(0, min(row, len(self._table.rows) - 1))
        self._column = max(0, min(column, len(self._table.columns) - 1))
        self._follow()
        self.refresh()

    def move_to_key(self, person: str, key: str) -> bool:
        """Puts the cursor on a member's place in the column of this key; False if there is none."""
        for r, row in enumerate(self._table.rows):
            for c, column in enumerate(self._table.columns):
                if (row.person, column.key) == (person, key):
                    self.move_to(r, c)
                    return True
        return False

    def next_open(self) -> bool:
        """Puts the cursor on the next place that is open, in reading order and round the end."""
        width = len(self._table.columns)
        places = [(r, c) for r in range(len(self._table.rows)) for c in range(width)]
        here = self._row * width + self._column + 1
        for row, column in [*places[here:], *places[:here]]:
            spot = self._table.rows[row].spots[column]
            if spot and spot.is_open:
                self.move_to(row, column)
                return True
        return False

    @property
    def page(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.content_size.height - HEAD_LINES - 1)

    @property
    def hidden(self) -> str:
        """Which members are seen where not all are, as in 见 3-14 行、1-14 列; else empty."""
        rows, members = len(self._table.rows), self._members
        if self.page >= rows and self._room >= members:
            return ""
        last_row, last = min(rows, self._top + self.page), min(members, self._left + self._room)
        return f"见 {self._top + 1}-{last_row} 行、{self._left + 1}-{last} 列，共 {rows} 人"

    def on_resize(self, event: events.Resize) -> None:
        self._follow()

    @property
    def _members(self) -> int:
        return sum(1 for column in self._table.columns if column.is_member)

    @property
    def _room(self) -> int:
        """How many members' columns have room beside those that always stay."""
        others = sum(c.width + _GAP for c in self._table.columns if not c.is_member)
        left = self.content_size.width - (NAME + 2 * _GAP) - others - 2 * _GAP - _COUNT
        return max(1, left // (2 + _GAP))

    def _follow(self) -> None:
        """Keeps the cursor in sight."""
        self._top = _window(self._row, self._top, self.page, len(self._table.rows))
        at = min(self._column, self._members - 1)
        if self._column < self._members:
            self._left = _window(at, self._left, self._room, self._members)
        else:
            self._left = max(0, min(self._left, self._members - self._room))

    # What is painted

    def render_line(self, y: int) -> Strip:
        rows = self._table.rows[self._top : self._top + self.page]
        if y < HEAD_LINES:
            segments = self._head_line(y)
        elif y - HEAD_LINES < len(rows):
            segments = self._row_line(rows[y - HEAD_LINES], is_here=self._top + y - HEAD_LINES == self._row)
        elif y - HEAD_LINES == len(rows) and rows:
            segments = self._count_line()
        else:
            segments = []
        return Strip(segments).adjust_cell_length(self.content_size.width, self.rich_style)

    def _shown(self) -> list[tuple[int, Column]]:
        """The columns that are seen, each with its index."""
        seen = range(self._left, self._left + self._room)
        return [(i, c) for i, c in enumerate(self._table.columns) if not c.is_member or i in seen]

    def _before(self, index: int) -> str:
        """The blanks before a column; one more where another kind of column begins."""
        first_other = index in (self._members, self._members + 2)
        return " " * (_GAP + (1 if first_other else 0))

    def _head_line(self, y: int) -> list[Segment]:
        style = self.get_component_rich_style("matrix--name")
        segments = [Segment(set_cell_size(self._table.corner[y], NAME + _GAP), style)]
        for index, column in self._shown():
            bold = Style(bold=index == self._column)
            segments += [Segment(self._before(index), style), Segment(column.head[y], style + bold)]
        return segments

    def _row_line(self, row: Row, *, is_here: bool) -> list[Segment]:
        name = self.get_component_rich_style("matrix--name") + Style(bold=is_here)
        segments = [Segment(row.name + " " * _GAP, name)]
        for index, column in self._shown():
            spot = row.spots[index]
            under = is_here and index == self._column
            style = self._style(spot) + Style(reverse=under)
            sign = (spot.sign if spot else "－") if column.is_member or spot else "  "
            aside = " " * ((column.width - 2) // 2)
            segments += [
                Segment(self._before(index) + aside, name),
                Segment(sign, style),
                Segment(aside, name),
            ]
        if row.open:
            segments.append(Segment(f" {'欠' + str(row.open):>3}", self._open_style))
        return segments

    def _count_line(self) -> list[Segment]:
        name = self.get_component_rich_style("matrix--name")
        segments = [Segment("还欠  " + " " * _GAP, name)]
        for index, column in self._shown():
            count = self._table.open_in(index)
            shown = f"{count or '':>2}".center(column.width)
            segments += [Segment(self._before(index), name), Segment(shown, self._open_style)]
        if self._table.open:
            segments.append(Segment(f" 共{self._table.open}", self._open_style))
        return segments

    @property
    def _open_style(self) -> Style:
        return self.get_component_rich_style("matrix--open")

    def _style(self, spot: Spot | None) -> Style:
        if spot and spot.is_open:
            return self._open_style
        return self.get_component_rich_style("matrix--settled")


def _window(at: int, first: int, room: int, total: int) -> int:
    """The first of so many places to show, so that the one at the cursor is among them."""
    first = min(max(first, at - room + 1), at)
    return max(0, min(first, total - room))
