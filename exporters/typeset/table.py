"""Tables for `paper.typ`: columns with their shares, and rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from exporters.blocks import Column, Correction, Table, paragraphs
from exporters.original_record.rows import COLUMNS, Row, Rows
from exporters.styled import Look, Run, marked, unstretched, with_blanks
from exporters.typeset.runs import LINE, pieces_of

_HALF_A_PAGE = 14
"""Lines that a cell may have so that its row is not divided between two pages."""

_Cell: TypeAlias = tuple[str, Sequence[Sequence[Run]]]
"""The style of its paragraphs, and their runs."""
_Row: TypeAlias = dict[str, object]


def table_of(block: Table | Rows) -> dict[str, object]:
    """The table as the template takes it."""
    if isinstance(block, Rows):
        return _table(COLUMNS, (row for one in block.rows for row in _of_record(one)))
    styles = ["TableCellCentred" if column.centred else "TableCell" for column in block.columns]
    room = _room(block.columns)
    return _table(block.columns, (_row(list(map(_of_text, styles, row)), room) for row in block.rows))


def _of_text(style: str, text: str) -> _Cell:
    return style, [[(Look.PLAIN, line)] for line in paragraphs(text)]


def _of_record(row: Row) -> Iterator[_Row]:
    """The row with its corrections below it; they stand as rows of their own where it may be divided."""
    room = _room(COLUMNS)
    styles = ("TableCellCentred", "TableCellCentred", "TableCell", unstretched("TableText", row.text))
    words = (row.number, row.time, row.who, row.text)
    made = _row([(style, [*marked(part)]) for style, part in zip(styles, words, strict=True)], room)
    corrections = [_row([_of_correction(one)], [sum(room)]) for one in row.corrections]
    if any(one["long"] for one in (made, *corrections)):
        yield made
        yield from corrections
    else:
        yield made | {"below": corrections}


def _of_correction(one: Correction) -> _Cell:
    return "TableCorrection", [*map(with_blanks, paragraphs(f"{one.told}\n{one.signing}"))]


def _room(columns: Sequence[Column]) -> list[int]:
    """How many characters a line of each column takes; those of a table are smaller than the page's."""
    whole = sum(column.share for column in columns)
    return [max(1, column.share * LINE * 4 // 3 // whole) for column in columns]


def _table(columns: Sequence[Column], rows: Iterable[_Row]) -> dict[str, object]:
    """Each row has a cell for every column, or a single one across all of them."""
    headings = [{"share": one.share, "heading": pieces_of([(Look.PLAIN, one.heading)])} for one in columns]
    return {"style": "Table", "columns": headings, "rows": list(rows)}


def _row(cells: Sequence[_Cell], room: Sequence[int]) -> _Row:
    set_so = [
        (style, [pieces_of(runs, width) for runs in rows])
        for (style, rows), width in zip(cells, room, strict=True)
    ]
    heights = [
        sum(1 + sum(len(text) for _, text, _ in pieces) // width for pieces in rows)
        for (_, rows), width in zip(set_so, room, strict=True)
    ]
    return {"long": max(heights) > _HALF_A_PAGE, "cells": set_so, "below": []}
