"""The body of a Word document: blocks become paragraphs of the styles in `base/styles.xml`.

Nothing is formatted by hand. Written as text: a long record built element by element takes twice as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

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
from exporters.changes import Mark, Words, lines

_MARKS: Mapping[Mark, str] = MappingProxyType({Mark.STRUCK: "Struck", Mark.ADDED: "Added"})
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def body(paper: Paper) -> str:
    """Everything that stands in `w:body` before its section; texts must hold no control characters."""
    mark = _each("Mark", paper.mark)
    return "".join((*mark, *(paragraph for block in paper.blocks for paragraph in _paragraphs(block))))


def _run(text: str, style: str = "") -> str:
    """A run of text in the paragraph's own style, or in a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    written = escape(text)
    if "\t" in written:
        written = written.replace("\t", _TAB)
    return f'<w:r>{properties}<w:t xml:space="preserve">{written}</w:t></w:r>'


def _paragraphs(block: Block) -> Iterator[str]:
    match block:
        case Speech():
            yield from _each("SpeechLabel", block.label)
            yield from _each("BodyText", block.text)
        case Event():
            yield from _each("Event", block.line)
        case Title(parts, new_page):
            yield _paragraph("TitleOnNewPage" if new_page else "Title", _broken(parts))
        case Notice(text):
            yield from _each("Notice", text)
        case Field(label, values):
            yield _paragraph("Field", _run(f"{label}：", "FieldLabel") + _broken(values))
        case Heading(level, text):
            yield from _each(f"Heading{level}", text)
        case RevisedSpeech():
            yield from _marked("SpeechLabel", block.label)
            yield from _marked("RevisedText", block.text)
        case RevisedEvent():
            yield from _marked("RevisedEvent", block.line)
        case Correction(told, signing):
            yield from _each("Correction", told)
            yield _paragraph("CorrectionSigned", _with_blanks(signing))
        case Closing(text):
            yield from _each("Closing", text)
        case Attachments():
            yield from _attachments(block.lines)
        case Signatures(places):
            yield from (_paragraph("Signature", _with_blanks(place)) for place in places)
        case Colophon((*parts, last)):
            yield from (_paragraph("Colophon", _run(part)) for part in parts)
            yield _paragraph("ColophonEnd", _run(last))


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _each(style: str, text: str) -> Iterator[str]:
    return (_paragraph(style, _run(line)) for line in paragraphs(text))


def _attachments(titles: Sequence[str]) -> Iterator[str]:
    first, *others = titles
    yield _paragraph("Attachment" if others else "AttachmentOnly", _run(f"附件：{first}"))
    yield from (_paragraph("AttachmentMore", _run(title)) for title in others)


def _broken(parts: Iterable[str]) -> str:
    """Runs whose lines are broken where the paper says."""
    rows = [line for part in parts for line in paragraphs(part)] or [""]
    return "<w:r><w:br/></w:r>".join(map(_run, rows))


def _marked(style: str, words: Words) -> Iterator[str]:
    for line in lines(words):
        yield _paragraph(style, "".join(_run(text, _MARKS.get(mark, "")) for mark, text in line))


def _with_blanks(line: str) -> str:
    """The blanks become underlined spaces: a font's own ＿ often leaves gaps in the line."""
    pieces = filter(None, re.split(r"(＿+)", line))
    return "".join(_run("　" * len(one), "Blank") if one[0] == "＿" else _run(one) for one in pieces)
