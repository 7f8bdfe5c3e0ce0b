"""报送期限: by which day every paper is due to the superior bodies (plan, section 四)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meeting.calendar.day import YEARS
from meeting.calendar.working_days import Calendar
from meeting.dossier.model import PaperState, Stage
from meeting.dossier.read_out import handed_in_as
from meeting.floor import Phase, phase
from meeting.model import Act, Meeting
from meeting.template import DuePaper
from meeting.timing import in_zone

UNSURE = "未含调休，须人工核对"
"""Stands beside every date that was counted over days of which 放假 and 调休 are not known."""

LONGEST_LEAD = 60
"""Working days; units use 3 to 15."""

LONGEST_AFTER = 366
"""Calendar days; the plan says 15."""


class When(StrEnum):
    """Whether a paper is due before the meeting or after it."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return "会前" if self is When.BEFORE else "会后"


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
    handed_in: str = ""
    """The file that was handed in for it; empty for none."""

    @property
    def has_file(self) -> bool:
        """Whether the paper lies somewhere: written, named by hand, or handed in."""
        return self.state.stage is not Stage.OPEN or bool(self.handed_in)

    @property
    def stage_told(self) -> str:
        """How far it has come, in a word."""
        return "已交来" if self.state.stage is Stage.OPEN and self.handed_in else self.state.stage.label

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
    days = last_days(schedule(meeting), calendar)
    papers = {When.BEFORE: meeting.template.due_before, When.AFTER: meeting.template.due_after}
    return tuple(
        Due(paper, when, days[when], states.get(paper.id, PaperState(paper.id)), _handed_in(meeting, paper))
        for when in When
        for paper in papers[when]
    )


def _handed_in(meeting: Meeting, paper: DuePaper) -> str:
    found = handed_in_as(meeting, paper.id)
    return found.file if found else ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that the days of a meeting's papers follow from, but the calendar."""

    first: date | None = None
    """Of the first sitting."""
    last: date | None = None
    """Of the last sitting."""
    working_days: int | None = None
    days_after: int = 0
    waiting: tuple[When, ...] = ()
    """Which of the two lists have papers that are still to go out, the one to be told first in front."""


NO_SCHEDULE = Schedule()


def schedule(meeting: Meeting) -> Schedule:
    """The meeting's schedule as it stands."""
    template, papers = meeting.template, meeting.dossier.papers
    gone = {state.paper for state in papers if state.stage is Stage.SENT}
    rows = {When.BEFORE: template.due_before, When.AFTER: template.due_after}
    # What was not noted as sent must not hide for ever what is due after it.
    is_opened = any(entry.act is Act.OPENED for entry in meeting.entries)
    told_first = (When.AFTER, When.BEFORE) if is_opened else tuple(When)
    return Schedule(
        first_sitting(meeting),
        last_sitting(meeting),
        working_days_before(meeting),
        template.days_after,
        tuple(when for when in told_first if any(paper.id not in gone for paper in rows[when])),
    )


def next_due(told: Schedule, calendar: Calendar) -> tuple[When, LastDay] | None:
    """Which papers have to go out next, and by when or what is open; None when all are sent."""
    return next(((when, last_days(told, calendar)[when]) for when in told.waiting), None)


def last_days(told: Schedule, calendar: Calendar) -> Mapping[When, LastDay]:
    """By when the papers before the meeting and those after it are due."""
    return {
        When.BEFORE: _before(told.first, told.working_days, calendar),
        When.AFTER: _after(told.last, told.days_after, calendar),
    }


def _before(held: date | None, count: int | None, calendar: Calendar) -> LastDay:
    """So many working days strictly before the first sitting (plan, section 四(一))."""
    if not count:
        return LastDay(None, "会前几个工作日报送，还没有写明")
    if not held:
        return LastDay(None, "会议日期待定")
    if not (1 <= count <= LONGEST_LEAD and held.year in YEARS):
        return LastDay(None, f"算不出：会议日期 {held}，会前 {count} 个工作日，请核对")
    day = calendar.working_days_before(held, count)
    return LastDay(day, is_unsure=not calendar.knows_all(day, held - timedelta(days=1)))


def _after(ended: date | None, count: int, calendar: Calendar) -> LastDay:
    """So many calendar days after the last sitting, never rolled forward (plan, section 四(二))."""
    if not ended:
        return LastDay(None, "会议日期待定")
    if not (1 <= count <= LONGEST_AFTER and ended.year in YEARS):
        return LastDay(None, f"算不出：散会日期 {ended}，会后 {count} 天，请核对")
    day = ended + timedelta(days=count)
    better = None if calendar.is_working(day) else calendar.on_or_before(day)
    return LastDay(day, is_unsure=not calendar.knows_all(better or day, day), better=better)


def first_sitting(meeting: Meeting) -> date | None:
    """The day of the first sitting: as it was opened, else as it is planned; None while it is 待定."""
    opened = next((entry.at for entry in meeting.entries if entry.act is Act.OPENED), None)
    return in_zone(opened, meeting.head.zone).date() if opened else meeting.head.date


def last_sitting(meeting: Meeting) -> date | None:
    """The day on which the meeting ended, else is planned to; None while it is 待定.

    While it runs past the plan that is the day of the latest entry, and the last day there is for a plan
    that no calendar holds.
    """
    zone = meeting.head.zone
    closed = [entry.at for entry in meeting.entries if entry.act is Act.CLOSED]
    if closed and phase(meeting) is Phase.CLOSED:
        return in_zone(closed[-1], zone).date()
    first = first_sitting(meeting)
    if first is None:
        return None
    try:
        planned = first + timedelta(days=meeting.head.days - 1)
    except OverflowError:
        return date.max
    latest = max((entry.at for entry in meeting.entries), default=None)
    return max(planned, in_zone(latest, zone).date()) if latest else planned
