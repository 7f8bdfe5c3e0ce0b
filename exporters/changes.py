"""What a correction changed: the old words and the new ones in their place, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced; either side is empty where something was only added or taken out."""

    old: str
    new: str


Words: TypeAlias = tuple[str | Change, ...]


class Mark(Enum):
    """How a run of words stands on the paper."""

    PLAIN = auto()
    STRUCK = auto()
    ADDED = auto()


Run: TypeAlias = tuple[Mark, str]

# A sentence goes to its stop, with the quotes and brackets that close behind it.
_SENTENCE = re.compile(r"\n|[^。！？；\n]+[。！？；]*[”’」』）]*|[。！？；]+[”’」』）]*")


def in_sentences(old: str, new: str) -> Words:
    """The text with the sentences replaced from the first that differs to the last."""
    if old == new:
        return as_a_whole(old, new)
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    middle = Change(
        "".join(before[start : len(before) - end]),
        "".join(after[start : len(after) - end]),
    )
    words = ("".join(before[:start]), middle, "".join(before[len(before) - end :]))
    return tuple(word for word in words if word not in ("", Change("", "")))


def as_a_whole(old: str, new: str) -> Words:
    """The text itself, or all of it replaced where anything differs."""
    if old == new:
        return (old,) if old else ()
    return (Change(old, new),)


def spaced(parts: Sequence[Words], by: str = "　") -> Words:
    """The parts with a full-width space between them, or a line end; empty ones are left out."""
    words: list[str | Change] = []
    for part in filter(None, parts):
        words += [by, *part] if words else part
    return tuple(words)


def runs(words: Words) -> Iterator[Run]:
    """The words in the order in which they stand on the paper: what was struck out before what replaced it.

    Blanks and line ends that a correction took out are not shown: nothing is legible of them.
    """
    for word in words:
        if isinstance(word, str):
            yield Mark.PLAIN, word
            continue
        if word.old.strip():
            yield Mark.STRUCK, word.old
        if word.new:
            yield Mark.ADDED, word.new


def lines(words: Words) -> Iterator[list[Run]]:
    """The paragraphs of marked words, as `blocks.paragraphs` has them of a plain text."""
    rows: list[list[Run]] = [[]]
    for mark, text in runs(words):
        first, *others = text.split("\n")
        rows[-1].append((mark, first))
        rows += ([(mark, line)] for line in others)
    yield from filter(None, map(_stripped, rows))


def _stripped(row: list[Run]) -> list[Run]:
    whole = "".join(text for _, text in row)
    spare, length = len(whole) - len(whole.lstrip()), len(whole.strip())
    kept = []
    for mark, text in row:
        kept.append((mark, text[spare : spare + length]))
        spare, length = max(0, spare - len(text)), length - len(kept[-1][1])
    return [run for run in kept if run[1]]


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """How many pieces both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
