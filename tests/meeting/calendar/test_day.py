"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.calendar.day import day_of, day_since, names_year
from meeting.refused import Refused

MEETING = date(2022, 1, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-08", "2022/1/8", "2022.1.8", "2022年1月8日", "20220108", " 2022年 1月 8日 ",
        "2022-01-08 14:30", "2022-01-08 14:30:00", "2022年1月8日下午3时", "2022年1月8日上午",
        "２０２２年１月８日",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_people_write_it(text: str) -> None:
    assert day_of(text) == date(2022, 1, 8)


def test_no_day_is_none() -> None:
    assert day_of("  ") is None


@pytest.mark.parametrize("text", ["4456", "22-1-8", "2022-1", "去年底", "2022-01-08至10日", "2022-01-081"])
def test_what_is_not_one_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="看不懂"):
        day_of(text)


@pytest.mark.parametrize("text", ["44569", "44569.5"])
def test_the_number_of_a_day_in_a_spreadsheet_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(Refused, match=f"“{text}”是表格软件的日序号.*单元格格式改为“日期”"):
        day_of(text)


def test_a_day_that_the_calendar_lacks_is_told() -> None:
    with pytest.raises(Refused, match="没有 2022年2月30日 这一天"):
        day_of("2022-02-30")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_with_its_year_is_that_day_whatever_the_meeting(day: date) -> None:
    for form in ("{0}-{1}-{2}", "{0}.{1}.{2}", "{0} 年 {1} 月 {2} 日", "{0}/{1:02}/{2:02}"):
        text = form.format(day.year, day.month, day.day)
        assert day_of(text, MEETING) == day
        assert names_year(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 364))
def test_a_day_without_its_year_is_the_nearest_that_is_not_after_the_meeting(held: date, before: int) -> None:
    day = date.fromordinal(held.toordinal() - before)
    for form in ("{0}月{1}日", "{0}-{1}", "{0}.{1}", "{0}/{1:02}", "{0} 月 {1} 号"):
        text = form.format(day.month, day.day)
        assert day_of(text, held) == day
        assert not names_year(text)


@pytest.mark.parametrize("text", ["12月11日", "12.11", "12-11", "１２．１１", "12月11日上午", "12-11 14:30"])
def test_december_before_a_meeting_in_january_is_of_the_year_before(text: str) -> None:
    assert day_of(text, MEETING) == date(2021, 12, 11)


def test_the_29th_of_february_is_that_of_a_leap_year_or_is_asked_for_its_year() -> None:
    for held in (date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 10)):
        assert day_of("2.29", held) == date(2024, 2, 29)
    for held in (date(2024, 2, 28), date(2026, 1, 10)):
        with pytest.raises(Refused, match="一年里没有 2月29日 这一天，请核对日期，写上年份"):
            day_of("2.29", held)


def test_without_the_meeting_s_day_a_year_is_asked_for() -> None:
    with pytest.raises(Refused, match="没有写年份，也没有会议日期可以推算：请把年份写上，例如 2022年1月8日"):
        day_of("1月8日")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 364))
def test_after_a_meeting_it_is_the_first_such_day_from_then_on(held: date, later: int) -> None:
    day = date.fromordinal(held.toordinal() + later)
    assert day_since(f"{day.month}月{day.day}日", held) == day
    assert day_since("2020-02-03", held) == date(2020, 2, 3)


def test_what_is_no_day_after_a_meeting_is_refused_as_before_it() -> None:
    assert day_since("2.29", date(2097, 1, 1)) == date(2104, 2, 29)
    assert day_since(" ", MEETING) is None
    for text in ("13月1日", "1.32"):
        with pytest.raises(Refused, match="这一天，请核对日期"):
            day_since(text, MEETING)
    with pytest.raises(Refused, match="没有写年份，也没有会议日期"):
        day_since("1月8日", None)
