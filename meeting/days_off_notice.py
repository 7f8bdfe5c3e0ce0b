"""放假安排: the yearly notice of the State Council's office, as it is pasted from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from meeting.refused import Refused
from meeting.working_days import Calendar

_LONGEST_HOLIDAY = timedelta(days=12)
_DAY = r"(?:(?P<y{0}>\d{{4}})年)?(?:(?P<m{0}>\d{{1,2}})月)?(?P<d{0}>\d{{1,2}})[日号]"
_IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_SPAN = re.compile(_DAY.format(1) + "(?:(?:至|到|—|－|-|~)+" + _DAY.format(2) + ")?")
# The days stand in front of the word that says what they are, in the same sentence.
_PIECE = re.compile(r"[^。；;\n]*?(?:放假|补休|上班)")


def calendar_of(text: str, year: int) -> Calendar:
    """What the notice of this year says; raises `Refused`, quoting the place that can't be read.

    Each sentence tells the days off (放假, 调休, 补休) or those that are worked (上班).
    """
    off: set[date] = set()
    worked: set[date] = set()
    for piece in _PIECE.findall(_IN_BRACKETS.sub("", text.replace(" ", ""))):
        (worked if piece.endswith("上班") else off).update(_days(piece, year))
    if not off:
        raise Refused(
            f"没有从中读出{year}年的放假日期。请粘贴国务院办公厅放假通知的原文，如：元旦：1月1日至3日放假调休，1月4日上班。"
        )
    if both := off & worked:
        raise Refused(f"{min(both):%m月%d日}既写了放假又写了上班，请检查粘贴的文字。")
    return Calendar(
        frozenset({year}),
        frozenset(off),
        frozenset(day for day in worked if day.weekday() > 4),
    )


def _days(piece: str, year: int) -> Iterator[date]:
    month = 0
    for span in _SPAN.finditer(piece):
        first = _date(span, 1, year, month, piece)
        month = first.month
        last = first
        if span["d2"]:
            last = _date(span, 2, first.year, month, piece)
            if last < first and not span["y2"]:
                last = last.replace(year=last.year + 1)
            month = last.month
        if not timedelta() <= last - first <= _LONGEST_HOLIDAY or abs(first.year - year) > 1:
            raise Refused(f"“{span[0]}”不像一段假期，请检查粘贴的文字。")
        yield from (first + timedelta(days=count) for count in range((last - first).days + 1))


def _date(span: re.Match[str], which: int, year: int, month: int, piece: str) -> date:
    told = span[f"m{which}"]
    if not told and not month:
        raise Refused(f"“{span[0]}”没有写月份（{piece[:20]}），请补上。")
    try:
        return date(int(span[f"y{which}"] or year), int(told or month), int(span[f"d{which}"]))
    except ValueError:
        raise Refused(f"没有“{span[0]}”这一天，请检查粘贴的文字。") from None
