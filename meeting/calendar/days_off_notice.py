"""放假安排: the yearly notice of the State Council's office, as it is pasted from the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from datetime import date, timedelta

from meeting.calendar.working_days import Calendar, year_of_notice
from meeting.refused import Refused

_LONGEST_HOLIDAY = timedelta(days=12)
_WEEKDAYS = "一二三四五六日"
# A weekday in brackets is left behind its day as #三; all else in brackets is left out.
_DAY = r"(?:(?P<y{0}>\d{{4}})年)?(?:(?P<m{0}>\d{{1,2}})月)?(?P<d{0}>\d{{1,2}})[日号](?:#(?P<w{0}>.))?"
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_WEEKDAY = re.compile("(?:星期|周|礼拜)([一二三四五六日天])")
_SPAN = re.compile(_DAY.format(1) + "(?:(?:至|到|—|-|–|~)+" + _DAY.format(2) + ")?")
# The days stand in front of the word that says what they are, in the same sentence; behind it how many.
_PIECE = re.compile(r"(?P<told>[^。;\n]*?(?P<what>放假|补休|上班))(?:[^\d。;\n]{0,6}(?P<count>\d{1,2})天)?")
_YEAR = re.compile(r"(\d{4})年(?!\d{1,2}月)")

_FEASTS = (
    ("元旦", (1, 1), (1, 1), 1),
    ("春节", (1, 20), (2, 27), 3),
    ("清明", (4, 4), (4, 6), 1),
    ("劳动", (5, 1), (5, 1), 1),
    ("端午", (5, 28), (6, 25), 1),
    ("国庆", (10, 1), (10, 3), 3),
    ("中秋", (9, 7), (10, 8), 1),
)
"""Each with the first and last day on which it can fall, and how many days off there are between these.

From 全国年节及纪念日放假办法; those of the lunar calendar can fall on any day of their span.
"""


def calendar_of(text: str, year: int) -> Calendar:
    """What the notice of this year says; raises `Refused`, quoting the place that can't be read or right.

    Each sentence tells the days off (放假, 调休, 补休) or those that are worked (上班).
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    named = {int(told) for told in _YEAR.findall(plain)}
    if named and year not in named:
        raise Refused(f"这是{min(named)}年的通知，不是{year}年的，请换成{year}年的。")
    off: set[date] = set()
    worked: set[date] = set()
    for piece in _PIECE.finditer(_IN_BRACKETS.sub(_weekday, plain)):
        days = set(_days(piece["told"], year))
        if days and piece["count"] and len(days) != int(piece["count"]):
            raise Refused(f"“{piece[0]}”读出 {len(days)} 天，与写的天数不符，请检查粘贴的文字。")
        (worked if piece["what"] == "上班" else off).update(days)
    if not off:
        raise Refused(
            f"没有从中读出{year}年的放假日期。请粘贴国务院办公厅放假通知的原文，如：元旦：1月1日至3日放假调休，1月4日上班。"
        )
    if both := off & worked:
        raise Refused(f"{min(both):%m月%d日}既写了放假又写了上班，请检查粘贴的文字。")
    if lacking := _lacking(plain, off, year):
        raise Refused(f"没有{'、'.join(lacking)}的放假日期，不是全年的通知，请粘贴{year}年通知的全文。")
    return Calendar(
        frozenset({year}),
        frozenset(off),
        frozenset(day for day in worked if day.weekday() > 4),
    )


def told(calendar: Calendar) -> tuple[str, ...]:
    """The days off and those that are worked, in their order, a line for each run of days, to be checked."""
    days = {**dict.fromkeys(calendar.off, "放假"), **dict.fromkeys(calendar.worked, "上班")}
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1) and days[day] == days[runs[-1][-1]]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(f"{days[run[0]]}  {_run_told(run)}" for run in runs)


def _run_told(run: list[date]) -> str:
    ends = (f"{day}（周{_WEEKDAYS[day.weekday()]}）" for day in sorted({run[0], run[-1]}))
    return f"{' 至 '.join(ends)}  {len(run)} 天"


def _weekday(brackets: re.Match[str]) -> str:
    """The last one, as it is the day in front of the brackets that a wrong one belongs to."""
    told = _WEEKDAY.findall(brackets[1])
    return f"#{told[-1].replace('天', '日')}" if told else ""


def _lacking(text: str, off: Set[date], year: int) -> list[str]:
    """The feasts that the text does not name, or for which it has too few days off."""
    return [
        name
        for name, first, last, least in _FEASTS
        if name not in text or sum(date(year, *first) <= day <= date(year, *last) for day in off) < least
    ]


def _days(piece: str, year: int) -> Iterator[date]:
    month = 0
    for span in _SPAN.finditer(piece):
        first = _date(span, 1, year, month, piece)
        month = first.month
        last = first
        if span["d2"]:
            last = _date(span, 2, first.year, month, piece)
            month = last.month
        if not timedelta() <= last - first <= _LONGEST_HOLIDAY:
            raise Refused(f"“{_shown(span)}”不像一段假期，请检查粘贴的文字；跨年的请把两个年份都写上。")
        # 元旦 may begin in December, and its notice then says the year.
        if {year_of_notice(first), year_of_notice(last)} != {year}:
            raise Refused(f"“{_shown(span)}”不是{year}年的通知里的日子（读作{first}），请检查粘贴的文字。")
        yield from (first + timedelta(days=count) for count in range((last - first).days + 1))


def _date(span: re.Match[str], which: int, year: int, month: int, piece: str) -> date:
    told = span[f"m{which}"]
    if not told and not month:
        raise Refused(f"“{_shown(span)}”没有写月份（{piece[:20]}），请补上。")
    try:
        found = date(int(span[f"y{which}"] or year), int(told or month), int(span[f"d{which}"]))
    except ValueError:
        raise Refused(f"没有“{_shown(span)}”这一天，请检查粘贴的文字。") from None
    weekday, is_told = _WEEKDAYS[found.weekday()], span[f"w{which}"]
    if is_told and is_told != weekday:
        raise Refused(f"{found}是周{weekday}，通知里写的是周{is_told}：不是这一年的通知，或者有错字。")
    return found


def _shown(span: re.Match[str]) -> str:
    return re.sub("#.", "", span[0])
