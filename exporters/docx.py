"""Word: blocks become paragraphs of the styles in `base/styles.xml`, and nothing is formatted by hand.

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
from exporters.docx_body import body, run
from exporters.docx_profile import adapted
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
_LANDSCAPE = "document_landscape.xml"
_LONGEST_PROPERTY = 255


def render(paper: Paper, profile: Profile = STANDARD) -> bytes:
    """The paper as a .docx, set as GB/T 9704-2012 asks; texts must hold no control characters."""
    document = Document(_base(paper, profile))
    _fill_in_properties(document, paper)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _base(paper: Paper, profile: Profile) -> BytesIO:
    """The document with its styles, zipped in memory, and the paper's text in its places."""
    footer = paper.footer
    texts = {
        "word/document.xml": ("<w:body>", f"<w:body>{body(paper, profile)}"),
        # On the inner side of the number, so that the number keeps its place.
        "word/footer_odd.xml": ("</w:pPr>", "</w:pPr>" + (run(f"{footer}　") if footer else "")),
        "word/footer_even.xml": ("</w:p>", (run(f"　{footer}") if footer else "") + "</w:p>"),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part, source in _PARTS.items():
            lying = paper.landscape and part == "word/document.xml"
            content = (_BASE / (_LANDSCAPE if lying else source)).read_text(encoding="utf-8")
            written = content.replace(*texts[part]) if part in texts else content
            package.writestr(part, adapted(part, written, profile))
    file.seek(0)
    return file


def _fill_in_properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = paper.title[:_LONGEST_PROPERTY]
    properties.author = paper.author[:_LONGEST_PROPERTY]
    # python-docx writes the digits of any zone as if they were UTC.
    properties.created = properties.modified = paper.made.astimezone(UTC).replace(tzinfo=None)
