"""Times of coming and going are told to the minute, while the meeting opens within one."""

from __future__ import annotations

from meeting.attendance import arrive, comings, leave
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session, refusal


def test_the_minute_of_the_opening_means_the_opening() -> None:
    session = Session(planned(3), NINE.replace(second=40)).open().wait(300)
    session.add(leave(session.meeting, "p2", "", NINE, session.now))
    assert [coming.at for coming in comings(session.meeting)] == [NINE.replace(second=40)]


def test_who_is_back_within_the_minute_came_after_they_left() -> None:
    session = Session(planned(3)).open().wait(130)
    session.add(leave(session.meeting, "p2", "", session.now, session.now))
    session.wait(90).add(arrive(session.meeting, "p2", NINE.replace(minute=2), session.now))
    assert [coming.arrived for coming in comings(session.meeting)] == [False, True]
    early = NINE.replace(minute=1)
    assert "时刻要在" in refusal(session, lambda: leave(session.meeting, "p2", "", early, session.now))
