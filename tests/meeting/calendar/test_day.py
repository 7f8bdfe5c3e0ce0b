"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from meeting.calendar.day import day_of
from meeting.refused import Refused


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


@pytest.mark.parametrize("text", ["1月8日", "4456", "2022-1", "去年底", "2022-01-08至10日", "2022-01-081"])
def test_what_is_not_one_day_of_a_year_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="看不懂"):
        day_of(text)


@pytest.mark.parametrize("text", ["44569", "44569.5"])
def test_the_number_of_a_day_in_a_spreadsheet_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(Refused, match=f"“{text}”是表格软件的日序号.*单元格格式改为“日期”"):
        day_of(text)


def test_a_day_that_the_calendar_lacks_is_told() -> None:
    with pytest.raises(Refused, match="没有 2022年2月30日 这一天"):
        day_of("2022-02-30")
