"""报送期限: by which day every paper is due to the superior bodies (plan, section 四)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from meeting.dossier import PaperState, Stage
from meeting.floor import Phase, phase
from meeting.model import Act, DuePaper, Meeting
from meeting.timing import in_zone
from meeting.working_days import Calendar

UNSURE = "未含调休，须人工核对"
"""Stands beside every date that was counted over days of which 放假 and 调休 are not known."""

LONGEST_LEAD = 60
"""Working days; units use 3 to 15."""


class When(Enum):
    """Whether a paper is due before the meeting or after it."""

    BEFORE = "会前"
    AFTER = "会后"


@dataclass(frozen=True, slots=True)
class LastDay:
    """By when papers are due, or what has to be settled before that can be told."""

    day: date | None
    open: str = ""
    """What has to be settled first."""
    is_unsure: bool = False
    """Whether it was counted over days of which 放假 and 调休 are not known."""
    better: date | None = None
    """For a day on which nobody works: the last working day before it."""

    @property
    def told(self) -> str:
        """The day with what has to be known about it, or what has to be settled first."""
        if not self.day:
            return self.open
        notes = [f"休息日，宜在{self.better:%m-%d}前报出"] if self.better else []
        notes += [UNSURE] if self.is_unsure else []
        return f"{self.day}" + (f"（{'；'.join(notes)}）" if notes else "")

    def days_left(self, today: date) -> int | None:
        """Days from today to the day, negative once it has passed; None where there is none."""
        return (self.day - today).days if self.day else None


@dataclass(frozen=True, slots=True)
class Due:
    """One paper that is due, by when, and how far it has come."""

    paper: DuePaper
    when: When
    last: LastDay
    state: PaperState

    @property
    def is_sent(self) -> bool:
        """Whether the paper has gone out."""
        return self.state.stage is Stage.SENT


def working_days_before(meeting: Meeting) -> int | None:
    """会前XX个工作日: as it was given for this meeting, else as the template says; None for neither."""
    given = meeting.dossier.working_days_before
    return meeting.template.working_days_before if given is None else given


def deadlines(meeting: Meeting, calendar: Calendar) -> tuple[Due, ...]:
    """Every paper of the template that is due, those before the meeting first, in the template's order."""
    states = {state.paper: state for state in meeting.dossier.papers}
    rows = (
        (When.BEFORE, last_day_before(meeting, calendar), meeting.template.due_before),
        (When.AFTER, last_day_after(meeting, calendar), meeting.template.due_after),
    )
    return tuple(
        Due(paper, when, last, states.get(paper.id, PaperState(paper.id)))
        for when, last, papers in rows
        for paper in papers
    )


def next_due(meeting: Meeting, calendar: Calendar) -> Due | None:
    """The paper that has to go out next; None when all are sent or no day can be told."""
    waiting = [due for due in deadlines(meeting, calendar) if due.last.day and not due.is_sent]
    return min(waiting, key=lambda due: due.last.day or date.max, default=None)


def last_day_before(meeting: Meeting, calendar: Calendar) -> LastDay:
    """N working days strictly before the first sitting (plan, section 四(一))."""
    count, held = working_days_before(meeting), first_sitting(meeting)
    if not count:
        return LastDay(None, "会前几个工作日报送，还没有写明")
    if not held:
        return LastDay(None, "会议日期待定")
    day = calendar.working_days_before(held, count)
    return LastDay(day, is_unsure=not calendar.knows_all(day, held - timedelta(days=1)))


def last_day_after(meeting: Meeting, calendar: Calendar) -> LastDay:
    """So many calendar days after the last sitting, never rolled forward (plan, section 四(二))."""
    ended = last_sitting(meeting)
    if not ended:
        return LastDay(None, "会议日期待定")
    day = ended + timedelta(days=meeting.template.days_after)
    better = None if calendar.is_working(day) else calendar.on_or_before(day)
    return LastDay(day, is_unsure=not calendar.knows_all(better or day, day), better=better)


def first_sitting(meeting: Meeting) -> date | None:
    """The day of the first sitting: as it was opened, else as it is planned; None while it is 待定."""
    opened = next((entry.at for entry in meeting.entries if entry.act is Act.OPENED), None)
    return in_zone(opened, meeting.head.zone).date() if opened else meeting.head.date


def last_sitting(meeting: Meeting) -> date | None:
    """The day on which the meeting ended, else is planned to; None while it is 待定."""
    closed = [entry.at for entry in meeting.entries if entry.act is Act.CLOSED]
    if closed and phase(meeting) is Phase.CLOSED:
        return in_zone(closed[-1], meeting.head.zone).date()
    first = first_sitting(meeting)
    return first + timedelta(days=meeting.head.days - 1) if first else None
