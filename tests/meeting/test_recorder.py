"""The Recorder: stores first, and only then hands out the new value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting import roster, steps
from tests.meeting.plan import planned
from tests.meeting.session import Session


def test_what_is_recorded_is_stored() -> None:
    session = Session().open().wait(60).say("通报。")
    assert session.store.meeting == session.meeting
    assert session.recorder.meeting is session.meeting


def test_when_the_store_fails_nothing_has_moved() -> None:
    session = Session().open()
    before = session.meeting
    session.store.full = True
    with pytest.raises(OSError, match="no space"):
        session.wait(60).say("通报。")
    with pytest.raises(OSError, match="no space"):
        session.recorder.set_up(roster.add(session.meeting, "新成员"))
    assert session.meeting is before
    session.store.full = False
    assert session.say("通报。").texts() == ["通报。"]


def test_entries_of_an_older_state_are_not_taken() -> None:
    session = Session().open()
    late = steps.pause(session.meeting, session.now)
    session.wait(60).say("通报。")
    with pytest.raises(ValueError, match="continue"):
        session.add(late)
    with pytest.raises(ValueError, match="continue"):
        session.add(session.meeting.entries[-1:])


def test_setting_up_changes_everything_but_the_record() -> None:
    session = Session(planned(2))
    session.recorder.set_up(roster.add(session.meeting, "新成员"))
    assert len(session.store.meeting.people) == 3
    session.open()
    for changed in (replace(session.meeting, entries=()), replace(session.meeting, id="m2")):
        with pytest.raises(ValueError, match="never touches"):
            session.recorder.set_up(changed)


def test_the_dossier_is_filed_beside_the_record_and_never_with_the_set_up() -> None:
    session = Session(planned(2)).open()
    filed = replace(session.meeting.dossier, forms_sent=30)
    with pytest.raises(ValueError, match="dossier"):
        session.recorder.set_up(replace(session.meeting, dossier=filed))
    session.recorder.file(filed)
    assert session.store.meeting == session.meeting
    assert session.meeting.dossier.forms_sent == 30
    session.store.full = True
    with pytest.raises(OSError, match="no space"):
        session.recorder.file(replace(filed, forms_sent=31))
    assert session.meeting.dossier.forms_sent == 30
