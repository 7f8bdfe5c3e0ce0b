"""Regular expressions of many alternatives, grouped by their first characters so that few are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+")
_FIRST = re.compile(
    r"(?P<behind>(?:\(\?<!(?:[^()\[\]]|\[[^\]]*\])+\))*)"
    r"(?:(?P<char>[^\\\[\](){}.^$|?*+])|\[(?P<class>[^\\^\]-][^\\\]-]*)\])(?![?*+{])(?P<rest>.*)",
    re.DOTALL,
)
_BEHIND = re.compile(r"\(\?<!((?:[^()\[\]]|\[[^\]]*\])+)\)")
_BUCKET = 32
"""How many first characters are looked for one by one; about the root of how many a large class has."""


@cache
def grouped(*classes: str) -> re.Pattern[str]:
    """Matches what "|".join(classes) matches, but for which of two alternatives at one place wins.

    Alternatives with the same first character keep their order; those that begin with none come last.
    """
    by_first: dict[str, list[str]] = {}
    open_ended: list[str] = []
    for alternative in _alternatives("|".join(classes)):
        first = _FIRST.fullmatch(alternative)
        if first is None:
            open_ended.append(alternative)
            continue
        for char in dict.fromkeys(first["char"] or first["class"]):
            not_after = "".join(f"(?<!(?:{seen}){char})" for seen in _BEHIND.findall(first["behind"]))
            by_first.setdefault(char, []).append(not_after + first["rest"])
    return re.compile("|".join((*_buckets(by_first), *open_ended)), re.MULTILINE)


def _alternatives(source: str) -> Iterator[str]:
    """The alternatives of the outermost level."""
    depth, begin = 0, 0
    for token in _TOKEN.finditer(source):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "|" and not depth:
            yield source[begin : token.start()]
            begin = token.end()
    yield source[begin:]


def _buckets(by_first: Mapping[str, list[str]]) -> Iterator[str]:
    """One alternative that looks for a bucket of characters, then for one of them, then for what follows."""
    chars = list(by_first)
    buckets = [chars[at : at + _BUCKET] for at in range(0, len(chars), _BUCKET)]
    if buckets:
        yield _guarded(
            chars, [_guarded(bucket, [_beginning(c, by_first[c]) for c in bucket]) for bucket in buckets]
        )


def _beginning(char: str, rests: Sequence[str]) -> str:
    return f"{char}(?:{'|'.join(rests)})"


def _guarded(chars: Sequence[str], alternatives: Sequence[str]) -> str:
    return f"(?=[{''.join(chars)}])(?:{'|'.join(alternatives)})"
