"""Excel: each table of a list becomes a sheet, every cell plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exporters.blocks import Caption, Heading, Notice, Paper, Prose, Table, Title, paragraphs
from exporters.errors import NotWritten

LONGEST_CELL = 32767
"""Characters that a cell of Excel holds; it counts those beyond U+FFFF twice."""

_LONGEST_HEADER = 255
"""Characters of a header, with the signs in it that say where each part stands."""
_LONGEST_MARK = 100
_OF_LISTS = Title | Notice | Heading | Prose | Caption | Table
"""What a list is made of; anything else would be missing on the sheets."""

_LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WIDTH = 130
"""Characters of all columns together, which fits a page on its side."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    table: Table
    told: list[str] = field(default_factory=list)
    """What stands around the table on the paper; below it on the sheet."""


def render(paper: Paper) -> bytes:
    """A paper that is a list, as an .xlsx; raises `NotWritten` for any other, or a text no cell can hold."""
    sheets = list(_sheets(paper))
    if not sheets or not all(isinstance(block, _OF_LISTS) for block in paper.blocks):
        raise NotWritten(
            "没有导出：这份材料不是一张清单，它的正文 Excel 里放不下，请选 Word 或纯文本。原有的文件没有动。"
        )
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties(
        # As Word has it: the digits are taken to be UTC.
        {"title": paper.title, "author": paper.author, "created": paper.made.astimezone(UTC)}
    )
    framed = {"text_wrap": True, "border": 1}
    head = book.add_format({**framed, "bold": True, "align": "center", "valign": "vcenter"})
    cell = book.add_format({**framed, "valign": "top"})
    for one in sheets:
        sheet = book.add_worksheet(one.name)
        _fill(sheet, one, head, cell)
        _lay_out(sheet, paper)
    book.close()
    return file.getvalue()


def _sheets(paper: Paper) -> Iterator[_Sheet]:
    """A sheet for every table, named by the heading above it and told apart where two are the same."""
    heading, seen, told = paper.title, set[str](), list[str]()
    sheet: _Sheet | None = None
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Prose | Caption):
            (sheet.told if sheet else told).extend(paragraphs(block.text))
        elif isinstance(block, Table):
            plain = _FORBIDDEN.sub(" ", heading).strip() or "表"
            name, number = _shortened(plain, _LONGEST_NAME), 1
            while name.casefold() in seen:
                number += 1
                name = f"{_shortened(plain, _LONGEST_NAME - 5)}（{number}）"
            seen.add(name.casefold())
            sheet = _Sheet(name, block, told)
            told = []
            yield sheet


def _fill(sheet: Worksheet, of: _Sheet, head: Format, cell: Format) -> None:
    columns = of.table.columns
    shares = sum(column.share for column in columns)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(6, _WIDTH * column.share // shares))
    _row(sheet, 0, [column.heading for column in columns], head)
    for place, row in enumerate(of.table.rows, start=1):
        _row(sheet, place, row, cell)
    for place, text in enumerate(of.told, start=len(of.table.rows) + 2):
        _row(sheet, place, [text], None)


def _lay_out(sheet: Worksheet, paper: Paper) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(9)
    if paper.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    mark, footer = _in_header(paper.mark, _LONGEST_MARK), f"&R{_in_header(paper.footer, _LONGEST_MARK)}"
    around = _units(f"&L{mark}&C{footer}")
    sheet.set_header(f"&L{mark}&C{_in_header(paper.title, _LONGEST_HEADER - around)}{footer}")
    sheet.set_footer("&C— &P —")


def _in_header(text: str, room: int) -> str:
    """As much of the text as there is room for; & begins a sign there, and && is the character."""
    while _units(text.replace("&", "&&")) > room:
        text = text[:-1]
    return text.replace("&", "&&")


def _shortened(text: str, room: int) -> str:
    while _units(text) > room:
        text = text[:-1]
    return text


def _units(text: str) -> int:
    """How many characters Excel counts."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def _row(sheet: Worksheet, place: int, texts: Sequence[str], form: Format | None) -> None:
    for column, text in enumerate(texts):
        if 2 * len(text) > LONGEST_CELL and _units(text) > LONGEST_CELL:
            raise NotWritten(
                f"没有导出：第 {place} 行有一格超过 {LONGEST_CELL} 个字，请选 Word。原有的文件没有动。"
            )
        # Never `write`, which makes a formula of what begins with = and a link of what looks like an address.
        sheet.write_string(place, column, text, form)
