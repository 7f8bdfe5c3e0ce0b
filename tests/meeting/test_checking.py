"""Speakers check what is on record of them."""

from __future__ import annotations

from meeting import amend
from meeting.checking import confirm_sheet, sheets
from meeting.draft import Draft
from meeting.gaps import gaps
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal


def test_each_speaker_has_a_sheet_with_their_own_entries_only() -> None:
    session = Session(planned(2)).open().say("通报。").go_to("criticism:p2>p1").wait(5).say("意见。")
    row = sheets(session.meeting)
    assert [(sheet.person, [p.valid.text for p in sheet.passages]) for sheet in row] == [
        ("p1", ["通报。"]),
        ("p2", ["意见。"]),
    ]
    assert not any(sheet.confirmed for sheet in row)


def test_a_tick_holds_until_something_of_theirs_is_changed() -> None:
    session = Session(planned(2)).open().say("通报。").go_to("criticism:p2>p1").wait(5).say("意见。")
    session.add(confirm_sheet(session.meeting, "p1", session.now))
    session.add(confirm_sheet(session.meeting, "p2", session.now))
    assert all(sheet.confirmed for sheet in sheets(session.meeting))
    assert "已经核对过" in refusal(session, lambda: confirm_sheet(session.meeting, "p1", session.now))
    session.correct(session.number_of("意见。"), "改了的意见。")
    first, second = sheets(session.meeting)
    assert first.confirmed and not first.changed
    assert second.confirmed is None and second.changed
    assert "钱一核对以后又有改动。" in {gap.sentence for gap in gaps(session.meeting)}
    session.add(confirm_sheet(session.meeting, "p2", session.now))
    assert all(sheet.confirmed for sheet in sheets(session.meeting))


def test_who_said_nothing_has_nothing_to_check() -> None:
    session = Session(planned(2)).open()
    assert "没有发言记录" in refusal(session, lambda: confirm_sheet(session.meeting, "p2", session.now))


def test_a_tick_goes_when_an_entry_is_found_to_be_somebody_else_s() -> None:
    session = Session(planned(3)).open().say("通报。").wait(5).say("班子检查。")
    session.add(confirm_sheet(session.meeting, "p1", session.now))
    number = session.number_of("班子检查。")
    entry = session.entry(number)
    revised = Draft(entry.turn, entry.kind, "p3", text="班子检查。")
    session.add(amend.correct(session.meeting, number, revised, session.now))
    assert next(sheet for sheet in sheets(session.meeting) if sheet.person == "p1").changed
