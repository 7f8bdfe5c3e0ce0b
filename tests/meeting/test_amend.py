"""Notes of procedure, corrections, and late additions."""

from __future__ import annotations

from functools import partial

from meeting import amend
from meeting.chain import broken_link
from meeting.draft import Draft
from meeting.model import Kind, Mode
from meeting.record import passages, speech
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal


def held() -> Session:
    session = Session(planned(3)).open().go_to("criticism:p2>p1")
    return session.wait(60).say("意见一。").wait(60).say("意见二。")


def revised(session: Session, number: int, **changes: object) -> Draft:
    entry = session.entry(number)
    same: dict[str, object] = {"text": entry.text, "mode": entry.mode, "aspects": entry.aspects}
    return Draft(entry.turn, entry.kind, entry.by, entry.to, **{**same, **changes})  # type: ignore[arg-type]


def test_text_speaker_target_mode_and_aspect_can_be_corrected() -> None:
    session = held()
    number = session.number_of("意见一。")
    entry = session.entry(number)
    for draft in (
        revised(session, number, text="意见一改。"),
        Draft(entry.turn, entry.kind, "p3", "p1", text=entry.text),
        Draft(entry.turn, entry.kind, "p2", "p3", text=entry.text),
        revised(session, number, mode=Mode.SUMMARY),
        revised(session, number, aspects=("duty",)),
        revised(session, number, refers=(1,)),
    ):
        session.add(amend.correct(session.meeting, number, draft, session.now))
        valid = speech(session.meeting, number).valid
        assert (valid.by, valid.to, valid.text, valid.mode) == (draft.by, draft.to, draft.text, draft.mode)
        assert valid.kind is Kind.CRITICISM
    assert len(speech(session.meeting, number).versions) == 7
    assert broken_link(session.meeting) == 0


def test_a_correction_that_changes_nothing_is_refused() -> None:
    session = held()
    number = session.number_of("意见一。")
    same = revised(session, number)
    assert refusal(session, lambda: amend.correct(session.meeting, number, same, session.now)) == "没有改动。"
    empty = revised(session, number, text=" ")
    assert "选“作废”" in refusal(session, lambda: amend.correct(session.meeting, number, empty, session.now))


def test_a_step_without_words_cannot_be_corrected() -> None:
    session = held()
    draft = revised(session, 1, text="改")
    assert "没有文字可改" in refusal(session, lambda: amend.correct(session.meeting, 1, draft, session.now))
    assert "记录里没有这一条" in refusal(
        session, lambda: amend.correct(session.meeting, 99, draft, session.now)
    )


def test_corrections_stay_possible_after_the_closing_and_do_not_become_late() -> None:
    session = held().close().wait(600)
    session.correct(session.number_of("意见一。"), "意见一改。")
    assert session.texts() == ["意见一改。", "意见二。"]
    assert not session.passage("意见一。").late


def test_a_note_is_a_step_with_words_of_its_own() -> None:
    session = held().wait(10).note(" 王五\x07到会。\n")
    note = passages(session.meeting)[-1]
    assert (note.entry.text, note.entry.kind, note.number) == ("王五到会。", Kind.PROCEDURE, 0)
    session.correct(note.entry.number, "王五、赵六到会。")
    assert session.acts()[-1] == "王五、赵六到会。"
    assert "例如" in refusal(session, lambda: session.note(" \n"))


def test_nothing_is_added_late_before_the_opening_or_to_nothing() -> None:
    session = Session()
    draft = Draft("", Kind.CRITICISM, "p1", "p2", text="补。")
    assert "还没有开始" in refusal(session, lambda: amend.add_later(session.meeting, draft, 1, session.now))
    session = held()
    for after in (0, 2, 99):
        late = partial(amend.add_later, session.meeting, draft, after, session.now)
        assert "请从记录中选一条" in refusal(session, late)
    assert "还没有文字" in refusal(session, lambda: session.add_later(1, ""))


def test_what_was_added_late_does_not_delay_what_is_being_typed() -> None:
    session = held()
    began = session.entry(len(session.meeting.entries)).at
    session.wait(60).add_later(session.number_of("意见二。"), "补。").wait(5).say("接着。")
    assert session.passage("接着。").entry.at == began
