"""报送期限: counted from the meeting's days, with everything said that makes a date uncertain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from meeting.calendar.deadlines import (
    UNSURE,
    LastDay,
    When,
    deadlines,
    last_days,
    last_sitting,
    next_due,
    schedule,
)
from meeting.calendar.working_days import Calendar
from meeting.dossier.model import PaperState, SpeechPaper, Stage
from meeting.model import Meeting
from meeting.template import DuePaper
from tests.meeting.calendar.test_working_days import KNOWN
from tests.meeting.plan import planned
from tests.meeting.session import Session

KNOWN_BOTH = replace(KNOWN, years=frozenset({2021, 2022, 2023}))

BEFORE = (DuePaper("request", "请示"), DuePaper("plan", "会议方案"))
AFTER = (DuePaper("record", "会议原始记录"), DuePaper("report", "综合报告"))


def last_day_before(meeting: Meeting, calendar: Calendar) -> LastDay:
    return last_days(schedule(meeting), calendar)[When.BEFORE]


def last_day_after(meeting: Meeting, calendar: Calendar) -> LastDay:
    return last_days(schedule(meeting), calendar)[When.AFTER]


def meeting_on(day: date | None, working_days: int | None = 5, days: int = 1) -> Meeting:
    meeting = planned(2)
    head = replace(meeting.head, date=day, days=days)
    dossier = replace(meeting.dossier, working_days_before=working_days)
    template = replace(meeting.template, due_before=BEFORE, due_after=AFTER)
    return replace(meeting, head=head, dossier=dossier, template=template)


def test_the_papers_before_are_due_so_many_working_days_before_the_meeting() -> None:
    last = last_day_before(meeting_on(date(2022, 2, 8)), KNOWN)
    assert (last.day, last.told) == (date(2022, 1, 27), "2022-01-27")
    assert last.days_left(date(2022, 1, 25)) == 2 and last.days_left(date(2022, 2, 1)) == -5


def test_the_papers_after_are_due_fifteen_days_after_its_end_and_never_rolled_forward() -> None:
    last = last_day_after(meeting_on(date(2022, 1, 28)), KNOWN)
    assert (last.day, last.better) == (date(2022, 2, 12), date(2022, 2, 11))
    assert last.told == "2022-02-12（休息日，宜在02-11前报出）"
    assert last_day_after(meeting_on(date(2022, 1, 28), days=2), KNOWN).day == date(2022, 2, 13)


def test_without_a_day_or_a_number_of_days_it_says_what_is_open() -> None:
    assert last_day_before(meeting_on(None), KNOWN).told == "会议日期待定"
    assert last_day_after(meeting_on(None), KNOWN).told == "会议日期待定"
    assert last_day_before(meeting_on(date(2022, 2, 8), None), KNOWN).told == "会前几个工作日报送，还没有写明"
    assert last_day_after(meeting_on(None), KNOWN).days_left(date(2022, 1, 1)) is None


def test_the_template_tells_the_working_days_where_the_meeting_does_not() -> None:
    meeting = meeting_on(date(2022, 2, 8), None)
    meeting = replace(meeting, template=replace(meeting.template, working_days_before=5))
    assert last_day_before(meeting, KNOWN).day == date(2022, 1, 27)


def test_across_the_end_of_a_year_both_years_must_be_known() -> None:
    meeting = meeting_on(date(2022, 1, 5))
    assert last_day_before(meeting, KNOWN).is_unsure
    last = last_day_before(meeting, KNOWN_BOTH)
    # 4 January, and the four working days before 元旦.
    assert (last.day, last.is_unsure) == (date(2021, 12, 28), False)
    after = last_day_after(meeting_on(date(2022, 12, 20)), KNOWN)
    assert (after.day, after.is_unsure) == (date(2023, 1, 4), True)


def test_a_year_without_data_is_counted_monday_to_friday_and_says_so_wherever_the_date_shows() -> None:
    meeting = meeting_on(date(2031, 2, 3))
    before, after = (last(meeting, KNOWN) for last in (last_day_before, last_day_after))
    assert before.told == f"2031-01-27（{UNSURE}）"
    assert after.told == f"2031-02-18（{UNSURE}）"


@pytest.mark.parametrize("known", [KNOWN, Calendar()])
def test_every_paper_of_the_template_is_listed_with_its_state(known: Calendar) -> None:
    meeting = meeting_on(date(2022, 2, 8))
    sent = PaperState("request", Stage.SENT, date(2022, 1, 20))
    meeting = replace(meeting, dossier=replace(meeting.dossier, papers=(sent,)))
    found = deadlines(meeting, known)
    template = meeting.template
    assert [due.paper for due in found] == [*template.due_before, *template.due_after]
    assert [due.when for due in found] == [When.BEFORE] * 2 + [When.AFTER] * 2
    assert [due.paper.id for due in found if due.is_sent] == ["request"]


def test_what_goes_out_next_is_the_earliest_that_was_not_sent() -> None:
    meeting = meeting_on(date(2022, 2, 8))
    dossier = meeting.dossier
    sent = tuple(PaperState(one.paper.id, Stage.SENT) for one in deadlines(meeting, KNOWN))
    for gone, when in ((0, When.BEFORE), (1, When.BEFORE), (2, When.AFTER), (3, When.AFTER)):
        some = replace(meeting, dossier=replace(dossier, papers=sent[:gone]))
        found = next_due(schedule(some), KNOWN)
        assert found == (when, last_days(schedule(some), KNOWN)[when])
    assert next_due(schedule(replace(meeting, dossier=replace(dossier, papers=sent))), KNOWN) is None


def test_what_goes_out_next_and_can_not_be_told_says_what_is_open() -> None:
    for meeting in (meeting_on(None), meeting_on(date(2022, 2, 8), None)):
        found = next_due(schedule(meeting), KNOWN)
        assert found == (When.BEFORE, last_day_before(meeting, KNOWN)) and found[1].open


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 20), date.max])
@pytest.mark.parametrize("days", [1, 10**9, -(10**9), 10**30])
def test_a_day_out_of_reach_is_told_as_such(day: date, days: int) -> None:
    told = schedule(meeting_on(day, days=days))
    assert [last.told[:3] for last in last_days(told, KNOWN).values()] == ["算不出"] * 2


@pytest.mark.parametrize("count", [61, 10**9, 10**30, -1])
def test_a_number_of_days_out_of_reach_is_told_as_such(count: int) -> None:
    meeting = meeting_on(date(2022, 2, 8), count)
    told = last_days(schedule(meeting), KNOWN)[When.BEFORE]
    assert told == LastDay(None, f"算不出：会议日期 2022-02-08，会前 {count} 个工作日，请核对")
    meeting = replace(meeting, template=replace(meeting.template, days_after=count * 10))
    assert last_day_after(meeting, KNOWN).told.startswith("算不出：散会日期 2022-02-08，会后")


def test_a_meeting_that_runs_past_the_plan_counts_from_the_day_it_came_to() -> None:
    session = Session(meeting_on(date(2022, 1, 28))).open()
    planned_end = session.now.date()
    session.wait(60).say("通报。").wait(24 * 3600)
    assert last_sitting(session.meeting) == planned_end
    session.say("还在通报。")
    assert last_sitting(session.meeting) == planned_end + timedelta(days=1)
    session.adjourn()
    assert last_sitting(session.meeting) == planned_end + timedelta(days=1)
    head = replace(session.meeting.head, days=5)
    assert last_sitting(replace(session.meeting, head=head)) == planned_end + timedelta(days=4)


def test_once_it_is_opened_what_is_due_after_it_is_next() -> None:
    meeting = meeting_on(date(2022, 2, 8))
    assert schedule(meeting).waiting == (When.BEFORE, When.AFTER)
    opened = Session(meeting).open().meeting
    found = next_due(schedule(opened), KNOWN_BOTH)
    assert found == (When.AFTER, last_days(schedule(opened), KNOWN_BOTH)[When.AFTER])
    assert [due.is_sent for due in deadlines(opened, KNOWN_BOTH)] == [False] * 4


def test_what_was_due_before_it_and_never_went_out_is_told_once_all_the_rest_did() -> None:
    session = Session(meeting_on(date(2022, 2, 8))).open()
    gone = tuple(PaperState(one.id, Stage.SENT) for one in session.meeting.template.due_after)
    dossier = replace(session.meeting.dossier, papers=gone)
    told = schedule(replace(session.meeting, dossier=dossier))
    assert next_due(told, KNOWN_BOTH) == (When.BEFORE, last_days(told, KNOWN_BOTH)[When.BEFORE])


def test_once_it_was_held_the_days_of_the_record_count_and_not_the_plan() -> None:
    session = Session(meeting_on(date(2022, 2, 8))).open()
    held = session.now.date()
    assert last_day_before(session.meeting, KNOWN_BOTH).day == KNOWN.working_days_before(held, 5)
    session.wait(60).say("通报。")
    session.close()
    assert (last_day_after(session.meeting, KNOWN_BOTH).day or held).toordinal() == held.toordinal() + 15


def test_a_paper_has_a_file_once_it_is_written_named_or_handed_in() -> None:
    meeting = meeting_on(date(2022, 1, 28))
    after = (
        *AFTER,
        DuePaper("group_examination", "班子对照检查材料"),
        DuePaper("secretary_speech", "发言稿"),
    )
    handed_in = SpeechPaper(1, "稿", "一", "班子.docx", "0" * 64, datetime(2022, 1, 20, tzinfo=UTC))
    states = (PaperState("report", Stage.DRAFTED, file="/a/x.docx"), PaperState("record", Stage.SENT))
    dossier = replace(meeting.dossier, speech_papers=(handed_in,), papers=states)
    meeting = replace(meeting, template=replace(meeting.template, due_after=after), dossier=dossier)
    told = {one.paper.id: (one.has_file, one.stage_told) for one in deadlines(meeting, KNOWN)}
    assert told == {
        "request": (False, "未起草"),
        "plan": (False, "未起草"),
        "record": (True, "已报送"),
        "report": (True, "已起草"),
        "group_examination": (True, "已交来"),
        "secretary_speech": (False, "未起草"),
    }
