"""Markers that the recorder types instead of names and phrases, and what they stand for.

`@` and a number is a person, `#` and a number an aspect, `*` and an abbreviation a phrase of the user's own.
Full-width forms count the same. Nothing here changes a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from meeting.model import Meeting, Role
from meeting.order import members
from meeting.refused import Refused
from meeting.roster import name_of
from meeting.shorthand.long_names import LongNames, names_in, names_of_papers

LOOK_BACK = 24
"""Characters before the caret that can matter."""

_LONGEST = 12
"""Characters of an abbreviation."""

_HALF = {0xFF01 + at: 0x21 + at for at in range(0x5E)}
# Behind a letter, a digit or another mark it is part of an address, a sum, a heading or a list.
_MARKER = re.compile(r"(?<![0-9A-Za-z@#*._+\-/])(?:([@#])([0-9]{0,2})|(\*)((?:[^\W\d_][^\W_]{0,11})?))\Z")
_ABBREVIATION = re.compile(r"[^\W\d_][^\W_]{0,11}")
_SHOWN = 12
"""Characters of a phrase in a list of several."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What takes the place of the characters before the caret: a text, or the tag of an aspect."""

    length: int
    """Characters that it stands for."""
    text: str = ""
    aspect: str = ""
    """Id of the aspect to tag or untag; empty for none."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A line to show for what stands before the caret, and what a key puts in its place."""

    line: str = ""
    expansion: Expansion | None = None


NOTHING = Offer()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A person or an aspect with the digits that stand for it; no number begins another."""

    number: str
    label: str
    text: str = ""
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the markers stand for in a meeting."""

    meeting: Meeting
    people: tuple[Numbered, ...]
    aspects: tuple[Numbered, ...]
    phrases: Mapping[str, str]
    """The text of each abbreviation, which is written as `abbreviation` gives it."""
    names: LongNames


def meanings(meeting: Meeting, phrases: Mapping[str, str], earlier: Meanings | None = None) -> Meanings:
    """What the markers stand for; quick where only entries were added since `earlier`."""
    if earlier and earlier.phrases is phrases and _is_only_longer(meeting, earlier.meeting):
        added = meeting.entries[len(earlier.meeting.entries) :]
        return replace(earlier, meeting=meeting, names=earlier.names.together_with(names_in(added)))
    aspects = meeting.template.aspects
    width = 1 if len(aspects) < 10 else 2
    return Meanings(
        meeting,
        tuple(_people(meeting)),
        tuple(
            Numbered(f"{at:0{width}}", aspect.label, aspect=aspect.id) for at, aspect in enumerate(aspects, 1)
        ),
        phrases,
        LongNames().together_with(names_of_papers(meeting)).together_with(names_in(meeting.entries)),
    )


def _people(meeting: Meeting) -> Iterator[Numbered]:
    """The members by their place, the observers from 01; from ten members on, all of them by two digits."""
    inside = members(meeting)
    observers = [person for person in meeting.people if person.role is Role.OBSERVER]
    few = len(inside) < 10
    numbers = [f"{at}" if few else f"{at:02}" for at in range(1, len(inside) + 1)]
    first = 1 if few else len(inside) + 1
    numbers += [f"{at:02}" for at in range(first, first + len(observers))]
    for number, person in zip(numbers, (*inside, *observers), strict=True):
        yield Numbered(number, name_of(meeting, person.id), text=person.name)


def abbreviation(written: str) -> str:
    """An abbreviation in its one form, small and half-width; raises `Refused` for what can't be one."""
    form = written.strip().translate(_HALF).lstrip("*").strip().lower()
    if not _ABBREVIATION.fullmatch(form):
        raise Refused(
            f"缩写“{written.strip()[:20]}”不能用：请用字母或汉字，不带空格和标点，"
            f"不以数字开头，最多 {_LONGEST} 个字符。"
        )
    return form


def unknown_abbreviation(before: str) -> str:
    """What stands behind the last * before the caret, if it may be an abbreviation; else empty."""
    ahead, star, form = before.translate(_HALF).lower().rpartition("*")
    return form if star and _ABBREVIATION.fullmatch(form) and not ahead[-1:].isdigit() else ""


def asked(before: str, commit: str, meant: Meanings) -> Expansion | None:
    """What a marker of person or aspect stands for that this commit has completed just before the caret.

    The commit, what was typed at once, must be the marker or its end: text that merely contains one is text.
    """
    marker = _MARKER.search(before.translate(_HALF))
    if not marker or not marker[2] or not commit or not before.endswith(commit):
        return None
    if len(commit) > len(marker[0]):
        return None
    meaning = next((one for one in _numbered(marker, meant) if one.number == marker[2]), None)
    return _expansion(marker, meaning) if meaning else None


def offer(before: str, meant: Meanings) -> Offer:
    """What is to be shown for what stands just before the caret."""
    if marker := _MARKER.search(before.translate(_HALF)):
        return _phrases(marker, meant) if marker[3] else _numbers(marker, meant)
    if begun := meant.names.begun(before):
        length, name = begun
        return Offer(f"Tab：{name}", Expansion(length, name))
    return NOTHING


def _numbered(marker: re.Match[str], meant: Meanings) -> tuple[Numbered, ...]:
    return meant.people if marker[1] == "@" else meant.aspects


def _expansion(marker: re.Match[str], meaning: Numbered) -> Expansion:
    return Expansion(len(marker[0]), meaning.text, meaning.aspect)


def _numbers(marker: re.Match[str], meant: Meanings) -> Offer:
    entries = _numbered(marker, meant)
    fitting = [one for one in entries if one.number.startswith(marker[2])]
    if fitting and fitting[0].number == marker[2]:
        tag = "标方面 " if fitting[0].aspect else ""
        return Offer(f"Tab：{tag}{fitting[0].label}", _expansion(marker, fitting[0]))
    if fitting:
        return Offer(f"{marker[1]} " + "  ".join(f"{one.number} {one.label}" for one in fitting))
    if not entries:
        return NOTHING
    return Offer(f"{marker[0]} 没有这个编号，照打的留着。只打 {marker[1]} 看有哪些编号。")


def _phrases(marker: re.Match[str], meant: Meanings) -> Offer:
    begun = marker[4].lower()
    fitting = [(short, text) for short, text in meant.phrases.items() if short.startswith(begun)]
    if not fitting:
        return NOTHING
    if not begun:
        return Offer("* " + "  ".join(f"{short} {_cut(text)}" for short, text in fitting))
    # What is written out in full comes first, and otherwise the phrases keep their order.
    fitting.sort(key=lambda phrase: phrase[0] != begun)
    others = "".join(f"  *{short} {_cut(text)}" for short, text in fitting[1:])
    text = fitting[0][1]
    return Offer(f"Tab：{_cut(text) if others else text}{others}", Expansion(len(marker[0]), text))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + ".."


def _is_only_longer(meeting: Meeting, earlier: Meeting) -> bool:
    return (
        meeting.people is earlier.people
        and meeting.head is earlier.head
        and meeting.template is earlier.template
        and len(meeting.entries) >= len(earlier.entries)
    )
