"""The text of a .docx, as it stands on its pages: WordprocessingML, ISO/IEC 29500."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storage.given.paper_text import PaperText
from storage.given.word_numbers import WordNumbers
from storage.given.word_package import parts_of
from storage.given.word_xml import inner, local, space_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_PASSED_OVER = frozenset(
    # What was deleted or moved away in revision, the older twin of a text box, and pinyin over characters.
    # And what says how text looks, which holds tab stops that are no text.
    ("del", "moveFrom", "Fallback", "rt", "pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
)
_LEFT_OUT = {
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "commentReference": "批注",
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

    Automatic numbers stand before their paragraphs. A revision counts as accepted. Headers and footers are no
    part of it, nor are notes, which are told.
    """
    parts = parts_of(content, name)
    numbers = WordNumbers(parts)
    lines = "\n".join(_paragraphs(parts.document, space_of(parts.document), numbers))
    found = {local(element) for element in parts.document.iter("*")}
    told = dict.fromkeys(label for tag, label in _LEFT_OUT.items() if tag in found)
    return PaperText(lines, (*told, *numbers.left_out))


def _paragraphs(element: _Element, word: str, numbers: WordNumbers) -> Iterator[str]:
    """The paragraphs in an element; those of a text box come behind the one that it is anchored in."""
    begun = ""
    for child in _standing(element):
        if child.tag != f"{word}p":
            yield from _paragraphs(child, word, numbers)
            continue
        boxes: list[_Element] = []
        begun += "".join(_pieces(child, word, boxes))
        # Where the end of a paragraph was deleted in revision, the next one goes on with it.
        if not any(inner(child, "pPr", "rPr", gone) is not None for gone in ("del", "moveFrom")):
            yield numbers.before(child) + begun
            begun = ""
        for box in boxes:
            yield from _paragraphs(box, word, numbers)
    if begun:
        yield begun


def _pieces(element: _Element, word: str, boxes: list[_Element]) -> Iterator[str]:
    for child in _standing(element):
        if child.tag == f"{word}txbxContent":
            boxes.append(child)
        elif child.tag == f"{word}t":
            yield child.text or ""
        elif child.tag.startswith(word) and local(child) in _BREAKS:
            yield _BREAKS[local(child)]
        else:
            yield from _pieces(child, word, boxes)


def _standing(element: _Element) -> Iterator[_Element]:
    return (child for child in element.iterchildren("*") if local(child) not in _PASSED_OVER)
