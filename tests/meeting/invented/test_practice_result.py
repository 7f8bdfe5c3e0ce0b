"""What a practice tells: words taken down, keys, and who got the floor too late."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.desk import ASIDE, correction_key
from meeting.draft import Desk, Draft
from meeting.invented.practice import Line, Practice, Script, beginnings, staged
from meeting.invented.practice_result import LATE, Result, result
from meeting.model import Act, Kind
from tests.meeting.plan import NINE, PLAN
from tests.meeting.session import Session

PACE = 60


class Practised(Session):
    """A practice at one character a second, with speeches of ten characters and two of punctuation."""

    def __init__(self) -> None:
        meeting, script = staged(PLAN, Practice(members=2), NINE, "20220128")
        super().__init__(meeting)
        texts = ("甲乙丙丁戊，己庚辛壬癸。", "子丑寅卯辰，巳午未申酉。")
        self.script: Script = tuple(
            Line(line.turn, texts[place % 2]) for place, line in enumerate(script[:4])
        )
        self.open()

    def at(self, seconds: float) -> Practised:
        """Moves the clock to so many seconds after the opening."""
        self.wait(seconds - (self.now - NINE).total_seconds())
        return self

    def told(self, desk: Desk | None = None, keys: Sequence[str] = ()) -> Result:
        return result(self.script, PACE, self.meeting, desk or Desk(), keys, self.now)


def test_the_speeches_of_these_tests_begin_every_fourteen_seconds() -> None:
    assert beginnings(Practised().script, PACE) == (0, 14, 28, 42, 56)


def test_everything_taken_down_in_time_is_all_of_it_and_never_late() -> None:
    session = Practised()
    for place, line in enumerate(session.script):
        session.at(14 * (place + 1)).say(line.text)
    told = session.told(keys=["f2"] * 4)
    assert (told.said, told.taken_down, told.share) == (40, 40, 1)
    assert (told.turns, told.keys, told.keys_a_turn) == (4, {"f2": 4}, 1)
    assert told.late == ()
    assert (told.seconds, told.typed, told.typed_a_minute) == (56, 48, 48 * 60 / 56)


def test_words_count_in_their_order_whatever_the_punctuation_and_what_was_added() -> None:
    session = Practised().at(12)
    session.say("他说甲乙丙 戊；庚己！辛")
    told = session.told()
    assert (told.said, told.taken_down) == (10, 6)
    assert told.typed == 11


def test_only_what_was_said_by_the_end_can_be_missed() -> None:
    told = Practised().at(3).told()
    assert (told.said, told.taken_down, told.share) == (3, 0, 0)
    assert Practised().told().share == 0


def test_the_words_of_one_turn_do_not_count_in_another() -> None:
    session = Practised().at(14)
    session.stamp()
    session.at(15).say(session.script[0].text)
    assert session.told().taken_down == 0


def test_what_waits_in_the_editor_counts_and_a_correction_counts_once() -> None:
    session = Practised().at(12)
    session.say("甲乙丙", pass_on=False)
    turn = session.script[0].turn
    said = next(entry for entry in session.meeting.entries if entry.act is Act.SAID)
    drafts = {
        turn: Draft(turn, Kind.BRIEFING, text="丁戊"),
        ASIDE: Draft(turn, Kind.INTERJECTION, text="插"),
        correction_key(said.number): Draft(turn, Kind.BRIEFING, text="甲乙丙"),
    }
    told = session.told(Desk(turn, drafts))
    assert (told.taken_down, told.typed) == (5, 6)


def test_a_corrected_remark_counts_as_it_now_reads() -> None:
    session = Practised().at(12)
    session.say("甲乙丙")
    said = next(entry for entry in session.meeting.entries if entry.act is Act.SAID)
    session.correct(said.number, "甲乙丙丁戊")
    assert (session.told().taken_down, session.told().typed) == (5, 5)


def test_the_floor_passed_on_too_late_is_told_with_how_much_and_why() -> None:
    session = Practised()
    session.at(14 + LATE + 7).say("甲")
    session.at(28 + LATE).stamp()
    session.at(42 + LATE + 1).stamp()
    stamped, recorded = session.script[3].turn, session.script[1].turn
    late = session.told().late
    assert [(one.turn, one.seconds, one.by_recording) for one in late] == [
        (recorded, LATE + 7, True),
        (stamped, LATE + 1, False),
    ]
    assert all(one.got_floor for one in late)


def test_whoever_still_waits_for_the_floor_at_the_end_is_late_by_so_much() -> None:
    late = Practised().at(14 + LATE + 1).told().late
    assert [(one.seconds, one.got_floor, one.by_recording) for one in late] == [(LATE + 1, False, False)]
    assert Practised().at(14 + LATE).told().late == ()


def test_a_start_put_right_afterwards_is_not_late() -> None:
    session = Practised().at(14 + 60)
    session.stamp()
    session.shift(60)
    assert session.script[1].turn not in {one.turn for one in session.told().late}


def test_a_skipped_turn_is_not_late() -> None:
    session = Practised().at(13)
    turn = session.script[1].turn
    session.skip(turn)
    assert turn not in {one.turn for one in session.at(40).told().late}


def test_speech_that_stood_still_makes_nobody_late() -> None:
    session = Practised().at(10)
    session.pause()
    assert session.at(600).told().late == ()


@given(text=st.text(alphabet="甲乙丙丁戊己，。 x\n", min_size=1, max_size=60), seconds=st.integers(0, 60))
def test_no_more_is_taken_down_than_was_said_or_written(text: str, seconds: int) -> None:
    session = Practised()
    session.at(seconds)
    if text.strip():
        session.say(text)
    told = session.told()
    assert 0 <= told.taken_down <= min(told.said, told.typed)
    assert 0 <= told.share <= 1


@pytest.mark.parametrize("keys", [(), ("f2",), ("f2", "f2", "backspace")])
def test_without_a_turn_there_is_no_number_of_keys_for_one(keys: tuple[str, ...]) -> None:
    told = Practised().told(keys=keys)
    assert (told.keys.total(), told.keys_a_turn) == (len(keys), 0)
