"""The drafts on the recorder's desk, and how they are found again after the program has ended."""

from __future__ import annotations

from dataclasses import replace

from meeting import desk
from meeting.desk import draft_for
from meeting.draft import Desk, Draft
from meeting.model import Kind
from tests.meeting.session import Session

A, B = "briefing:briefing", "group_examination:group"


def typed(session: Session, turn: str, text: str) -> Desk:
    draft = replace(draft_for(session.meeting, turn), text=text)
    return desk.written(desk.turned_to(Desk(), turn), draft)


def test_a_desk_without_drafts_offers_a_blank_for_the_turn() -> None:
    session = Session().open()
    assert desk.draft_on(session.meeting, Desk(A)) == draft_for(session.meeting, A)
    assert desk.draft_on(session.meeting, Desk()) is None


def test_turning_to_another_turn_keeps_every_text() -> None:
    session = Session().open()
    kept = desk.turned_to(typed(session, A, "写了一半"), B)
    assert kept.drafts[A].text == "写了一半"
    assert desk.turned_to(kept, A).current == A
    assert desk.turned_to(typed(session, A, ""), B).drafts == {}


def test_what_was_being_typed_stands_in_the_editor_again() -> None:
    session = Session().open().wait(60)
    found = typed(session, A, "写了一半")
    assert desk.taken_up(session.stamp().meeting, found) == found


def test_a_text_recorded_just_before_the_end_is_not_offered_again() -> None:
    session = Session().open().wait(60)
    found = typed(session, A, "通报。\r\n")
    session.say("通报。")
    assert desk.taken_up(session.meeting, found) == Desk(B)


def test_a_recorded_interjection_leaves_the_text_it_interrupted() -> None:
    session = Session().open().wait(60)
    aside = Draft(A, Kind.INTERJECTION, "p2", at=session.now, text="插一句。")
    found = desk.turned_to(typed(session, A, "写了一半"), desk.ASIDE)
    found = desk.written(found, aside)
    session.interject("p2", "插一句。", session.now)
    taken = desk.taken_up(session.meeting, found)
    assert (taken.current, taken.drafts[A].text) == (A, "写了一半")


def test_a_correction_of_nothing_but_the_time_stays_until_it_is_recorded() -> None:
    session = Session().open().wait(60).say("通报。")
    entry = session.entry(3)
    key = desk.correction_key(3)
    for text in ("通报。", ""):
        draft = Draft(entry.turn, entry.kind, entry.by, at=session.now, text=text)
        found = desk.turned_to(Desk(key, {key: draft}), B)
        assert desk.taken_up(session.meeting, found).drafts == {key: draft}
