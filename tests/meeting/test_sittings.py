"""休会, 复会, 散会: what is finished in the break, after the closing, and with the next sitting."""

from __future__ import annotations

from datetime import timedelta

from meeting import steps
from meeting.attendance import leave, strike
from meeting.strike import strike_out
from meeting.timing import elapsed
from tests.meeting.plan import NINE
from tests.meeting.session import Session, refusal

A, B = "briefing:briefing", "group_examination:group"


def test_words_finished_during_the_adjournment_precede_it() -> None:
    session = Session().open().wait(60).say("前半。", pass_on=False).wait(60).adjourn()
    session.wait(30).say("中段。", pass_on=False).wait(30).say("后半。", pass_on=False)
    assert session.acts() == ["opened", "前半。", "中段。", "后半。", "adjourned"]
    session.wait(600).reconvene().wait(30).say("接着讲。")
    assert session.acts()[-3:] == ["adjourned", "reconvened", "接着讲。"]


def test_in_the_adjournment_the_floor_passes_to_nobody() -> None:
    session = Session().open().wait(60).say("通报。").wait(90).adjourn().wait(30)
    assert "先复会" in refusal(session, lambda: session.say("班子检查。"))
    assert session.say("通报的最后一句。", A).say("班子检查。", pass_on=False).floor == B


def test_a_turn_that_gets_the_floor_by_a_skipping_in_the_break_begins_with_the_next_sitting() -> None:
    session = Session().open().wait(60).adjourn().wait(30).skip(A, "已书面通报")
    assert session.floor == B
    session.wait(570).reconvene().wait(45).say("班子检查。")
    assert session.passage("班子检查。").entry.at == NINE + timedelta(seconds=660)
    assert elapsed(session.meeting, B, session.now) == 45


def test_who_came_up_just_before_the_adjournment_speaks_after_it() -> None:
    session = Session().open().wait(60).say("通报。").wait(5).adjourn().wait(600).reconvene()
    assert elapsed(session.meeting, B, session.now) == 0
    session.wait(45).say("班子检查。").say("通报的最后一句。", A)
    assert session.acts() == [
        "opened",
        "通报。",
        "通报的最后一句。",
        "adjourned",
        "reconvened",
        "班子检查。",
    ]
    assert [elapsed(session.meeting, turn, session.now) for turn in (A, B)] == [65, 45]


def test_who_was_speaking_when_the_meeting_adjourned_goes_on() -> None:
    session = Session().open().wait(60).say("通报。").wait(300).adjourn().wait(600).reconvene().wait(30)
    assert elapsed(session.meeting, B, session.now) == 330
    assert session.say("班子检查。").acts() == ["opened", "通报。", "班子检查。", "adjourned", "reconvened"]


def test_no_opinion_can_be_recorded_during_the_adjournment() -> None:
    session = Session().open().go_to("criticism:p2>p1").wait(20).adjourn().wait(5)
    session.add(steps.no_opinion(session.meeting, "criticism:p2>p1", session.now))
    assert session.acts() == ["opened", "未提意见", "adjourned"]
    assert session.floor == "criticism:p2>p1"


def test_words_confirmed_after_the_closing_are_added_late_in_their_place() -> None:
    session = Session().open().wait(60).stamp().wait(60).say("班子检查。", B).wait(60).say("书记检查。")
    session.wait(60).close().wait(60).say("通报。", A).say("班子检查补。", B).say(
        "没轮到的话。", "response:p3"
    )
    assert session.acts() == [
        "opened",
        "通报。",
        "班子检查。",
        "班子检查补。",
        "书记检查。",
        "没轮到的话。",
        "closed",
    ]
    assert [session.passage(text).late for text in ("通报。", "书记检查。")] == [True, False]


def test_a_turn_skipped_after_the_closing_stands_before_it() -> None:
    session = Session().open().wait(60).say("通报。").wait(60).close().wait(60).skip("response:p3", "未到会")
    assert session.acts() == ["opened", "通报。", "未到会", "closed"]


def test_reconvening_after_the_closing_goes_on_with_the_last_turn() -> None:
    session = Session().open().wait(60).say("通报。").wait(60).close().wait(600).reconvene()
    assert session.floor == B
    session.wait(60).say("班子检查。")
    assert session.acts() == ["opened", "通报。", "closed", "reconvened", "班子检查。"]
    assert elapsed(session.meeting, B, session.now) == 120


def test_who_gets_the_floor_back_after_the_break_goes_on_in_the_new_sitting() -> None:
    session = Session().open().wait(60).say("通报。").wait(5).adjourn().wait(86400).reconvene().wait(30)
    session.back().wait(60).say("接着通报。")
    assert session.acts() == ["opened", "通报。", "adjourned", "reconvened", "接着通报。"]
    assert session.passage("接着通报。").entry.at == NINE + timedelta(seconds=60 + 5 + 86400 + 30)


def past_the_break() -> Session:
    """The group's examination was recorded before a break, behind which the next speaker goes on."""
    session = Session().open().wait(600).say("通报。").wait(600).say("班子。")
    return session.wait(60).adjourn().wait(3600).reconvene().wait(300)


def test_a_strike_just_before_the_floor_is_given_back_does_not_date_the_words_before_the_break() -> None:
    session = past_the_break()
    session.add(strike_out(session.meeting, session.number_of("通报。"), "错", session.wait(5).now))
    back = session.wait(60).back().now
    assert session.wait(120).say("班子补充。").passage("班子补充。").entry.at == back


def test_nor_does_a_strike_in_the_very_turn() -> None:
    session = past_the_break()
    session.say("班子的错话。", B)
    session.add(strike_out(session.meeting, session.number_of("班子的错话。"), "错", session.wait(5).now))
    back = session.wait(60).back().now
    assert session.wait(120).say("班子补充。").passage("班子补充。").entry.at == back


def test_nor_does_a_coming_or_going_that_is_struck() -> None:
    session = past_the_break()
    session.add(leave(session.meeting, "p2", "", session.now, session.now))
    gone = session.meeting.entries[-1].number
    back = session.add(strike(session.meeting, gone, session.wait(5).now)).wait(60).back().now
    assert session.wait(120).say("班子补充。").passage("班子补充。").entry.at == back
