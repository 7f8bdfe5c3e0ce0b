"""Plain text: one paragraph a line, for reading over SSH; the digest is the last line."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.blocks import (
    Attachments,
    Block,
    Closing,
    Colophon,
    Event,
    Field,
    Heading,
    Notice,
    Paper,
    Signatures,
    Speech,
    Title,
    paragraphs,
)

_INDENT = "　　"


def render(paper: Paper) -> bytes:
    """The paper as UTF-8 without a byte order mark."""
    lines = [*paragraphs(paper.mark)]
    for block in paper.blocks:
        lines += _lines(block)
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title(lines):
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
        case Attachments(titles):
            yield ""
            yield from _field("附件：", [f"{place}.{title}" for place, title in enumerate(titles, start=1)])
        case Signatures(lines) | Colophon(lines):
            yield ""
            yield from (line for part in lines for line in paragraphs(part))


def _field(label: str, lines: tuple[str, ...] | list[str]) -> Iterator[str]:
    values = [line for part in lines for line in paragraphs(part)] or [""]
    for place, line in enumerate(values):
        yield (label if place == 0 else "　" * len(label)) + line
