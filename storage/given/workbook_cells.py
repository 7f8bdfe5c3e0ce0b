"""The cells of one sheet of an .xlsx workbook as they read (ECMA-376 part 1, section 18.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from meeting.refused import Refused
from meeting.tables.sheet import MOST_COLUMNS, MOST_ROWS

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Beyond this Excel itself keeps no digit.
_EXACT = 10**15


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of every sheet refer to: texts by number, styles that show a day, and the first day."""

    texts: Sequence[str]
    day_styles: frozenset[int]
    first_day: date


@dataclass(slots=True)
class Cells:
    """The texts by row and column, both from 1, and the places that have to be told of."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: list[str] = field(default_factory=list)
    without_result: list[str] = field(default_factory=list)
    """Those of the formulas whose result was not kept."""
    errors: list[str] = field(default_factory=list)
    merged_down: int = 0
    """How many ranges of several rows were merged; each of their rows has the text."""


def cells_of(sheet: IO[bytes], book: Book) -> Cells:
    """Reads a sheet; raises `Refused` where it reaches too far, other errors where it is broken."""
    found, ranges, row = Cells(), [], 0
    for _, element in ElementTree.iterparse(sheet, ("end",)):
        name = bare(element)
        if name == "row":
            row = int(element.get("r", row + 1))
            _read_row(element, row, book, found)
            # What was read would otherwise all be kept until the sheet's end.
            element.clear()
        elif name == "mergeCell":
            ranges.append(element.get("ref", ""))
    for one in ranges:
        _fill_down(one, found)
    return found


def text_in(element: Element) -> str:
    """The text of a string item, plain or in runs, without the reading aids that may stand beside it."""
    runs = [child for child in element if bare(child) in ("t", "r")]
    plain = [part for run in runs for part in (run, *run) if bare(part) == "t"]
    return _unescaped("".join(part.text or "" for part in plain))


def _unescaped(text: str) -> str:
    """The text with the characters that XML can't hold, which stand in it as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def bare(element: Element) -> str:
    """An element's name without its namespace, of which the standard has two."""
    return element.tag.rpartition("}")[2]


def _named(element: Element, name: str) -> Sequence[Element]:
    return [child for child in element if bare(child) == name]


def _read_row(element: Element, row: int, book: Book, found: Cells) -> None:
    column = 0
    for cell in _named(element, "c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _number(place[1]) if place else column + 1
        inside = {bare(child): child for child in cell}
        if not inside:
            continue
        where = cell.get("r", f"第 {row} 行")
        if row > MOST_ROWS + 1000 or column > MOST_COLUMNS:
            raise Refused(
                f"单元格 {where} 里还有内容：一次最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列；"
                "请只留要导入的那一张表，分成几份导入。"
            )
        _note(cell, inside, where, found)
        if text := _read(cell, inside, book):
            found.rows.setdefault(row, {})[column] = text


def _note(cell: Element, inside: dict[str, Element], where: str, found: Cells) -> None:
    kind, value = cell.get("t", "n"), inside.get("v")
    if kind == "e":
        found.errors.append(where)
    if "f" in inside:
        found.formulas.append(where)
        # A result may be the empty text, but no empty number.
        if value is None or not (value.text or kind == "str"):
            found.without_result.append(where)


def _read(cell: Element, inside: dict[str, Element], book: Book) -> str:
    """The cell's text; empty for an error."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return text_in(inside["is"]) if "is" in inside else ""
    value = (inside["v"].text or "") if "v" in inside else ""
    if kind == "e" or not value:
        return ""
    if kind == "s":
        return book.texts[int(value)]
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind == "n":
        number = float(value)
        if int(cell.get("s", 0)) in book.day_styles:
            return _moment(number, book.first_day) or value
        return str(int(number)) if number.is_integer() and abs(number) < _EXACT else value
    return _unescaped(value)


def _moment(number: float, first_day: date) -> str:
    """A day, with its hour if there is one, or an hour alone; empty for what no calendar has."""
    try:
        moment = datetime(first_day.year, first_day.month, first_day.day) + timedelta(  # noqa: DTZ001
            seconds=round(number * 86400)
        )
    except (OverflowError, ValueError):
        return ""
    if 0 <= number < 1:
        return f"{moment:%H:%M}"
    return moment.date().isoformat() if moment.time() == datetime.min.time() else f"{moment:%Y-%m-%d %H:%M}"


def _fill_down(ref: str, found: Cells) -> None:
    """Gives each row of a merged range the text of its first cell."""
    first, _, last = ref.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if not start or not end:
        return
    top, bottom, column = int(start[2]), int(end[2]), _number(start[1])
    text = found.rows.get(top, {}).get(column)
    if not text or bottom <= top:
        return
    found.merged_down += 1
    for row in range(top + 1, min(bottom, max(found.rows)) + 1):
        found.rows.setdefault(row, {}).setdefault(column, text)


def _number(letters: str) -> int:
    """The number of a column from its letters, 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
