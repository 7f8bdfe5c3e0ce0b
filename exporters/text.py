"""Plain text: one paragraph a line, for reading over SSH; the digest is the last line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from exporters.bracketed import bracketed
from exporters.changes import Words

_INDENT = "　　"
_RULE = "\n" + "＝" * 28 + "\n"
"""Stands where another page begins: one line of the standard's 28 characters."""
_WORDS = 12
"""Characters up to which what stands in a cell is no text of its own."""


def render(paper: Paper) -> bytes:
    """The paper as UTF-8 without a byte order mark."""
    lines = [*paragraphs(paper.mark)]
    for block in paper.blocks:
        lines += _lines(block)
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title(lines, new_page):
            if new_page:
                yield _RULE
            yield from (line for part in lines for line in paragraphs(part))
            yield ""
        case Notice(text):
            yield from paragraphs(text)
            yield ""
        case Field(label, lines):
            yield from _field(f"{label}：", lines)
        case Letterhead(number, signer):
            yield f"{number}　　签发人：{signer}"
            yield ""
        case Addressee(text):
            yield from paragraphs(text)
        case Prose(text):
            yield from (_INDENT + line for line in paragraphs(text))
        case Issued(by, day):
            yield from ("", by, day)
        case Heading(_, text) | Closing(text) | Caption(text):
            yield ""
            yield from paragraphs(text)
        case Speech():
            yield ""
            yield from paragraphs(block.label)
            yield from (_INDENT + line for line in paragraphs(block.text))
        case Event():
            yield ""
            yield from paragraphs(block.line)
        case RevisedSpeech():
            yield ""
            yield from paragraphs(_marked(block.label))
            yield from (_INDENT + line for line in paragraphs(_marked(block.text)))
        case RevisedEvent():
            yield ""
            yield from paragraphs(_marked(block.line))
        case Correction(told, signing):
            yield from (_INDENT + line for part in (told, signing) for line in paragraphs(part))
        case Attachments():
            yield ""
            yield from _field("附件：", block.lines)
        case Annex(number, title):
            yield _RULE
            yield f"附件{number or ''}"
            yield ""
            yield from (title, "")
        case Table(columns, rows):
            headings = [column.heading for column in columns]
            for row in rows:
                yield ""
                yield from _row(headings, row)
        case Signatures(lines) | Colophon(lines):
            yield ""
            yield from (line for part in lines for line in paragraphs(part))


def _row(headings: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """A row of a table: in one line if each cell is but a word or two, else each cell on its own."""
    named = list(zip(headings, cells, strict=True))
    if all(len(cell) <= _WORDS and "\n" not in cell for cell in cells):
        yield "　".join(f"{heading}：{cell}" for heading, cell in named)
        return
    for heading, cell in named:
        yield from _field(f"{heading}：", cell.split("\n"))


def _field(label: str, lines: Sequence[str]) -> Iterator[str]:
    values = [line for part in lines for line in paragraphs(part)] or [""]
    for place, line in enumerate(values):
        yield (label if place == 0 else "　" * len(label)) + line


def _marked(words: Words) -> str:
    return bracketed(words, lambda _, text: text)
