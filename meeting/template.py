"""会议模板: one year's rules for the meeting, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from meeting.kind import Kind


class Speaker(StrEnum):
    """Who takes a step of an agenda item."""

    SECRETARY = "secretary"
    CHAIR = "chair"
    SUBJECT = "subject"
    EACH_OTHER = "each_other"
    OBSERVER = "observer"


class Scope(StrEnum):
    """How often an agenda item's steps are gone through: once, or in a round for each such member."""

    ONCE = "once"
    SECRETARY = "secretary"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an agenda item; it expands into one turn, or into one for each other member."""

    kind: Kind
    by: Speaker
    minutes: float
    """Planned length in minutes."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda (plan, section 五(六)) and how it expands into turns."""

    id: str
    title: str
    scope: Scope
    steps: tuple[Step, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """对照检查方面 (plan, section 二): the full title and a label short enough for one line."""

    id: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class SpecialItem:
    """One of the things each member must account for (plan, section 三)."""

    id: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper that is due to the superior bodies before or after the meeting (plan, section 四)."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Template:
    """会议模板: one year's rules for the meeting, as data."""

    id: str
    title: str
    theme: str
    legal_basis: tuple[str, ...]
    place: str
    chaired_by: Speaker
    """The secretary, or the chair for somebody who has to be named (plan, section 五(四))."""
    recorded_by: str
    quorum: float
    """Least share of the members who must be present, between 0 and 1."""
    days_after: int
    """Calendar days after the meeting by which the papers are due."""
    aspects: tuple[Aspect, ...]
    agenda: tuple[AgendaItem, ...]
    special_items: tuple[SpecialItem, ...]
    due_before: tuple[DuePaper, ...]
    due_after: tuple[DuePaper, ...]
    working_days_before: int | None = None
    """Working days before the meeting by which approval is asked; the plan of 2021 leaves it open."""
