"""What `base/paper.typ` sets: for each paragraph its style and its runs, and nothing of its look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from exporters.blocks import (
    Annex,
    Attachments,
    Block,
    Closing,
    Colophon,
    Column,
    Correction,
    Event,
    Field,
    Heading,
    Notice,
    Paper,
    RevisedEvent,
    RevisedSpeech,
    Signatures,
    Speech,
    Table,
    Title,
    paragraphs,
)
from exporters.changes import Mark, Words, lines

Run: TypeAlias = tuple[str, str]
"""What marks some words, as the template names it, and the words."""

Item: TypeAlias = dict[str, object]
"""A paragraph with its style and runs, a table with its columns and rows, or the end of a page."""

_MARKS: Mapping[Mark, str] = MappingProxyType({Mark.PLAIN: "", Mark.STRUCK: "struck", Mark.ADDED: "added"})
_LINE = 28
"""Characters of a line of the page."""

_LONGEST_WORD = 24
"""Characters that may stand together without a place where the line can be broken."""

_HALF_A_PAGE = 14
"""Lines that the cell of a table may have so that its row is not divided between two pages."""


def items(paper: Paper) -> Iterator[Item]:
    """Everything on the paper from the mark to the last line."""
    yield from _each("Mark", paper.mark)
    for block in paper.blocks:
        yield from _items(block)


def _items(block: Block) -> Iterator[Item]:
    match block:
        case Title(parts, new_page):
            if new_page:
                yield {"style": "NewPage"}
            yield _item("Title", _broken(parts))
        case Notice(text):
            yield from _each("Notice", text)
        case Field(label, values):
            yield _item("Field", [("label", f"{label}："), *_broken(values)])
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
            yield _item("CorrectionSigned", _with_blanks(signing))
        case Closing(text):
            yield from _each("Closing", text)
        case Attachments(titles):
            for place, title in enumerate(titles, start=1):
                label, style = ("附件：", "Attachment") if place == 1 else ("", "AttachmentMore")
                yield _item(style, _runs(f"{label}{place}.{title}"))
        case Annex(number, title):
            yield {"style": "NewPage"}
            yield _item("AnnexNumber", _runs(f"附件{number or ''}"))
            yield from _each("AnnexTitle", title)
        case Table(columns, rows):
            yield _table(columns, rows)
        case Signatures(places):
            yield from (_item("Signature", _with_blanks(place)) for place in places)
        case Colophon((*parts, last)):
            yield from (_item("Colophon", _runs(part)) for part in parts)
            yield _item("ColophonEnd", _runs(last))


def _item(style: str, runs: list[Run]) -> Item:
    return {"style": style, "runs": runs}


def _each(style: str, text: str) -> Iterator[Item]:
    return (_item(style, _runs(line)) for line in paragraphs(text))


def _marked(style: str, words: Words) -> Iterator[Item]:
    for line in lines(words):
        yield _item(style, [run for mark, text in line for run in _runs(text, _MARKS[mark])])


def _broken(parts: Iterable[str]) -> list[Run]:
    """One paragraph whose lines are broken where the paper says."""
    rows = [_runs(line) for part in parts for line in paragraphs(part)]
    return [run for row in rows for run in (("break", ""), *row)][1:]


def _with_blanks(line: str) -> list[Run]:
    """The blanks become lines to write on: a face's own ＿ often leaves gaps."""
    pieces = re.split(r"(＿{1,26})", line)
    return [run for piece in pieces for run in ([("blank", piece)] if "＿" in piece else _runs(piece))]


def _table(columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> Item:
    whole = sum(column.share for column in columns)
    # Characters of a cell's line: those of a table are smaller than those of the page.
    room = [max(1, column.share * _LINE * 4 // 3 // whole) for column in columns]
    return {
        "style": "Table",
        "columns": [
            {"share": column.share, "centred": column.centred, "heading": _runs(column.heading)}
            for column in columns
        ],
        "rows": [
            {
                "long": any(len(cell) > _HALF_A_PAGE * line for cell, line in zip(row, room, strict=True)),
                "cells": [
                    [_runs(text, longest=line) for text in paragraphs(cell)]
                    for cell, line in zip(row, room, strict=True)
                ],
            }
            for row in rows
        ],
    }


def _runs(text: str, mark: str = "", longest: int = _LONGEST_WORD) -> list[Run]:
    """The words with their mark; a long one without ideographs, where no line could be broken, by itself."""
    pieces = re.split(rf"([^\s\u3400-\u9fff\U00020000-\U0003ffff]{{{longest},}})", text.replace("\t", "　"))
    return [("loose" if odd % 2 else mark, piece) for odd, piece in enumerate(pieces) if piece]
