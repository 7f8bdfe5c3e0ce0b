"""Clocks from timestamps: right across pauses, sittings, zones, and a server clock that jumps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from meeting.model import Head
from meeting.projection import projection
from meeting.refused import Refused
from meeting.take_back import take_back
from meeting.timing import (
    clock,
    elapsed,
    halts,
    hours_minutes,
    in_zone,
    last_time,
    meeting_elapsed,
    opened_with,
    out_of_break,
    room_to_shift,
    sittings,
    still_to_begin,
    stretches,
    zone,
)
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session


def seconds(session: Session, turn: str) -> float:
    return elapsed(session.meeting, turn, session.now)


def test_a_turn_lasts_from_its_beginning_to_the_next() -> None:
    session = Session().open().wait(90).say("通报。").wait(30)
    assert seconds(session, "briefing:briefing") == 90
    assert seconds(session, "group_examination:group") == 30
    assert seconds(session, "response:p1") == 0
    assert meeting_elapsed(session.meeting, session.now) == 120


def test_a_pause_stops_the_turn_but_not_the_meeting() -> None:
    session = Session().open().wait(60).pause().wait(300)
    assert seconds(session, "briefing:briefing") == 60
    session.pause().wait(5)
    assert seconds(session, "briefing:briefing") == 65
    assert meeting_elapsed(session.meeting, session.now) == 365


def test_a_second_pause_and_the_end_leave_the_first_pause_as_long_as_it_was() -> None:
    session = Session().open().wait(60).pause().wait(10).pause().wait(20).pause().wait(5)
    assert seconds(session, "briefing:briefing") == 80
    session.pause().wait(30).close()
    assert seconds(session, "briefing:briefing") == 110


def test_a_meeting_that_ends_while_it_is_adjourned_sat_until_the_adjournment() -> None:
    session = Session().open().wait(60).adjourn().wait(600).close()
    assert meeting_elapsed(session.meeting, session.now) == 60


def test_words_of_a_break_fall_before_it_or_where_the_turn_went_on_and_those_of_a_pause_where_they_fell() -> (
    None
):
    session = Session().open().wait(10).pause().wait(20).pause().wait(30).adjourn().wait(600).reconvene()

    def fell(at: float, start: float = 0, end: float = 720) -> float:
        start_, at_, end_ = (NINE + timedelta(seconds=one) for one in (start, at, end))
        return (out_of_break(session.meeting.entries, start_, at_, end_) - NINE).total_seconds()

    assert [fell(at) for at in (15, 59, 60, 659, 660, 700)] == [15, 59, 660, 660, 660, 700]
    assert [fell(300, end=660), fell(300, start=100, end=660), fell(300, end=400)] == [60, 100, 60]


def test_a_turn_that_came_up_within_a_minute_of_the_break_and_said_nothing_since_is_still_to_begin() -> None:
    def begins(seconds: float, session: Session) -> bool:
        return still_to_begin(session.wait(seconds).adjourn().meeting.entries)

    assert begins(60, Session().open().wait(90).say("通报。"))
    assert not begins(61, Session().open().wait(90).say("通报。"))
    assert not begins(9, Session().open().wait(90).say("通报。").say("班子检查。", pass_on=False))
    assert begins(9, Session().open().wait(90).stamp().say("通报。", "briefing:briefing"))
    spoke_before = Session().open().wait(90).stamp().wait(90).say("班子检查。", pass_on=False).back()
    assert begins(9, spoke_before.wait(90).go_to("group_examination:group"))
    assert not still_to_begin(Session().open().wait(90).say("通报。").meeting.entries)


def test_a_meeting_opens_with_the_turn_that_is_on_from_its_beginning() -> None:
    assert opened_with(Session().open().wait(90).meeting.entries)
    assert not opened_with(Session().open().wait(90).stamp().meeting.entries)
    nobody = Session(planned(1)).skip("briefing:briefing").skip("group_examination:group")
    nobody.skip("self_examination:p1").skip("response:p1").open().wait(90).go_to("briefing:briefing")
    assert not opened_with(nobody.meeting.entries)


def room(session: Session) -> tuple[float, float]:
    """Between which seconds from nine o'clock the turn on the floor can have begun."""
    earliest, latest = room_to_shift(session.meeting, session.now)
    return (earliest - NINE).total_seconds(), (latest - NINE).total_seconds()


def test_a_start_has_room_from_the_last_words_of_another_turn_to_the_first_of_its_own() -> None:
    session = Session().open().wait(60).say("通报。", pass_on=False).wait(20).say("通报完。", pass_on=False)
    session.wait(10).stamp().wait(60)
    assert room(session) == (60, 150)
    session.say("班子检查。", pass_on=False).wait(20)
    assert room(session) == (60, 90)
    session.back().wait(10).go_to("group_examination:group").wait(10)
    assert room(session) == (170, 190)


def test_a_start_before_a_break_may_be_moved_across_it_but_for_the_opening() -> None:
    session = Session().open().wait(60).stamp().wait(90).adjourn().wait(600).reconvene().wait(60)
    assert room(session) == (0, 810)
    session = Session().open().wait(150).adjourn().wait(600).reconvene().wait(60)
    assert room(session) == (-3600, 150)


def test_an_adjournment_stops_both_and_ends_a_pause() -> None:
    session = Session().open().wait(60).pause().wait(10).adjourn().wait(3600).reconvene().wait(20)
    assert seconds(session, "briefing:briefing") == 80
    assert meeting_elapsed(session.meeting, session.now) == 90
    assert [halt.adjourned for halt in halts(session.meeting.entries)] == [False, True]
    assert [s.end for s in sittings(session.meeting.entries)] == [NINE + timedelta(seconds=70), None]


def test_a_meeting_of_two_days_counts_both_sittings() -> None:
    session = Session().open().wait(3600).adjourn().wait(86400).reconvene().wait(1800).close().wait(999)
    assert meeting_elapsed(session.meeting, session.now) == 5400
    assert hours_minutes(5400) == "1小时30分"


def test_going_back_from_an_empty_turn_gives_its_time_back() -> None:
    session = Session().open().wait(60).stamp().wait(30).back().wait(10)
    assert session.floor == "briefing:briefing"
    assert seconds(session, "briefing:briefing") == 100
    assert seconds(session, "group_examination:group") == 0
    assert [stretch.start for stretch in stretches(session.meeting.entries)] == [NINE]


def test_going_back_from_a_turn_with_words_keeps_its_time() -> None:
    session = Session().open().wait(60).stamp().wait(30).say("对照检查。", pass_on=False).back().wait(10)
    assert seconds(session, "group_examination:group") == 30
    assert seconds(session, "briefing:briefing") == 70


def test_what_was_skipped_is_gone_back_to_without_the_time_in_which_nobody_spoke() -> None:
    session = Session(planned(1)).skip("briefing:briefing").open()
    session.wait(60).say("班子检查。").wait(60).say("个人检查。").wait(30).skip("response:p1").wait(100)
    again = Session(session.meeting, session.now).back().wait(15)
    assert seconds(again, "response:p1") == 45
    session.go_to("briefing:briefing").wait(10).back().wait(5)
    assert seconds(session, "response:p1") == 45


def test_a_turn_whose_words_were_taken_back_has_none_and_gives_its_time_back() -> None:
    session = Session().open().wait(60).stamp().wait(30).say("对照检查。", pass_on=False)
    session.add(take_back(session.meeting, session.now)).back().wait(10)
    assert seconds(session, "briefing:briefing") == 100
    assert seconds(session, "group_examination:group") == 0


def test_no_entry_on_the_turn_that_is_on_stops_its_clock_but_that_it_is_skipped() -> None:
    session = Session().open().wait(10).say("通报。", pass_on=False).wait(10).correct(3, "通报情况。")
    session.wait(10).add_later(3, "补记。").wait(10).note("记事。").wait(10).account_for_all("p1", 3).wait(10)
    assert seconds(session, "briefing:briefing") == 60
    session.stamp().wait(10).skip("response:p1").wait(10).skip(session.floor).wait(30)
    assert seconds(session, "group_examination:group") == 20


def test_shifting_the_start_moves_the_end_of_the_turn_before() -> None:
    session = Session().open().wait(60).stamp().wait(40).shift(30)
    assert seconds(session, "briefing:briefing") == 30
    assert seconds(session, "group_examination:group") == 70


def test_shifting_the_first_turn_moves_the_opening() -> None:
    session = Session().open().wait(40).shift(30)
    assert [s.start for s in sittings(session.meeting.entries)] == [NINE - timedelta(seconds=30)]
    assert session.shift(-10).acts() == ["opened"]
    assert meeting_elapsed(session.meeting, session.now) == 60


def test_shifting_after_an_adjournment_leaves_the_sittings_as_they_were() -> None:
    session = Session().open().wait(600).adjourn().wait(600).reconvene().wait(60).shift(120)
    starts = [s.start for s in sittings(session.meeting.entries)]
    assert starts == [NINE - timedelta(seconds=120), NINE + timedelta(seconds=1200)]
    assert seconds(session, "briefing:briefing") == 780


def test_a_gap_before_the_turn_is_not_counted_twice_when_its_start_is_shifted() -> None:
    session = Session(planned(1)).open()
    for turn in ("briefing:briefing", "group_examination:group", "self_examination:p1", "response:p1"):
        session.wait(60).skip(turn)
    assert session.floor == ""
    session.wait(60).go_to("briefing:briefing").wait(10).shift(30)
    assert seconds(session, "response:p1") == 60
    session.shift(60)
    turns = {stretch.turn for stretch in stretches(session.meeting.entries)}
    assert sum(seconds(session, turn) for turn in turns) == meeting_elapsed(session.meeting, session.now)


# Clocks that are wrong


def test_a_clock_set_back_while_a_turn_is_on_does_not_shorten_it() -> None:
    session = Session().open().wait(60).note("记事。").wait(-30)
    assert seconds(session, "briefing:briefing") == 60


def test_a_clock_set_back_never_makes_time_run_backwards() -> None:
    session = Session().open().wait(600).say("通报。").wait(-1200)
    for text in ("一", "二", "三"):
        session.wait(1).say(text)
    written = [entry.written for entry in session.meeting.entries]
    assert written == sorted(written)
    assert [entry.at for entry in session.meeting.entries if entry.text] == sorted(
        entry.at for entry in session.meeting.entries if entry.text
    )
    assert session.texts() == ["通报。", "一", "二", "三"]
    assert seconds(session, "briefing:briefing") == 600
    assert meeting_elapsed(session.meeting, session.now) == 600
    assert all(slot.start <= slot.end for slot in projection(session.meeting, session.now))


def test_an_interjection_stamped_by_a_clock_set_back_stays_within_its_turn() -> None:
    session = Session().open().wait(600).say("通报。").wait(-300)
    session.interject("p2", "插一句。", session.now).say("对照检查。")
    assert session.texts() == ["通报。", "插一句。", "对照检查。"]


def test_an_interjection_stamped_before_the_opening_stays_behind_it() -> None:
    session = Session().open().wait(60).close().interject("p2", "插一句。", NINE - timedelta(seconds=1))
    assert session.acts() == ["opened", "插一句。", "closed"]


def test_a_server_in_utc_records_the_time_of_the_room() -> None:
    session = Session(now=NINE.astimezone(UTC)).open().wait(60.75).say("通报。")
    assert f"{session.entry(1).at:%H:%M:%S%z}" == "09:00:00+0800"
    assert f"{session.entry(3).written:%H:%M:%S%z}" == "09:01:00+0800"


@pytest.mark.parametrize(("night", "gap"), [((2026, 3, 29), 3600), ((2026, 10, 25), 3600)])
def test_a_change_of_the_clocks_in_the_zone_leaves_lengths_right(
    night: tuple[int, int, int], gap: float
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(*night, 0, 30, tzinfo=UTC)
    meeting = replace(planned(2), head=Head(zone="Europe/Berlin"))
    session = Session(meeting, before.astimezone(berlin)).open()
    session.now = (before + timedelta(seconds=gap)).astimezone(berlin)
    session.say("通报。")
    first, last = session.entry(1), session.entry(3)
    assert seconds(session, "briefing:briefing") == gap
    assert meeting_elapsed(session.meeting, session.now) == gap
    assert first.at.utcoffset() != last.written.utcoffset()
    assert first.at.hour + 1 + (1 if night[1] == 3 else -1) == last.written.hour


def test_a_zone_nobody_knows_is_refused() -> None:
    for name in ("Asia/Beijng", "", "../etc/passwd", "北京"):
        with pytest.raises(Refused, match="请写 Asia/Shanghai"):
            zone(name)


def test_a_moment_is_told_to_the_second_with_a_fixed_offset() -> None:
    moment = in_zone(datetime(2022, 1, 28, 1, 0, 0, 999999, tzinfo=UTC), "Asia/Shanghai")
    assert moment.isoformat() == "2022-01-28T09:00:00+08:00"


@pytest.mark.parametrize(
    ("length", "told"), [(0, "00:00"), (59.9, "00:59"), (61, "01:01"), (3600, "1:00:00"), (45296, "12:34:56")]
)
def test_clock(length: float, told: str) -> None:
    assert clock(length) == told


@pytest.mark.parametrize(("length", "told"), [(0, "0分钟"), (3540, "59分钟"), (16320, "4小时32分")])
def test_hours_and_minutes(length: float, told: str) -> None:
    assert hours_minutes(length) == told


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (time(9, 5), NINE.replace(minute=5, second=30)),
        (time(8, 50), NINE.replace(hour=8, minute=50)),
        (time(9, 6), NINE.replace(day=27, minute=6)),
        (time(23, 59), NINE.replace(day=27, hour=23, minute=59)),
    ],
)
def test_a_time_of_day_is_the_last_one_in_the_meeting_s_zone(told: time, meant: datetime) -> None:
    now = NINE + timedelta(minutes=5, seconds=30)
    found = last_time(told, now.astimezone(UTC), "Asia/Shanghai")
    assert (found, found.utcoffset()) == (meant, meant.utcoffset())
