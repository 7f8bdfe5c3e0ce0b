"""Markdown: for reading over SSH and for pasting into other systems; the digest is the last line.

Follows CommonMark with tables and strikethrough. What was changed stands in brackets that say so, because
not every system shows the signs of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
from exporters.bracketed import bracketed
from exporters.changes import Mark, Words

_RULE = "---"
"""Stands where another page begins."""

# Beyond CommonMark's own: $ = ^ of the systems that set formulas and highlights by them.
_SIGN = re.compile(r"[\\`*_\[\]<>&#|~$=^]")
_BULLET = re.compile(r"^[-+]")
_NUMBER = re.compile(r"^(\d+)([.)])")


def render(paper: Paper) -> bytes:
    """The paper as UTF-8 without a byte order mark; every part stands between blank lines."""
    parts = [*_each(paper.mark)]
    for block in paper.blocks:
        parts += _parts(block)
    return ("\n\n".join(parts) + "\n").encode()


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Title(lines, new_page):
            if new_page:
                yield _RULE
            # A heading of several lines is one only with its underline.
            yield _broken(lines) + "\n" + "=" * 28
        case Notice(text) | Closing(text) | Caption(text) | Addressee(text) | Prose(text):
            yield from _each(text)
        case Field(label, values):
            yield f"**{_literal(label)}**：{_broken(values)}"
        case Heading(level, text):
            yield from _each(text, "#" * (level + 1) + " ")
        case Speech():
            yield from _each(block.label, "#### ")
            yield from _each(block.text)
        case Event():
            yield from _each(block.line)
        case RevisedSpeech():
            yield from _marked(block.label, "#### ")
            yield from _marked(block.text)
        case RevisedEvent():
            yield from _marked(block.line)
        case Correction(told, signing):
            yield from (part for text in (told, signing) for part in _each(text))
        case Attachments():
            yield "附件：" + _broken(block.lines)
        case Annex(number, title):
            yield _RULE
            yield f"附件{number or ''}"
            yield from _each(title, "# ")
        case Table(columns, rows):
            yield _table(columns, rows)
        case Letterhead(number, signer):
            yield from _each(f"{number}　　签发人：{signer}")
        case Issued(by, day):
            yield _broken((by, day))
        case Signatures(lines):
            yield from (part for line in lines for part in _each(line))
        case Colophon(lines):
            yield _broken(lines)


def _table(columns: Iterable[Column], rows: Iterable[tuple[str, ...]]) -> str:
    columns = tuple(columns)
    lines = [
        _row(column.heading for column in columns),
        _row_of(":---:" if column.centred else "---" for column in columns),
        *map(_row, rows),
    ]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return _row_of("<br>".join(map(_literal, paragraphs(cell))) for cell in cells)


def _row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _broken(lines: Iterable[str]) -> str:
    """One paragraph whose lines are broken where the paper says."""
    return "\\\n".join(part for line in lines for part in _each(line))


def _each(text: str, before: str = "") -> Iterator[str]:
    """The paragraphs of a text, each with what makes it a heading before it."""
    return (before + _at_start(_literal(line)) for line in paragraphs(text))


def _marked(words: Words, before: str = "") -> Iterator[str]:
    return (before + _at_start(line) for line in paragraphs(bracketed(words, _written)))


def _written(mark: Mark, text: str) -> str:
    """The words with their sign around them, which takes no blank on its inner side."""
    words = text.strip()
    sign = {Mark.STRUCK: "~~", Mark.ADDED: "**"}.get(mark, "")
    return text.replace(words, f"{sign}{_literal(words)}{sign}") if words else text


def _literal(text: str) -> str:
    """The text so that nothing in it is taken for a sign of Markdown."""
    return _SIGN.sub(r"\\\g<0>", text)


def _at_start(line: str) -> str:
    """The line so that it does not begin a list."""
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\g<0>", line))
