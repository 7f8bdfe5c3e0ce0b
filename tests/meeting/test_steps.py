"""What the recorder can do while the meeting goes on, as it happens in the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from meeting import order, steps
from meeting.attendance import leave
from meeting.chain import broken_link
from meeting.desk import draft_for, writing_after
from meeting.draft import Draft
from meeting.model import Kind, Mode
from meeting.timing import elapsed
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session, refusal

A, B, C = "briefing:briefing", "group_examination:group", "self_examination:p1"


def test_one_key_records_and_passes_the_floor_on() -> None:
    session = Session().open().wait(60).say("通报。")
    said, began = session.meeting.entries[-2:]
    assert (said.turn, said.by, said.at, said.written) == (A, "p1", NINE, NINE + timedelta(seconds=60))
    assert (began.turn, began.at) == (B, said.written)


def test_several_entries_in_one_turn_stand_one_after_the_other() -> None:
    session = Session().open()
    for text in ("第一段", "第二段"):
        session.wait(60).say(text, pass_on=False)
    session.wait(60).say("第三段")
    assert session.texts() == ["第一段", "第二段", "第三段"]
    assert [entry.at.minute for entry in session.meeting.entries if entry.text] == [0, 1, 2]
    assert session.floor == B


def test_the_draft_gives_the_entry_its_particulars() -> None:
    session = Session().open().go_to("response:p1")
    draft = replace(
        draft_for(session.meeting, session.floor), text="接受。", mode=Mode.SUMMARY, refers=(3, 4)
    )
    session.add(steps.confirm(session.meeting, draft, session.now, pass_on=False))
    entry = session.meeting.entries[-1]
    assert (entry.mode, entry.refers, entry.aspects, entry.kind) == (Mode.SUMMARY, (3, 4), (), Kind.RESPONSE)


def test_stamping_twice_ahead_leads_the_editor_through_the_turns_in_order() -> None:
    session = Session().open().wait(60).stamp().wait(30).stamp().wait(20)
    assert session.floor == C
    written_for = A
    for text, following in (("通报。", B), ("班子检查。", C), ("书记检查。", "criticism:p2>p1")):
        draft = replace(draft_for(session.meeting, written_for), text=text)
        session.wait(10).add(steps.confirm(session.meeting, draft, session.now, pass_on=True))
        written_for = writing_after(session.meeting, draft)
        assert written_for == following
    assert session.texts() == ["通报。", "班子检查。", "书记检查。"]
    assert [entry.at - NINE for entry in session.meeting.entries if entry.text] == [
        timedelta(seconds=0),
        timedelta(seconds=60),
        timedelta(seconds=90),
    ]


def test_a_sentence_finished_after_the_next_speech_still_precedes_it() -> None:
    session = Session().open().wait(60).say("通报。").wait(60).say("班子检查。", pass_on=False)
    session.say("通报的最后一句。", A)
    assert session.texts() == ["通报。", "通报的最后一句。", "班子检查。"]
    assert session.floor == B


def test_an_interjection_stands_where_it_was_made_and_the_turn_goes_on() -> None:
    session = Session().open().wait(60)
    began = session.now
    session.wait(20).interject("p3", "人数不对。", began)
    assert session.floor == A
    session.wait(60).say("通报。")
    assert session.texts() == ["通报。", "人数不对。"]
    aside = Draft(A, Kind.INTERJECTION, "p3", at=began, text="人数不对。")
    assert writing_after(session.meeting, aside) == A


def test_no_opinion_is_recorded_and_passes_the_floor_on() -> None:
    session = Session().open().go_to("criticism:p2>p1").wait(20)
    session.add(steps.no_opinion(session.meeting, session.floor, session.now))
    assert session.texts() == ["未提意见"]
    assert session.floor == "criticism:p3>p1"
    assert "已记下意见" in refusal(
        session, lambda: steps.no_opinion(session.meeting, "criticism:p2>p1", session.now)
    )
    assert "只用于批评意见" in refusal(
        session, lambda: steps.no_opinion(session.meeting, "response:p1", session.now)
    )


def test_the_last_turn_keeps_the_floor_when_it_is_recorded() -> None:
    session = Session(planned(1)).open()
    for text in "一二三四":
        session.wait(10).say(text)
    assert session.floor == "response:p1"
    assert "散会" in refusal(session, session.stamp)
    assert session.wait(10).say("五").close().floor == ""


def test_a_speaker_can_be_chosen_out_of_order() -> None:
    session = Session().open().wait(60).go_to("response:p3")
    assert session.floor == "response:p3"
    assert refusal(session, lambda: session.go_to("response:p3")) == "这一轮正在发言。"
    assert "次序里没有" in refusal(session, lambda: session.go_to("response:p9"))


def test_an_observer_of_the_turn_is_named_in_the_room() -> None:
    session = Session(order.hold_item(planned(1, observers=2), "commentary", True)).open()
    session.go_to("commentary:commentary")
    draft = replace(draft_for(session.meeting, session.floor), by="p3", text="会议开得好。")
    session.add(steps.confirm(session.meeting, draft, session.now, pass_on=True))
    assert session.passage("会议开得好。").valid.by == "p3"


# Moving the start


def test_a_start_cannot_be_moved_before_what_was_said_before_nor_behind_now() -> None:
    session = Session().open().wait(60).say("通报。", pass_on=False).wait(30).say("通报完。").wait(30)
    assert "09:01:00" in refusal(session, lambda: session.shift(31))
    assert "09:02:00" in refusal(session, lambda: session.shift(-31))
    assert session.shift(30).texts() == ["通报。", "通报完。"]


def test_a_start_can_be_moved_back_though_the_turn_has_words_already() -> None:
    session = Session().open().wait(60).stamp().wait(20).say("班子检查。", pass_on=False).wait(10)
    assert elapsed(session.shift(30).meeting, B, session.now) == 60
    assert "09:01:00" in refusal(session, lambda: session.shift(-31))


def test_a_start_is_not_moved_when_nobody_speaks_or_the_meeting_does_not_run() -> None:
    session = Session(planned(1)).skip(A).skip(B).skip("response:p1").open().wait(9)
    session.skip("self_examination:p1")
    assert "没有人发言" in refusal(session, lambda: session.shift(5))
    other = Session().open().wait(60).adjourn()
    assert "请先复会" in refusal(other, lambda: other.shift(5))


def test_a_start_is_not_moved_out_of_its_sitting() -> None:
    session = Session().open().wait(60).say("通报。").wait(90).close().wait(600).reconvene().wait(10)
    assert "09:12:30" in refusal(session, lambda: session.shift(1))
    opening = Session().open().wait(120).adjourn().wait(600).reconvene().wait(60)
    assert "09:02:00" in refusal(opening, lambda: opening.shift(-121))
    assert opening.shift(-120).acts() == ["opened", "adjourned", "reconvened"]


def test_the_first_start_can_be_moved_by_an_hour_at_most() -> None:
    session = Session().open()
    assert "08:00:00" in refusal(session, lambda: session.shift(3601))
    assert session.shift(3600).entry(3).at == NINE - timedelta(hours=1)


# Skipping


def test_a_turn_can_be_skipped_before_the_opening_and_taken_back() -> None:
    session = Session().skip(B, "书面印发").open()
    assert session.acts() == ["opened", "书面印发"]
    session.add(steps.restore(session.meeting, B, session.now))
    assert session.acts() == ["opened"]
    assert "没有跳过" in refusal(session, lambda: steps.restore(session.meeting, B, session.now))


def test_skipping_the_turn_on_the_floor_passes_it_on() -> None:
    assert Session().open().wait(5).skip(A).floor == B


def test_skipping_needs_a_reason_and_an_empty_turn() -> None:
    session = Session().open().wait(60).say("通报。")
    assert "理由" in refusal(session, lambda: session.skip(B, " \x00"))
    assert "已有记录" in refusal(session, lambda: session.skip(A))


def test_a_skipped_turn_that_speaks_after_all_is_no_longer_skipped() -> None:
    session = Session().open().skip("criticism:p2>p1").wait(5).go_to("criticism:p2>p1").say("还是要说。")
    assert session.acts() == ["opened", "还是要说。"]


# What is not allowed


@pytest.mark.parametrize("act", ["stamp", "back", "adjourn", "pause", "close", "reconvene"])
def test_before_the_opening_nothing_but_setting_up(act: str) -> None:
    session = Session()
    assert any("\u4e00" <= char <= "\u9fff" for char in refusal(session, getattr(session, act)))
    assert "请先开会" in refusal(session, lambda: session.say("早到的话。", A))
    assert "请先开会" in refusal(session, lambda: session.go_to(A))
    assert "请先开会" in refusal(session, lambda: session.shift(5))


def test_a_meeting_opens_once_and_with_somebody_in_it() -> None:
    session = Session().open()
    assert refusal(session, session.open) == "会议已经开始。"
    nobody = Session(planned(0))
    assert "名单里还没有班子成员" in refusal(nobody, nobody.open)


def test_while_it_stands_still_the_meeting_goes_no_further() -> None:
    session = Session().open().wait(60).adjourn()
    for act in (session.stamp, session.back, session.adjourn, session.pause):
        assert "请先复会" in refusal(session, act)
    session.close()
    for act in (session.stamp, session.back, session.adjourn, session.pause):
        assert "已经散会" in refusal(session, act)
    assert "没有在进行" in refusal(session, session.close)
    running = Session().open()
    assert "不用复会" in refusal(running, running.reconvene)


def test_there_is_nothing_before_the_first_turn() -> None:
    session = Session().open()
    assert "前面没有" in refusal(session, session.back)


def test_an_empty_or_overlong_text_is_not_recorded() -> None:
    session = Session().open()
    assert "还没有文字" in refusal(session, lambda: session.say(" \n"))
    assert "最多 20000 字" in refusal(session, lambda: session.say("长" * 20_001))


def test_a_group_of_twenty_five_is_led_through_its_first_two_rounds() -> None:
    session = Session(planned(25)).open()
    texts = [f"第{place}段" for place in range(54)]
    for text in texts:
        session.wait(20).say(text)
    assert session.close().texts() == texts
    assert broken_link(session.meeting) == 0
    assert session.entry(len(session.meeting.entries) - 1).turn == "self_examination:p3"


def test_who_left_is_not_read_out() -> None:
    session = Session().open().go_to("self_examination:p2").wait(60)
    session.add(leave(session.meeting, "p2", "因公", session.now, session.now))
    assert draft_for(session.meeting, "self_examination:p2").mode is Mode.VERBATIM
