"""Marks that stand for more: @ and a number for a name, # and a number for an aspect."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from meeting.model import Aspect, Meeting, Person, Role

_MARKED = re.compile(r"(?:^|(?<![0-9A-Za-z]))([@#])([0-9]{1,2})$")


_DIGITS = 9

Offered = TypeVar("Offered")


@dataclass(frozen=True, slots=True)
class Shorthand:
    """What the last `length` characters before the caret stand for: a person, or an aspect."""

    length: int
    person: Person | None = None
    aspect: Aspect | None = None


def called(meeting: Meeting) -> tuple[Person, ...]:
    """Whom a number calls: the members in the order of the roster, then as many others as leave one digit."""
    row = sorted(meeting.people, key=lambda person: person.role is not Role.MEMBER)
    count = sum(1 for person in row if person.role is Role.MEMBER)
    return tuple(row[:_DIGITS] if count <= _DIGITS else row)


def number_of(place: int, count: int) -> str:
    """The number that calls the one at a place, from 0; two digits for all where more than nine are there."""
    return f"{place + 1:0{1 if count <= _DIGITS else 2}}"


def shorthand(meeting: Meeting, before: str, typed: str) -> Shorthand | None:
    """What the text before the caret has just become, if its last characters were typed as a mark.

    `typed` is what arrived last, at once. A mark within a longer text, as of a paste or an address, is none:
    either its number or the mark as a whole was typed by itself. Full-width forms count as the plain ones.
    """
    half = unicodedata.normalize("NFKC", before[-4:])
    found = _MARKED.search(half) if len(half) == len(before[-4:]) else None
    if found is None or len(typed) > len(found[0]):
        return None
    length, number = len(found[0]), found[2]
    if found[1] == "@":
        return next((Shorthand(length, person=one) for one in _numbered(called(meeting), number)), None)
    aspects = meeting.template.aspects
    return next((Shorthand(length, aspect=one) for one in _numbered(aspects, number)), None)


def _numbered(offered: Sequence[Offered], number: str) -> list[Offered]:
    return [one for place, one in enumerate(offered) if number_of(place, len(offered)) == number]


def offer(meeting: Meeting, before: str) -> str:
    """The numbers to choose from when the text before the caret ends in a mark, else ""."""
    mark = unicodedata.normalize("NFKC", before[-1:])
    if mark == "@":
        names = [person.name for person in called(meeting)]
    elif mark == "#":
        names = [aspect.label for aspect in meeting.template.aspects]
    else:
        return ""
    return "  ".join(f"{mark}{number_of(place, len(names))} {name}" for place, name in enumerate(names))
