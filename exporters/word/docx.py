"""Word: the file around the body, with its properties, page numbers and styles.

The only module that knows python-docx. Its own default template is never used; the base document is zipped
from the small XML parts in `base/`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from docx import Document
from docx.document import Document as WordDocument

from exporters.blocks import Paper
from exporters.profile import STANDARD, Profile
from exporters.word.body import body
from exporters.word.docx_profile import adapted

_BASE = Path(__file__).with_name("base")
_DOCUMENT, _BODY = "word/document.xml", b"<w:body>"
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "[Content_Types].xml": "content_types.xml",
        "_rels/.rels": "package_rels.xml",
        "docProps/core.xml": "core.xml",
        "word/_rels/document.xml.rels": "document_rels.xml",
        _DOCUMENT: "document.xml",
        "word/fontTable.xml": "fontTable.xml",
        "word/footer_even.xml": "footer_even.xml",
        "word/footer_odd.xml": "footer_odd.xml",
        "word/settings.xml": "settings.xml",
        "word/styles.xml": "styles.xml",
    }
)
_LANDSCAPE = "document_landscape.xml"
_LONGEST_PROPERTY = 255


def render(paper: Paper, profile: Profile = STANDARD) -> bytes:
    """The paper as a .docx, set as GB/T 9704-2012 asks; texts must hold no control characters."""
    file = BytesIO()
    frame_of = _frame(paper, profile)
    with zipfile.ZipFile(frame_of) as frame, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for part in frame.namelist():
            content = frame.read(part)
            # Behind python-docx, which would take as long again to read a long body and write it anew.
            if part == _DOCUMENT:
                content = content.replace(_BODY, _BODY + body(paper, profile).encode())
            package.writestr(part, content)
    return file.getvalue()


def _frame(paper: Paper, profile: Profile) -> BytesIO:
    """The document with everything but its body."""
    document = Document(_base(paper, profile))
    _fill_in_properties(document, paper)
    _fill_in_footers(document, paper.footer)
    file = BytesIO()
    document.save(file)
    return file


def _base(paper: Paper, profile: Profile) -> BytesIO:
    """The empty document with its styles, zipped in memory."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part, source in _PARTS.items():
            lying = paper.landscape and part == _DOCUMENT
            xml = (_BASE / (_LANDSCAPE if lying else source)).read_text(encoding="utf-8")
            package.writestr(part, adapted(part, xml, profile))
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
        odd, even = (footer.paragraphs[0] for footer in (section.footer, section.even_page_footer))
        odd.runs[0].text = f"{text}　{odd.runs[0].text}"
        even.runs[-1].text += f"　{text}"
