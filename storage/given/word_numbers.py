"""The numbers of automatic numbering, which stand in no paragraph: ISO/IEC 29500-1, 17.9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from storage.given.word_counting import written
from storage.given.word_lists import WordList, lists_in
from storage.given.word_package import WordParts
from storage.given.word_xml import attribute, children, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

UNKNOWN = "认不出的自动编号"
BULLETS = "项目符号"

_LIST = ("pPr", "numPr", "numId")
_LEVEL = ("pPr", "numPr", "ilvl")


class WordNumbers:
    """Numbers the paragraphs of a document, one after the other."""

    def __init__(self, parts: WordParts) -> None:
        self._styles = {attribute(one, "styleId"): one for one in children(parts.styles, "style")}
        self._default = next(
            (
                name
                for name, one in self._styles.items()
                if attribute(one, "type") == "paragraph" and is_on(one, "default", unsaid=False)
            ),
            "",
        )
        self._lists = lists_in(parts.numbering, self._styles)
        self._counts: dict[str, dict[int, int]] = {}
        """The number given last, by kind of list and level."""
        self._used: set[str] = set()
        self._left_out: dict[str, None] = {}

    @property
    def left_out(self) -> tuple[str, ...]:
        """What stands before paragraphs and could not be told, in a few words each."""
        return tuple(self._left_out)

    def before(self, paragraph: _Element) -> str:
        """What stands before the text of the next paragraph; empty for nothing."""
        list_id, level = self._reference(paragraph)
        if list_id in ("", "0"):
            return ""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return self._unknown(UNKNOWN)
        self._count(list_id, found, level)
        return self._told(found, level)

    def _count(self, list_id: str, found: WordList, level: int) -> None:
        counts = self._counts.setdefault(found.kind, {})
        if list_id not in self._used:
            self._used.add(list_id)
            for anew in found.begins_anew:
                counts.pop(anew, None)
        for place, one in found.levels.items():
            if place == level:
                counts[place] = counts[place] + 1 if place in counts else one.start
            elif place < level:
                # A level that was passed over counts as begun, in Word and in LibreOffice.
                counts.setdefault(place, one.start)
            elif one.restarts_after > level:
                counts.pop(place, None)

    def _told(self, found: WordList, level: int) -> str:
        its = found.levels[level]
        if its.form == "bullet":
            return self._unknown(BULLETS)
        told = ""
        for literal, digit in re.findall(r"([^%]+|%(?![1-9]))|%([1-9])", its.text):
            one = self._number(found, int(digit) - 1, level) if digit else literal
            if one is None:
                return self._unknown(UNKNOWN)
            told += one
        return told + _gap(told, its.follows) if told.strip() else ""

    def _number(self, found: WordList, place: int, level: int) -> str | None:
        if place > level or place not in found.levels:
            return ""
        reached = self._counts[found.kind][place]
        return written(reached, "decimal" if found.levels[level].is_decimal else found.levels[place].form)

    def _unknown(self, what: str) -> str:
        self._left_out[what] = None
        return ""

    def _reference(self, paragraph: _Element) -> tuple[str, int]:
        """The list and the level of a paragraph, by itself or by its style; "" for none."""
        own = value(paragraph, *_LEVEL)
        if list_id := value(paragraph, *_LIST):
            return list_id, number(own, 0)
        style = value(paragraph, "pPr", "pStyle")
        style = style if style in self._styles else self._default
        chain = tuple(self._chain(style))
        list_id = next((found for one in chain if (found := value(one, *_LIST))), "")
        levels = self._lists[list_id].levels.items() if list_id in self._lists else ()
        linked = next((place for place, one in levels if one.style == style), None)
        if linked is None or own:
            said = (found for one in (paragraph, *chain) if (found := value(one, *_LEVEL)))
            return list_id, number(next(said, ""), 0)
        return list_id, linked

    def _chain(self, style: str) -> Iterator[_Element]:
        """A style and those that it is based on."""
        passed: set[str] = set()
        while style in self._styles and style not in passed:
            passed.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")


def _gap(told: str, follows: str) -> str:
    """What is to be seen between number and text: a tab behind 一、 shows nothing, behind 1. a blank."""
    is_wide_mark = unicodedata.category(told[-1])[0] == "P" and unicodedata.east_asian_width(told[-1]) in "WF"
    return "" if follows == "nothing" or (follows == "tab" and is_wide_mark) else " "
