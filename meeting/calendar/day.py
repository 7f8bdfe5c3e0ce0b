"""A day as people write it."""

from __future__ import annotations

import re
from datetime import date

from meeting.refused import Refused

YEARS = range(2000, 2101)
"""In which a meeting can be held; a year outside of them is a slip of the fingers."""

_WRITTEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    # Tables often have the hour in the same cell.
    r"(?:[\sT]*(?:上午|下午|晚上|晚)?\s*(?:\d{1,2}\s*[:：时点]\s*(?:\d{1,2}\s*分?(?::\d{1,2})?)?)?)?"
)

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
"""How a cell reads that holds a day and has no date format: days since 1900, of these times five digits."""


def day_of(text: str) -> date | None:
    """The day of a text such as 2022-01-28, 2022年1月28日 or 20220128; None for an empty one.

    Raises `Refused` for anything else, a day without its year among it.
    """
    text = text.strip()
    if not text:
        return None
    if text.isdecimal() and len(text) == 8:
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = _WRITTEN.fullmatch(text)
    if _SERIAL.fullmatch(text):
        raise Refused(
            f"日期“{text}”是表格软件的日序号：这一格没有设成日期。"
            "请在 Excel 或 WPS 里把这一栏的单元格格式改为“日期”，存下后再导入。"
        )
    if not found:
        raise Refused(f"日期“{text[:20]}”看不懂，请写成 2022-01-28 或 2022年1月28日。")
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(f"没有 {year}年{month}月{day}日 这一天，请核对日期。") from None
