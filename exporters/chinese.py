"""Dates, times and numbers as they are written on a Chinese paper."""

from __future__ import annotations

from datetime import date, datetime, time

BLANK = "＿＿＿＿"
"""What is not known: left open on the paper, to be filled in by hand."""
CELL_BLANK = "＿＿"
"""The same in a column of a table, which is narrow."""
NAME_BLANK = "＿＿＿＿＿＿＿"
"""Where somebody signs."""

DATE_BLANK = f"{BLANK}年＿＿月＿＿日"
"""Where the day of signing is filled in."""

_DIGITS = "〇一二三四五六七八九"


def day(moment: date) -> str:
    """2022年1月28日, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def minute(moment: datetime | time) -> str:
    """9时05分."""
    return f"{moment.hour}时{moment.minute:02}分"


def day_and_minute(moment: datetime) -> str:
    """2022年1月28日9时05分."""
    return f"{day(moment)}{minute(moment)}"


def stamp(moment: datetime, told: date | None) -> str:
    """09:05, or with its day where another one was told before, or none: 1月29日 09:05."""
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == told else f"{moment.month}月{moment.day}日 {clock}"


def numeral(number: int) -> str:
    """一, 十, 十一, 二十五; from 100 on in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
