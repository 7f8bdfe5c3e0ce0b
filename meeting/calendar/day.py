"""A day as people write it."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date

from meeting.refused import Refused

YEARS = range(2000, 2101)
"""In which a meeting can be held; a year outside of them is a slip of the fingers."""

_WRITTEN = re.compile(
    r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
    # Tables often have the hour in the same cell.
    r"(?:[\sT]*(?:上午|下午|晚上|晚)?\s*(?:\d{1,2}\s*[:：时点]\s*(?:\d{1,2}\s*分?(?::\d{1,2})?)?)?)?"
)

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
"""How a cell reads that holds a day and has no date format: days since 1900, of these times five digits."""


def day_of(text: str, until: date | None = None) -> date | None:
    """The day of a text such as 2022-01-28, 2022年1月28日 or 20220128; None for an empty one.

    A day without its year, as 1月28日, 1-28 or 1.28, is the last such day that is not after `until`, of the
    same year or the one before; so what happens before a meeting is nearest to it. Raises `Refused` for
    anything else, and for a day without its year where `until` is None.
    """
    form = unicodedata.normalize("NFKC", text).strip()
    if not form:
        return None
    if form.isdecimal() and len(form) == 8:
        form = f"{form[:4]}-{form[4:6]}-{form[6:]}"
    if _SERIAL.fullmatch(form):
        raise Refused(
            f"日期“{form}”是表格软件的日序号：这一格没有设成日期。"
            "请在 Excel 或 WPS 里把这一栏的单元格格式改为“日期”，存下后再导入。"
        )
    found = _WRITTEN.fullmatch(form)
    if not found:
        raise Refused(f"日期“{text.strip()[:20]}”看不懂，请写成 2022-01-28 或 2022年1月28日。")
    year, month, day = found.groups()
    return _day(int(year), month, day) if year else _last_day(month, day, until)


def day_since(text: str, since: date | None) -> date | None:
    """The day of a text as `day_of` reads it; without its year the first such day from `since` on."""
    if since is None or not text.strip() or names_year(text):
        return day_of(text)
    # The next 29th of February is at most eight years off; a planned end that no calendar holds is year 9999.
    for year in range(since.year, min(since.year + 9, date.max.year)):
        with suppress(Refused):
            if (found := day_of(text, date(year, 12, 31))) and found >= since:
                return found
    return day_of(text, since)


def names_year(text: str) -> bool:
    """Whether a text that `day_of` reads says of which year the day is."""
    return bool(re.match(r"\d{4}", text.strip()))


def _day(year: int, month: str, day: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise Refused(f"没有 {year}年{int(month)}月{int(day)}日 这一天，请核对日期。") from None


def _last_day(month: str, day: str, until: date | None) -> date:
    written = f"{int(month)}月{int(day)}日"
    if until is None:
        raise Refused(
            f"日期“{written}”没有写年份，也没有会议日期可以推算：请把年份写上，例如 2022年{written}。"
        )
    for year in (until.year, until.year - 1):
        with suppress(ValueError):
            if (found := date(year, int(month), int(day))) <= until:
                return found
    raise Refused(f"到 {until} 为止的一年里没有 {written} 这一天，请核对日期，写上年份。")
