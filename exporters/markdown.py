"""Markdown: for reading over SSH and for pasting into other systems.

Follows CommonMark with tables and strikethrough. What was changed stands in brackets that say so, because
not every system shows the signs of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from exporters import blocks as b
from exporters.blocks import paragraphs
from exporters.bracketed import bracketed
from exporters.changes import Mark, Words

_RULE = "---"
"""Stands where another page begins."""

# Beyond CommonMark's own: $ = ^ of the systems that set formulas and highlights by them.
_SIGN = re.compile(r"[\\`*_\[\]<>&#|~$=^]")
_BULLET = re.compile(r"^[-+]")
_NUMBER = re.compile(r"^(\d+)([.)])")


def render(paper: b.Paper) -> bytes:
    """The paper as UTF-8 without a byte order mark; every part stands between blank lines."""
    parts = [*_each(paper.mark)]
    for block in paper.blocks:
        parts += _parts(block)
    return ("\n\n".join(parts) + "\n").encode()


def _parts(block: b.Block) -> Iterator[str]:
    return _recorded(block) if isinstance(block, b.Recorded) else _around(block)


def _recorded(block: b.Recorded) -> Iterator[str]:
    match block:
        case b.Speech():
            yield from _each(block.label, "#### ")
            yield from _each(block.text)
        case b.Event():
            yield from _each(block.line)
        case b.RevisedSpeech():
            yield from _marked(block.label, "#### ")
            yield from _marked(block.text)
        case b.RevisedEvent():
            yield from _marked(block.line)
        case b.Correction(told, signing):
            yield from (*_each(told), *_each(signing))
        case _:
            assert_never(block)


def _around(block: b.Around | b.Issued | b.Table) -> Iterator[str]:
    match block:
        case b.Title(lines, new_page):
            # A heading of several lines is one only with its underline.
            yield from (*([_RULE] if new_page else []), _broken(lines) + "\n" + "=" * 28)
        case b.Notice(text) | b.Closing(text) | b.Caption(text) | b.Addressee(text) | b.Prose(text):
            yield from _each(text)
        case b.Field(label, values):
            yield f"**{_literal(label)}**：{_broken(values)}"
        case b.Heading(level, text):
            yield from _each(text, "#" * (level + 1) + " ")
        case b.Attachments():
            yield from ("附件：" + _broken(block.lines),) if block.titles else ()
        case b.Annex(number, title):
            yield from (_RULE, f"附件{number or ''}", *_each(title, "# "))
        case b.Table(columns, rows):
            yield _table(columns, rows)
        case b.Letterhead(number, signer):
            yield from _each(f"{number}　　签发人：{signer}")
        case b.Issued(by, day):
            yield _broken((by, day))
        case b.Signatures(lines):
            yield from (part for line in lines for part in _each(line))
        case b.Colophon(lines):
            yield from (_broken(lines),) if lines else ()
        case _:
            assert_never(block)


def _table(columns: Iterable[b.Column], rows: Iterable[tuple[str, ...]]) -> str:
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
