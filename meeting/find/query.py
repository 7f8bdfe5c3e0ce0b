"""What is looked for in the records: words, who spoke, to whom, in which year; and where a text holds it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from meeting.find.even import even, pattern, traces
from meeting.refused import Refused
from meeting.text import clean

HOW = "@姓名 是发言人，@对姓名 是批评对象，@甲对乙 两样都限，#2021 是年度"
"""The syntax of a query, as a hint for whoever types one."""

Span = tuple[int, int]
"""Where a word stands in a text: from, and up to but not including."""

_SIGNS = {"@": "@", "＠": "@", "#": "#", "＃": "#"}


@dataclass(frozen=True, slots=True)
class Query:
    """An entry is found that holds every word in its text or its names, and meets every condition."""

    words: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Parts of the speaker's name."""
    to: tuple[str, ...] = ()
    """Parts of the name of whom it was said to."""
    year: int = 0
    """Year of the meeting (年度); 0 for any."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return self == Query()

    def may_be_in(self, data: bytes) -> bool:
        """False only if a file of these bytes holds nothing that is looked for, whatever it means."""
        for some in map(traces, (*self.words, *self.by, *self.to)):
            if some and not any(trace in data for trace in some):
                # Hardly any file has a backslash at all, and one byte is found at a tenth of the cost of two.
                return b"\\" in data and b"\\u" in data
        return True

    def marks(self, text: str) -> tuple[Span, ...]:
        """Where the text holds the words, from left to right; words that overlap or touch are one."""
        spans = sorted(found.span() for word in self.words for found in pattern(word).finditer(text))
        joined: list[Span] = []
        for start, end in spans:
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return tuple(joined)


def query_of(typed: str, by: str = "", to: str = "", year: str = "") -> Query:
    """What is meant by words with the signs of `HOW` among them, and by conditions given apart.

    Raises `Refused` for what is no text, and for a year that is none.
    """
    if any("\ud800" <= character <= "\udfff" for part in (typed, by, to, year) for character in part):
        raise Refused("要找的词里有认不出的字符，请把终端的字符集改为 UTF-8，再打一遍。")
    words: list[str] = []
    speakers, targets = clean(by).split(), clean(to).split()
    years = clean(year).split()
    for word in clean(typed).split():
        sign, rest = _SIGNS.get(word[0], ""), word[1:]
        if sign == "@":
            speaker, _, target = rest.partition("对")
            speakers += filter(None, [speaker])
            targets += filter(None, [target])
        elif sign:
            years.append(rest)
        else:
            words.append(word)
    return Query(tuple(words), tuple(speakers), tuple(targets), _year(years))


def holds_all(name: str, parts: Collection[str]) -> bool:
    """Whether a name holds all these parts."""
    return all(pattern(part).search(name) for part in parts)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, and where it holds the words."""

    text: str
    marks: tuple[Span, ...]


def excerpt(text: str, query: Query, room: int) -> Excerpt:
    """The line of a text that holds the first word, cut around it to so many characters and four dots."""
    first = next(iter(query.marks(text)), (0, 0))[0]
    start = text.rfind("\n", 0, first) + 1
    line = text[start:].partition("\n")[0].replace("\t", " ")
    if len(line) > room:
        # A third before the word: what follows mostly says more.
        begin = max(0, min(first - start - room // 3, len(line) - room))
        end = begin + room
        line = ".." * bool(begin) + line[begin:end] + ".." * (end < len(line))
    return Excerpt(line, query.marks(line))


def pieces(found: Excerpt) -> Iterator[tuple[str, bool]]:
    """The excerpt in pieces, and of each whether it is a word that was looked for."""
    at = 0
    for start, end in found.marks:
        yield found.text[at:start], False
        yield found.text[start:end], True
        at = end
    yield found.text[at:], False


def _year(written: list[str]) -> int:
    """The one year that is written; 0 for none."""
    years = {even(one).removesuffix("年度").removesuffix("年") for one in written}
    if len(years) > 1:
        raise Refused("年度一次只能限一个。")
    if not all(re.fullmatch("[1-9][0-9]{3}", one) for one in years):
        raise Refused("年度要写四位数字，例如 2021。")
    return int(max(years, default="0"))
