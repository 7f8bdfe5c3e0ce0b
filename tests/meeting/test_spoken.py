"""What waits to be completed."""

from __future__ import annotations

from dataclasses import replace

from meeting import steps
from meeting.desk import draft_for
from meeting.record import TO_COMPLETE, speech, words_typed
from meeting.spoken import unfinished
from meeting.take_back import as_draft, last_confirmed, take_back
from tests.meeting.session import Session


def left(session: Session, text: str = "") -> Session:
    """Confirms what was typed so far for the turn on the floor as 待补."""
    draft = replace(draft_for(session.meeting, session.floor), text=text)
    return session.add(steps.confirm(session.meeting, draft, session.now, pass_on=True, unfinished=True))


def test_it_waits_until_it_is_completed_or_taken_back() -> None:
    session = left(left(Session().open().wait(60), "通报到"), "")
    first, second = (session.number_of(text) for text in ("通报到", TO_COMPLETE))
    assert unfinished(session.meeting.entries) == (first, second)
    session.correct(first, "通报到完。")
    assert unfinished(session.meeting.entries) == (second,)
    session.add(take_back(session.meeting, session.now))
    assert unfinished(session.meeting.entries) == ()


def test_completing_without_another_word_ends_the_waiting() -> None:
    session = left(Session().open().wait(60), "通报。")
    number = session.number_of("通报。")
    session.correct(number, "通报。")
    assert unfinished(session.meeting.entries) == ()
    assert speech(session.meeting, number).completed


def test_what_the_program_put_for_want_of_words_does_not_come_back_as_words() -> None:
    session = left(Session().open().wait(60))
    assert words_typed(last_confirmed(session.meeting)) == ""
    assert as_draft(last_confirmed(session.meeting))[1].text == ""
    assert words_typed(last_confirmed(left(session, "写到这").meeting)) == "写到这"
