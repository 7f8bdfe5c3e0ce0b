"""工作日: Monday to Friday but for 放假 and 调休, as far as the yearly notices are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the days off; a year that is not known counts Monday to Friday."""

    years: frozenset[int] = frozenset()
    """Years whose 放假安排 is known."""
    off: frozenset[date] = frozenset()
    """Days on which nobody works."""
    worked: frozenset[date] = frozenset()
    """Days at a weekend on which people work (调休)."""

    def is_working(self, day: date) -> bool:
        """Whether people work on this day, as far as is known."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def knows(self, day: date) -> bool:
        """Whether 放假 and 调休 are known for this day."""
        return day.year in self.years and year_of_notice(day) in self.years

    def knows_all(self, first: date, last: date) -> bool:
        """Whether they are known for every day from the first to the last."""
        days = range((last - first).days + 1)
        return all(self.knows(first + timedelta(days=count)) for count in days)

    def working_days_before(self, day: date, count: int) -> date:
        """The day so many working days strictly before this one; the day itself for 0."""
        while count > 0:
            day -= _ONE_DAY
            count -= self.is_working(day)
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day that is not later than this one."""
        return day if self.is_working(day) else self.working_days_before(day, 1)


def year_of_notice(day: date) -> int:
    """The year whose notice tells of this day: the last days of December may belong to 元旦."""
    return day.year + ((day.month, day.day) >= (12, 28))


def overlaid(base: Calendar, upper: Iterable[Calendar]) -> Calendar:
    """The calendar in which each year that an upper one knows is told by the notice of that one alone."""
    for one in upper:
        years = one.years
        base = Calendar(
            base.years | years,
            frozenset(day for day in base.off if year_of_notice(day) not in years) | one.off,
            frozenset(day for day in base.worked if year_of_notice(day) not in years) | one.worked,
        )
    return base
