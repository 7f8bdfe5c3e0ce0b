"""未记下的文字: what is typed and is not yet an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from meeting.ids import Number, PersonId, TurnId
from meeting.kind import Kind
from meeting.model import Mode


@dataclass(frozen=True, slots=True)
class Draft:
    """未记下的文字: what stands in the editor for a turn, or for somebody who speaks within it."""

    turn: TurnId
    kind: Kind
    by: PersonId = ""
    to: PersonId = ""
    at: datetime | None = None
    """When an interjection began, or the time that a correction gives; None where that is told already."""
    text: str = ""
    caret: tuple[int, int] = (0, 0)
    """Line and column, both from 0."""
    mode: Mode = Mode.VERBATIM
    aspects: tuple[str, ...] = ()
    refers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """All drafts by key, and the key of the one that stands in the editor."""

    current: str = ""
    drafts: Mapping[str, Draft] = field(default_factory=dict)
