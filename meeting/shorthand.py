"""Markers that the recorder types instead of names and phrases, and what they stand for.

`@` and a number is a person, `#` and a number an aspect, `*` and an abbreviation a phrase of the user's own.
Full-width forms count the same. Nothing here changes a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from meeting.long_names import LongNames, names_in, names_of_papers
from meeting.model import Aspect, Meeting, Role
from meeting.refused import Refused
from meeting.roster import name_of

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
class Meanings:
    """What the markers stand for in a meeting."""

    meeting: Meeting
    people: tuple[str, ...]
    """Full names: the members in their order, then the observers."""
    labels: tuple[str, ...]
    """The same, with the post where two bear the same name."""
    aspects: tuple[Aspect, ...]
    phrases: Mapping[str, str]
    """The text of each abbreviation, which is written as `abbreviation` gives it."""
    names: LongNames


def meanings(meeting: Meeting, phrases: Mapping[str, str], earlier: Meanings | None = None) -> Meanings:
    """What the markers stand for; quick where only entries were added since `earlier`."""
    if earlier and earlier.phrases is phrases and _is_only_longer(meeting, earlier.meeting):
        added = meeting.entries[len(earlier.meeting.entries) :]
        return replace(earlier, meeting=meeting, names=earlier.names.together_with(names_in(added)))
    people = [
        person for role in (Role.MEMBER, Role.OBSERVER) for person in meeting.people if person.role is role
    ]
    return Meanings(
        meeting,
        tuple(person.name for person in people),
        tuple(name_of(meeting, person.id) for person in people),
        meeting.template.aspects,
        phrases,
        LongNames().together_with(names_of_papers(meeting)).together_with(names_in(meeting.entries)),
    )


def abbreviation(written: str) -> str:
    """An abbreviation in its one form, small and half-width; raises `Refused` for what can't be one."""
    form = written.strip().translate(_HALF).lstrip("*").strip().lower()
    if not _ABBREVIATION.fullmatch(form):
        raise Refused(
            f"缩写“{written.strip()[:20]}”不能用：请用字母或汉字，不带空格和标点，"
            f"不以数字开头，最多 {_LONGEST} 个字符。"
        )
    return form


def asked(before: str, commit: str, meant: Meanings) -> Expansion | None:
    """What a marker of person or aspect stands for that this commit has completed just before the caret.

    The commit, what was typed at once, must be the marker or its end: text that merely contains one is text.
    """
    marker = _MARKER.search(before.translate(_HALF))
    if not marker or not marker[2] or not commit or not before.endswith(commit):
        return None
    return _numbered(marker, meant) if len(commit) <= len(marker[0]) else None


def offer(before: str, meant: Meanings) -> Offer:
    """What is to be shown for what stands just before the caret."""
    if marker := _MARKER.search(before.translate(_HALF)):
        return _phrases(marker, meant) if marker[3] else _numbers(marker, meant)
    if begun := meant.names.begun(before):
        length, name = begun
        return Offer(f"Tab：{name}", Expansion(length, name))
    return NOTHING


def _numbered(marker: re.Match[str], meant: Meanings) -> Expansion | None:
    """The person or aspect of the marker's number, once it has all its digits."""
    entries = meant.people if marker[1] == "@" else meant.aspects
    number = int(marker[2] or 0)
    if len(marker[2]) != _digits(entries) or not 0 < number <= len(entries):
        return None
    if marker[1] == "@":
        return Expansion(len(marker[0]), meant.people[number - 1])
    return Expansion(len(marker[0]), aspect=meant.aspects[number - 1].id)


def _numbers(marker: re.Match[str], meant: Meanings) -> Offer:
    is_person = marker[1] == "@"
    labels = meant.labels if is_person else tuple(aspect.label for aspect in meant.aspects)
    if expansion := _numbered(marker, meant):
        return Offer(f"Tab：{'' if is_person else '标方面 '}{labels[int(marker[2]) - 1]}", expansion)
    width = _digits(labels)
    numbers = [(f"{number:0{width}}", label) for number, label in enumerate(labels, 1)]
    fitting = [f"{number} {label}" for number, label in numbers if number.startswith(marker[2])]
    if fitting:
        return Offer(f"{marker[1]} " + "  ".join(fitting))
    if not labels or not marker[2]:
        return NOTHING
    what = "名单里" if is_person else "对照检查方面"
    return Offer(f"{marker[0]}：{what}只到 {numbers[-1][0]}，这几个字照写。")


def _digits(entries: Sequence[object]) -> int:
    """Digits of a marker's number: two from ten people on, so that the last one ends it in any case."""
    return 1 if len(entries) < 10 else 2


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
