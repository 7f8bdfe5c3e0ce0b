"""Plain text: one paragraph a line, for reading over SSH; the digest is the last line."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.blocks import (
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
    Title,
    paragraphs,
)
from exporters.changes import Change, Words

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
        case Attachments():
            yield ""
            yield from _field("附件：", block.lines)
        case Signatures(lines) | Colophon(lines):
            yield ""
            yield from (line for part in lines for line in paragraphs(part))


def _field(label: str, lines: tuple[str, ...]) -> Iterator[str]:
    values = [line for part in lines for line in paragraphs(part)] or [""]
    for place, line in enumerate(values):
        yield (label if place == 0 else "　" * len(label)) + line


def _marked(words: Words) -> str:
    """What was struck out and what replaced it, each in brackets that say so."""
    return "".join(word if isinstance(word, str) else _change(word) for word in words)


def _change(change: Change) -> str:
    if not change.old.strip():
        return _bracketed("增加", change.new)
    if not change.new.strip():
        return _bracketed("删去", change.old)
    return f"{_bracketed('原文', change.old)}{_bracketed('更正为', change.new)}"


def _bracketed(label: str, text: str) -> str:
    """The words in brackets; blanks and line ends around them stay outside."""
    words = text.strip()
    if not words:
        return text
    before, _, after = text.partition(words)
    return f"{before}〔{label}：{words}〕{after}"
