"""Taking the last remark back while its turn is near."""

from __future__ import annotations

from dataclasses import replace

from meeting import steps
from meeting.desk import ASIDE, taken_up
from meeting.draft import Desk
from meeting.floor import recorded_turns
from meeting.model import Act
from meeting.record import last_spoken, passages
from meeting.spoken import withdrawn
from meeting.take_back import as_draft, last_confirmed, take_back
from meeting.timing import elapsed
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session, refusal


def taken(session: Session) -> Session:
    return session.add(take_back(session.meeting, session.now))


def test_the_text_is_gone_from_the_record_and_stays_on_file() -> None:
    session = Session().open().wait(60).say("通报。").wait(30)
    taken(session)
    assert session.texts() == []
    assert session.floor == "briefing:briefing"
    assert recorded_turns(session.meeting.entries) == frozenset()
    assert withdrawn(session.meeting.entries) == {3}
    assert session.entry(3).text == "通报。"
    assert last_spoken(session.meeting) is None


def test_the_turn_s_clock_goes_on_as_if_it_had_never_passed() -> None:
    session = Session().open().wait(60).say("通报。").wait(30)
    taken(session)
    assert elapsed(session.wait(10).meeting, "briefing:briefing", session.now) == 100


def test_confirmed_again_it_stands_once_and_numbers_have_no_hole() -> None:
    session = Session().open().wait(60).say("通报。").wait(5)
    taken(session).wait(5).say("通报了筹备情况。").wait(5).say("班子检查。")
    assert session.texts() == ["通报了筹备情况。", "班子检查。"]
    assert [p.number for p in passages(session.meeting) if p.number] == [1, 2]


def test_one_after_the_other_only_while_the_turn_is_near() -> None:
    session = Session().open().wait(60).say("通报。").wait(60).say("班子检查。").wait(60).say("检查。")
    for left in (["通报。", "班子检查。"], ["通报。"], []):
        taken(session.wait(1))
        assert session.texts() == left
    assert "还没有记下" in refusal(session, lambda: take_back(session.meeting, session.now))


def test_what_lies_further_back_was_corrected_or_closed_is_not_taken_back() -> None:
    session = Session().open().wait(60).say("通报。").stamp().stamp()
    assert "已经过去" in refusal(session, lambda: take_back(session.meeting, session.now))
    session = Session().open().wait(60).say("通报。")
    session.correct(3, "通报情况。")
    assert "更正过" in refusal(session, lambda: take_back(session.meeting, session.now))
    session = Session().open().wait(60).say("通报。").close()
    assert "不能撤回" in refusal(session, lambda: take_back(session.meeting, session.now))


def test_no_opinion_and_an_interjection_come_back_as_they_were() -> None:
    session = Session().open().go_to("criticism:p2>p1")
    session.add(steps.no_opinion(session.meeting, session.floor, session.now))
    key, draft = as_draft(last_confirmed(session.meeting))
    assert (key, draft.text) == ("criticism:p2>p1", "")
    taken(session)
    session.interject("p3", "插一句。", session.now)
    key, draft = as_draft(last_confirmed(session.meeting))
    assert (key, draft.by, draft.text, draft.at) == (ASIDE, "p3", "插一句。", session.now)


def test_the_draft_that_came_back_is_not_taken_for_one_that_is_on_record() -> None:
    session = Session(replace(planned(2))).open().wait(60).say("通报。")
    key, draft = as_draft(last_confirmed(session.meeting))
    taken(session)
    desk = taken_up(session.meeting, Desk(key, {key: draft}))
    assert desk.drafts[key].text == "通报。"
    assert session.meeting.entries[-2].act is Act.WITHDRAWN


def test_what_was_recorded_before_a_break_is_corrected_and_not_taken_back() -> None:
    session = Session().open().wait(60).say("通报。").adjourn().wait(86400).reconvene()
    assert "休会以前记下的" in refusal(session, lambda: take_back(session.meeting, session.now))


def test_what_was_said_before_a_break_and_recorded_after_it_keeps_its_time_when_it_is_taken_back() -> None:
    session = Session().open().wait(300).adjourn().wait(86400).reconvene().wait(60).say("通报。").wait(5)
    taken(session).wait(5).say("通报了。")
    assert session.passage("通报了。").entry.at == NINE
