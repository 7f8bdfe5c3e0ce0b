"""The matrix of who has criticised whom."""

from __future__ import annotations

from dataclasses import replace

from meeting import amend, order, roster, steps
from meeting.attendance import arrive, leave
from meeting.coverage import Coverage, Mark, coverage
from meeting.desk import draft_for
from meeting.draft import Draft
from meeting.gaps import accept
from meeting.model import Absence, Account, Kind
from meeting.special import account
from tests.meeting.plan import planned
from tests.meeting.session import Session


def owed_by(found: Coverage, person: str) -> int:
    """How many criticisms a member still owes others."""
    return sum(not cell.settled for (by, _), cell in found.criticism.items() if by == person)


def test_every_pair_of_members_has_its_place_and_its_mark() -> None:
    session = Session(planned(4)).open().go_to("criticism:p2>p1").wait(9).say("意见。")
    session.add(steps.no_opinion(session.meeting, session.floor, session.now))
    session.skip("criticism:p4>p1", "时间不够")
    found = coverage(session.meeting)
    assert len(found.criticism) == 12
    marks = {by: found.criticism[by, "p1"] for by in ("p2", "p3", "p4")}
    assert [cell.mark for cell in marks.values()] == [Mark.DONE, Mark.NO_OPINION, Mark.SKIPPED]
    assert marks["p2"].entry == session.number_of("意见。")
    assert marks["p4"].reason == "时间不够"
    still_open = [pair for pair, cell in found.criticism.items() if not cell.settled]
    assert len(still_open) == 9
    assert not [pair for pair in still_open if pair[1] == "p1"]


def test_what_is_to_be_completed_is_not_settled_and_who_was_never_here_is_no_debtor() -> None:
    session = Session(roster.set_absence(planned(3), "p3", Absence("因病"))).open().go_to("criticism:p2>p1")
    draft = replace(draft_for(session.meeting, session.floor), text="")
    session.add(steps.confirm(session.meeting, draft, session.now, pass_on=True, unfinished=True))
    found = coverage(session.meeting)
    assert found.criticism["p2", "p1"].mark is Mark.UNFINISHED
    assert found.criticism["p3", "p1"].mark is Mark.ABSENT
    assert sum(not cell.settled for (_, to), cell in found.criticism.items() if to == "p1") == 1
    session.correct(found.criticism["p2", "p1"].entry, "补全了。")
    assert coverage(session.meeting).criticism["p2", "p1"].mark is Mark.DONE


def test_an_interjection_is_no_criticism_and_a_response_has_its_own_place() -> None:
    session = Session(planned(2)).open().go_to("criticism:p2>p1").interject("p1", "请具体些。", Session().now)
    assert coverage(session.meeting).criticism["p2", "p1"].mark is Mark.OPEN
    session.wait(5).say("意见。").wait(5).say("接受。")
    found = coverage(session.meeting)
    assert found.responses["p1"].mark is Mark.DONE
    assert found.responses["p2"].mark is Mark.OPEN
    session.add(leave(session.meeting, "p2", "因公", session.now, session.now))
    assert coverage(session.meeting).responses["p2"].reason == "因公"


def mark(session: Session, by: str, to: str) -> Mark:
    return coverage(session.meeting).criticism[by, to].mark


def test_a_member_who_was_never_here_owes_nothing_until_they_come() -> None:
    session = Session(roster.set_absence(planned(3), "p3", Absence("因病"))).open()
    assert mark(session, "p3", "p1") is Mark.ABSENT
    assert owed_by(coverage(session.meeting), "p3") == 0
    assert mark(session, "p1", "p3") is Mark.OPEN
    session.add(arrive(session.meeting, "p3", session.now, session.now))
    assert owed_by(coverage(session.meeting), "p3") == 2


def test_who_leaves_still_owes_what_was_not_said() -> None:
    session = Session(planned(3)).open()
    session.add(leave(session.meeting, "p3", "因公", session.now, session.now))
    cell = coverage(session.meeting).criticism["p3", "p1"]
    assert (cell.mark, cell.reason, cell.settled) == (Mark.AWAY, "因公", False)
    assert owed_by(coverage(session.meeting), "p3") == 2


def test_what_is_to_be_completed_shows_although_the_speaker_went_on() -> None:
    session = Session(planned(3)).open().go_to("criticism:p2>p1")
    draft = replace(draft_for(session.meeting, session.floor), text="说到一半")
    session.add(steps.confirm(session.meeting, draft, session.now, pass_on=False, unfinished=True))
    session.say("后面的话。")
    assert mark(session, "p2", "p1") is Mark.UNFINISHED
    session.correct(session.number_of("说到一半"), "说完了。")
    assert mark(session, "p2", "p1") is Mark.DONE


def test_a_correction_of_who_spoke_to_whom_moves_the_criticism() -> None:
    session = Session(planned(3)).open().go_to("criticism:p2>p1").wait(9).say("意见。")
    number = session.number_of("意见。")
    entry = session.entry(number)
    revised = Draft(entry.turn, entry.kind, "p3", "p1", text="意见。")
    session.add(amend.correct(session.meeting, number, revised, session.now))
    found = coverage(session.meeting).criticism
    assert found["p3", "p1"].mark is Mark.DONE
    assert found["p2", "p1"].mark is Mark.OPEN


def test_of_two_turns_for_a_pair_the_one_with_words_shows() -> None:
    meeting = order.insert(planned(3), Kind.CRITICISM, "p2", "p1", 3.0, "criticism:p2>p1")
    extra = meeting.arrangement.extras[0].turn.id
    session = Session(meeting).open().skip("criticism:p2>p1").go_to(extra).wait(5).say("补上的意见。")
    cell = coverage(session.meeting).criticism["p2", "p1"]
    assert (cell.mark, cell.entry) == (Mark.DONE, session.number_of("补上的意见。"))


def test_what_was_accepted_as_missing_is_settled_with_its_reason_until_it_comes() -> None:
    session = Session(planned(3)).open()
    session.add(accept(session.meeting, "turn:criticism:p2>p1", "会后补提", session.now))
    session.add(accept(session.meeting, "special:p2:family", "会后说明", session.now))
    found = coverage(session.meeting)
    cell = found.criticism["p2", "p1"]
    assert (cell.mark, cell.accepted, cell.settled) == (Mark.OPEN, "会后补提", True)
    assert not found.criticism["p3", "p1"].settled
    assert found.accepted == {("p2", "family"): "会后说明"}
    session.go_to("criticism:p2>p1").say("还是提了。")
    session.add(account(session.meeting, "p2", "family", Account.NOTHING, 0, session.now))
    found = coverage(session.meeting)
    assert (found.criticism["p2", "p1"].mark, found.criticism["p2", "p1"].accepted) == (Mark.DONE, "")
    assert found.accepted == {}
