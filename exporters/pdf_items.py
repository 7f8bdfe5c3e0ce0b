"""What `base/paper.typ` sets: for each paragraph its style and its runs, and nothing of its look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from exporters.blocks import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Caption,
    Closing,
    Colophon,
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
from exporters.changes import Mark, Words, lines
from exporters.profile import STANDARD, Profile
from exporters.record_rows import COLUMNS, Row, Rows, in_rows

Run: TypeAlias = tuple[str, str]
"""What marks some words, as the template names it, and the words."""

Cells: TypeAlias = Sequence[Sequence[Sequence[Run]]]
"""For each cell its paragraphs, and for each of those its runs."""

Item: TypeAlias = dict[str, object]
"""A paragraph with its style and runs, a table with its columns and rows, or the end of a page."""


_LONGEST_WORD = 24
"""Characters that may stand together without a place where the line can be broken."""

_HALF_A_PAGE = 14
"""Lines that the cell of a table may have so that its row is not divided between two pages."""


def items(paper: Paper, profile: Profile = STANDARD) -> Iterator[Item]:
    """Everything on the paper from the mark to the last line."""
    yield from _each("Mark", paper.mark)
    for block in in_rows(paper.blocks) if profile.record_as_table else paper.blocks:
        yield from _items(block)


def _items(block: Block | Rows) -> Iterator[Item]:
    match block:
        case Title(parts, new_page):
            if new_page:
                yield {"style": "NewPage"}
            yield _item("Title", _broken(parts))
        case Notice(text):
            yield from _each("Notice", text)
        case Field(label, values):
            yield _item("Field", [("label", f"{label}：", False), *_broken(values)])
        case Heading(level, text):
            yield from _each(f"Heading{level}", text)
        case Speech():
            yield from _each("SpeechLabel", block.label)
            yield from _each("BodyText", block.text)
        case Event():
            yield from _each("Event", block.line)
        case RevisedSpeech():
            yield from _marked("SpeechLabel", block.label)
            yield from _marked("RevisedText", block.text)
        case RevisedEvent():
            yield from _marked("RevisedEvent", block.line)
        case Correction(told, signing):
            yield from _each("Correction", told)
            yield _item("CorrectionSigned", with_blanks(signing))
        case Closing(text):
            yield from _each("Closing", text)
        case Attachments(titles):
            for place, title in enumerate(titles, start=1):
                label, style = ("附件：", "Attachment") if place == 1 else ("", "AttachmentMore")
                yield _item(style, runs_of(f"{label}{place}.{title}"))
        case Annex(number, title):
            yield {"style": "NewPage"}
            yield _item("AnnexNumber", runs_of(f"附件{number or ''}"))
            yield from _each("AnnexTitle", title)
        case Table(columns, rows):
            yield _table(columns, [_of_table(columns, row) for row in rows])
        case Rows(rows):
            yield _table(COLUMNS, [_of_record(row) for row in rows])
        case Caption(text):
            yield from _each("TableCaption", text)
        case Letterhead(number, signer):
            name = [*_runs("签发人："), ("signer", signer)]
            yield _item("Letterhead", [*_runs(number), ("gap", ""), *name])
        case Addressee(text):
            yield from _each("Addressee", text)
        case Prose(text):
            yield from (_item("BodyText", _with_blanks(line)) for line in paragraphs(text))
        case Issued(by, day):
            yield _item("Issued", [*_with_blanks(by), ("break", ""), *_with_blanks(day)])
        case Signatures(places):
            yield from (_item("Signature", with_blanks(place)) for place in places)
        case Colophon((*parts, last)):
            yield from (_item("Colophon", runs_of(part)) for part in parts)
            yield _item("ColophonEnd", runs_of(last))


def _item(style: str, runs: list[Run]) -> Item:
    return {"style": style, "runs": runs}


def _each(style: str, text: str) -> Iterator[Item]:
    return (_item(style, runs_of(line)) for line in paragraphs(text))


def _marked(style: str, words: Words) -> Iterator[Item]:
    for line in lines(words):
        yield _item(style, [run for mark, text in line for run in runs_of(text, MARKS[mark])])


def _broken(parts: Iterable[str]) -> list[Run]:
    """One paragraph whose lines are broken where the paper says."""
    rows = [_runs(line) for part in parts for line in paragraphs(part)]
    return [run for row in rows for run in (("break", ""), *row)][1:]


def _with_blanks(line: str) -> list[Run]:
    """The blanks become lines to write on: a face's own ＿ often leaves gaps."""
    pieces = re.split(r"(＿{1,26})", line)
    return [run for piece in pieces for run in ([("blank", piece)] if "＿" in piece else _runs(piece))]


def _table(columns: Sequence[Column], rows: Sequence[Cells]) -> Item:
    whole = sum(column.share for column in columns)
    # Characters of a cell's line: those of a table are smaller than those of the page.
    room = [max(1, column.share * _LINE * 4 // 3 // whole) for column in columns]
    return {
        "style": "Table",
        "columns": [
            {"share": column.share, "centred": column.centred, "heading": _runs(column.heading)}
            for column in columns
        ],
        "rows": [_row(cells, room if len(cells) == len(columns) else [sum(room)]) for cells in rows],
    }


def _row(cells: Cells, room: Sequence[int]) -> dict[str, object]:
    """A row whose cells have so much room for characters in a line; a single cell goes across all columns."""
    lengths = (sum(len(text) for line in cell for _, text in line) for cell in cells)
    return {
        "long": any(length > _HALF_A_PAGE * line for length, line in zip(lengths, room, strict=True)),
        "cells": [
            [[run for mark, text in line for run in _runs(text, mark, longest)] for line in cell]
            for cell, longest in zip(cells, room, strict=True)
        ],
    }


def _of_table(columns: Sequence[Column], row: Sequence[str]) -> Cells:
    return [[[("", line)] for line in paragraphs(text)] for _, text in zip(columns, row, strict=True)]


def _of_record(row: Row | Correction) -> Cells:
    if isinstance(row, Correction):
        return [[[("", line)] for text in (row.told, row.signing) for line in paragraphs(text)]]
    return [
        [[(_MARKS[mark], text) for mark, text in line] for line in lines(words)]
        for words in (row.number, row.time, row.who, row.text)
    ]


def _runs(text: str, mark: str = "", longest: int = _LONGEST_WORD) -> list[Run]:
    """The words with their mark; a long one without ideographs, where no line could be broken, by itself."""
    pieces = re.split(rf"([^\s\u3400-\u9fff\U00020000-\U0003ffff]{{{longest},}})", text.replace("\t", "　"))
    return [("loose" if odd % 2 else mark, piece) for odd, piece in enumerate(pieces) if piece]
