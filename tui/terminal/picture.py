"""What the terminal shows, cell by cell, and the fewest bytes from there to what it shall show."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import east_asian_width

from rich.cells import get_character_cell_size

Cell = tuple[str, str]
"""A character and its pen; the second cell of a full-width character holds ""."""

_GAP = 4
"""Equal cells between two changes that are sent again, as moving past them costs as much."""


class Picture:
    """The cells of a terminal of some columns and rows; at first nothing of it is known.

    A pen is the escape sequence that sets colours and attributes, whatever they were before.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.forget()

    def forget(self) -> None:
        """Takes everything for unknown, as after a resize or when something else wrote to the terminal."""
        self._cells: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        self._at: tuple[int, int] | None = None
        self._pen: str | None = None
        self._out: list[str] = []

    def put(self, y: int, x: int, pieces: Iterable[tuple[str, str]]) -> None:
        """Shows text from a cell on, each piece with its pen; what stands there already is not sent."""
        if not 0 <= y < self.rows or x >= self.columns:
            return
        cells, simple = _cells_of(pieces, self.columns - x)
        row = self._cells[y]
        end = x + len(cells)
        if row[x:end] == cells:
            return
        if not simple:
            # A terminal may draw joined characters wider or narrower, so nothing from here on is sure.
            self._send(y, x, cells)
            row[x:] = [None] * (self.columns - x)
            self._at = None
            return
        for first, last in _runs(row[x:end], cells):
            self._send(y, x + first, cells[first:last])
        row[x:end] = cells

    def take(self, caret: tuple[int, int]) -> str:
        """The bytes to send, which leave the caret at (row, column)."""
        self._move(*caret)
        sent, self._out = "".join(self._out), []
        return sent

    def _send(self, y: int, x: int, cells: list[Cell]) -> None:
        self._move(y, x)
        out = self._out
        doubtful = False
        for offset, (character, pen) in enumerate(cells):
            if not character:
                continue
            if doubtful:
                out.append(f"\x1b[{x + offset + 1}G")
            if pen != self._pen:
                out.append(pen)
                self._pen = pen
            out.append(character)
            doubtful = is_doubtful(character)
        end = x + len(cells)
        self._at = None if doubtful or end >= self.columns else (y, end)

    def _move(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        code = f"\x1b[{y + 1};{x + 1}H"
        if self._at and self._at[0] == y:
            by = x - self._at[1]
            near = f"\x1b[{abs(by) if abs(by) > 1 else ''}{'C' if by > 0 else 'D'}"
            code = min(near, code, key=len)
        self._out.append(code)
        self._at = (y, x)


@lru_cache(8192)
def is_doubtful(character: str) -> bool:
    """Whether terminals disagree on the character's width: ambiguous ones, emoji, private and new ones."""
    code = ord(character[0])
    if 0x20 <= code < 0x7F or 0x3000 <= code < 0xA000 or 0xFF00 <= code < 0xFF61:
        return False
    return east_asian_width(character[0]) in "AN" or code >= 0x10000


def _cells_of(pieces: Iterable[tuple[str, str]], room: int) -> tuple[list[Cell], bool]:
    """The cells of the text, no more than there is room for, and whether each character stands alone."""
    cells: list[Cell] = []
    simple = True
    for text, pen in pieces:
        if text.isascii():
            cells.extend([(character, pen) for character in text])
            continue
        for character in text:
            width = get_character_cell_size(character)
            if width == 2:
                cells.append((character, pen))
                cells.append(("", pen))
            elif width == 1:
                cells.append((character, pen))
            elif cells:
                simple = False
                at = -1 if cells[-1][0] else -2
                cells[at] = (cells[at][0] + character, cells[at][1])
    if len(cells) > room:
        if not cells[room][0]:
            cells[room - 1] = (" ", cells[room - 1][1])
        del cells[room:]
    return cells, simple


def _runs(old: list[Cell | None], new: list[Cell]) -> list[tuple[int, int]]:
    """From and to which cell something must be sent; never half a full-width character."""
    runs: list[tuple[int, int]] = []
    for index, cell in enumerate(new):
        if old[index] == cell:
            continue
        first = index if cell[0] else index - 1
        last = index + 1
        while last < len(new) and not new[last][0]:
            last += 1
        if runs and first - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs
