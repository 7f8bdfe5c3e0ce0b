"""Plain text: one paragraph a line, for reading over SSH."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from exporters import blocks as b
from exporters.blocks import paragraphs
from exporters.bracketed import bracketed
from exporters.changes import Words

_INDENT = "　　"
_RULE = "\n" + "＝" * 28 + "\n"
"""Stands where another page begins: one line of the standard's 28 characters."""
_WORDS = 12
"""Characters up to which what stands in a cell is no text of its own."""


def render(paper: b.Paper) -> bytes:
    """The paper as UTF-8 without a byte order mark."""
    lines = [*paragraphs(paper.mark)]
    for block in paper.blocks:
        lines += _lines(block)
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(block: b.Block) -> Iterator[str]:
    return _recorded(block) if isinstance(block, b.Recorded) else _around(block)


def _recorded(block: b.Recorded) -> Iterator[str]:
    match block:
        case b.Speech():
            yield from ("", *paragraphs(block.label))
            yield from _indented(block.text)
        case b.Event():
            yield from ("", *paragraphs(block.line))
        case b.RevisedSpeech():
            yield from ("", *paragraphs(_marked(block.label)))
            yield from _indented(_marked(block.text))
        case b.RevisedEvent():
            yield from ("", *paragraphs(_marked(block.line)))
        case b.Correction(told, signing):
            yield from (*_indented(told), *_indented(signing))
        case _:
            assert_never(block)


def _around(block: b.Around | b.Issued | b.Table) -> Iterator[str]:
    match block:
        case b.Title(lines, new_page):
            yield from (*([_RULE] if new_page else []), *_each(lines), "")
        case b.Notice(text):
            yield from (*paragraphs(text), "")
        case b.Field(label, lines):
            yield from _field(f"{label}：", lines)
        case b.Letterhead(number, signer):
            yield from (f"{number}　　签发人：{signer}", "")
        case b.Addressee(text):
            yield from paragraphs(text)
        case b.Prose(text):
            yield from _indented(text)
        case b.Issued(by, day):
            yield from ("", by, day)
        case b.Heading(_, text) | b.Closing(text) | b.Caption(text):
            yield from ("", *paragraphs(text))
        case b.Attachments():
            yield from ("", *_field("附件：", block.lines)) if block.titles else ()
        case b.Annex(number, title):
            yield from (_RULE, f"附件{number or ''}", "", title, "")
        case b.Table(columns, rows):
            headings = [column.heading for column in columns]
            yield from (line for row in rows for line in ("", *_row(headings, row)))
        case b.Signatures(lines) | b.Colophon(lines):
            yield from ("", *_each(lines))
        case _:
            assert_never(block)


def _each(texts: Iterable[str]) -> Iterator[str]:
    return (line for text in texts for line in paragraphs(text))


def _indented(text: str) -> Iterator[str]:
    return (_INDENT + line for line in paragraphs(text))


def _row(headings: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """A row of a table: in one line if each cell is but a word or two, else each cell on its own."""
    named = list(zip(headings, cells, strict=True))
    if all(len(cell) <= _WORDS and "\n" not in cell for cell in cells):
        yield "　".join(f"{heading}：{cell}" for heading, cell in named)
        return
    for heading, cell in named:
        yield from _field(f"{heading}：", cell.split("\n"))


def _field(label: str, lines: Sequence[str]) -> Iterator[str]:
    values = [*_each(lines)] or [""]
    for place, line in enumerate(values):
        yield (label if place == 0 else "　" * len(label)) + line


def _marked(words: Words) -> str:
    return bracketed(words, lambda _, text: text)
