"""What is heard of an invented meeting, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.floor import Phase, phase
from meeting.invented.practice import (
    PAUSE,
    Heard,
    Line,
    Practice,
    Script,
    beginnings,
    heard,
    pace_of,
    played,
    staged,
)
from meeting.order import speaking_order
from meeting.refused import Refused
from tests.meeting.plan import NINE, PLAN
from tests.meeting.session import Session

SCRIPTS = st.lists(st.text(min_size=1, max_size=40), max_size=6).map(
    lambda texts: tuple(Line(f"t{place}", text) for place, text in enumerate(texts))
)
SECONDS = st.floats(0, 500)
PACED = st.integers(10, 1000)

TWO = (Line("a", "一二三四"), Line("b", "五六"))


def test_words_come_one_by_one_and_the_next_speaker_after_a_pause() -> None:
    assert heard(TWO, 60, 0) == Heard(0, "")
    assert heard(TWO, 60, 1.5) == Heard(0, "一")
    assert heard(TWO, 60, 4) == Heard(0, "一二三四")
    assert heard(TWO, 60, 4 + PAUSE - 0.1) == Heard(0, "一二三四")
    assert heard(TWO, 60, 4 + PAUSE) == Heard(1, "")
    assert heard(TWO, 120, 2 + PAUSE + 1) == Heard(1, "五六")
    assert heard(TWO, 60, 6 + 2 * PAUSE) == Heard(2, "")


@given(script=SCRIPTS, pace=PACED, first=SECONDS, second=SECONDS)
def test_speech_never_goes_back(script: Script, pace: int, first: float, second: float) -> None:
    before, after = (heard(script, pace, seconds) for seconds in sorted((first, second)))
    assert (before.place, len(before.words)) <= (after.place, len(after.words))


@given(script=SCRIPTS, pace=PACED, seconds=SECONDS)
def test_what_is_heard_is_the_beginning_of_the_line_that_has_begun(
    script: Script, pace: int, seconds: float
) -> None:
    on, begins = heard(script, pace, seconds), beginnings(script, pace)
    assert begins[on.place] <= seconds
    if on.place < len(script):
        assert seconds < begins[on.place + 1]
        assert script[on.place].text.startswith(on.words)
    else:
        assert on.words == ""


@given(script=SCRIPTS, pace=PACED)
def test_every_word_is_heard_before_the_next_line_begins(script: Script, pace: int) -> None:
    for place, ends in enumerate(beginnings(script, pace)[1:]):
        assert heard(script, pace, ends - PAUSE / 2) == Heard(place, script[place].text)


def test_the_stage_is_an_invented_meeting_that_can_be_opened_now_and_spoken_turn_by_turn() -> None:
    meeting, script = staged(PLAN, Practice(members=7), NINE, "20220128")
    assert meeting.sample
    assert meeting.entries == ()
    assert (meeting.head.date, meeting.head.starts) == (NINE.date(), NINE.time())
    assert [line.turn for line in script] == [turn.id for turn in speaking_order(meeting)]
    assert len(script) == 58
    assert all(line.text for line in script)
    session = Session(meeting).open()
    assert phase(session.meeting) is Phase.RUNNING


def opened() -> Session:
    return Session(staged(PLAN, Practice(members=2), NINE, "20220128")[0]).open()


def test_speech_stands_still_while_the_clock_does() -> None:
    session = opened().wait(30)
    session.pause()
    assert played(session.meeting, session.wait(100).now) == 30
    session.pause()
    assert played(session.meeting, session.wait(5).now) == 35
    session.adjourn()
    session.wait(1000)
    session.reconvene()
    assert played(session.meeting, session.wait(7).now) == 42
    assert played(session.meeting, NINE + timedelta(seconds=10)) == 10


def test_moving_the_opening_back_makes_nobody_speak_faster() -> None:
    session = opened().wait(30)
    session.shift(20)
    assert played(session.meeting, session.now) == 30


@pytest.mark.parametrize(("text", "pace"), [("慢", 60), ("中", 120), ("快", 200), ("90", 90), ("９０", 90)])
def test_a_pace_has_a_name_or_a_number(text: str, pace: int) -> None:
    assert pace_of(text) == pace


@pytest.mark.parametrize("text", ["", "很快", "0", "9", "1001", "-60", "60.5", "²"])
def test_what_is_no_pace_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(Refused, match="慢、中、快，或每分钟的字数，10 到 1000。"):
        pace_of(text)
