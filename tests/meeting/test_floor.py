"""Where the meeting stands: who is on, who is next, who was left out."""

from __future__ import annotations

from dataclasses import replace

from meeting import order
from meeting.floor import (
    Phase,
    State,
    begun_after,
    floor,
    is_paused,
    next_turn,
    phase,
    standings,
    turn_before,
)
from meeting.model import Kind
from tests.meeting.plan import planned
from tests.meeting.session import Session


def states(session: Session) -> str:
    """The signs of all turns in a row."""
    return "".join(standing.state.sign for standing in standings(session.meeting))


def test_the_phases_of_a_meeting() -> None:
    session = Session()
    seen = [phase(session.meeting)]
    for step in (session.open, session.adjourn, session.reconvene, session.close, session.reconvene):
        seen.append(phase(step().meeting))
    assert seen == [
        Phase.PLANNED,
        Phase.RUNNING,
        Phase.ADJOURNED,
        Phase.RUNNING,
        Phase.CLOSED,
        Phase.RUNNING,
    ]


def test_every_state_and_phase_is_told_in_chinese_and_states_by_a_sign_of_their_own() -> None:
    assert len({state.sign for state in State}) == len(State)
    assert all("\u4e00" <= one.label[0] <= "\u9fff" for one in (*State, *Phase))


def test_the_floor_goes_down_the_order() -> None:
    session = Session().open()
    assert session.floor == "briefing:briefing"
    session.wait(60).say("通报。").wait(60).say("班子对照检查。").wait(60).stamp()
    assert states(session) == "++!>          "


def test_a_turn_jumped_to_leaves_a_gap_that_is_offered_once_the_end_is_reached() -> None:
    session = Session(planned(2)).open().wait(60).say("通报。").go_to("response:p1")
    assert states(session) == "+!  >   "
    assert session.next_turn() == "self_examination:p2"
    for text in ("表态一", "检查二", "批评二", "表态二"):
        session.wait(30).say(text)
    assert session.floor == "self_examination:p1"
    session.wait(30).say("检查一").wait(30).say("批评一")
    assert states(session) == "+!+>++++"
    assert session.next_turn() == ""
    assert session.floor == "criticism:p2>p1"


def test_a_turn_further_down_that_was_left_without_a_word_is_come_to_again() -> None:
    session = (
        Session(planned(2)).open().wait(5).go_to("criticism:p2>p1").wait(5).go_to("group_examination:group")
    )
    session.wait(60).say("班子对照检查。").wait(60).say("书记对照检查。")
    assert session.floor == "criticism:p2>p1"


def test_an_interjection_is_not_the_turns_own_word() -> None:
    session = Session().open().go_to("criticism:p2>p1").wait(30)
    session.interject("p3", "请具体些。", session.now).wait(5).stamp()
    assert [s.turn.id for s in standings(session.meeting) if s.state is State.DONE] == []


def test_an_inserted_interjection_is_done_once_it_is_said() -> None:
    meeting = order.insert(planned(2), Kind.INTERJECTION, "p2", "", 2.0, "briefing:briefing")
    session = Session(meeting).open().wait(60).say("通报。").wait(10).say("补充一句。")
    assert states(session).startswith("++>")


def test_a_skipped_turn_is_passed_over_and_tells_its_reason_as_corrected() -> None:
    session = Session().skip("group_examination:group", "书面报告").open().wait(60).say("通报。")
    assert session.floor == "self_examination:p1"
    session.correct(1, "已书面印发")
    assert [s.reason for s in standings(session.meeting) if s.state is State.SKIPPED] == ["已书面印发"]


def test_going_back_again_and_again_leads_to_the_first_turn() -> None:
    session = Session().open()
    for text in ("一", "二", "三"):
        session.wait(30).say(text)
    way = []
    while turn_before(session.meeting):
        way.append(session.wait(5).back().floor)
    assert way == ["self_examination:p1", "group_examination:group", "briefing:briefing"]


def test_going_back_after_the_last_turn_was_skipped_leads_to_it() -> None:
    session = Session(planned(1)).open().go_to("response:p1").skip("response:p1")
    session.go_to("self_examination:p1").wait(5).say("检查。", pass_on=False)
    session.skip("group_examination:group").go_to("response:p1").skip("response:p1")
    assert session.next_turn() == ""
    assert session.floor == ""
    assert session.back().floor == "response:p1"


def test_who_took_the_floor_after_whom() -> None:
    session = Session().open().wait(9).stamp().wait(9).stamp()
    a, b, c = "briefing:briefing", "group_examination:group", "self_examination:p1"
    assert [begun_after(session.meeting, turn) for turn in (a, b, c)] == [b, c, c]
    assert begun_after(session.meeting, "response:p3") == c


def test_paused_by_a_pause_or_an_adjournment() -> None:
    session = Session().open()
    assert not is_paused(session.meeting)
    assert is_paused(session.pause().meeting)
    assert not is_paused(session.pause().meeting)
    assert is_paused(session.adjourn().meeting)


def test_nobody_is_next_in_an_empty_order() -> None:
    assert floor(planned(2)) == ""
    assert next_turn(replace(planned(2), template=replace(planned(2).template, agenda=()))) is None
