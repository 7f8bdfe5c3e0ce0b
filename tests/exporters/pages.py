"""Reads a PDF as a reader does: what stands on each page, and where each line of it begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from exporters.blocks import Paper
from exporters.errors import NotWritten
from exporters.profile import STANDARD, Profile
from exporters.typeset import pdf
from exporters.typeset.faces import found

MILLIMETRE = 72 / 25.4

try:
    FONTS = pdf.installed_fonts()
    found(STANDARD, FONTS.families())
except NotWritten as error:
    pytest.skip(str(error), allow_module_level=True)


def printed(paper: Paper, profile: Profile = STANDARD) -> PdfReader:
    with pytest.MonkeyPatch.context() as patched:
        # Looking for the faces of the machine takes longer than setting a page.
        patched.setattr(pdf, "installed_fonts", lambda: FONTS)
        return PdfReader(BytesIO(pdf.render(paper, profile)[0]))


def legible(text: str) -> str:
    """What is left of a text when blanks and line ends are not looked at."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline; lengths in points from the lower left corner of the page."""

    x: float
    y: float
    text: str


def lines(page: PageObject) -> list[Line]:
    """The lines of a page from the top, the page number last."""
    found: dict[float, tuple[float, str]] = {}

    def seen(text: str, matrix: list[float], *_: object) -> None:
        if text.strip():
            x, y = matrix[4], round(matrix[5], 1)
            first, so_far = found.get(y, (x, ""))
            found[y] = first, so_far + text.strip("\n")

    page.extract_text(visitor_text=seen)
    return [Line(x, y, text) for y, (x, text) in sorted(found.items(), reverse=True)]


def text_of(reader: PdfReader) -> str:
    """All that stands on the pages, without blanks and without the page numbers."""
    return "".join(legible(line.text) for page in reader.pages for line in lines(page)[:-1])
