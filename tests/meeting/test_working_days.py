"""工作日: counted strictly before a day, over what is known of 放假 and 调休."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.days_off_notice import calendar_of
from meeting.refused import Refused
from meeting.working_days import Calendar, overlaid

NOTICE_2022 = """一、元旦：2022年1月1日至3日放假，共3天。
二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。
三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。"""
KNOWN = calendar_of(NOTICE_2022, 2022)
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
    corrected = calendar_of("春节：2月1日至7日放假，1月30日（星期日）上班。", 2022)
    calendar = overlaid(KNOWN, [corrected])
    assert not calendar.is_working(date(2022, 1, 29)) and calendar.is_working(date(2022, 1, 31))
    assert calendar.years == KNOWN.years


def test_a_notice_is_read_as_it_is_issued() -> None:
    assert not KNOWN.is_working(date(2022, 10, 7)) and KNOWN.is_working(date(2022, 10, 8))
    around = calendar_of("元旦：2023年12月30日至2024年1月1日放假调休，共3天。", 2024)
    assert {day.isoformat() for day in around.off} == {"2023-12-30", "2023-12-31", "2024-01-01"}
    one = calendar_of("元旦：1月1日放假，与周末连休。国庆节：9月28日至10月4日放假。", 2024)
    assert len(one.off) == 8


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有从中读出"),
        ("春节好", "没有从中读出"),
        ("元旦：1日至3日放假", "没有写月份"),
        ("元旦：13月1日放假", "没有“13月1日”"),
        ("春节：2月30日放假", "没有“2月30日”"),
        ("春节：2月1日至5月1日放假", "不像一段假期"),
        ("元旦：2019年1月1日放假", "不像一段假期"),
        ("元旦：1月1日放假。1月1日上班。", "既写了放假又写了上班"),
    ],
)
def test_a_notice_that_can_not_be_read_is_refused(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        calendar_of(text, 2022)
