"""The order of the room within one second, where times alone do not tell it."""

from __future__ import annotations

from tests.meeting.session import Session

A, B, C = "briefing:briefing", "group_examination:group", "self_examination:p1"


def test_all_within_one_second_the_turns_keep_their_order() -> None:
    session = Session().open().stamp().stamp()
    session.say("丙", C).say("乙", B).say("甲", A)
    assert session.texts() == ["甲", "乙", "丙"]


def test_the_last_words_of_a_turn_precede_the_first_of_the_next() -> None:
    session = Session().open().wait(60).say("甲一").say("乙一", pass_on=False).say("甲二", A).say("甲三", A)
    assert session.texts() == ["甲一", "甲二", "甲三", "乙一"]


def test_words_precede_the_adjournment_they_were_typed_in_and_follow_the_next_sitting() -> None:
    session = Session().open().say("甲一", pass_on=False).adjourn().say("甲二", pass_on=False).reconvene()
    assert session.acts() == ["opened", "甲一", "甲二", "adjourned", "reconvened"]
    assert session.say("甲三").acts() == ["opened", "甲一", "甲二", "adjourned", "reconvened", "甲三"]


def test_a_turn_that_comes_twice_keeps_both_places() -> None:
    session = Session().open().say("甲一").say("乙一", pass_on=False).back()
    assert session.floor == A
    session.say("甲二").say("丙一", pass_on=False)
    assert session.texts() == ["甲一", "乙一", "甲二", "丙一"]


def test_a_moved_start_moves_the_words_that_were_not_yet_confirmed() -> None:
    session = Session().open().wait(60).stamp().wait(30).shift(20)
    session.say("乙一", B, pass_on=False).say("甲一", A)
    assert session.texts() == ["甲一", "乙一"]


def test_what_was_settled_before_the_opening_stands_behind_it() -> None:
    session = Session().skip("response:p3", "请假").note("会场已布置。").wait(60).open().say("甲一")
    assert session.acts() == ["opened", "请假", "会场已布置。", "甲一"]
