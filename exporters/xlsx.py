"""Excel: each table of a paper becomes a sheet, every cell plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exporters.blocks import Heading, Paper, Table
from exporters.errors import NotWritten

LONGEST_CELL = 32767
"""Characters that a cell of Excel holds."""

_LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WIDTH = 130
"""Characters of all columns together, which fits a page on its side."""


def render(paper: Paper) -> bytes:
    """The paper's tables as an .xlsx; raises `NotWritten` where it has none, or a text no cell can hold."""
    file = BytesIO()
    # A text that begins with = must never become a formula, nor one that looks like an address a link.
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **literal})
    book.set_properties(
        # As Word has it: the digits are taken to be UTC.
        {"title": paper.title, "author": paper.author, "created": paper.made.astimezone(UTC)}
    )
    framed = {"text_wrap": True, "border": 1}
    head = book.add_format({**framed, "bold": True, "align": "center", "valign": "vcenter"})
    cell = book.add_format({**framed, "valign": "top"})
    count = 0
    for name, table in _named(paper):
        count += 1
        _fill(book.add_worksheet(name), table, paper, head, cell)
    if not count:
        raise NotWritten("没有导出：这份材料里没有表格，请选 Word 或纯文本。原有的文件没有动。")
    book.close()
    return file.getvalue()


def _named(paper: Paper) -> Iterator[tuple[str, Table]]:
    """Every table with a name for its sheet: the heading above it, told apart where two are the same."""
    heading, seen = paper.title, set[str]()
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            plain = _FORBIDDEN.sub(" ", heading).strip() or "表"
            name, number = plain[:_LONGEST_NAME], 1
            while name.casefold() in seen:
                number += 1
                name = f"{plain[: _LONGEST_NAME - 5]}（{number}）"
            seen.add(name.casefold())
            yield name, block


def _fill(sheet: Worksheet, table: Table, paper: Paper, head: Format, cell: Format) -> None:
    shares = sum(column.share for column in table.columns)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(6, _WIDTH * column.share // shares))
    _row(sheet, 0, [column.heading for column in table.columns], head)
    for place, row in enumerate(table.rows, start=1):
        _row(sheet, place, row, cell)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(9)
    if paper.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    mark, title = (text.replace("&", "&&") for text in (paper.mark[:30], paper.title[:150]))
    sheet.set_header(f"&L{mark}&C{title}&R{paper.footer}")
    sheet.set_footer("&C— &P —")


def _row(sheet: Worksheet, place: int, texts: Sequence[str], form: Format) -> None:
    for column, text in enumerate(texts):
        if len(text) > LONGEST_CELL:
            raise NotWritten(
                f"没有导出：第 {place} 行有一格超过 {LONGEST_CELL} 个字，请选 Word。原有的文件没有动。"
            )
        sheet.write_string(place, column, text, form)
