"""What every new entry starts from: a blank form, and text that may stand in it."""

from __future__ import annotations

from dataclasses import replace

from meeting.chain import NOW
from meeting.model import Act, Entry, Kind, Turn
from meeting.refused import Refused
from meeting.text import clean

LONGEST_TEXT = 20_000
"""Characters of one entry; a longer speech is recorded in several."""


def event(act: Act) -> Entry:
    """An entry without content, to be numbered and timed when it joins the chain."""
    return Entry(0, act, Kind.PROCEDURE, NOW, NOW, "")


def floor_to(turn: Turn) -> Entry:
    """An entry that gives the floor to a turn."""
    return replace(event(Act.BEGAN), kind=turn.kind, turn=turn.id, by=turn.by, to=turn.to)


def checked(raw: str) -> str:
    """The text as it is recorded; raises `Refused` when there is none or too much of it."""
    text = clean(raw).strip("\n")
    if not text.strip():
        raise Refused("编辑区还没有文字。")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"一条记录最多 {LONGEST_TEXT} 字，现在 {len(text)} 字：请把后一部分移到下一条。")
    return text
