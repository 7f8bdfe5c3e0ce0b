"""The parts of a .docx that its text is read from: Open Packaging Conventions, ISO/IEC 29500-2."""

from __future__ import annotations

import lzma
import posixpath
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from storage.errors import NotReadable

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_PART = 20_000_000
"""Bytes of XML, some 200 times the text of a long 对照检查材料."""

_DAMAGE = (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
_BAD_DATA = (*_DAMAGE, zlib.error, lzma.LZMAError)
"""What `zipfile` raises for an archive that is encrypted, damaged or none."""


@dataclass(frozen=True, slots=True)
class WordParts:
    """The document, and its numbering and styles where it has them."""

    document: _Element
    numbering: _Element | None
    styles: _Element | None


def parts_of(content: bytes, name: str) -> WordParts:
    """The parts of a .docx of this name; raises `NotReadable`."""
    from lxml import etree

    try:
        with ZipFile(BytesIO(content)) as package:
            main, *_ = _related(package, "", "officeDocument", name) or ("",)
            root = _read(package, main, name)
            if str(root.tag).rpartition("}")[2] != "document":
                raise ValueError("not a text document")
            others = [
                _read(package, found[0], name) if (found := _related(package, main, kind, name)) else None
                for kind in ("numbering", "styles")
            ]
    except (*_BAD_DATA, etree.XMLSyntaxError):
        raise NotReadable(f"{name} 打不开：不是 Word 的 .docx，或已损坏。请用 Word 打开另存一次。") from None
    return WordParts(root, *others)


def _read(package: ZipFile, part: str, name: str) -> _Element:
    from lxml import etree

    # More than that is never unpacked: `zipfile` stops where the file is said to end.
    if package.getinfo(part).file_size > LARGEST_PART:
        raise NotReadable(f"{name} 里的文字多得不像一份材料，请检查是不是选错了文件。")
    # No entity is looked up, and nothing is fetched.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(part), parser)


def _related(package: ZipFile, part: str, kind: str, name: str) -> tuple[str, ...]:
    """Where the part of this kind lies that a part refers to; some programs name them otherwise than Word."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if part and relations not in package.namelist():
        return ()
    return tuple(
        posixpath.normpath(posixpath.join("/", folder, str(one.get("Target", "")))).lstrip("/")
        for one in _read(package, relations, name)
        if str(one.get("Type", "")).endswith(f"/{kind}")
    )
