"""Tables in Word: fixed columns, thin lines, and the heading row on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

_MARGINS = 2 * 57
"""Twips beside the text of a cell, as the style `Lined` has them."""
_CHARACTER = 240
"""Twips that a character of 小四 is wide."""
_LINES_KEPT = 8
"""Lines up to which a row is kept on one page; one that fills a page must be able to go on to the next."""


class Cell(NamedTuple):
    """What stands in one place of a table; a tuple, as a long list makes tens of thousands of them."""

    paragraphs: str
    """As XML; at least one, as Word takes no cell without."""
    lengths: tuple[int, ...]
    """How many characters each of the paragraphs has."""


Row = Sequence[Cell]
"""A cell for every column, or a single one across all of them."""


def table(shares: Sequence[int], width: int, heading: Row, rows: Iterable[Row]) -> str:
    """A table of this width in twips, shared out among the columns."""
    widths = shared_out(width, shares)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    beginnings = [f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/>' for one in widths]
    across = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>'

    def row_of(cells: Row) -> str:
        if len(cells) == len(widths):
            return _row(cells, widths, beginnings)
        return _row(cells, [width], [across])

    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Lined"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_heading(heading, beginnings)}{''.join(map(row_of, rows))}</w:tbl>"
    )


def shared_out(width: int, shares: Sequence[int]) -> list[int]:
    """The width in whole parts that are as the shares are, and together exactly the width."""
    ends = [width * share // sum(shares) for share in accumulate(shares)]
    return [end - start for start, end in pairwise((0, *ends))]


def _heading(cells: Row, beginnings: Sequence[str]) -> str:
    placed = [
        f'{beginning}<w:vAlign w:val="center"/></w:tcPr>{cell.paragraphs}</w:tc>'
        for beginning, cell in zip(beginnings, cells, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(placed)}</w:tr>"


def _row(cells: Row, widths: Sequence[int], beginnings: Sequence[str]) -> str:
    placed = [
        f"{beginning}</w:tcPr>{cell.paragraphs}</w:tc>"
        for beginning, cell in zip(beginnings, cells, strict=True)
    ]
    lines = max(map(_lines, cells, widths))
    kept = "<w:trPr><w:cantSplit/></w:trPr>" if lines <= _LINES_KEPT else ""
    return f"<w:tr>{kept}{''.join(placed)}</w:tr>"


def _lines(cell: Cell, width: int) -> int:
    """How many lines the cell has at most."""
    if len(cell.lengths) == 1:
        return 1 + cell.lengths[0] * _CHARACTER // (width - _MARGINS)
    return sum([1 + length * _CHARACTER // (width - _MARGINS) for length in cell.lengths])
