"""When turns were, and when what is to come is expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from meeting.model import Head
from meeting.projection import planned_start, projection
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session


def test_before_the_opening_the_plan_runs_from_the_planned_start() -> None:
    meeting = replace(planned(7), head=Head(date=date(2022, 1, 28), starts=time(9)))
    assert planned_start(meeting) == NINE
    slots = projection(meeting, NINE - timedelta(days=3))
    assert slots[0].start == NINE
    assert slots[-1].end == NINE + timedelta(minutes=10 + 15 + 7 * 12 + 42 * 3 + 7 * 3)
    assert all(one.end == two.start for one, two in pairwise(slots))


def test_without_a_date_the_plan_runs_from_now() -> None:
    assert projection(planned(2), NINE)[0].start == NINE


def test_what_is_done_shows_its_own_times_and_the_rest_follows() -> None:
    session = Session(planned(2)).skip("response:p2").open().wait(300).say("通报。").wait(60)
    slots = {slot.turn: slot for slot in projection(session.meeting, session.now)}
    assert "response:p2" not in slots
    assert (slots["briefing:briefing"].start, slots["briefing:briefing"].end) == (
        NINE,
        NINE + timedelta(minutes=5),
    )
    assert slots["group_examination:group"].end == NINE + timedelta(minutes=20)
    assert slots["self_examination:p1"].start == NINE + timedelta(minutes=20)
    assert not slots["self_examination:p1"].actual


def test_an_overrun_turn_is_expected_to_end_now() -> None:
    session = Session(planned(2)).open().wait(3600)
    assert projection(session.meeting, session.now)[1].start == session.now
