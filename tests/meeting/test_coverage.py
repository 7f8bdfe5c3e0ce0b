"""覆盖情况: what each place of the matrix says."""

from __future__ import annotations

from dataclasses import replace

from meeting import attendance, roster, steps
from meeting.coverage import Mark, coverage
from meeting.model import Absence
from tests.meeting.plan import planned
from tests.meeting.session import Session


def mark(session: Session, by: str, to: str) -> Mark:
    return coverage(session.meeting).criticism[by, to].mark


def test_a_member_who_was_never_here_owes_nothing_until_they_come() -> None:
    session = Session(roster.set_absence(planned(3), "p3", Absence("因病"))).open()
    assert mark(session, "p3", "p1") is Mark.ABSENT
    assert coverage(session.meeting).owed_by("p3") == 0
    assert mark(session, "p1", "p3") is Mark.OPEN
    session.add(attendance.arrive(session.meeting, "p3", session.now, session.now))
    assert coverage(session.meeting).owed_by("p3") == 2


def test_who_leaves_still_owes_what_was_not_said() -> None:
    session = Session(planned(3)).open()
    session.add(attendance.leave(session.meeting, "p3", "因公", session.now, session.now))
    cell = coverage(session.meeting).criticism["p3", "p1"]
    assert (cell.mark, cell.reason, cell.settled) == (Mark.AWAY, "因公", False)
    assert coverage(session.meeting).owed_by("p3") == 2


def test_what_is_to_be_completed_shows_although_the_speaker_went_on() -> None:
    session = Session(planned(3)).open().go_to("criticism:p2>p1")
    draft = replace(steps.draft_for(session.meeting, session.floor), text="说到一半")
    session.add(steps.confirm(session.meeting, draft, session.now, pass_on=False, unfinished=True))
    session.say("后面的话。")
    assert mark(session, "p2", "p1") is Mark.UNFINISHED
    session.correct(session.number_of("说到一半"), "说完了。")
    assert mark(session, "p2", "p1") is Mark.DONE
