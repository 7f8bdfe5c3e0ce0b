"""Plain text: one paragraph a line, for reading over SSH; the digest is the last line."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.blocks import (
    Annex,
    Attachments,
    Block,
    Closing,
    Colophon,
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
from exporters.bracketed import bracketed
from exporters.changes import Words

_INDENT = "　　"
_RULE = "\n" + "＝" * 28 + "\n"
"""Stands where another page begins: one line of the standard's 28 characters."""


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
        case Heading(_, text) | Closing(text):
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
        case Attachments(titles):
            yield ""
            yield from _field("附件：", [f"{place}.{title}" for place, title in enumerate(titles, start=1)])
        case Annex(number, title):
            yield _RULE
            yield f"附件{number or ''}"
            yield ""
            yield from (title, "")
        case Table(columns, rows):
            for row in rows:
                yield ""
                pairs = zip(columns, row, strict=True)
                cells = (_field(f"{column.heading}：", cell.split("\n")) for column, cell in pairs)
                yield from (line for cell in cells for line in cell)
        case Signatures(lines) | Colophon(lines):
            yield ""
            yield from (line for part in lines for line in paragraphs(part))


def _field(label: str, lines: tuple[str, ...] | list[str]) -> Iterator[str]:
    values = [line for part in lines for line in paragraphs(part)] or [""]
    for place, line in enumerate(values):
        yield (label if place == 0 else "　" * len(label)) + line


def _marked(words: Words) -> str:
    return bracketed(words, lambda _, text: text)
