"""What is missing: in the head, among the people, in the speaking order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from meeting import amend, order, roster
from meeting.attendance import leave
from meeting.blank import event
from meeting.chain import chained
from meeting.draft import Draft
from meeting.gaps import accept, all_gaps, describe, gaps
from meeting.model import Absence, Act, Head, Kind, Meeting, Role
from meeting.order import turn_of
from meeting.roster import name_of
from tests.meeting.plan import PLAN, planned
from tests.meeting.session import Session

HEAD = Head("某局党组", "民主生活会", 2021, date(2022, 1, 28), place="党员会议室")


def complete() -> Meeting:
    meeting = replace(planned(2), head=HEAD)
    return roster.add(meeting, "记录一", "", "局办公室", Role.RECORDER)


def sentences(meeting: Meeting) -> str:
    return "".join(gap.sentence for gap in gaps(meeting))


def test_a_meeting_held_to_the_end_lacks_nothing() -> None:
    session = Session(complete()).open()
    for _ in range(8):
        session.wait(60).say("一段话。")
    for person in ("p1", "p2"):
        spoken = next(e for e in session.meeting.entries if e.turn == f"self_examination:{person}" and e.text)
        session.account_for_all(person, spoken.number)
    assert sentences(session.meeting) == "还没有散会。"
    assert gaps(session.close().meeting) == ()


def test_an_empty_meeting_lacks_everything() -> None:
    told = sentences(Meeting("m", PLAN))
    for word in ("领导班子全称", "会议名称", "地点", "日期待定", "散会", "没有班子成员", "主持人", "记录人"):
        assert word in told
    assert all("\u4e00" <= gap.sentence[0] <= "\u9fff" or gap.turn for gap in gaps(Meeting("m", PLAN)))


def test_every_turn_without_words_is_named_with_its_place() -> None:
    session = Session(complete()).open().wait(60).say("通报。").skip("response:p2", "离会")
    missing = [gap for gap in gaps(session.meeting) if gap.turn]
    assert len(missing) == 6
    assert missing[2].turn == "criticism:p2>p1"
    assert missing[2].sentence == "钱一 对 赵一 批评意见：没有记录。"


def test_an_interjection_does_not_hide_that_the_criticism_is_missing() -> None:
    session = Session(complete()).open().go_to("criticism:p2>p1")
    session.interject("p1", "请具体些。", session.now).stamp()
    assert "criticism:p2>p1" in {gap.turn for gap in gaps(session.meeting)}


def test_an_absent_member_is_no_gap_until_too_many_are_away() -> None:
    meeting = roster.set_absence(complete(), "p2", Absence("因病"))
    assert not [gap for gap in gaps(meeting) if gap.turn.startswith("response:p2")]
    assert "应到 2 人，实到 1 人，不足" in sentences(meeting)


def test_members_and_observers_without_a_post_are_named() -> None:
    assert "孙一没有写职务。" in sentences(roster.add(complete(), "孙一"))


def test_a_speech_without_a_speaker_is_named_by_its_number() -> None:
    session = Session(order.hold_item(complete(), "commentary", True)).open()
    session.wait(60).say("通报。").go_to("commentary:commentary").say("会议开得好。")
    assert "第 2 条没有写发言人" in sentences(session.meeting)
    number = session.number_of("会议开得好。")
    named = Draft("commentary:commentary", Kind.COMMENTARY, "p3", text="会议开得好。")
    session.add(amend.correct(session.meeting, number, named, session.now))
    assert "没有写发言人" not in sentences(session.meeting)


def test_a_turn_whose_speaker_is_settled_in_the_room_says_so() -> None:
    meeting = order.hold_item(complete(), "commentary", True)
    assert describe(meeting, turn_of(meeting, "commentary:commentary")) == "（发言人待定） 点评"
    meeting = order.insert(meeting, Kind.CRITICISM, "p2", "p1", 2.0, "")
    assert describe(meeting, turn_of(meeting, "extra:1")) == "钱一 对 赵一 批评意见"


def test_an_acceptance_holds_for_what_was_missing_then_and_not_for_what_came_of_it() -> None:
    session = Session(complete()).open().wait(60).say("通报。").stamp()
    key = "turn:criticism:p2>p1"
    session.add(accept(session.meeting, key, "经请示同意", session.now))
    assert key not in {gap.key for gap in gaps(session.meeting)}
    session.add(leave(session.meeting, "p2", "因公", session.now, session.now))
    assert key in {gap.key for gap in gaps(session.meeting)}


def test_a_reason_that_an_earlier_program_took_down_for_a_missing_check_is_still_told() -> None:
    session = Session().open().wait(60).say("通报。")
    name = name_of(session.meeting, "p1")
    left = replace(event(Act.ACCEPTED), item="check:p1", text=f"{name}还没有核对发言记录。", reason="已调离")
    session.add(chained(session.meeting, session.now, left))
    (gap,) = [gap for gap in all_gaps(session.meeting) if gap.key == "check:p1"]
    assert (gap.accepted, gap.told_in) == ("已调离", session.meeting.entries[-1].number)
