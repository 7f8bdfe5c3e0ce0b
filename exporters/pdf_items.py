"""What `base/paper.typ` sets: for each paragraph its style and its runs, and nothing of its look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from exporters.changes import Words, lines
from exporters.pdf_runs import BREAK, MARKS, Run, runs_of, with_blanks
from exporters.pdf_table import table_of
from exporters.profile import Profile
from exporters.record_rows import Rows, in_rows

Item: TypeAlias = dict[str, object]
"""A paragraph with its style and runs, a table with its columns and rows, or the end of a page."""


def items(paper: Paper, profile: Profile) -> Iterator[Item]:
    """Everything on the paper from the mark to the last line."""
    yield from _each("Mark", paper.mark)
    for block in in_rows(paper.blocks) if profile.record_as_table else paper.blocks:
        if isinstance(block, Table | Rows):
            yield table_of(block)
        else:
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
        case Attachments():
            first, *others = block.lines
            yield _item("Attachment" if others else "AttachmentOnly", runs_of(f"附件：{first}"))
            yield from (_item("AttachmentMore", runs_of(title)) for title in others)
        case Annex(number, title):
            yield {"style": "NewPage"}
            yield _item("AnnexNumber", runs_of(f"附件{number or ''}"))
            yield from _each("AnnexTitle", title)
        case Letterhead(number, signer):
            name = [*runs_of("签发人："), ("signer", signer, False)]
            yield _item("Letterhead", [*runs_of(number), ("gap", "", False), *name])
        case Addressee(text):
            yield from _each("Addressee", text)
        case Prose(text):
            yield from (_item("BodyText", with_blanks(line)) for line in paragraphs(text))
        case Issued(by, day):
            yield _item("Issued", [*with_blanks(by), BREAK, *with_blanks(day)])
        case Caption(text):
            yield from _each("TableCaption", text)
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
    rows = [runs_of(line) for part in parts for line in paragraphs(part)]
    return [run for row in rows for run in (BREAK, *row)][1:]
