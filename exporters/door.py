"""The exporter's door: every text of a paper passes it once, before any format sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any

from exporters.blocks import Paper
from meeting.text import clean, is_clean


def cleaned(paper: Paper) -> tuple[Paper, int]:
    """The paper without the characters that no file can hold, and how many of them were dropped."""
    dropped: list[int] = []
    whole: Paper = _cleaned(paper, dropped)
    return whole, sum(dropped)


def _cleaned(part: Any, dropped: list[int]) -> Any:
    """The part itself where nothing in it has to go, as in nearly every part of every paper."""
    if isinstance(part, str):
        kept = clean(part)
        # A line end of two characters becomes one, and nothing is lost by that.
        dropped.append(len(part) - part.count("\r\n") - len(kept))
        return kept
    texts: list[str] = []
    _collect(part, texts)
    # All of them are looked at together: looking at each by itself takes as long as writing the file.
    if is_clean("\n".join(texts)):
        return part
    values = [_cleaned(one, dropped) for one in _within(part)]
    return tuple(values) if isinstance(part, tuple) else _with(part, values)


def _collect(part: Any, texts: list[str]) -> None:
    """Adds every text that stands in the part."""
    for one in _within(part):
        if type(one) is str:
            texts.append(one)
        else:
            _collect(one, texts)


def _within(part: Any) -> Iterable[Any]:
    return part if isinstance(part, tuple) else _reader(part.__class__)(part)


def _with(part: Any, values: list[Any]) -> Any:
    names = [one.name for one in fields(part)]
    return replace(part, **dict(zip(names, values, strict=True)))


@cache
def _reader(kind: type) -> Callable[[Any], Iterable[Any]]:
    """What reads all fields of a block at once; of a number or a time there is nothing to read."""
    if not is_dataclass(kind):
        return lambda _: ()
    names = [one.name for one in fields(kind)]
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda part: (read(part),)
