"""What was struck from the record is not brought back by the notes from which it came."""

from __future__ import annotations

from datetime import timedelta

from meeting.notes.notes import read_notes
from meeting.notes.placing import Fate, Intake, take_in
from meeting.notes.report import report, summary
from meeting.strike import strike_out
from meeting.take_back import take_back
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session

TEXT = "# 2022-01-28\n09:00 开会\n09:01 赵一：通报。\n09:05 赵一：班子检查。\n09:06 〔停电〕\n"


def imported(session: Session, text: str) -> Intake:
    intake = take_in(session.meeting, read_notes(session.meeting, text), session.now)
    session.add(intake.entries)
    return intake


def noted() -> Session:
    """Two members; the notes are taken in, one remark is corrected and then struck, and so is the step."""
    session = Session(planned(2), now=NINE + timedelta(hours=1))
    imported(session, TEXT)
    session.correct(session.number_of("班子检查。"), "班子的检查。")
    for wrong in ("班子检查。", "停电"):
        session.add(strike_out(session.meeting, session.number_of(wrong), "记错了", session.now))
    return session


def test_what_was_struck_is_told_and_not_brought_back() -> None:
    session = noted()
    text = f"{TEXT}09:05 赵一：班子的检查。\n"
    before, notes = session.meeting, read_notes(session.meeting, text)
    intake = imported(session, text)
    assert [placed.fate for placed in intake.placed] == [Fate.KNOWN] * 2 + [Fate.STRUCK] * 3
    assert session.meeting == before
    assert list(report(session.meeting, notes, intake))[3:] == [
        "第 4 行  作废过  09:05  赵一  班子检查。",
        "第 5 行  作废过  09:06  程序记事  停电",
        "第 6 行  作废过  09:05  赵一  班子的检查。",
    ]
    told = "可补记 0 条，已在记录里 2 条，作废过不再记 3 条，未归入 0 条。"
    assert summary(session.meeting, intake) == told


def test_what_is_mended_in_the_notes_is_recorded_and_then_known() -> None:
    session = noted()
    mended = TEXT.replace("赵一：班子检查。", "钱一：班子检查。")
    imported(session, mended)
    assert session.passage("班子检查。").entry.by == "p2"
    assert imported(session, mended).placed[2].fate is Fate.KNOWN


def test_what_was_only_taken_back_is_recorded_again() -> None:
    session = Session(planned(2)).open().wait(60).say("通报。").wait(60)
    session.add(take_back(session.meeting, session.now))
    assert imported(session, "# 2022-01-28\n09:00 赵一：通报。\n").of(Fate.ADDED)
    assert session.texts() == ["通报。"]
