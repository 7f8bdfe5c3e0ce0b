"""作废: taking off the record what should not be there, wherever in it it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from meeting import amend, seal, steps
from meeting.attendance import leave, strike
from meeting.checking import confirm_sheet, sheets
from meeting.coverage import Mark, coverage
from meeting.desk import correction_key, draft_for
from meeting.dossier.model import Dossier, Problem
from meeting.draft import Desk, Draft
from meeting.fitting import misfit
from meeting.floor import recorded_turns
from meeting.gaps import gaps
from meeting.model import Account, Act
from meeting.record import passages
from meeting.seal import correct_sealed
from meeting.special import accounts
from meeting.strike import leaning_on, strike_out, struck_out
from meeting.timing import stretches
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal


def held() -> Session:
    """Two members through the first round, then a break."""
    session = Session(planned(2)).open()
    for text in ("通报。", "班子检查。", "个人检查。", "意见。"):
        session.wait(60).say(text)
    refers = (number(session, "意见。"),)
    draft = replace(draft_for(session.meeting, session.floor), text="接受。", refers=refers)
    session.wait(60).add(steps.confirm(session.meeting, draft, session.now, pass_on=True))
    return session.wait(60).adjourn()


def number(session: Session, text: str) -> int:
    return session.number_of(text)


def struck(session: Session, text: str, reason: str = "记到了别人名下") -> Session:
    return session.add(strike_out(session.meeting, number(session, text), reason, session.wait(5).now))


def given(session: Session, text: str, person: str) -> Session:
    """The remark of this text is found to be somebody else's."""
    own = session.passage(text).valid
    theirs = Draft(own.turn, own.kind, person, own.to, text=text, mode=own.mode)
    return session.add(amend.correct(session.meeting, own.number, theirs, session.now))


def test_it_is_read_no_more_though_a_break_lies_between_and_the_numbers_close_up() -> None:
    session = struck(held(), "班子检查。")
    assert session.texts() == ["通报。", "个人检查。", "意见。", "接受。"]
    assert [p.number for p in passages(session.meeting) if p.number] == [1, 2, 3, 4]
    assert "group_examination:group" not in recorded_turns(session.meeting.entries)
    missing = [gap.turn for gap in gaps(session.meeting) if gap.turn]
    assert missing[0].startswith("group_examination")


def test_words_and_reason_stay_on_file_as_they_read_last() -> None:
    session = held()
    session.correct(number(session, "个人检查。"), "个人检查两条。")
    found = session.number_of("个人检查。")
    session.add(strike_out(session.meeting, found, " 不是他说的 ", session.now))
    (one,) = struck_out(session.meeting)
    assert (one.was.text, one.by.reason) == ("个人检查两条。", "不是他说的")
    assert session.entry(found).text == "个人检查。"


def test_a_criticism_that_is_struck_is_due_again_and_nothing_rests_on_it() -> None:
    session = held()
    wrong = number(session, "意见。")
    assert coverage(session.meeting).criticism["p2", "p1"].mark is Mark.DONE
    assert list(leaning_on(session.meeting, Desk(), wrong)) == ["1 条表态不再指它"]
    struck(session, "意见。")
    assert coverage(session.meeting).criticism["p2", "p1"].mark is Mark.OPEN


def test_a_response_that_is_still_being_typed_refers_to_it_no_more() -> None:
    session = Session(planned(2)).open()
    for text in ("通报。", "班子检查。", "个人检查。", "意见一。"):
        session.wait(60).say(text)
    session.say("意见二。", "criticism:p2>p1")
    wrong, other = number(session, "意见一。"), number(session, "意见二。")
    draft = replace(draft_for(session.meeting, session.floor), text="接受。", refers=(wrong, other))
    desk = Desk(draft.turn, {draft.turn: draft, correction_key(1): draft})
    assert list(leaning_on(session.meeting, desk, wrong)) == ["没记下的 1 条表态不再指它"]
    struck(session, "意见一。")
    session.add(steps.confirm(session.meeting, draft, session.now, pass_on=True))
    assert session.passage("接受。").entry.refers == (other,)


def test_what_rests_on_it_is_told_beforehand_and_lost_with_it() -> None:
    session = held()
    own = number(session, "个人检查。")
    session.account_for_all("p1", own)
    session.recorder.file(Dossier(problems=(Problem(1, "问题。", "p1", entry=own),)))
    leaning = list(leaning_on(session.meeting, Desk(), own))
    assert leaning == ["四项说明有 1 项变未说明", "整改清单有 1 项没了出处"]
    struck(session, "个人检查。")
    assert {one.state for one in accounts(session.meeting).values()} == {Account.OPEN}


def test_what_was_added_behind_it_keeps_its_place() -> None:
    session = held()
    session.add_later(number(session, "班子检查。"), "补一句。")
    struck(session, "班子检查。")
    assert session.texts()[:3] == ["通报。", "补一句。", "个人检查。"]


def test_what_is_written_again_after_the_closing_takes_its_place_before_what_was_added_behind_it() -> None:
    session = held().wait(60).reconvene().close()
    session.wait(60).say("二的检查。", "self_examination:p2").wait(5).say("对二的意见。", "criticism:p1>p2")
    struck(session, "二的检查。")
    session.wait(5).say("二的新检查。", "self_examination:p2")
    assert session.texts()[-2:] == ["二的新检查。", "对二的意见。"]
    assert session.acts()[-1] == "closed"


def test_what_was_struck_in_another_turn_s_time_does_not_draw_its_own_turn_there() -> None:
    session = held().wait(60).reconvene()
    session.wait(60).say("二的表态。", "response:p2").wait(60).note("停电。").wait(60).close()
    struck(session, "二的表态。")
    session.wait(60).say("二的新表态。", "response:p2")
    assert session.acts()[-3:] == ["停电。", "二的新表态。", "closed"]


def test_whoever_had_checked_it_has_to_check_again() -> None:
    session = held()
    session.add(confirm_sheet(session.meeting, "p2", session.now))
    session.add(confirm_sheet(session.meeting, "p1", session.now))
    struck(session, "个人检查。")
    assert {sheet.person: sheet.changed for sheet in sheets(session.meeting)} == {"p1": True, "p2": False}


def test_who_did_not_bear_it_when_they_checked_has_nothing_to_check_again() -> None:
    session = held()
    for person in ("p1", "p2"):
        session.add(confirm_sheet(session.meeting, person, session.now))
    given(session, "个人检查。", "p2")
    struck(session, "个人检查。")
    assert {sheet.person: sheet.changed for sheet in sheets(session.meeting)} == {"p1": True, "p2": False}


def test_nor_has_who_bore_it_only_before_their_last_check() -> None:
    session = held()
    given(session, "个人检查。", "p2")
    for person in ("p1", "p2"):
        session.add(confirm_sheet(session.meeting, person, session.now))
    struck(session, "个人检查。")
    assert {sheet.person: sheet.changed for sheet in sheets(session.meeting)} == {"p1": False, "p2": True}


def test_a_going_that_was_corrected_and_then_struck_asks_nobody_to_check_again() -> None:
    session = held()
    session.add(leave(session.meeting, "p2", "接电话", session.now, session.now))
    gone = session.meeting.entries[-1].number
    session.correct(gone, "接一个电话")
    session.add(confirm_sheet(session.meeting, "p2", session.now))
    session.add(strike(session.meeting, gone, session.wait(5).now))
    assert not any(sheet.changed for sheet in sheets(session.meeting))


def test_a_start_that_only_its_corrected_time_gave_is_as_it_was() -> None:
    session = held()
    before, own = stretches(session.meeting.entries), session.passage("个人检查。").valid
    moved = replace(own, act=Act.CORRECTED, corrects=own.number, at=own.at.replace(second=30))
    entries = [*session.meeting.entries, moved]
    assert stretches(tuple(entries)) != before
    gone = replace(own, act=Act.WITHDRAWN, corrects=own.number)
    assert stretches((*entries, gone)) == before


def test_a_start_that_another_remark_of_the_same_second_gave_stays() -> None:
    session = Session(planned(3)).open()
    for text in ("通报。", "班子检查。"):
        session.wait(600).say(text)
    session.say("个人检查。", pass_on=False).wait(60).say("错话。", pass_on=False)
    own = session.passage("个人检查。").valid
    assert own.at == session.passage("错话。").valid.at
    earlier = replace(draft_for(session.meeting, own.turn), text=own.text, at=own.at - timedelta(minutes=5))
    session.add(amend.correct(session.meeting, own.number, earlier, session.now))
    began = stretches(session.meeting.entries)[-1].start
    assert began < own.at
    session.correct(number(session, "错话。"), "更错的话。")
    assert stretches(session.meeting.entries)[-1].start == began
    struck(session, "错话。")
    assert stretches(session.meeting.entries)[-1].start == began


def test_a_note_goes_too_but_no_step_of_the_meeting_and_nothing_without_a_reason() -> None:
    session = held().note("停电。")
    wrong = number(session, "停电。")
    assert "为什么作废" in refusal(session, lambda: strike_out(session.meeting, wrong, " ", session.now))
    struck(session, "停电。")
    assert "停电。" not in session.acts()
    opened = next(entry.number for entry in session.meeting.entries if entry.act is Act.OPENED)
    assert "不能作废" in refusal(session, lambda: strike_out(session.meeting, opened, "错", session.now))


def test_a_skipping_is_restored_instead() -> None:
    session = held().skip("criticism:p1>p2")
    skipped = session.meeting.entries[-1].number
    told = refusal(session, lambda: strike_out(session.meeting, skipped, "错", session.now))
    assert "恢复" in told


def test_after_the_seal_only_a_correction_is_left() -> None:
    session = held().close()
    own = number(session, "个人检查。")
    session.add(seal.seal(session.meeting, session.now))
    assert "已定稿，不能作废" in refusal(session, lambda: strike_out(session.meeting, own, "错", session.now))
    revised = replace(draft_for(session.meeting, "self_examination:p1"), text="个人检查两条。")
    session.add(correct_sealed(session.meeting, own, revised, "p1", "少记一条", session.now))


def test_what_is_gone_is_not_struck_again() -> None:
    session = struck(held(), "通报。")
    last = session.meeting.entries[-1]
    assert not misfit(session.meeting.entries)
    assert misfit((*session.meeting.entries, replace(last, number=last.number + 1))) == last.number + 1


def test_without_a_reason_only_the_last_remark_goes() -> None:
    session = held()
    gone = strike_out(session.meeting, number(session, "意见。"), "记错了", session.now)
    assert not misfit((*session.meeting.entries, *gone))
    silent = replace(gone[0], reason="")
    assert misfit((*session.meeting.entries, silent)) == silent.number
    last = replace(silent, corrects=number(session, "接受。"))
    assert not misfit((*session.meeting.entries, last))
