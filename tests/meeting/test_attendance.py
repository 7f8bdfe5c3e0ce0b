"""Who was in the room when, what is skipped meanwhile, and whether they were enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import roster
from meeting.attendance import (
    arrive,
    attendance,
    hand_over,
    leave,
    quorum,
    quorum_of_sitting,
    quorum_sentence,
    recorder_now,
    recorders,
    strike,
)
from meeting.floor import State, next_turn, standings
from meeting.gaps import gaps
from meeting.model import Absence, Role
from meeting.presence import away
from tests.meeting.plan import PLAN, planned
from tests.meeting.session import Session, refusal


def leaves(session: Session, person: str, reason: str = "因公") -> Session:
    return session.add(leave(session.meeting, person, reason, session.now, session.now))


def arrives(session: Session, person: str) -> Session:
    return session.add(arrive(session.meeting, person, session.now, session.now))


def state_of(session: Session, turn: str) -> State:
    return next(one.state for one in standings(session.meeting) if one.turn.id == turn)


def test_who_leaves_is_passed_over_until_they_are_back() -> None:
    session = Session(planned(3)).open().wait(60).say("通报。").say("班子检查。")
    leaves(session.wait(60), "p2")
    assert session.floor == "self_examination:p1"
    session.wait(60).say("检查。")
    assert session.floor == "criticism:p3>p1"
    assert state_of(session, "criticism:p2>p1") is State.ABSENT
    arrives(session.wait(60), "p2")
    assert state_of(session, "criticism:p2>p1") is State.TO_COME
    session.wait(60).say("意见。")
    following = next_turn(session.meeting)
    assert following is not None


def test_what_somebody_who_left_owes_is_open_and_what_an_absent_member_owes_is_not() -> None:
    session = Session(roster.set_absence(planned(3), "p3", Absence("因病"))).open().wait(60)
    leaves(session, "p2")
    open_turns = {gap.turn for gap in gaps(session.meeting)}
    assert "criticism:p2>p1" in open_turns
    assert "criticism:p3>p1" not in open_turns
    told = next(gap.sentence for gap in gaps(session.meeting) if gap.turn == "criticism:p2>p1")
    assert told == "钱一 对 赵一 批评意见：因公，没有进行。"


def test_each_sitting_has_its_own_attendance() -> None:
    session = Session(roster.set_absence(planned(3), "p3", Absence("因病"))).open()
    arrives(session.wait(600), "p3")
    leaves(session.wait(600), "p2")
    session.wait(60).adjourn()
    arrives(session.wait(3600), "p2")
    session.wait(3600).reconvene()
    leaves(session.wait(60), "p1")
    first, second = attendance(session.meeting)
    assert first.present == ("p1", "p2")
    assert [(c.person, c.arrived) for c in first.comings] == [("p3", True), ("p2", False)]
    assert first.attended == {"p1", "p2", "p3"}
    assert second.present == ("p1", "p2", "p3")
    assert [(c.person, c.arrived) for c in second.comings] == [("p1", False)]


@pytest.mark.parametrize(
    ("members", "there", "enough"), [(3, 2, True), (3, 1, False), (7, 5, True), (7, 4, False)]
)
def test_the_quorum_goes_by_who_is_in_the_room_now(members: int, there: int, enough: bool) -> None:
    session = Session(planned(members, observers=3)).open()
    for place in range(members, there, -1):
        leaves(session.wait(1), f"p{place}")
    assert quorum(session.meeting).reached is enough
    assert bool(quorum_sentence(session.meeting)) is not enough
    assert quorum_of_sitting(session.meeting, attendance(session.meeting)[0]).reached


@given(st.integers(0, 40), st.integers(1, 40))
def test_two_thirds_is_exact(there: int, expected: int) -> None:
    meeting = replace(planned(0), people=planned(25).people[: min(expected, 25)])
    expected, there = min(expected, 25), min(there, expected, 25)
    for person in meeting.people[there:]:
        meeting = roster.set_absence(meeting, person.id, Absence("因病"))
    assert quorum(meeting).reached is (3 * there >= 2 * expected)
    ninety = replace(meeting, template=replace(PLAN, quorum=0.9))
    assert quorum(ninety).reached is (10 * there >= 9 * expected)


def test_times_may_be_earlier_but_not_before_the_opening_or_in_the_future() -> None:
    session = Session(planned(3)).open().wait(600)
    past, future, before = (session.now + timedelta(minutes=m) for m in (-5, 5, -20))
    for at in (future, before):
        assert "时刻要在" in refusal(session, partial(leave, session.meeting, "p2", "", at, session.now))
    session.add(leave(session.meeting, "p2", "", past, session.now))
    assert "不在会场" in refusal(session, lambda: leave(session.meeting, "p2", "", session.now, session.now))
    early = past - timedelta(minutes=1)
    assert "时刻要在" in refusal(session, lambda: arrive(session.meeting, "p2", early, session.now))
    assert "已经在会场" in refusal(session, lambda: arrive(session.meeting, "p1", past, session.now))


def test_nobody_comes_or_goes_before_the_opening() -> None:
    session = Session(planned(3))
    assert "还没有开始" in refusal(
        session, lambda: leave(session.meeting, "p2", "", session.now, session.now)
    )


def test_the_record_passes_from_one_recorder_to_the_other() -> None:
    meeting = roster.add(planned(2), "记甲", "", "办公室", Role.RECORDER)
    session = Session(roster.add(meeting, "记乙", "", "办公室", Role.RECORDER)).open()
    assert recorder_now(session.meeting) == "p3"
    assert "不用交接" in refusal(session, lambda: hand_over(session.meeting, "p3", session.now))
    assert "不是记录人" in refusal(session, lambda: hand_over(session.meeting, "p1", session.now))
    session.wait(600).add(hand_over(session.meeting, "p4", session.now))
    assert recorder_now(session.meeting) == "p4"
    assert [person for person, _ in recorders(session.meeting)] == ["p3", "p4"]


def test_whoever_recorded_from_the_opening_stays_so_whatever_becomes_of_the_list() -> None:
    meeting = roster.add(planned(2), "记甲", "", "办公室", Role.RECORDER)
    session = Session(roster.add(meeting, "记乙", "", "办公室", Role.RECORDER)).open()
    session.wait(600).add(hand_over(session.meeting, "p4", session.now))
    session.recorder.set_up(roster.move(session.meeting, "p4", -1))
    assert [person for person, _ in recorders(session.meeting)] == ["p3", "p4"]
    assert "已有记录" in refusal(session, lambda: roster.remove(session.meeting, "p3"))


def test_a_coming_noted_by_mistake_is_struck_and_stays_on_file() -> None:
    session = leaves(Session(planned(3)).open().wait(60), "p2")
    number = session.meeting.entries[-1].number
    session.add(strike(session.meeting, number, session.now))
    assert not away(session.meeting)
    assert "left" not in session.acts()
    assert "已撤销" in refusal(session, lambda: strike(session.meeting, number, session.now))


def test_too_few_during_a_sitting_are_told_with_the_time() -> None:
    session = Session(planned(3)).open()
    leaves(session.wait(600), "p2")
    leaves(session.wait(600), "p3")
    arrives(session.wait(600), "p3")
    session.wait(60).close()
    told = [gap.sentence for gap in gaps(session.meeting) if gap.key.startswith("quorum")]
    assert told == ["09:20 起在场 1 人（应到 3 人），不足规定的到会比例。"]


def test_who_speaks_while_away_and_who_is_absent_and_spoke_is_odd() -> None:
    session = Session(planned(3)).open().wait(60)
    session.add(leave(session.meeting, "p1", "", session.now - timedelta(seconds=30), session.now))
    session.wait(5).say("通报。")
    session.interject("p1", "插一句。", session.now)
    assert "第 2 条：按到会离会的记录，赵一当时不在场。" in {gap.sentence for gap in gaps(session.meeting)}
    told = refusal(session, lambda: roster.set_absence(session.meeting, "p1", Absence("因病")))
    assert "已有发言记录" in told


def test_nobody_comes_or_goes_after_the_closing() -> None:
    session = Session(planned(3)).open().wait(600).close().wait(7200)
    told = refusal(session, lambda: leave(session.meeting, "p2", "", session.now, session.now))
    assert "09:00 和 09:10 之间" in told
