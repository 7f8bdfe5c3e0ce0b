"""Word documents made by hand, for what python-docx does not write."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = {"document": "document.main"}
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
    relation = f'<Relationship Id="r1" Type="{RELATION}" Target="/{main}"/>'
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("_rels/.rels", _related(relation))
        for name, content in parts.items():
            zipped.writestr(name, content)
    return whole.getvalue()


def _related(relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def with_lists(body: str, numbering: str, styles: str = "") -> bytes:
    """A document with these lists and styles, which an office program opens as well."""
    parts = {"document": f"<w:body>{body}</w:body>", "numbering": numbering, "styles": styles}
    kind = RELATION.removesuffix("officeDocument")
    relations = "".join(
        f'<Relationship Id="{name}" Type="{kind}{name}" Target="{name}.xml"/>'
        for name in ("numbering", "styles")
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}{_MAIN.get(name, name)}+xml"/>'
        for name in parts
    )
    files = {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}" xmlns:mc="{COMPATIBILITY}">{inner}</w:{name}>'
        for name, inner in parts.items()
    } | {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "word/_rels/document.xml.rels": _related(relations),
    }
    return package({name: text.encode() for name, text in files.items()})


def kind_of_list(number: int, *levels: str, begin: str = "") -> str:
    """A kind of list with its levels."""
    return f'<w:abstractNum w:abstractNumId="{number}">{begin}{"".join(levels)}</w:abstractNum>'


def level(place: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list, from 0; `more` stands before its text."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def list_of(number: int, kind: int, *starts: tuple[int, int]) -> str:
    """A list of this kind, which begins anew on these levels from these numbers."""
    anew = "".join(
        f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for place, start in starts
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{anew}</w:num>'


def item(text: str, number: int = 1, place: int = 0, more: str = "") -> str:
    """A paragraph of a list."""
    in_list = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{in_list}{more}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"
