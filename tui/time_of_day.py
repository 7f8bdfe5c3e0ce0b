"""A time of day as people type it, and a day before it."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from meeting.timing import in_zone, zone

_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日\s*|\s+)(.+)")


def time_of(text: str) -> time | None:
    """The time that is meant by 9:05, 0905, 9：05 or 9时5分; None where that is none."""
    if text.isdecimal() and len(text) in (3, 4):
        text = f"{text[:-2]}:{text[-2:]}"
    parts = text.replace("：", ":").replace("时", ":").replace("点", ":").replace("分", "").split(":")
    digits = [part.strip() or "0" for part in parts]
    if len(digits) == 2 and all(part.isdecimal() for part in digits):
        hour, minute = (int(part) for part in digits)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None


def moment_of(text: str, near: datetime, zone_name: str) -> datetime | None:
    """The moment that is meant by 9:05 on the day of another moment, or by 1-28 9:05; None for neither.

    A day without its year is the one nearest to that other moment.
    """
    near = in_zone(near, zone_name)
    found = _DAY.fullmatch(text.strip())
    told = time_of(found[3] if found else text.strip())
    days = _days(int(found[1]), int(found[2]), near) if found else [near.date()]
    if told is None or not days:
        return None
    day = min(days, key=lambda day: abs(day - near.date()))
    return in_zone(datetime.combine(day, told, tzinfo=zone(zone_name)), zone_name)


def _days(month: int, day: int, near: datetime) -> list[date]:
    """This day of the year of a moment and of those around it; none where there is no such day."""
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found
