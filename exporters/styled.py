"""Texts as the pages of Word and of PDF set them: paragraphs with their style, and runs with their look.

The styles are those of `word/base/styles.xml` and `typeset/paper.typ`, which bear the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias, assert_never

from exporters import blocks as b
from exporters.blocks import paragraphs
from exporters.changes import Mark, Words, lines, runs


class Look(StrEnum):
    """In what a run differs from the style of its paragraph; the values are the names in `paper.typ`."""

    PLAIN = ""
    STRUCK = "struck"
    ADDED = "added"
    LABEL = "label"
    SIGNER = "signer"
    BLANK = "blank"
    """A line to write on, as long as its text: a face's own ＿ often leaves gaps."""
    GAP = "gap"
    """Takes all the room there is, and has no text."""
    BREAK = "break"
    """The end of a line, and has no text."""


Run: TypeAlias = tuple[Look, str]
Paragraph: TypeAlias = tuple[str, Sequence[Run]]

_LOOKS: Mapping[Mark, Look] = MappingProxyType(
    {Mark.PLAIN: Look.PLAIN, Mark.STRUCK: Look.STRUCK, Mark.ADDED: Look.ADDED}
)
_LONG_WORD = re.compile(r"[!-~]{12}")
"""Before a word that no line can be broken in, such as a digest, a justified line would be stretched."""
_BREAK: Run = (Look.BREAK, "")
_PLAIN = Look.PLAIN
"""Of its own: a member of an enum is found slowly, and this one is asked for at every paragraph."""


def paragraphs_of(block: b.Text) -> Iterator[Paragraph]:
    """What the block becomes on the page."""
    return _recorded(block) if isinstance(block, b.Recorded) else _around(block)


def _recorded(block: b.Recorded) -> Iterator[Paragraph]:
    match block:
        case b.Speech():
            yield from each("SpeechLabel", block.label)
            rows = paragraphs(block.text)
            yield from ((unstretched("BodyText", (line,)), ((_PLAIN, line),)) for line in rows)
        case b.Event():
            yield from each("Event", block.line)
        case b.RevisedSpeech():
            yield from (("SpeechLabel", runs) for runs in marked(block.label))
            yield from (("RevisedText", runs) for runs in marked(block.text))
        case b.RevisedEvent():
            yield from (("RevisedEvent", runs) for runs in marked(block.line))
        case b.Correction(told, signing):
            yield from each("Correction", told)
            yield "CorrectionSigned", with_blanks(signing)
        case _:
            assert_never(block)


def _around(block: b.Around) -> Iterator[Paragraph]:
    match block:
        case b.Title(parts, new_page):
            yield "TitleOnNewPage" if new_page else "Title", _broken(parts)
        case b.Notice(text):
            yield from each("Notice", text)
        case b.Field(label, values):
            yield "Field", [(Look.LABEL, f"{label}："), *_broken(values)]
        case b.Heading(level, text):
            yield from each(f"Heading{level}", text)
        case b.Closing(text):
            yield from each("Closing", text)
        case b.Caption(text):
            yield from each("TableCaption", text)
        case b.Prose(text):
            yield from (("BodyText", with_blanks(line)) for line in paragraphs(text))
        case b.Addressee(text):
            yield from (("Addressee", with_blanks(line)) for line in paragraphs(text))
        case b.Letterhead(number, signer):
            name = ((Look.PLAIN, "签发人："), *with_blanks(signer, Look.SIGNER))
            yield "Letterhead", [*with_blanks(number), (Look.GAP, ""), *name]
        case b.Attachments():
            yield from _attachments(block.lines)
        case b.Annex(number, title):
            yield "AnnexNumber", [(Look.PLAIN, f"附件{number or ''}")]
            yield "AnnexTitle", _broken((title,))
        case b.Signatures(places):
            yield from (("Signature", with_blanks(place)) for place in places)
        case b.Colophon(parts):
            for place, part in enumerate(parts, start=1):
                yield "ColophonEnd" if place == len(parts) else "Colophon", [(Look.PLAIN, part)]
        case _:
            assert_never(block)


def unstretched(style: str, words: Words) -> str:
    """The style of a justified text, or its left-aligned twin where a word would have a line stretched."""
    return f"{style}Left" if any(_LONG_WORD.search(text) for _, text in runs(words)) else style


def each(style: str, text: str) -> list[Paragraph]:
    """The paragraphs of a plain text, all of one style."""
    return [(style, ((_PLAIN, line),)) for line in paragraphs(text)]


def marked(words: Words) -> Iterator[Sequence[Run]]:
    """The runs of each paragraph of a text in which something was changed."""
    return ([(_LOOKS[mark], text) for mark, text in line] for line in lines(words))


def with_blanks(line: str, look: Look = Look.PLAIN) -> Sequence[Run]:
    """The line with its ＿＿ as lines to write on."""
    pieces = filter(None, re.split(r"(＿+)", line))
    return [(Look.BLANK if piece[0] == "＿" else look, piece) for piece in pieces]


def _attachments(titles: Sequence[str]) -> Iterator[Paragraph]:
    for place, title in enumerate(titles):
        if place:
            yield "AttachmentMore", [(Look.PLAIN, title)]
        else:
            yield "Attachment" if len(titles) > 1 else "AttachmentOnly", [(Look.PLAIN, f"附件：{title}")]


def _broken(parts: Iterable[str]) -> Sequence[Run]:
    """One paragraph whose lines are broken where the paper says."""
    rows = [line for part in parts for line in paragraphs(part)]
    return [run for row in rows for run in (_BREAK, (Look.PLAIN, row))][1:]
