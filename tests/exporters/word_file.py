"""Reads a .docx as Word does: the styles inherit from one another and from the document's defaults."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    """One .docx, opened from its bytes."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = self.xml("word/document.xml")[0]
        self._styles = {one.get(f"{W}styleId"): one for one in self.xml("word/styles.xml").iter(f"{W}style")}

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    def target(self, relation: str) -> str:
        """The file that the body means by this id."""
        relations = self.xml("word/_rels/document.xml.rels")
        (found,) = (str(one.get("Target")) for one in relations if one.get("Id") == relation)
        return found

    @property
    def style_names(self) -> set[str]:
        return {str(name) for name in self._styles}

    def paragraphs(self, *styles: str) -> Iterator[etree._Element]:
        """The paragraphs of these styles; of all, when none is named."""
        for paragraph in self.body.iter(f"{W}p"):
            if not styles or style_of(paragraph) in styles:
                yield paragraph

    def texts(self, *styles: str) -> list[str]:
        return [text_of(paragraph) for paragraph in self.paragraphs(*styles)]

    def effective(self, style: str, group: str, element: str, run_style: str = "") -> Mapping[str, str]:
        """The attributes that hold for this style, such as ("Title", "rPr", "sz").

        For a run with a character style of its own, that style's count as well, and win.
        """
        found: dict[str, str] = {}
        for properties in (*self._defaults(), *self._inherited(style), *self._inherited(run_style)):
            for one in properties.iterfind(f"{W}{group}/{W}{element}"):
                found |= {str(key).removeprefix(W): str(value) for key, value in one.attrib.items()}
                found.setdefault("val", "true")
        return found

    def _defaults(self) -> Iterator[etree._Element]:
        yield from self.xml("word/styles.xml").iterfind(f"{W}docDefaults/*")

    def _inherited(self, style: str) -> list[etree._Element]:
        chain = []
        here: str | None = style
        while here:
            chain.append(self._styles[here])
            based_on = chain[-1].find(f"{W}basedOn")
            here = None if based_on is None else based_on.get(f"{W}val")
        return chain[::-1]

    def styles(self, kind: str) -> set[str]:
        """The ids of all styles of a kind, such as "paragraph"."""
        return {str(id) for id, style in self._styles.items() if style.get(f"{W}type") == kind}


def runs_of(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Each run's character style ("" for none) and text."""
    found = []
    for run in paragraph.iterfind(f"{W}r"):
        named = run.find(f"{W}rPr/{W}rStyle")
        found.append(("" if named is None else str(named.get(f"{W}val")), text_of(run)))
    return found


def style_of(paragraph: etree._Element) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def text_of(paragraph: etree._Element) -> str:
    """The text as a reader sees it: a break is a line end, a tab a tab."""
    signs = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    found = [signs[one.tag] or one.text or "" for one in paragraph.iter() if one.tag in signs]
    return "".join(found)
