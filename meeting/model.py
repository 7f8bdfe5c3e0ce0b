"""The values a meeting is made of: people, turns, entries, and the meeting itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from meeting.dossier.model import NO_DOSSIER, Dossier
from meeting.ids import Number as Number
from meeting.ids import PersonId as PersonId
from meeting.ids import TurnId as TurnId
from meeting.kind import Kind as Kind
from meeting.template import Template


class Mode(StrEnum):
    """记录方式: how an entry's text relates to what was said."""

    VERBATIM = "verbatim"
    SUMMARY = "summary"
    READ_OUT = "read_out"

    @property
    def label(self) -> str:
        """The Chinese name of the mode."""
        return _MODE_LABELS[self]


_MODE_LABELS: Mapping[Mode, str] = MappingProxyType(
    {Mode.VERBATIM: "原话", Mode.SUMMARY: "摘要", Mode.READ_OUT: "宣读材料"}
)


class Act(StrEnum):
    """What an entry puts on record: something said, or a step of the meeting."""

    SAID = "said"
    NO_OPINION = "no_opinion"
    NOTED = "noted"
    OPENED = "opened"
    BEGAN = "began"
    RETURNED = "returned"
    PAUSED = "paused"
    RESUMED = "resumed"
    SKIPPED = "skipped"
    RESTORED = "restored"
    ADJOURNED = "adjourned"
    RECONVENED = "reconvened"
    CLOSED = "closed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    ARRIVED = "arrived"
    LEFT = "left"
    HANDED_OVER = "handed_over"
    ACCOUNTED = "accounted"
    ACCEPTED = "accepted"
    CHECKED = "checked"
    SEALED = "sealed"


class Account(StrEnum):
    """How a member stands to one of the special items (plan, section 三)."""

    STATED = "stated"
    NOTHING = "nothing"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The Chinese name of the state."""
        return _ACCOUNT_LABELS[self]


_ACCOUNT_LABELS: Mapping[Account, str] = MappingProxyType(
    {Account.STATED: "已说明", Account.NOTHING: "无此情况", Account.OPEN: "未说明"}
)


class Role(StrEnum):
    """身份: how a person belongs to the meeting; only members count towards 应到."""

    MEMBER = "member"
    OBSERVER = "observer"
    RECORDER = "recorder"

    @property
    def label(self) -> str:
        """The Chinese name of the role."""
        return _ROLE_LABELS[self]


_ROLE_LABELS: Mapping[Role, str] = MappingProxyType(
    {Role.MEMBER: "班子成员", Role.OBSERVER: "列席人员", Role.RECORDER: "记录人"}
)


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a member is away, and whether a written speech was handed in and by whom it is read."""

    reason: str
    written_speech: bool = False
    read_by: PersonId = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room, or a member who should be there."""

    id: PersonId
    name: str
    post: str = ""
    unit: str = ""
    role: Role = Role.MEMBER
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """发言轮次: one slot of the speaking order."""

    id: TurnId
    kind: Kind
    by: PersonId
    """Empty when the speaker is settled only in the room, as for an observer's 点评."""
    to: PersonId
    """Whom a criticism is addressed to; empty for the other kinds."""
    subject: PersonId
    """Whose round the turn belongs to; empty outside the rounds."""
    item: str
    """Id of the agenda item that the turn comes from; empty for an inserted turn."""
    minutes: float


@dataclass(frozen=True, slots=True)
class ExtraTurn:
    """A turn put into the speaking order by hand, right after another one (after "" it is the first)."""

    turn: Turn
    after: TurnId


@dataclass(frozen=True, slots=True)
class Move:
    """A turn taken out of its place and put right after another one (after "" it is the first)."""

    turn: TurnId
    after: TurnId


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was changed by hand in the order that roster and agenda give."""

    items_in: tuple[str, ...] = ()
    """Ids of the optional agenda items that are held."""
    extras: tuple[ExtraTurn, ...] = ()
    moves: tuple[Move, ...] = ()
    minutes_of_kind: Mapping[Kind, float] = field(default_factory=dict)
    minutes_of_turn: Mapping[TurnId, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """What the record's first page says about the meeting as a whole."""

    group: str = ""
    """Full name of the 领导班子, such as XX局党组."""
    title: str = ""
    year: int = 0
    date: date | None = None
    """Day of the first sitting; None while it is 待定."""
    starts: time | None = None
    """Planned start, in the meeting's zone."""
    days: int = 1
    place: str = ""
    mark: str = ""
    """密级 or 内部 mark as printed; empty for none."""
    zone: str = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Entry:
    """记录条目: one confirmed piece of the record; numbered, append-only, chained to the one before."""

    number: Number
    act: Act
    kind: Kind
    at: datetime
    """When it happened in the room, with its offset from UTC."""
    written: datetime
    """When it was confirmed, with its offset from UTC."""
    previous: str
    """Digest of the entry before it."""
    turn: TurnId = ""
    by: PersonId = ""
    to: PersonId = ""
    text: str = ""
    mode: Mode = Mode.VERBATIM
    aspects: tuple[str, ...] = ()
    refers: tuple[Number, ...] = ()
    """Numbers of the criticisms that a response takes up."""
    corrects: Number = 0
    """Number of the entry whose content this one replaces or withdraws; 0 for none."""
    after: Number = -1
    """For an entry added later (补记): number of the entry that it follows in the record, 0 for the very
    first place; -1 for an entry that stands by its time."""
    unfinished: bool = False
    """待补: the speech went on, and its text is to be completed."""
    item: str = ""
    """What is accounted for or accepted: id of the special item, or key of the gap."""
    account: Account = Account.OPEN
    reason: str = ""
    """Why a correction was made after the seal, a gap was accepted, or an entry was struck out (作废)."""
    asked_by: PersonId = ""
    """Who asked for a correction after the seal; empty for somebody who is not on the list."""
    asked_by_other: str = ""
    """Who asked for it where they are not on the list: unit, post and name as they were typed."""
    setup: str = ""
    """In a seal: the digest of everything about the meeting but its entries."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One 民主生活会 as it stands; every change gives a new value."""

    id: str
    template: Template
    head: Head = Head()
    people: tuple[Person, ...] = ()
    """The members in the group's fixed order, and everybody else in the order of entry."""
    people_added: int = 0
    """How many people were ever put on the list; an id is never given twice."""
    secretary: PersonId = ""
    chair: PersonId = ""
    arrangement: Arrangement = Arrangement()
    entries: tuple[Entry, ...] = ()
    sample: bool = False
    """Invented for trying out; every screen and paper then says 示例."""
    dossier: Dossier = NO_DOSSIER
    """What belongs to the year around it and not to its record."""
