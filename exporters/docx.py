"""Word: blocks become paragraphs of the styles in `base/styles.xml`, and nothing is formatted by hand.

The only module that knows python-docx. Its own default template is never used; the base document is zipped
from the small XML parts in `base/`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

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
from exporters.profile import STANDARD, Profile

_BASE = Path(__file__).with_name("base")
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "[Content_Types].xml": "content_types.xml",
        "_rels/.rels": "package_rels.xml",
        "docProps/core.xml": "core.xml",
        "word/_rels/document.xml.rels": "document_rels.xml",
        "word/document.xml": "document.xml",
        "word/fontTable.xml": "fontTable.xml",
        "word/footer_even.xml": "footer_even.xml",
        "word/footer_odd.xml": "footer_odd.xml",
        "word/settings.xml": "settings.xml",
        "word/styles.xml": "styles.xml",
    }
)
_LONGEST_PROPERTY = 255
_MARKS: Mapping[Mark, str] = MappingProxyType({Mark.STRUCK: "Struck", Mark.ADDED: "Added"})


def render(paper: Paper, profile: Profile = STANDARD) -> bytes:
    """The paper as a .docx, set as GB/T 9704-2012 asks; texts must hold no control characters."""
    document = Document(_base())
    _fill_in_properties(document, paper)
    _fill_in_footers(document, paper.footer)
    end = document.element.body.sectPr
    for text in paragraphs(paper.mark):
        end.addprevious(_paragraph("Mark", text))
    for block in paper.blocks:
        for paragraph in _paragraphs(block):
            end.addprevious(paragraph)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _base() -> BytesIO:
    """The empty document with its styles, zipped in memory."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part, source in _PARTS.items():
            package.write(_BASE / source, part)
    file.seek(0)
    return file


def _fill_in_properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = paper.title[:_LONGEST_PROPERTY]
    properties.author = paper.author[:_LONGEST_PROPERTY]
    # python-docx writes the digits of any zone as if they were UTC.
    properties.created = properties.modified = paper.made.astimezone(UTC).replace(tzinfo=None)


def _fill_in_footers(document: WordDocument, text: str) -> None:
    section = document.sections[0]
    if text:
        # On the inner side of the number, so that the number keeps its place.
        odd, even = (footer.paragraphs[0]._p for footer in (section.footer, section.even_page_footer))
        odd[0].addnext(_run(f"{text}　"))
        even.append(_run(f"　{text}"))


def _paragraphs(block: Block) -> Iterator[_Element]:
    match block:
        case Title(parts, new_page):
            yield _broken("TitleOnNewPage" if new_page else "Title", parts)
        case Notice(text):
            yield from _each("Notice", text)
        case Field(label, values):
            yield _field(label, values)
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
            yield _with_blanks("CorrectionSigned", signing)
        case Closing(text):
            yield from _each("Closing", text)
        case Attachments(titles):
            for place, title in enumerate(titles, start=1):
                label, style = ("附件：", "Attachment") if place == 1 else ("", "AttachmentMore")
                yield _paragraph(style, f"{label}{place}.{title}")
        case Signatures(places):
            yield from (_with_blanks("Signature", place) for place in places)
        case Colophon((*parts, last)):
            yield from (_paragraph("Colophon", part) for part in parts)
            yield _paragraph("ColophonEnd", last)


def _each(style: str, text: str) -> Iterator[_Element]:
    return (_paragraph(style, line) for line in paragraphs(text))


def _field(label: str, lines: Iterable[str]) -> _Element:
    paragraph = _broken("Field", lines)
    paragraph[0].addnext(_styled_run("FieldLabel", f"{label}："))
    return paragraph


def _broken(style: str, lines: Iterable[str]) -> _Element:
    """One paragraph whose lines are broken where the paper says."""
    first, *others = [line for part in lines for line in paragraphs(part)] or [""]
    paragraph = _paragraph(style, first)
    for line in others:
        run = _run(line)
        run.insert(0, OxmlElement("w:br"))
        paragraph.append(run)
    return paragraph


def _marked(style: str, words: Words) -> Iterator[_Element]:
    for line in lines(words):
        paragraph = _paragraph(style, "")
        paragraph.remove(paragraph[-1])
        for mark, text in line:
            paragraph.append(_styled_run(_MARKS[mark], text) if mark in _MARKS else _run(text))
        yield paragraph


def _with_blanks(style: str, line: str) -> _Element:
    """The blanks become underlined spaces: a font's own ＿ often leaves gaps in the line."""
    label, *pieces = re.split(r"(＿+)", line)
    paragraph = _paragraph(style, label)
    for piece in pieces:
        blank = piece.startswith("＿")
        paragraph.append(_styled_run("Blank", "　" * len(piece)) if blank else _run(piece))
    return paragraph


def _styled_run(style: str, text: str) -> _Element:
    run = _run(text)
    properties, named = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
    named.set(qn("w:val"), style)
    properties.append(named)
    run.insert(0, properties)
    return run


def _paragraph(style: str, text: str) -> _Element:
    paragraph = deepcopy(_prototype(style))
    _write(paragraph[-1], text)
    return paragraph


def _run(text: str) -> _Element:
    run: _Element = deepcopy(_prototype("Normal")[-1])
    _write(run, text)
    return run


def _write(run: _Element, text: str) -> None:
    """Puts the text into the run's only `w:t`, and behind every tab into one more."""
    first, *others = text.split("\t")
    run[0].text = first
    for piece in others:
        part = deepcopy(run[0])
        part.text = piece
        run.extend((OxmlElement("w:tab"), part))


@cache
def _prototype(style: str) -> _Element:
    """An empty paragraph of the style with one run, to be copied: building it anew is ten times slower."""
    paragraph, properties, named = (OxmlElement(tag) for tag in ("w:p", "w:pPr", "w:pStyle"))
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    named.set(qn("w:val"), style)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties.append(named)
    run.append(text)
    paragraph.extend((properties, run))
    return paragraph
