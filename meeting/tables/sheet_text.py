"""A table that is plain text: a .csv file's, or lines copied from anywhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meeting.refused import Refused
from meeting.tables.columns import COLUMNS, Listing
from meeting.tables.sheet import Sheet, places, sheet
from meeting.text import uncoloured

_DELIMITERS = "\t,;"
_BLANKS = r"\s+"
_ANY = r"\s*[,，;；]\s*|\s+"
Line = tuple[int, Sequence[str]]


def sheet_of_csv(text: str, listing: Listing) -> Sheet:
    """The table of a .csv file, its delimiter told by its heads; raises `Refused`."""
    readings = {delimiter: _heads_found(text, delimiter, listing) for delimiter in _DELIMITERS}
    best = max(readings, key=lambda delimiter: (readings[delimiter], text.count(delimiter)))
    return sheet(list(_by(text, best)))


def sheet_of_pasted(text: str, listing: Listing) -> Sheet:
    """The table of lines that were copied: cells of a spreadsheet, or words between commas or blanks.

    Without heads an opinion is a line whole, as there are blanks and commas in what people say.
    """
    text = uncoloured(text)
    if "\t" in text:
        return replace(sheet(_cells_of_spreadsheet(text)), is_in_order=True)
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    first = next((line for _, line in lines if line), "")
    split = next((mark for mark in (",", "，", ";", _BLANKS) if _is_headed(first, mark, listing)), "")
    if not split and listing is not Listing.OPINIONS:
        split = _ANY
    if not split:
        return replace(sheet([(number, [line]) for number, line in lines]), is_in_order=True)
    # The last column takes the rest of the line: in a list with blanks only it may hold some.
    most = len(COLUMNS[listing]) - 1 if split in (_BLANKS, _ANY) else 0
    rows = [(number, re.split(split, line, maxsplit=most)) for number, line in lines]
    return replace(sheet(rows), is_in_order=True)


def _is_headed(line: str, mark: str, listing: Listing) -> bool:
    cells = re.split(mark, line)
    return len(places(cells, listing)) == len([cell for cell in cells if cell]) > 0


def _cells_of_spreadsheet(text: str) -> list[Line]:
    """The cells; where the quotes are no spreadsheet's but somebody's own, they stay as they are."""
    try:
        return list(_by(text, "\t"))
    except Refused:
        return [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1)]


def _heads_found(text: str, delimiter: str, listing: Listing) -> int:
    """How many columns the delimiter makes known in the first lines."""
    return max((len(places(line.split(delimiter), listing)) for line in text.split("\n", 20)[:20]), default=0)


def _by(text: str, delimiter: str) -> Iterator[Line]:
    """Each row with the line on which it begins; raises `Refused` where quotes have no other half."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            f'第 {line} 行起的引号（"）不成对，后面的分不清是哪一格；请在那里补上或删去引号再导入。'
        ) from error
