"""The record as it reads: corrections applied, originals kept, late additions in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting import steps
from meeting.attendance import leave, strike
from meeting.model import Act
from meeting.record import criticisms_of, last_spoken, passages, speech
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal


def held() -> Session:
    session = Session().open()
    for text in ("一", "二", "三"):
        session.wait(60).say(text)
    return session


def test_a_record_reads_from_the_opening_to_the_closing() -> None:
    session = held().wait(10).adjourn().wait(60).reconvene().wait(60).say("四").close()
    assert session.acts() == ["opened", "一", "二", "三", "adjourned", "reconvened", "四", "closed"]


def test_speeches_are_numbered_as_they_are_read_and_steps_are_not() -> None:
    session = held().add_later(3, "补一")
    assert [(p.valid.text, p.number) for p in passages(session.meeting) if p.number] == [
        ("一", 1),
        ("补一", 2),
        ("二", 3),
        ("三", 4),
    ]
    assert [p.number for p in passages(session.meeting) if p.entry.act is Act.OPENED] == [0]


def test_a_correction_keeps_every_version() -> None:
    session = held()
    number = session.number_of("二")
    session.correct(number, "二改").correct(number, "二再改")
    passage = speech(session.meeting, number)
    assert [version.text for version in passage.versions] == ["二", "二改", "二再改"]
    assert passage.valid.text == "二再改"
    assert passage.valid.at == passage.entry.at
    assert session.texts() == ["一", "二再改", "三"]


def test_no_opinion_corrected_to_words_is_a_remark() -> None:
    session = Session().open().go_to("criticism:p2>p1")
    session.add(steps.no_opinion(session.meeting, session.floor, session.now))
    assert criticisms_of(session.meeting, "p1") == ()
    session.correct(session.number_of("未提意见"), "其实提了一条。")
    assert [p.valid.text for p in criticisms_of(session.meeting, "p1")] == ["其实提了一条。"]


def test_a_late_addition_follows_the_entry_it_was_added_to() -> None:
    session = held()
    one = session.number_of("一")
    session.add_later(one, "一之后").add_later(one, "再之后")
    assert session.texts() == ["一", "一之后", "再之后", "二", "三"]
    session.add_later(session.number_of("一之后"), "夹在中间")
    assert session.texts() == ["一", "一之后", "夹在中间", "再之后", "二", "三"]
    session.correct(session.number_of("夹在中间"), "夹在中间改")
    assert session.texts()[2] == "夹在中间改"


@given(anchors=st.lists(st.integers(0, 99), max_size=12))
def test_late_additions_are_never_lost_and_each_stands_behind_its_own(anchors: list[int]) -> None:
    session = held()
    for count, anchor in enumerate(anchors):
        texts = session.texts()
        session.add_later(session.number_of(texts[anchor % len(texts)]), f"补{count}")
        row = session.texts()
        assert row.index(f"补{count}") > row.index(texts[anchor % len(texts)])
        assert [text for text in row if text != f"补{count}"] == texts


def test_a_late_addition_to_a_skipping_stays_when_the_skipping_is_taken_back() -> None:
    session = held().skip("response:p3", "离会")
    session.add_later(session.number_of("离会"), "补在后面").wait(60).say("四")
    session.add(steps.restore(session.meeting, "response:p3", session.now))
    assert session.texts() == ["一", "二", "三", "补在后面", "四"]


def test_a_late_addition_to_the_opening_stays_when_the_opening_is_moved() -> None:
    session = Session().open().add_later(1, "主持人的话").wait(60).shift(30).say("通报。")
    assert session.acts() == ["opened", "主持人的话", "通报。"]


def test_a_skipping_with_a_corrected_reason_can_be_taken_back() -> None:
    session = held().skip("response:p3", "离会")
    session.correct(session.number_of("离会"), "因病离会")
    assert session.acts()[-1] == "因病离会"
    session.add(steps.restore(session.meeting, "response:p3", session.now))
    assert session.acts() == ["opened", "一", "二", "三"]


def test_skipping_again_with_another_reason_replaces_the_first() -> None:
    session = held().skip("response:p3", "离会").skip("response:p3", "因病离会")
    assert session.acts()[-1:] == ["因病离会"]


def test_words_outside_any_turn_leave_the_opening_on_record() -> None:
    session = Session(planned(1)).open()
    for turn in ("briefing:briefing", "group_examination:group", "self_examination:p1", "response:p1"):
        session.skip(turn)
    session.interject("p1", "还有一句。", session.now)
    assert session.acts()[0] == "opened"
    assert session.texts() == ["还有一句。"]


def test_notes_stand_at_their_time() -> None:
    session = Session().open().wait(60).say("一").wait(5).note("王五到会。").wait(55).say("二", pass_on=False)
    session.wait(5).say("二完")
    assert session.acts() == ["opened", "一", "二", "王五到会。", "二完"]


def test_there_is_no_passage_for_a_step_that_is_not_printed() -> None:
    session = held()
    assert "记录里没有这一条" in refusal(session, lambda: speech(session.meeting, 2))


def test_what_was_added_behind_a_leaving_keeps_its_place_when_that_is_struck() -> None:
    session = Session(planned(3)).open().wait(60).say("一。").wait(60)
    session.add(leave(session.meeting, "p3", "因公", session.now, session.now))
    left = session.meeting.entries[-1].number
    session.wait(60).say("二。").wait(60).say("三。").add_later(left, "补。")
    assert session.texts() == ["一。", "二。", "补。", "三。"]
    session.add(strike(session.meeting, left, session.now))
    assert session.texts() == ["一。", "二。", "补。", "三。"]


def test_what_was_confirmed_last_is_told_by_the_number_that_the_record_shows() -> None:
    session = Session().open().wait(60).say("通报。").wait(60).say("班子检查。")
    session.add_later(session.number_of("通报。"), "通报还有一句。")
    last = last_spoken(session.meeting)
    assert last == session.passage("通报还有一句。")
    assert last and last.number == 2
