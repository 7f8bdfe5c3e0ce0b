"""The body of a Word document: blocks become paragraphs of the styles in `base/styles.xml`.

Nothing is formatted by hand. Written as text: a long record built element by element takes twice as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

from exporters.blocks import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Caption,
    Closing,
    Colophon,
    Column,
    Correction,
    Event,
    Field,
    Heading,
    Issued,
    Letterhead,
    Notice,
    Paper,
    Prose,
    RevisedEvent,
    RevisedSpeech,
    Signatures,
    Speech,
    Table,
    Title,
    paragraphs,
)
from exporters.changes import Mark, Run, Words, lines
from exporters.docx_table import Cell, table
from exporters.profile import Profile
from exporters.record_rows import COLUMNS, Row, Rows, in_rows

_MARKS: Mapping[Mark, str] = MappingProxyType({Mark.STRUCK: "Struck", Mark.ADDED: "Added"})
_PORTRAIT, _LANDSCAPE = 8844, 12756
"""Twips between the margins of the sheet."""
_TABLE_ENDS = "</w:tbl>"
_DAY_FROM_RIGHT = 4.0
"""Characters that 成文日期 keeps from the right margin under a seal (7.3.5.1)."""
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def body(paper: Paper, profile: Profile) -> str:
    """Everything that stands in `w:body` before its section; texts must hold no control characters."""
    width = _LANDSCAPE if paper.landscape else _PORTRAIT
    blocks = in_rows(paper.blocks) if profile.record_as_table else paper.blocks
    parts = [*_each("Mark", paper.mark)]
    for block in blocks:
        parts += [_table(block, width)] if isinstance(block, Table | Rows) else _paragraphs(block)
    # Word makes one table of two that touch, and puts an empty line behind one that ends the paper.
    joint = f"{_TABLE_ENDS}{_paragraph('AfterTable', '')}"
    text = "".join(parts).replace(f"{_TABLE_ENDS}<w:tbl>", f"{joint}<w:tbl>")
    return text.removesuffix(_TABLE_ENDS) + joint if text.endswith(_TABLE_ENDS) else text


def _run(text: str, style: str = "") -> str:
    """A run of text in the paragraph's own style, or in a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    written = escape(text)
    if "\t" in written:
        written = written.replace("\t", _TAB)
    return f'<w:r>{properties}<w:t xml:space="preserve">{written}</w:t></w:r>'


def _paragraphs(block: Block) -> Iterator[str]:
    match block:
        case Speech():
            yield from _each("SpeechLabel", block.label)
            yield from _each("BodyText", block.text)
        case Event():
            yield from _each("Event", block.line)
        case Title(parts, new_page):
            yield _paragraph("TitleOnNewPage" if new_page else "Title", _broken(parts))
        case Notice(text):
            yield from _each("Notice", text)
        case Field(label, values):
            yield _paragraph("Field", _run(f"{label}：", "FieldLabel") + _broken(values))
        case Heading(level, text):
            yield from _each(f"Heading{level}", text)
        case RevisedSpeech():
            yield from _marked("SpeechLabel", block.label)
            yield from _marked("RevisedText", block.text)
        case RevisedEvent():
            yield from _marked("RevisedEvent", block.line)
        case Correction(told, signing):
            yield from _each("Correction", told)
            yield _paragraph("CorrectionSigned", _with_blanks(signing))
        case Closing(text):
            yield from _each("Closing", text)
        case Attachments():
            yield from _attachments(block.lines)
        case Signatures(places):
            yield from (_paragraph("Signature", _with_blanks(place)) for place in places)
        case Colophon((*parts, last)):
            yield from (_paragraph("Colophon", _run(part)) for part in parts)
            yield _paragraph("ColophonEnd", _run(last))
        case Letterhead(number, signer):
            name = _with_blanks(signer, "SignerName")
            both = _with_blanks(number) + "<w:r><w:tab/></w:r>" + _run("签发人：") + name
            yield _paragraph("Letterhead", both)
        case Addressee(text):
            yield from (_paragraph("Addressee", _with_blanks(line)) for line in paragraphs(text))
        case Prose(text):
            yield from (_paragraph("BodyText", _with_blanks(line)) for line in paragraphs(text))
        case Issued(by, day):
            # The office stands above the middle of the day.
            centred = _DAY_FROM_RIGHT + (_width(day) - _width(by)) / 2
            yield _paragraph("IssuedBy", _with_blanks(by), _from_right(centred))
            yield _paragraph("IssuedOn", _with_blanks(day), _from_right(_DAY_FROM_RIGHT))
        case Annex(number, title):
            yield _paragraph("AnnexNumber", _run(f"附件{number or ''}"))
            yield _paragraph("AnnexTitle", _broken((title,)))
        case Caption(text):
            yield from _each("TableCaption", text)


def _table(block: Table | Rows, width: int) -> str:
    if isinstance(block, Rows):
        return _with_headings(COLUMNS, width, map(_of_record, block.rows))
    styles = ["TableCellCentred" if column.centred else "TableCell" for column in block.columns]
    return _with_headings(block.columns, width, (list(map(_plain_cell, styles, row)) for row in block.rows))


def _with_headings(columns: Sequence[Column], width: int, rows: Iterable[Sequence[Cell]]) -> str:
    heading = [_cell("TableHeading", (column.heading,)) for column in columns]
    return table([column.share for column in columns], width, heading, rows)


def _of_record(row: Row | Correction) -> list[Cell]:
    if isinstance(row, Correction):
        told = "".join(_each("TableCorrection", row.told))
        signing = _paragraph("TableCorrection", _with_blanks(row.signing))
        return [Cell(told + signing, (len(row.told), len(row.signing)))]
    styles = ("TableCellCentred", "TableCellCentred", "TableCell", "TableText")
    return [*map(_cell, styles, (row.number, row.time, row.who, row.text))]


def _cell(style: str, words: Words) -> Cell:
    rows: list[list[Run]] = [*lines(words)] or [[]]
    lengths = tuple(sum(len(text) for _, text in row) for row in rows)
    return Cell("".join(_paragraph(style, _runs(row)) for row in rows), lengths)


def _plain_cell(style: str, text: str) -> Cell:
    """As `_cell`, without looking for what was changed: most of a long list is made here."""
    rows = [*paragraphs(text)]
    made = [_paragraph(style, _run(row)) for row in rows] or [_paragraph(style, "")]
    return Cell("".join(made), tuple(map(len, rows)))


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _from_right(characters: float) -> str:
    """A right indent of so many characters of 三号."""
    hundredths = round(max(characters, 0) * 100)
    return f'<w:ind w:rightChars="{hundredths}" w:right="{round(hundredths * 3.2)}"/>'


def _width(text: str) -> float:
    """How many full-width characters wide the text is; a digit takes half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _each(style: str, text: str) -> Iterator[str]:
    return (_paragraph(style, _run(line)) for line in paragraphs(text))


def _attachments(titles: Sequence[str]) -> Iterator[str]:
    first, *others = titles
    yield _paragraph("Attachment" if others else "AttachmentOnly", _run(f"附件：{first}"))
    yield from (_paragraph("AttachmentMore", _run(title)) for title in others)


def _broken(parts: Iterable[str]) -> str:
    """Runs whose lines are broken where the paper says."""
    rows = [line for part in parts for line in paragraphs(part)] or [""]
    return "<w:r><w:br/></w:r>".join(map(_run, rows))


def _marked(style: str, words: Words) -> Iterator[str]:
    return (_paragraph(style, _runs(line)) for line in lines(words))


def _runs(line: Iterable[Run]) -> str:
    return "".join(_run(text, _MARKS.get(mark, "")) for mark, text in line)


def _with_blanks(line: str, style: str = "") -> str:
    """The blanks become underlined spaces: a font's own ＿ often leaves gaps in the line."""
    pieces = filter(None, re.split(r"(＿+)", line))
    return "".join(_run("　" * len(one), "Blank") if one[0] == "＿" else _run(one, style) for one in pieces)
