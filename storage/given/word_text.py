"""The text of a .docx, as it stands on its pages: WordprocessingML, ISO/IEC 29500."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from storage.errors import NotReadable
from storage.given.paper_text import PaperText

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_BODY = 20_000_000
"""Bytes of XML, some 200 times the text of a long 对照检查材料."""

_DAMAGE = (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
_BAD_DATA = (*_DAMAGE, zlib.error, lzma.LZMAError)
"""What `zipfile` raises for an archive that is encrypted, damaged or none."""

_PASSED_OVER = frozenset(
    # What was deleted or moved away in revision, the older twin of a text box, and pinyin over characters.
    # And what says how text looks, which holds tab stops that are no text.
    ("del", "moveFrom", "Fallback", "rt", "pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
)
_LEFT_OUT = {
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "commentReference": "批注",
    "numPr": "自动编号",
    "blip": "图片",
    "imagedata": "图片",
    "oMath": "公式",
    "sym": "特殊符号",
    "del": "修订中删去的文字",
    "moveFrom": "修订中移走的文字",
}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def text_in_word(content: bytes, name: str) -> PaperText:
    """Every paragraph of the body in order, those of tables and text boxes too; raises `NotReadable`.

    A revision counts as accepted. Headers and footers are no part of it, nor are notes, which are told.
    """
    body = _body(content, name)
    word = body.tag.partition("}")[0] + "}"
    lines = "\n".join(_paragraphs(body, word))
    found = {_local(element) for element in body.iter("*")}
    told = dict.fromkeys(label for tag, label in _LEFT_OUT.items() if tag in found)
    return PaperText(lines, tuple(told))


def _body(content: bytes, name: str) -> _Element:
    from lxml import etree

    # No entity is looked up, and nothing is fetched.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with ZipFile(BytesIO(content)) as package:
            part = _main_part(etree.fromstring(package.read("_rels/.rels"), parser))
            # More than that is never unpacked: `zipfile` stops where the file is said to end.
            if package.getinfo(part).file_size > LARGEST_BODY:
                raise NotReadable(f"{name} 里的文字多得不像一份材料，请检查是不是选错了文件。")
            root = etree.fromstring(package.read(part), parser)
        if _local(root) != "document":
            raise ValueError("not a text document")
    except (*_BAD_DATA, etree.XMLSyntaxError):
        raise NotReadable(f"{name} 打不开：不是 Word 的 .docx，或已损坏。请用 Word 打开另存一次。") from None
    return root


def _main_part(relations: _Element) -> str:
    """Where the document lies in the package; some programs give it another name than Word does."""
    for relation in relations:
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).removeprefix("/")
    raise KeyError("officeDocument")


def _paragraphs(element: _Element, word: str) -> Iterator[str]:
    """The paragraphs in an element; those of a text box come behind the one that it is anchored in."""
    for child in _standing(element):
        if child.tag == f"{word}p":
            inner: list[_Element] = []
            yield "".join(_pieces(child, word, inner))
            for box in inner:
                yield from _paragraphs(box, word)
        else:
            yield from _paragraphs(child, word)


def _pieces(element: _Element, word: str, boxes: list[_Element]) -> Iterator[str]:
    for child in _standing(element):
        if child.tag == f"{word}txbxContent":
            boxes.append(child)
        elif child.tag == f"{word}t":
            yield child.text or ""
        elif child.tag.startswith(word) and _local(child) in _BREAKS:
            yield _BREAKS[_local(child)]
        else:
            yield from _pieces(child, word, boxes)


def _standing(element: _Element) -> Iterator[_Element]:
    return (child for child in element.iterchildren("*") if _local(child) not in _PASSED_OVER)


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
