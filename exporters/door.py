"""The exporter's door: every text of a paper passes it once, before any format sees it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from exporters.blocks import Paper
from meeting.text import clean

Part = TypeVar("Part")


def cleaned(paper: Paper) -> tuple[Paper, int]:
    """The paper without the characters that no file can hold, and how many of them were dropped."""
    dropped: list[int] = []
    return _cleaned(paper, dropped), sum(dropped)


def _cleaned(part: Part, dropped: list[int]) -> Part:
    changed: object = part
    if isinstance(part, str):
        # Telling that nothing has to go is ten times faster than looking at each character.
        changed = part if _is_plain(part) else clean(part)
        # A line end of two characters becomes one, and nothing is lost by that.
        dropped.append(len(part) - part.count("\r\n") - len(changed))
    elif isinstance(part, tuple):
        changed = tuple(_cleaned(one, dropped) for one in part)
    elif is_dataclass(part) and not isinstance(part, type):
        values = {one.name: _cleaned(getattr(part, one.name), dropped) for one in fields(part)}
        changed = replace(part, **values)
    return cast(Part, changed)


def _is_plain(text: str) -> bool:
    return text.replace("\n", "").replace("　", "").isprintable()
