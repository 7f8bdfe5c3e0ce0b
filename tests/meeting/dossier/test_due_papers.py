"""材料: how far each has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.dossier.due_papers import (
    addressees,
    day_told,
    drafted,
    due_as,
    sent,
    state_of,
    with_letter,
    written,
)
from meeting.dossier.model import NO_DOSSIER, Dossier, Letter, PaperState, Stage
from meeting.model import Meeting
from meeting.refused import Refused
from meeting.template import DuePaper
from tests.meeting.plan import planned

TODAY = date(2022, 1, 20)
PLAN = planned(2)
MEETING = replace(PLAN, template=replace(PLAN.template, due_before=(DuePaper("request", "请示"),)))


def test_a_paper_is_open_then_drafted_then_sent_and_back() -> None:
    meeting = MEETING
    stages = [state_of(meeting.dossier, "request").stage]
    steps: tuple[Callable[[Meeting], Dossier], ...] = (
        lambda m: drafted(m, "request", "/a/x.docx"),
        lambda m: sent(m, "request", TODAY),
        lambda m: drafted(m, "request", "/a/y.docx"),
        lambda m: sent(m, "request", None),
        lambda m: drafted(m, "request", ""),
    )
    for step in steps:
        meeting = replace(meeting, dossier=step(meeting))
        stages.append(state_of(meeting.dossier, "request").stage)
    assert stages == [Stage.OPEN, Stage.DRAFTED, Stage.SENT, Stage.SENT, Stage.DRAFTED, Stage.OPEN]
    assert len(meeting.dossier.papers) == 1


def test_a_paper_that_the_template_does_not_know_is_refused() -> None:
    with pytest.raises(Refused, match="没有这份材料"):
        sent(MEETING, "other", TODAY)


@pytest.mark.parametrize(("typed", "kept"), [("5", 5), (" １５ ", 15), ("", None)])
def test_working_days_are_a_number_or_open(typed: str, kept: int | None) -> None:
    assert with_letter(NO_DOSSIER, typed, Letter()).working_days_before == kept


@pytest.mark.parametrize("typed", ["0", "61", "五", "-3", "2.5"])
def test_other_working_days_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="1 到 60 的整数"):
        with_letter(NO_DOSSIER, typed, Letter())


def test_a_line_end_in_a_letters_field_is_refused() -> None:
    with pytest.raises(Refused, match="换行"):
        with_letter(NO_DOSSIER, "", Letter(signer="张\n三"))


def test_addressees_are_told_apart_by_commas() -> None:
    assert addressees("XX纪委、XX组织部， XX办 ,") == ("XX纪委", "XX组织部", "XX办")


@given(st.dates(date(2000, 1, 1), TODAY))
def test_a_day_is_read_however_it_is_typed(day: date) -> None:
    for form in (
        "{0}-{1}-{2}",
        "{0}.{1}.{2}",
        "{0}年{1}月{2}日",
        "{0} 年 {1} 月 {2} 日",
        "{0}/{1:02}/{2:02}",
    ):
        assert day_told(form.format(day.year, day.month, day.day), TODAY) == day


def test_a_day_without_its_year_is_the_last_such_day() -> None:
    assert day_told("1月20日", TODAY) == TODAY
    assert day_told("１２．３", TODAY) == date(2021, 12, 3)


def test_the_29th_of_february_is_that_of_the_leap_year_also_with_the_next_years_clock() -> None:
    for today in (date(2024, 2, 29), date(2024, 3, 5), date(2024, 12, 31), date(2025, 1, 10)):
        assert day_told("2.29", today) == date(2024, 2, 29)
    for today in (date(2024, 2, 28), date(2026, 1, 10)):
        with pytest.raises(Refused, match=r"近一年里没有“2\.29”这一天，请核对日期，写上年份"):
            day_told("2.29", today)
    assert day_told("2024.2.29", date(2026, 1, 10)) == date(2024, 2, 29)


@pytest.mark.parametrize(("typed", "told"), [("明天", "看不懂"), ("13月1日", "没有"), ("2021-02-29", "没有")])
def test_a_day_that_can_not_be_read_is_refused(typed: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        day_told(typed, TODAY)


def test_a_paper_that_was_written_is_drafted_unless_it_went_out_or_keeps_its_file() -> None:
    meeting = replace(MEETING, dossier=written(MEETING, {"request": "/a/x.docx", "check": "/a/c.docx"}, ()))
    assert meeting.dossier.papers == (PaperState("request", Stage.DRAFTED, file="/a/x.docx"),)
    assert written(meeting, {"request": "/a/y.docx"}, {"/a/x.docx"}) == meeting.dossier
    assert state_of(written(meeting, {"request": "/a/y.docx"}, ()), "request").file == "/a/y.docx"
    meeting = replace(meeting, dossier=sent(meeting, "request", TODAY))
    assert written(meeting, {"request": "/a/y.docx"}, ()) == meeting.dossier


def test_the_record_with_its_annexes_counts_as_the_record_where_only_that_is_due() -> None:
    def due(*ids: str) -> Meeting:
        after = tuple(DuePaper(one, one) for one in ids)
        return replace(MEETING, template=replace(MEETING.template, due_after=after))

    assert due_as(due("record"), "record_annexed") == "record"
    assert due_as(due("record", "record_annexed"), "record_annexed") == "record_annexed"
    assert due_as(due("record_annexed"), "record") == ""
    assert due_as(due("report"), "record_annexed") == ""
