"""The body of a Word document: blocks become paragraphs of the styles in `base/styles.xml`.

Nothing is formatted by hand. Written as text: a long record built element by element takes twice as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

from exporters.blocks import Block, Column, Issued, Paper, Table, paragraphs
from exporters.changes import Words
from exporters.original_record.rows import COLUMNS, Row, Rows, in_rows
from exporters.profile import Profile
from exporters.styled import Look, Paragraph, Run, each, marked, paragraphs_of, unstretched, with_blanks
from exporters.word.table import Cell, table

_STYLES: Mapping[Look, str] = MappingProxyType(
    {
        Look.STRUCK: "Struck",
        Look.ADDED: "Added",
        Look.LABEL: "FieldLabel",
        Look.SIGNER: "SignerName",
        Look.BLANK: "Blank",
    }
)
_SIGNS: Mapping[Look, str] = MappingProxyType(
    {Look.BREAK: "<w:r><w:br/></w:r>", Look.GAP: "<w:r><w:tab/></w:r>"}
)
_PORTRAIT, _LANDSCAPE = 8844, 12756
"""Twips between the margins of the sheet."""
_TABLE_ENDS = "</w:tbl>"
_DAY_FROM_RIGHT = 4.0
"""Characters that 成文日期 keeps from the right margin under a seal (7.3.5.1)."""
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_KEPT = "<w:keepNext/>"
"""Keeps a row of a table with the next; by hand, as otherwise each style of a cell would have a twin."""


def body(paper: Paper, profile: Profile) -> str:
    """Everything that stands in `w:body` before its section; texts must hold no control characters."""
    width = _LANDSCAPE if paper.landscape else _PORTRAIT
    blocks = in_rows(paper.blocks) if profile.record_as_table else paper.blocks
    parts = [_paragraph(*one) for one in each("Mark", paper.mark)]
    for block in blocks:
        parts += _parts(block, width)
    # Word makes one table of two that touch, and puts an empty line behind one that ends the paper.
    joint = f"{_TABLE_ENDS}{_paragraph('AfterTable', ())}"
    text = "".join(parts).replace(f"{_TABLE_ENDS}<w:tbl>", f"{joint}<w:tbl>")
    return text.removesuffix(_TABLE_ENDS) + joint if text.endswith(_TABLE_ENDS) else text


def _parts(block: Block | Rows, width: int) -> Iterable[str]:
    if isinstance(block, Rows):
        rows = (cells for row in block.rows for cells in _of_record(row))
        return (_with_headings(COLUMNS, width, rows),)
    if isinstance(block, Table):
        return (_table(block, width),)
    if isinstance(block, Issued):
        return _issued(block)
    return [_paragraph(style, runs) for style, runs in paragraphs_of(block)]


def _issued(block: Issued) -> Iterator[str]:
    # The office stands above the middle of the day.
    centred = _DAY_FROM_RIGHT + (_width(block.day) - _width(block.by)) / 2
    yield _paragraph("IssuedBy", with_blanks(block.by), _from_right(centred))
    yield _paragraph("IssuedOn", with_blanks(block.day), _from_right(_DAY_FROM_RIGHT))


def _table(block: Table, width: int) -> str:
    styles = ["TableCellCentred" if column.centred else "TableCell" for column in block.columns]
    return _with_headings(block.columns, width, (list(map(_plain_cell, styles, row)) for row in block.rows))


def _with_headings(columns: Sequence[Column], width: int, rows: Iterable[Sequence[Cell]]) -> str:
    heading = [_plain_cell("TableHeading", column.heading) for column in columns]
    return table([column.share for column in columns], width, heading, rows)


def _of_record(row: Row) -> Iterator[Sequence[Cell]]:
    """The cells of a row, then of one across all columns for each correction; none parts from the next."""
    waiting = len(row.corrections)
    styles = ("TableCellCentred", "TableCellCentred", "TableCell", unstretched("TableText", row.text))
    words = (row.number, row.time, row.who, row.text)
    yield [_cell(style, part, kept=waiting > 0) for style, part in zip(styles, words, strict=True)]
    for one in row.corrections:
        waiting -= 1
        told = [*each("TableCorrection", one.told), ("TableCorrection", with_blanks(one.signing))]
        yield [_cell_of(told, kept=waiting > 0)]


def _cell(style: str, words: Words, *, kept: bool) -> Cell:
    return _cell_of([(style, runs) for runs in marked(words)] or [(style, ())], kept=kept)


def _cell_of(rows: Sequence[Paragraph], *, kept: bool) -> Cell:
    made = [_paragraph(style, runs, _KEPT if kept else "") for style, runs in rows]
    return Cell("".join(made), tuple(sum(len(text) for _, text in runs) for _, runs in rows))


def _plain_cell(style: str, text: str) -> Cell:
    """As `_cell`, without looking for what was changed: most of a long list is made here."""
    before = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    if not text:
        return Cell(f"{before}</w:p>", ())
    rows = paragraphs(text)
    made = "".join([f"{before}{_run(row)}</w:p>" for row in rows]) or f"{before}</w:p>"
    return Cell(made, tuple(map(len, rows)))


def _paragraph(style: str, runs: Iterable[Run], properties: str = "") -> str:
    made = "".join([_looking(look, text) if look else _run(text) for look, text in runs])
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{made}</w:p>'


def _looking(look: Look, text: str) -> str:
    """A run in a character style, or what stands for a look that has no text."""
    if look in _SIGNS:
        return _SIGNS[look]
    properties = f'<w:rPr><w:rStyle w:val="{_STYLES[look]}"/></w:rPr>'
    return _run("　" * len(text) if look is Look.BLANK else text, properties)


def _run(text: str, properties: str = "") -> str:
    """A run of text in the paragraph's own style, unless its properties say another."""
    written = escape(text)
    if "\t" in written:
        written = written.replace("\t", _TAB)
    return f'<w:r>{properties}<w:t xml:space="preserve">{written}</w:t></w:r>'


def _from_right(characters: float) -> str:
    """A right indent of so many characters of 三号."""
    hundredths = round(max(characters, 0) * 100)
    return f'<w:ind w:rightChars="{hundredths}" w:right="{round(hundredths * 3.2)}"/>'


def _width(text: str) -> float:
    """How many full-width characters wide the text is; a digit takes half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
