"""For which year a meeting is held, and what it is called for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.year import fitting_year, proposed_head, template_year, yearly_name
from tests.meeting.plan import PLAN


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2021-12-01", 2021),
        ("2022-01-28", 2021),
        ("2022-02-28", 2021),
        ("2022-06-30", 2021),
        ("2022-07-01", 2022),
        ("2023-09-10", 2023),
    ],
)
def test_a_meeting_of_the_winter_belongs_to_the_year_that_ends(day: str, year: int) -> None:
    assert fitting_year(date.fromisoformat(day)) == year


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_year_later_it_is_the_next_year(day: date) -> None:
    assert fitting_year(day.replace(day=1, year=day.year + 1)) == fitting_year(day) + 1


def test_a_new_meeting_is_proposed_for_the_day_and_not_for_the_templates_year() -> None:
    head = proposed_head(PLAN, "XX局党组", date(2026, 11, 26))
    assert (head.year, head.title) == (2026, "2026年度党史学习教育专题民主生活会")
    assert (head.group, head.place, head.date) == ("XX局党组", "党员会议室", None)
    assert template_year(PLAN) == 2021


def test_a_template_without_a_year_in_its_id_and_a_meeting_without_one_are_named_without() -> None:
    assert template_year(replace(PLAN, id="zhuanti")) == 0
    assert yearly_name(PLAN, 0) == "党史学习教育专题民主生活会"
