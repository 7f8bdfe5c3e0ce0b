"""Dates, times and numbers in Chinese."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from exporters.chinese import day, day_and_minute, numeral, stamp
from tests.exporters.meetings import NINE


def test_months_and_days_have_no_leading_zero_and_minutes_have() -> None:
    assert day(NINE) == "2022年1月28日"
    assert day_and_minute(NINE + timedelta(minutes=5)) == "2022年1月28日9时05分"


def test_a_stamp_gives_the_day_only_where_it_is_another_one() -> None:
    assert stamp(NINE, NINE.date()) == "09:00"
    assert stamp(datetime(2022, 2, 1, 8, 3, tzinfo=NINE.tzinfo), NINE.date()) == "2月1日 08:03"
    assert stamp(NINE, None) == "1月28日 09:00"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (25, "二十五"), (99, "九十九"), (100, "100")],
)
def test_headings_are_counted_in_chinese(number: int, words: str) -> None:
    assert numeral(number) == words
