"""Word documents made by hand, for what python-docx does not write."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def of_paragraphs(*paragraphs: str) -> bytes:
    """A document as Word itself would make it."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def of_xml(body: str, *, namespace: str = WORD, part: str = "word/document.xml") -> bytes:
    """The smallest package with this XML in the body."""
    root = (
        f'<w:document xmlns:w="{namespace}" xmlns:mc="{COMPATIBILITY}" '
        f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="urn:a"><w:body>{body}</w:body></w:document>'
    )
    return package({part: root.encode()}, part)


def package(parts: dict[str, bytes], main: str = "word/document.xml") -> bytes:
    """A package of these parts whose main one this is."""
    relation = f'<R Type="{RELATION}" Target="/{main}"/>'
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("_rels/.rels", f"<Rs>{relation}</Rs>")
        for name, content in parts.items():
            zipped.writestr(name, content)
    return whole.getvalue()


def run(text: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"
