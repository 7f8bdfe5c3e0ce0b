"""案卷: what the year around a meeting brings with it and what is no part of its record.

It goes on changing after the seal, and no digest covers it. Ids count from 1 within each tuple.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from meeting.dossier.carried import CarriedPerson, CarriedProblem
from meeting.ids import Number, PersonId


class Channel(StrEnum):
    """征求意见的方式: how an opinion came in."""

    SYMPOSIUM = "symposium"
    FORM = "form"
    BOX = "box"
    INTERVIEW = "interview"
    SUPERIOR = "superior"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name of the channel."""
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS: Mapping[Channel, str] = MappingProxyType(
    {
        Channel.SYMPOSIUM: "座谈会",
        Channel.FORM: "征求意见表",
        Channel.BOX: "意见箱",
        Channel.INTERVIEW: "个别访谈",
        Channel.SUPERIOR: "上级点明",
        Channel.OTHER: "其他方式",
    }
)


class TalkKind(StrEnum):
    """四必谈: the four kinds of talk that must be had before the meeting."""

    SECRETARY = "secretary"
    MEMBERS = "members"
    HEADS = "heads"
    REPRESENTATIVES = "representatives"

    @property
    def label(self) -> str:
        """The Chinese name of the kind."""
        return _TALK_LABELS[self]


_TALK_LABELS: Mapping[TalkKind, str] = MappingProxyType(
    {
        TalkKind.SECRETARY: "书记与成员",
        TalkKind.MEMBERS: "成员之间",
        TalkKind.HEADS: "与分管部门负责人",
        TalkKind.REPRESENTATIVES: "与党员群众代表",
    }
)


class Source(StrEnum):
    """问题来源: where a problem on the rectification list comes from."""

    SELF = "self"
    CRITICISM = "criticism"
    OPINION = "opinion"
    SUPERVISION = "supervision"
    INSPECTION = "inspection"

    @property
    def label(self) -> str:
        """The Chinese name of the source."""
        return _SOURCE_LABELS[self]


_SOURCE_LABELS: Mapping[Source, str] = MappingProxyType(
    {
        Source.SELF: "自查",
        Source.CRITICISM: "批评",
        Source.OPINION: "征求意见",
        Source.SUPERVISION: "督导",
        Source.INSPECTION: "巡视",
    }
)


class Term(StrEnum):
    """完成时限: by a date, or in one of the three ways that the lists know."""

    OPEN = "open"
    BY_DATE = "by_date"
    AT_ONCE = "at_once"
    LIMITED = "limited"
    LASTING = "lasting"

    @property
    def label(self) -> str:
        """The Chinese name of the term; empty where it is open or a date tells it."""
        return _TERM_LABELS[self]


_TERM_LABELS: Mapping[Term, str] = MappingProxyType(
    {
        Term.OPEN: "",
        Term.BY_DATE: "",
        Term.AT_ONCE: "立行立改",
        Term.LIMITED: "限时整改",
        Term.LASTING: "长期坚持",
    }
)


class Stage(StrEnum):
    """How far a paper that is due has come."""

    OPEN = "open"
    DRAFTED = "drafted"
    SENT = "sent"

    @property
    def label(self) -> str:
        """The Chinese name of the stage."""
        return _STAGE_LABELS[self]


_STAGE_LABELS: Mapping[Stage, str] = MappingProxyType(
    {Stage.OPEN: "未起草", Stage.DRAFTED: "已起草", Stage.SENT: "已报送"}
)


@dataclass(frozen=True, slots=True)
class Study:
    """学习研讨: one session of study before the meeting."""

    id: int
    topic: str
    day: date | None = None
    form: str = ""
    """集中学习, 专题研讨, 个人自学 …"""


@dataclass(frozen=True, slots=True)
class Opinion:
    """征求到的意见, in its own words."""

    id: int
    text: str
    about: PersonId = ""
    """Empty for the group."""
    aspect: str = ""
    channel: Channel = Channel.OTHER
    merged_into: int = 0
    """Id of the opinion that stands for this one as well; 0 for one that stands for itself."""
    handling: str = ""
    """What was done about it."""


@dataclass(frozen=True, slots=True)
class Talk:
    """谈心谈话: one talk."""

    id: int
    kind: TalkKind
    by: PersonId
    to: PersonId = ""
    """The other member; empty where it is none."""
    with_whom: str = ""
    """Who else the talk was with, by name."""
    day: date | None = None
    place: str = ""
    points: str = ""
    """What was raised."""


@dataclass(frozen=True, slots=True)
class SpeechPaper:
    """对照检查材料 or 发言提纲 as it was handed in: its text, and its untouched file beside the meeting."""

    id: int
    title: str
    text: str
    file: str
    """Name of the untouched file in the meeting's folder for such papers."""
    sha256: str
    """Digest of that file."""
    taken: datetime
    person: PersonId = ""
    """Empty for the group's 对照检查材料."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the 整改清单."""

    id: int
    text: str
    person: PersonId = ""
    """Whose problem it is; empty for the group's."""
    aspect: str = ""
    source: Source = Source.SELF
    entry: Number = 0
    """Number of the entry that it was taken from; 0 for none."""
    goal: str = ""
    measures: str = ""
    leader: str = ""
    """责任领导."""
    department: str = ""
    """责任部门."""
    responsible: str = ""
    """责任人."""
    term: Term = Term.OPEN
    due: date | None = None
    progress: str = ""
    done: bool = False
    notes: str = ""
    reported_in: Number = 0
    """For one carried over from last year: the entry in which it was reported on; 0 for not yet."""
    carried_from: str = ""
    """For one carried over: its `meeting.dossier.carried.origin`."""


@dataclass(frozen=True, slots=True)
class PaperState:
    """How far one paper that is due has come; `paper` is its id in the template."""

    paper: str
    stage: Stage = Stage.OPEN
    sent_on: date | None = None
    file: str = ""
    """Where it lies, as it was last written or named by hand."""
    sha256: str = ""
    """Digest of what the program wrote there; "" for a file that was named by hand."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letters to the superior bodies say beyond the meeting itself."""

    notice: str = ""
    """The superior bodies' notice that the meeting follows, by its full name."""
    addressees: tuple[str, ...] = ()
    """主送机关."""
    number: str = ""
    """发文字号 of the request; the report has one of its own, which is not known yet."""
    signer: str = ""
    """签发人."""
    contact: str = ""
    """联系人."""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything around the meeting."""

    working_days_before: int | None = None
    """Working days before the meeting by which approval is asked; None for what the template says."""
    forms_sent: int = 0
    forms_returned: int = 0
    """征求意见表: how many went out and came back."""
    letter: Letter = Letter()
    studies: tuple[Study, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    talks: tuple[Talk, ...] = ()
    speech_papers: tuple[SpeechPaper, ...] = ()
    problems: tuple[Problem, ...] = ()
    last_year: tuple[Problem, ...] = ()
    """Last year's rectification list, to be reported on item by item (plan, section 三)."""
    papers: tuple[PaperState, ...] = ()
    carried_people: tuple[CarriedPerson, ...] = ()
    carried_problems: tuple[CarriedProblem, ...] = ()
    """What was carried over at some time, also where it was taken off the list since."""


NO_DOSSIER = Dossier()
"""Of a meeting that nothing was filed for yet."""


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


def next_id(row: Iterable[_Numbered]) -> int:
    """The id of one more."""
    return max((one.id for one in row), default=0) + 1
