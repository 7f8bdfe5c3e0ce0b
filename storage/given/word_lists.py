"""The lists that a document defines for automatic numbering: ISO/IEC 29500-1, 17.9."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storage.given.word_xml import attribute, children, inner, is_on, number, space_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level are numbered."""

    form: str
    start: int
    text: str
    """With %1 for the number of the first level, %2 for that of the second."""
    follows: str
    restarts_after: int
    """The last of the levels, counted from 1, after which it begins anew; 0 for none."""
    is_decimal: bool
    """Whether the numbers of all levels are written in plain digits."""
    style: str
    """The style whose paragraphs are of this level."""


@dataclass(frozen=True, slots=True)
class WordList:
    """A list that paragraphs refer to; those of the same kind count on from each other."""

    kind: str
    levels: Mapping[int, Level]
    """By the level, from 0."""
    begins_anew: frozenset[int]
    """The levels that start over where this list is first used."""


def lists_in(numbering: _Element | None, styles: Mapping[str, _Element]) -> dict[str, WordList]:
    """Every list by its number."""
    kinds = {attribute(one, "abstractNumId"): one for one in children(numbering, "abstractNum")}
    rows = {attribute(one, "numId"): one for one in children(numbering, "num")}
    named = {list_id: value(one, "abstractNumId") for list_id, one in rows.items()}
    kind_of = {
        list_id: _linked(kind, kinds, styles, named) for list_id, kind in named.items() if kind in kinds
    }
    return {list_id: _list(kind, kinds[kind], rows[list_id]) for list_id, kind in kind_of.items()}


def _linked(
    kind: str, kinds: Mapping[str, _Element], styles: Mapping[str, _Element], named: Mapping[str, str]
) -> str:
    """A kind may only refer to a style of lists, whose own list has the levels."""
    style = styles.get(value(kinds[kind], "numStyleLink"))
    target = "" if style is None else named.get(value(style, "pPr", "numPr", "numId"), "")
    return target if target in kinds else kind


def _list(kind: str, abstract: _Element, row: _Element) -> WordList:
    levels = dict(_levels(abstract))
    begins_anew = set()
    for override in children(row, "lvlOverride"):
        levels.update(_levels(override))
        place = number(attribute(override, "ilvl"), 0)
        if (start := value(override, "startOverride")) and place in levels:
            levels[place] = replace(levels[place], start=number(start, 0))
            begins_anew.add(place)
    return WordList(kind, levels, frozenset(begins_anew))


def _levels(holder: _Element) -> Iterator[tuple[int, Level]]:
    for one in children(holder, "lvl"):
        place = number(attribute(one, "ilvl"), 0)
        # A form of one's own stands before its fallback, which would give other numbers.
        forms = (attribute(form, "val") for form in one.iter(f"{space_of(one)}numFmt"))
        yield (
            place,
            Level(
                form=next(forms, "decimal"),
                start=number(value(one, "start"), 0),
                text=value(one, "lvlText"),
                follows=value(one, "suff") or "tab",
                restarts_after=min(number(value(one, "lvlRestart"), place), place),
                is_decimal=is_on(inner(one, "isLgl")),
                style=value(one, "pStyle"),
            ),
        )
