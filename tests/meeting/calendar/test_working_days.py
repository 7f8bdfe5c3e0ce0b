"""工作日: counted strictly before a day, over what is known of 放假 and 调休."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.calendar.days_off_notice import calendar_of
from meeting.calendar.working_days import Calendar, overlaid
from meeting.refused import Refused
from tests.meeting.notices import NOTICES

KNOWN = calendar_of(NOTICES[2022], 2022)
BLIND = Calendar()
DAYS = st.dates(date(2021, 12, 1), date(2023, 1, 31))


def test_days_worked_at_a_weekend_count_and_holidays_do_not() -> None:
    assert KNOWN.working_days_before(date(2022, 2, 8), 5) == date(2022, 1, 27)
    assert BLIND.working_days_before(date(2022, 2, 8), 5) == date(2022, 2, 1)


@given(DAYS, st.integers(1, 30))
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    first = KNOWN.working_days_before(day, count)
    between = (first + timedelta(days=n) for n in range((day - first).days))
    assert sum(map(KNOWN.is_working, between)) == count
    assert KNOWN.is_working(first) and first < day


@given(DAYS)
def test_the_last_working_day_up_to_a_day_has_none_between(day: date) -> None:
    last = KNOWN.on_or_before(day)
    assert KNOWN.is_working(last) and last <= day
    assert not any(KNOWN.is_working(last + timedelta(days=n)) for n in range(1, (day - last).days + 1))


def test_only_the_years_of_a_notice_are_known_and_the_end_of_december_waits_for_the_next() -> None:
    assert KNOWN.knows(date(2022, 12, 27))
    assert not KNOWN.knows(date(2022, 12, 28)) and not KNOWN.knows(date(2023, 1, 3))
    both = Calendar(frozenset({2022, 2023}))
    assert both.knows_all(date(2022, 12, 20), date(2023, 1, 10))
    assert not KNOWN.knows_all(date(2022, 12, 20), date(2023, 1, 10))


def test_a_year_of_ones_own_takes_the_place_of_the_year_below() -> None:
    corrected = calendar_of(NOTICES[2022].replace("1月29日（星期六）、", ""), 2022)
    calendar = overlaid(KNOWN, [corrected])
    assert not calendar.is_working(date(2022, 1, 29)) and calendar.is_working(date(2022, 1, 30))
    assert calendar.years == KNOWN.years


def test_a_year_of_ones_own_leaves_the_december_days_of_the_next_notice() -> None:
    both = overlaid(KNOWN, [calendar_of(NOTICES[2023], 2023)])
    again = overlaid(both, [KNOWN])
    assert date(2022, 12, 31) in again.off and again == both


def test_a_notice_is_read_as_it_is_issued() -> None:
    assert not KNOWN.is_working(date(2022, 10, 7)) and KNOWN.is_working(date(2022, 10, 8))
    around = calendar_of(NOTICES[2023], 2023)
    assert {date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)} <= around.off
    wide = NOTICES[2024].translate({ord("1"): "１", ord("（"): "(", ord("）"): ")"})
    assert calendar_of(wide, 2024) == calendar_of(NOTICES[2024], 2024)


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_is_taken_for_no_other_year(year: int) -> None:
    for other in (*range(2020, year), *range(year + 1, 2031)):
        with pytest.raises(Refused):
            calendar_of(NOTICES[year], other)


def test_without_its_head_a_notice_of_another_year_shows_by_its_weekdays() -> None:
    headless = NOTICES[2025].split("\n", 1)[1]
    assert calendar_of(headless, 2025) == calendar_of(NOTICES[2025], 2025)
    with pytest.raises(Refused, match="2027-01-01是周五，通知里写的是周三"):
        calendar_of(headless, 2027)


@pytest.mark.parametrize("name", ["元旦", "春节", "清明节", "劳动节", "端午节", "国庆节"])
def test_a_notice_of_a_part_of_the_year_is_refused(name: str) -> None:
    lines = NOTICES[2022].split("\n")
    with pytest.raises(Refused, match=f"没有{name[:2]}的放假日期"):
        calendar_of("\n".join(line for line in lines if f"、{name}：" not in line), 2022)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有从中读出"),
        ("春节好", "没有从中读出"),
        ("元旦：1日至3日放假", "没有写月份"),
        ("元旦：13月1日放假", "没有“13月1日”"),
        ("春节：2月30日放假", "没有“2月30日”"),
        ("春节：2月1日至5月1日放假", "不像一段假期"),
        ("元旦：2019年1月1日放假", "不是2022年的通知里的日子"),
        ("元旦：2023年1月1日至3日放假", "不是2022年的通知里的日子"),
        ("元旦：12月31日放假", "不是2022年的通知里的日子"),
        ("元旦：12月31日至1月2日放假", "跨年的请把两个年份都写上"),
        ("元旦：1月1日（周日）至3日放假", "2022-01-01是周六，通知里写的是周日"),
        ("春节：1月31日至\n2月6日放假调休，共7天。", "读出 1 天，与写的天数不符"),
        ("元旦：1月1日至3日放假", "没有春节、清明、劳动、端午、国庆、中秋的放假日期"),
        ("元旦：1月1日放假。1月1日上班。", "既写了放假又写了上班"),
    ],
)
def test_a_notice_that_can_not_be_read_is_refused(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        calendar_of(text, 2022)
