"""放假安排 of every year that is known: those of the package, and the user's own year files over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meeting.calendar.days_off_notice import calendar_of
from meeting.calendar.working_days import Calendar, overlaid, year_of_notice
from meeting.refused import Refused
from storage.errors import BadPlace
from storage.given.given_file import text_of
from storage.new_folder import make_folder
from storage.whole_file import content_of, put_in_place

FOLDER = "days-off"
"""In the configuration folder: one text file a year, such as 2027.txt, with the notice as it was issued."""


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The calendar, and a sentence for each year file that can't be used."""

    calendar: Calendar
    problems: tuple[str, ...]


def known_days(config_dir: Path) -> KnownDays:
    """What is known of the days off; a year file that can't be read leaves its year as the package has it."""
    package = _of_package()
    own, problems = [], []
    for path in sorted((config_dir / FOLDER).glob("*.txt")):
        try:
            own.append(_checked(_of_file(path), package))
        except (Refused, BadPlace) as trouble:
            problems.append(f"{path} 没有用上：{trouble}")
    return KnownDays(overlaid(package, own), tuple(problems))


def read_notice(text: str, year: int) -> Calendar:
    """What the notice says of its year; raises `Refused` for one that `known_days` would not use."""
    return _checked(calendar_of(text, year), _of_package())


def keep_notice(config_dir: Path, year: int, text: str) -> Path:
    """Keeps the notice as the year's file, durably; gives its path.

    Raises `Refused` for what `known_days` would not use, `BadPlace` or `NotSaved`.
    """
    read_notice(text, year)
    path = notice_file(config_dir, year)
    make_folder(path.parent)
    put_in_place(path, text.strip().encode() + b"\n", durable=True)
    return path


def notice_file(config_dir: Path, year: int) -> Path:
    """Where the user's own notice of the year lies, or would."""
    return config_dir / FOLDER / f"{year}.txt"


def _of_package() -> Calendar:
    # It holds twenty years of days, and only deadlines ask for them.
    from chinese_calendar.constants import holidays, workdays

    return Calendar(frozenset(day.year for day in holidays), _weekdays(holidays), frozenset(workdays))


def _weekdays(days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.weekday() < 5)


def _checked(own: Calendar, package: Calendar) -> Calendar:
    """The year of its own; raises `Refused` where the package knows more days of that year."""
    (year,) = own.years
    for what, mine, known in (
        ("放假", _weekdays(own.off), package.off),
        ("上班", own.worked, package.worked),
    ):
        told, there = _of_notice(year, mine), _of_notice(year, known)
        if len(there) > len(told):
            lacking = min(there - told)
            raise Refused(f"比程序已有的{year}年安排少几天{what}（如{lacking:%m月%d日}），仍用程序已有的。")
    return own


def _of_notice(year: int, days: frozenset[date]) -> frozenset[date]:
    return frozenset(day for day in days if year_of_notice(day) == year)


def _of_file(path: Path) -> Calendar:
    year = re.fullmatch(r"(20\d\d)", path.stem)
    if not year:
        raise Refused("文件名要写成年份，如 2027.txt。")
    found = text_of(content_of(path) or b"")
    if found is None:
        raise Refused("不是文本文件，请存为 UTF-8 编码的纯文本。")
    return calendar_of(found.text, int(year[1]))
