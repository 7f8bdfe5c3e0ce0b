"""A table as it was found: its rows with their places, and which of its columns is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from meeting.refused import Refused
from meeting.tables.columns import COLUMNS, Column, Listing
from meeting.tables.wording import Words, plain
from meeting.text import clean

MOST_ROWS = 20_000
MOST_COLUMNS = 100
_SEARCHED = 20
"""Rows at the top among which the heads are looked for: tables begin with titles and notes."""
_IGNORED = frozenset({"", "序号", "编号", "no"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty; `line` is its number in the file, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows, and in sentences what had to be decided in reading them."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    is_in_order: bool = False
    """Without heads its columns stand in the order in which `COLUMNS` has them."""


@dataclass(frozen=True, slots=True)
class Headed:
    """Each line's words by column, what the line has beyond the columns, and notes."""

    lines: tuple[tuple[int, Words, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def sheet(rows: Sequence[tuple[int, Sequence[str]]], notes: Sequence[str] = ()) -> Sheet:
    """The table of these lines, without the empty ones; raises `Refused` for nothing or too much."""
    cleaned = ((line, tuple(clean(cell).strip() for cell in cells)) for line, cells in rows)
    kept = tuple(Row(line, cells) for line, cells in cleaned if any(cells))
    if not kept:
        raise Refused("表格是空的，没有可以导入的内容。")
    if len(kept) > MOST_ROWS:
        raise Refused(f"表格有 {len(kept)} 行，一次最多 {MOST_ROWS} 行；请分成几份导入。")
    if max(len(row.cells) for row in kept) > MOST_COLUMNS:
        raise Refused(f"表格超过 {MOST_COLUMNS} 列，不像名单或清单，请检查是不是选错了文件。")
    return Sheet(kept, tuple(notes))


def places(cells: Sequence[str], listing: Listing) -> Mapping[str, int]:
    """Which column of the listing each cell heads, as column name to index.

    Where two cells would head the same column, its own name goes before the others, and left before right.
    """
    heads = [plain(cell) for cell in cells]
    found: dict[str, int] = {}
    free = set(range(len(heads)))
    for rank in range(max(len(column.also) for column in COLUMNS[listing]) + 1):
        for column in COLUMNS[listing]:
            name = (column.name, *column.also)[rank : rank + 1]
            if name and column.name not in found:
                at = next((index for index in sorted(free) if heads[index] == name[0]), None)
                if at is not None:
                    found[column.name] = at
                    free.discard(at)
    return found


def has_heads(table: Sheet, listing: Listing) -> bool:
    """Whether a row near the top heads every column that the listing needs."""
    needed = sum(1 for column in COLUMNS[listing] if column.is_needed)
    return _fit(places(_heads(table, listing).cells, listing), COLUMNS[listing])[0] == needed


def headed(table: Sheet, listing: Listing) -> Headed:
    """The table's lines by the listing's columns; raises `Refused`, naming the columns that are missing."""
    columns = COLUMNS[listing]
    best = _heads(table, listing)
    found = places(best.cells, listing)
    if not found and table.is_in_order:
        found = {column.name: index for index, column in enumerate(columns)}
        order = "、".join(column.name for column in columns)
        note = f"没有表头，按 {order} 的次序读。"
        return Headed(tuple(_lines(table.rows, found, len(columns))), (*table.notes, note))
    missing = [column.name for column in columns if column.is_needed and column.name not in found]
    if not found or missing:
        raise Refused(_no_heads(listing, missing if found else [], best.line))
    rows = [row for row in table.rows[table.rows.index(best) + 1 :] if row.cells != best.cells]
    if not rows:
        raise Refused("表头下面没有内容，没有可以导入的行。")
    width = max(index for index, cell in enumerate(best.cells) if cell) + 1
    left = [
        cell
        for index, cell in enumerate(best.cells)
        if index not in found.values() and plain(cell).lower() not in _IGNORED
    ]
    notes = [f"第 {best.line} 行是表头。"] if best.line != 1 else []
    notes += [f"没有用上的栏：{'、'.join(left)}。"] if left else []
    return Headed(tuple(_lines(rows, found, width)), (*table.notes, *notes))


def _heads(table: Sheet, listing: Listing) -> Row:
    """The row near the top that serves best as heads."""
    return max(table.rows[:_SEARCHED], key=lambda row: _fit(places(row.cells, listing), COLUMNS[listing]))


def _fit(found: Mapping[str, int], columns: Sequence[Column]) -> tuple[int, int]:
    """How well a row serves as heads: the needed columns first."""
    needed = sum(1 for column in columns if column.is_needed and column.name in found)
    return needed, len(found)


def _lines(
    rows: Sequence[Row], found: Mapping[str, int], width: int
) -> Iterator[tuple[int, Words, tuple[str, ...]]]:
    for row in rows:
        words = {name: row.cells[index] for name, index in found.items() if index < len(row.cells)}
        yield row.line, words, tuple(cell for cell in row.cells[width:] if cell)


def _no_heads(listing: Listing, missing: Sequence[str], line: int) -> str:
    names = "、".join(column.name for column in COLUMNS[listing])
    if missing:
        return f"第 {line} 行的表头里缺“{'”“'.join(missing)}”一栏；{listing.label}的栏有：{names}。"
    return f"前 {_SEARCHED} 行里没有找到表头。请加一行表头，{listing.label}的栏有：{names}。"
