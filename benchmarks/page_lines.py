"""Which characters stand on which line of a PDF: its lines, laid beside the paragraphs they were made of."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from docx import Document
from docx.styles.style import BaseStyle, ParagraphStyle
from lxml import etree

_SIZE, _CONDENSED = 16, -6 / 20
"""三号 and what is taken from the width of each of its characters, in points."""
_WIDTH = (11906 - 1588 - 1474) / 20
TOP, BOTTOM, LEFT = (twips / 20 for twips in (2098, 16838 - 1984, 1588))
"""The edges of the text area in points from the top and the left of the sheet."""
PITCH = 579 / 20
"""From one line to the next, in points."""
CELL = (11906 - 1588 - 1474) / 20 / 28
"""The width of one of 28 characters, in points."""

_CLOSING = tuple("、。，；：？！”’）》〉】」』〕…")
_GAP = re.compile(r"(?<=[⺀-鿿])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[⺀-鿿])")
"""Where a Latin letter or a digit stands beside Chinese."""
_TOGETHER = re.compile(r"[“‘（《〈【「『〔]*(?:[0-9A-Za-z.%,:]+|.)[、。，；：？！”’）》〉】」』〕…·]*")

_HTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, by the paragraph it belongs to."""

    page: int
    slot: int
    """Its place among the 22 lines of the page, from 0."""
    indent: int
    """How many characters it begins from the left edge."""
    style: str
    text: str
    """As it stands in the document, without the spaces at its ends."""
    rest: str
    """What its paragraph goes on with; empty in its last line."""
    keeps_next: bool
    """Whether its paragraph stands on one page with the next."""
    keeps_lines: bool
    """Whether its paragraph stands on one page."""
    lost: bool
    """Whether its last character, a mark, is in the document and not in the PDF."""

    @property
    def cells(self) -> float:
        """How many characters it takes, the indent among them and a Latin letter or digit as a half."""
        return self.indent + sum(width(char) for char in self.text)


_Word: TypeAlias = tuple[float, float, str]
"""Where it stands, from the top and from the left, and what it is."""


@dataclass(frozen=True, slots=True)
class _Printed:
    page: int
    slot: int
    indent: int
    text: str


_NOTHING = _Printed(0, 0, 0, "")


def width(char: str) -> float:
    """1 for a full-width character, ½ for any other; “ ” … — · are full-width in Chinese text."""
    return 1 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def fits(indent: int, text: str, gap: float) -> bool:
    """Whether the text needs no more than one line, from this indent on and with one mark beyond the edge.

    The gap between Chinese and what is not is given as a part of the size.
    """
    inside = text[:-1] if text.endswith(_CLOSING) else text
    full = sum(1 for char in inside if width(char) == 1)
    sizes = full + (len(inside) - full) / 2 + len(_GAP.findall(inside)) * gap
    taken = sizes * _SIZE + len(inside) * _CONDENSED
    # The indent is in characters of the full size.
    return indent * _SIZE + taken <= _WIDTH


def opening(text: str) -> str:
    """The beginning of the text that must stand together on one line."""
    found = _TOGETHER.match(text)
    return found.group() if found else text[:1]


def kept(page: Sequence[Line]) -> int:
    """How many lines at the top of a page could not have stood on the one before without the others."""
    count = 0
    for line in page:
        count += 1
        if not (line.keeps_lines if line.rest else line.keeps_next):
            break
    return count


def lines(document: Path, pdf: Path) -> Iterator[Line]:
    """Every line of the text area; raises `RuntimeError` where PDF and document have not the same text."""
    here, *others = [*_printed(pdf), _NOTHING]
    for paragraph in Document(str(document)).paragraphs:
        style = paragraph.style
        if style is None:
            raise RuntimeError(f"a paragraph without a style: {paragraph.text}")
        next_too, whole = _holds(style, "keep_with_next"), _holds(style, "keep_together")
        rest = paragraph.text.strip()
        while rest:
            following = others.pop(0)
            length = _length(rest, here.text)
            lost = _is_lost(rest[length:].lstrip(), following.text)
            text, rest = rest[: length + lost].strip(), rest[length + lost :].lstrip()
            yield Line(here.page, here.slot, here.indent, style.style_id, text, rest, next_too, whole, lost)
            here = following
    if here is not _NOTHING:
        raise RuntimeError(f"page {here.page} has more than the document: {here.text}")


def _holds(style: BaseStyle | None, name: str) -> bool:
    """What a paragraph style says of itself, or the next one it is based on that says anything."""
    while isinstance(style, ParagraphStyle):
        told = getattr(style.paragraph_format, name)
        if told is not None:
            return bool(told)
        style = style.base_style
    return False


def _length(text: str, printed: str) -> int:
    """How much of the text these printed characters are; the PDF has spaces of its own."""
    place = 0
    for char in printed:
        while text[place : place + 1].isspace():
            place += 1
        if text[place : place + 1] != char:
            raise RuntimeError(f"printed: {printed}; in the document: {text[:40]}")
        place += 1
    return place


def _is_lost(rest: str, following: str) -> bool:
    """Whether the paragraph goes on with a mark, and the next printed line does not."""
    return rest[:1] != following[:1] and unicodedata.category(rest[:1] or "a").startswith("P")


def _printed(pdf: Path) -> Iterator[_Printed]:
    """What is printed above the footers, line by line."""
    asked = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(asked, capture_output=True, check=True).stdout
    for page, sheet in enumerate(etree.fromstring(told).iter(f"{_HTML}page"), start=1):
        words = [
            (float(word.get("yMin", "")), float(word.get("xMin", "")), word.text or "")
            for word in sheet.iter(f"{_HTML}word")
        ]
        for row in _rows(sorted(word for word in words if word[0] < BOTTOM)):
            (left, *_), texts = zip(*sorted((x, text) for _, x, text in row), strict=True)
            slot, indent = int((row[0][0] - TOP) / PITCH), round((left - LEFT) / CELL)
            yield _Printed(page, slot, indent, "".join("".join(texts).split()))


def _rows(words: list[_Word]) -> Iterator[list[_Word]]:
    """The words line by line; faces of different design stand a little higher or lower in one line."""
    row: list[_Word] = []
    for word in words:
        if row and word[0] - row[0][0] > PITCH / 3:
            yield row
            row = []
        row.append(word)
    if row:
        yield row
