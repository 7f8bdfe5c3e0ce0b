"""Tables for `base/paper.typ`: columns with their shares, and rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from exporters.blocks import Column, Correction, Table
from exporters.changes import Mark, Words, lines
from exporters.pdf_runs import LINE, MARKS, Run, runs_of, with_blanks
from exporters.record_rows import COLUMNS, Row, Rows

_HALF_A_PAGE = 14
"""Lines that a cell may have so that its row is not divided between two pages."""

_Cell: TypeAlias = tuple[str, Words]
"""The style of the text, and the text."""


def table_of(block: Table | Rows) -> dict[str, object]:
    """The table as the template takes it."""
    if isinstance(block, Rows):
        return _table(COLUMNS, map(_of_record, block.rows))
    styles = ["TableCellCentred" if column.centred else "TableCell" for column in block.columns]
    return _table(block.columns, (_of_texts(styles, row) for row in block.rows))


def _of_texts(styles: Sequence[str], row: Sequence[str]) -> list[_Cell]:
    return [(style, (text,)) for style, text in zip(styles, row, strict=True)]


def _of_record(row: Row | Correction) -> list[_Cell]:
    if isinstance(row, Correction):
        return [("TableCorrection", (f"{row.told}\n{row.signing}",))]
    styles = ("TableCellCentred", "TableCellCentred", "TableCell", "TableText")
    return list(zip(styles, (row.number, row.time, row.who, row.text), strict=True))


def _table(columns: Sequence[Column], rows: Iterable[list[_Cell]]) -> dict[str, object]:
    """Each row has a cell for every column, or a single one across all of them."""
    whole = sum(column.share for column in columns)
    # The characters of a table are smaller than those of the page.
    room = [max(1, column.share * LINE * 4 // 3 // whole) for column in columns]
    return {
        "style": "Table",
        "columns": [{"share": column.share, "heading": runs_of(column.heading)} for column in columns],
        "rows": [_row(row, room if len(row) == len(columns) else [sum(room)]) for row in rows],
    }


def _row(cells: list[_Cell], room: list[int]) -> dict[str, object]:
    set_so = [
        (style, [_runs(style, line, width) for line in lines(words)])
        for (style, words), width in zip(cells, room, strict=True)
    ]
    heights = [
        sum(1 + sum(len(text) for _, text, _ in line) // width for line in paragraphs)
        for (_, paragraphs), width in zip(set_so, room, strict=True)
    ]
    return {"long": max(heights) > _HALF_A_PAGE, "cells": set_so}


def _runs(style: str, line: list[tuple[Mark, str]], width: int) -> list[Run]:
    if style == "TableCorrection":
        return [run for _, text in line for run in with_blanks(text)]
    return [run for mark, text in line for run in runs_of(text, MARKS[mark], width)]
