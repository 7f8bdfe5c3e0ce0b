"""Notes become entries at their own times, in their own places, and nothing of them is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import order, roster
from meeting.amend import correct
from meeting.chain import broken_link
from meeting.draft import Draft
from meeting.floor import Phase, floor, next_turn, phase
from meeting.gaps import gaps
from meeting.model import Absence, Act, Kind, Meeting, Mode
from meeting.notes.notes import read_notes
from meeting.notes.placing import Fate, Intake, take_in
from meeting.notes.report import report, summary
from meeting.record import passages
from meeting.refused import Refused
from meeting.seal import seal
from meeting.strike import strike_out
from meeting.text import clean, lines_of
from meeting.timing import elapsed, sittings
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session

NOON = NINE + timedelta(hours=3)
WHOLE = """# 2022-01-28
09:00 开会
09:01 赵一：通报。
09:05 赵一：班子检查。
09:10 赵一：我的检查。
09:20 钱一→赵一：意见甲。
第二段。
09:22 赵一：说明一下。
09:23 孙一→赵一：未提意见
09:25 赵一：表态。
09:30 钱一：我的检查。
09:35 钱一：补充一点。
10:00 休会
10:20 复会
10:21 赵一→钱一：意见乙。
10:22 孙一→钱一：意见丙。
10:24 督导1：插一句。
10:25 钱一：表态。
10:30 孙一：我的检查。
10:40 赵一→孙一：意见丁。
10:41 钱一→孙一：意见戊。
10:45 孙一：表态。
11:00 〔合影〕
11:40 散会
"""


def dated(meeting: Meeting | None = None) -> Meeting:
    meeting = planned(3, observers=1) if meeting is None else meeting
    return replace(meeting, head=replace(meeting.head, date=date(2022, 1, 28), year=2022))


def intake_of(session: Session, text: str) -> Intake:
    return take_in(session.meeting, read_notes(session.meeting, text), session.now)


def imported(session: Session, text: str) -> Intake:
    intake = intake_of(session, text)
    if intake.entries:
        session.add(intake.entries)
    return intake


def reasons(session: Session, text: str) -> list[str]:
    return [placed.reason for placed in intake_of(session, text).placed if placed.fate is Fate.LEFT]


def kinds(session: Session) -> list[str]:
    return [passage.entry.kind.label for passage in passages(session.meeting) if passage.number]


def running() -> Session:
    """A meeting whose line was cut at 09:12, in the examination of the secretary."""
    session = Session(dated()).open()
    for text in ("通报。", "班子检查。"):
        session.wait(300).say(text)
    return session.wait(120).say("我的检查。", pass_on=False)


def test_a_meeting_noted_wholly_on_paper_is_opened_and_closed_by_its_notes() -> None:
    session = Session(dated(), now=NOON)
    intake = imported(session, WHOLE)
    assert not intake.of(Fate.LEFT)
    assert phase(session.meeting) is Phase.CLOSED
    assert kinds(session) == [
        *("通报", "班子对照检查", "个人对照检查", "批评意见", "插话", "批评意见", "表态回应"),
        *("个人对照检查", "个人对照检查", "批评意见", "批评意见", "插话", "表态回应"),
        *("个人对照检查", "批评意见", "批评意见", "表态回应"),
    ]
    assert not [gap for gap in gaps(session.meeting) if gap.turn]
    assert [f"{sat.start:%H:%M} {sat.end:%H:%M}" for sat in sittings(session.meeting.entries) if sat.end] == [
        "09:00 10:00",
        "10:20 11:40",
    ]
    assert session.passage("意见甲。\n第二段。").entry.at == NINE + timedelta(minutes=20)


def test_every_entry_tells_the_noted_time_and_that_it_was_written_later() -> None:
    session = Session(dated(), now=NOON)
    imported(session, WHOLE)
    assert all(passage.late and passage.entry.written == NOON for passage in passages(session.meeting))
    assert elapsed(session.meeting, "briefing:briefing", NOON) == 5 * 60
    assert session.acts()[0] == "opened"
    assert session.acts()[-1] == "closed"


def test_what_was_noted_while_the_line_was_down_brings_the_meeting_to_where_it_is() -> None:
    session = running().wait(1800)
    imported(session, "9:15 钱一→赵一：意见甲。\n9:17 孙一→赵一：意见乙。")
    assert floor(session.meeting) == "criticism:p3>p1"
    following = next_turn(session.meeting)
    assert following
    assert following.id == "response:p1"
    assert session.texts() == ["通报。", "班子检查。", "我的检查。", "意见甲。", "意见乙。"]


def test_notes_of_a_gap_stand_between_what_was_recorded_before_and_after_and_move_no_clock() -> None:
    session = running().wait(600).go_to("response:p1").wait(60).say("表态。")
    here = floor(session.meeting)
    imported(session, "9:18 孙一→赵一：意见乙。\n9:15 钱一→赵一：意见甲。")
    assert session.texts() == ["通报。", "班子检查。", "我的检查。", "意见甲。", "意见乙。", "表态。"]
    assert floor(session.meeting) == here
    imported(session, "9:16 钱一→赵一：意见甲之二。")
    assert session.texts()[3:6] == ["意见甲。", "意见甲之二。", "意见乙。"]


def test_what_is_on_record_is_told_and_passed_over() -> None:
    session = Session(dated(), now=NOON)
    imported(session, WHOLE)
    entries = session.meeting.entries
    session.correct(session.number_of("意见乙。"), "意见乙改。")
    again = imported(session, WHOLE + "11:10 孙一：又说一句。\n11:10 孙一：又说一句。\n")
    assert [note.text for note in again.of(Fate.ADDED)] == ["又说一句。"]
    assert len(again.of(Fate.KNOWN)) == len(WHOLE.splitlines()) - 2 + 1
    assert len(session.meeting.entries) == len(entries) + 2


def test_a_minute_that_is_told_may_mean_any_second_of_it() -> None:
    session = Session(dated(), now=NINE + timedelta(seconds=40)).open().wait(1220).say("通报。").wait(600)
    intake = imported(session, "9:00 开会\n9:00 赵一：先说一句。\n9:00 散会")
    assert [placed.fate for placed in intake.placed] == [Fate.KNOWN, Fate.ADDED, Fate.ADDED]


def test_what_is_noted_to_the_minute_follows_what_stands_in_it_in_the_order_of_the_lines() -> None:
    session = Session(dated(), now=NINE + timedelta(seconds=10)).open()
    for text in ("通报。", "班子检查。"):
        session.wait(300).say(text)
    session.wait(15).say("我的检查。", pass_on=False).wait(600)
    assert session.passage("我的检查。").entry.at == NINE + timedelta(minutes=10, seconds=10)
    imported(session, "9:10 钱一→赵一：意见甲。\n9:10 孙一→赵一：意见乙。\n9:10:05 督导1：插话。")
    assert session.acts()[-4:] == ["插话。", "我的检查。", "意见甲。", "意见乙。"]


def test_what_is_noted_to_the_minute_of_a_break_stays_before_it() -> None:
    session = Session(dated(), now=NINE).open().wait(310).say("通报。", pass_on=False)
    session.adjourn().wait(20).note("合影").wait(600)
    imported(session, "9:05 赵一：通报的补充。")
    assert session.acts() == ["opened", "通报。", "通报的补充。", "adjourned", "合影"]


def test_a_meeting_opened_too_late_in_the_program_is_opened_when_the_notes_say() -> None:
    session = Session(dated(), now=NINE + timedelta(minutes=20)).open().wait(60).say("通报。").wait(60)
    imported(session, "9:00 开会\n9:02 赵一【通报】：先通报。")
    assert sittings(session.meeting.entries)[0].start == NINE
    assert session.acts() == ["opened", "先通报。", "通报。"]


def test_who_spoke_in_whose_round_follows_the_order_unless_it_is_written() -> None:
    session = running().wait(3600)
    text = "9:20 钱一→赵一：意见。\n9:21 孙一：插一句。\n9:22 孙一→赵一：意见。\n9:23 【插话】赵一：再说明。"
    imported(session, text)
    assert kinds(session)[3:] == ["批评意见", "插话", "批评意见", "插话"]
    imported(session, "9:24 赵一：表态。\n9:25 【点评】督导1：点评。\n9:26 督导1→赵一：也提一条。")
    assert kinds(session)[7:] == ["表态回应", "点评", "批评意见"]


def test_an_absent_members_paper_was_read_out() -> None:
    meeting = roster.set_absence(dated(), "p2", Absence("因病", True, "p3"))
    session = Session(meeting, now=NOON)
    imported(session, "9:00 开会\n9:30 钱一【个人对照检查】：书面发言。\n9:31 赵一【摘要】：大意。")
    assert session.passage("书面发言。").entry.mode is Mode.READ_OUT
    assert session.passage("大意。").entry.mode is Mode.SUMMARY


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8:30 赵一：早了。", "08:30 不在会期内（09:00—）"),
        ("13:00 赵一：晚了。", "还没到 13:00"),
        ("9:30 开会", "记录里 09:00 开会，不能再改；确有出入请写成〔…〕程序记事"),
        ("9:08 休会", "记录里 09:10 还有发言"),
        ("9:30 复会", "会议正在进行，不用复会"),
        (
            "9:30 赵一→钱一：\n" + "长" * 20_001,
            "一条记录最多 20000 字，现在 20001 字：请把后一部分移到下一条",
        ),
        ("9:30 督导1→赵一：未提意见", "发言次序里没有这一轮，不能记未提意见"),
        ("9:20 休会\n9:25 赵一：休会时说的。", "09:25 不在会期内（09:00—09:20）"),
    ],
)
def test_what_can_not_be_placed_says_why(text: str, told: str) -> None:
    assert reasons(running().wait(3600), text) == [told]


def test_the_closing_waits_until_everything_is_placed() -> None:
    session = Session(dated(), now=NOON)
    assert reasons(session, WHOLE + "11:20 小王：谁？\n")[0].startswith("还有未归入的行")
    imported(session, WHOLE + "11:20 小王：谁？\n")
    assert phase(session.meeting) is Phase.RUNNING
    imported(session, WHOLE)
    assert phase(session.meeting) is Phase.CLOSED


def test_after_the_closing_remarks_are_taken_and_breaks_are_not() -> None:
    session = running().wait(3600).close()
    told = "记录里已经散会，不能再加休会；确有其事请写成〔…〕程序记事"
    assert reasons(session, "9:20 钱一→赵一：意见。\n9:30 休会") == [told]
    assert reasons(session, "11:30 钱一→赵一：意见。") == ["还没到 11:30"]
    session.wait(7200)
    assert reasons(session, "11:30 钱一→赵一：意见。") == ["11:30 不在会期内（09:00—10:12）"]


def without_the_second() -> Session:
    """A meeting noted wholly on paper, of which the examination of the group was struck."""
    session = Session(dated(), now=NOON)
    imported(session, WHOLE)
    wrong = session.number_of("班子检查。")
    return session.add(strike_out(session.meeting, wrong, "姓名写错", session.wait(60).now))


def test_what_is_noted_again_instead_of_what_was_struck_stands_in_its_place() -> None:
    session = without_the_second()
    imported(session, "09:06 孙一：班子检查。\n09:07 赵一：再说班子。\n")
    assert session.acts()[1:5] == ["通报。", "班子检查。", "再说班子。", "我的检查。"]
    assert session.acts()[-1] == "closed"


def test_what_is_written_anew_after_the_closing_stands_where_the_notes_had_it() -> None:
    session = without_the_second()
    session.wait(60).say("补写班子检查。", "group_examination:group")
    assert session.acts()[1:4] == ["通报。", "补写班子检查。", "我的检查。"]
    assert session.acts()[-1] == "closed"


@pytest.mark.parametrize("minute", [6, 32])
def test_what_had_got_another_time_before_it_was_struck_misplaces_nothing(minute: int) -> None:
    session = Session(dated(), now=NOON)
    imported(session, WHOLE)
    own = session.passage("班子检查。").valid
    later = Draft(own.turn, own.kind, own.by, at=NINE + timedelta(minutes=31), text=own.text, mode=own.mode)
    session.add(correct(session.meeting, own.number, later, session.wait(60).now))
    session.add(strike_out(session.meeting, own.number, "不该有", session.wait(60).now))
    imported(session, f"09:{minute:02} 孙一：【插话】插一句。\n")
    times = [passage.valid.at for passage in passages(session.meeting)]
    assert times == sorted(times)


def test_what_was_struck_does_not_tell_whose_turn_it_was() -> None:
    session = Session(dated(), now=NOON)
    imported(session, "09:00 开会\n09:01 赵一：通报。\n09:05 赵一：班子检查。\n11:40 散会\n")
    imported(session, "09:10 钱一：【个人对照检查】检查。\n")
    wrong = session.number_of("检查。")
    session.add(strike_out(session.meeting, wrong, "不是他", session.wait(60).now))
    imported(session, "09:11 孙一：【插话】插一句。\n")
    assert session.passage("插一句。").entry.turn == "group_examination:group"


def test_a_silence_that_a_remark_contradicts_is_left() -> None:
    session = running().wait(3600)
    text = "9:20 钱一→赵一：意见。\n9:30 钱一→赵一：未提意见"
    assert reasons(session, text) == ["这一轮已记下意见，不能再记未提意见"]


def test_a_sealed_meeting_and_one_that_never_opened_take_no_notes() -> None:
    session = running().close()
    session.add(seal(session.meeting, session.now))
    with pytest.raises(Refused, match="已定稿"):
        intake_of(session, "9:20 赵一：发言。")
    with pytest.raises(Refused, match="例如 09:00 开会"):
        intake_of(Session(dated()), "9:20 赵一：发言。")


def test_the_report_tells_every_piece_and_shows_what_is_left_in_full() -> None:
    session = running().wait(3600)
    text = "# 2022-01-28\n9:20 钱一→赵一：意见。\n9:21 小王：说了很长的一段话，长得放不下，要全看见。\n再一段"
    notes = read_notes(session.meeting, text)
    intake = take_in(session.meeting, notes, session.now)
    assert list(report(session.meeting, notes, intake)) == [
        "第 1 行  日期时刻  # 2022-01-28",
        "第 2 行  补记  09:20  批评意见  钱一 对 赵一  意见。",
        "第 3—4 行  未归入  名单里没有“小王”，请写全名：\n"
        "      9:21 小王：说了很长的一段话，长得放不下，要全看见。\n      再一段",
    ]
    assert summary(session.meeting, intake) == "可补记 1 条，已在记录里 0 条，未归入 1 条。"


TIMES = st.sampled_from(
    ["", "", "9:05 ", "9:12 ", "9:12:30 ", "９点半，", "10:00 ", "8:00 ", "25:00 ", "23:00 "]
)
HEADS = st.sampled_from(
    [
        *(
            "赵一：",
            "钱一→赵一：",
            "孙对钱一:",
            "孙一->赵一：【摘要】",
            "王五：",
            "督导1：",
            "【点评】督导1：",
            "→：",
        ),
        *("", "〔", "记事：", "赵一【表态】：", "一→孙一："),
    ]
)
WORDS = st.sampled_from(
    ["意见。", "未提意见", "", "  ", "a:b", "开会", "休会", "复会", "散会", "〕", "文\x07字", "#"]
)
LINES = st.one_of(
    st.tuples(TIMES, HEADS, WORDS).map("".join),
    st.sampled_from(
        ["", "# 2022-01-28", "# 2022-01-29", "#", "9:12", "接着说", "9:00 开会", "9:20 休会", "9:40 复会"]
    ),
    st.text(max_size=12).map(lambda text: " ".join(lines_of(text))),
)


def some_meeting(stage: int) -> Session:
    if stage == 0:
        return Session(order.hold_item(dated(), "commentary", True), now=NOON)
    session = running()
    if stage > 1:
        session.wait(300).say("意见。", "criticism:p2>p1").wait(60).adjourn().wait(600).reconvene()
    if stage > 2:
        session.wait(60).close()
    return session.wait(7200)


@given(st.lists(LINES, max_size=14), st.integers(0, 3))
def test_no_line_is_lost_none_is_doubled_and_the_record_stays_in_order(lines: list[str], stage: int) -> None:
    session, text = some_meeting(stage), "\n".join(lines)
    before = session.meeting
    notes = read_notes(before, text)
    if stage == 0 and not any(piece.act is Act.OPENED for piece in notes.pieces):
        return
    intake = imported(session, text)
    # Every line that is not blank belongs to a piece or tells day or time, and every piece has one fate.
    numbers = {number for piece in notes.pieces for number in piece.lines} | notes.guides
    assert numbers == {number for number, line in enumerate(lines, start=1) if clean(line).strip()}
    assert tuple(placed.note for placed in intake.placed) == notes.pieces
    left = dict(notes.left_of(intake.of(Fate.LEFT)))
    for placed in intake.placed:
        written = [clean(lines[number - 1]).strip() for number in placed.note.lines]
        if placed.fate is Fate.LEFT:
            assert placed.reason
            assert all(left[number] == lines[number - 1] for number in placed.note.lines)
        elif placed.entry and placed.entry.text:
            said = placed.entry.text.split("\n")
            assert all(part.strip(" 。") in "\n".join(written) for part in said)
            assert all(line in said for line in written[1:])
    # The record holds, in the order of the room, and tells no time that is yet to come.
    row = [passage.entry.at for passage in passages(session.meeting)]
    assert row == sorted(row)
    assert broken_link(session.meeting) == 0
    assert all(entry.at <= entry.written for entry in session.meeting.entries)
    assert session.meeting.entries[: len(before.entries)] == before.entries
    assert gaps(session.meeting)
    # Once more, nothing is recorded twice.
    fates = [placed.fate for placed in intake.placed]
    again = [placed.fate for placed in intake_of(session, text).placed]
    assert all(after is Fate.KNOWN for fate, after in zip(fates, again, strict=True) if fate is not Fate.LEFT)


def test_a_moment_is_noted_in_the_zone_of_the_meeting() -> None:
    session = Session(dated(), now=NOON)
    imported(session, "9:00 开会")
    (opened,) = (entry for entry in session.meeting.entries if entry.act is Act.OPENED)
    assert opened.at == datetime.fromisoformat("2022-01-28T09:00:00+08:00")
    assert opened.kind is Kind.PROCEDURE


def test_the_example_that_people_are_shown_is_taken_in_whole() -> None:
    page = Path("docs/notes.md").read_text(encoding="utf-8")
    meeting = Meeting("m1", planned().template)
    for name in ("张三", "李四", "王五"):
        meeting = roster.add(meeting, name)
    session = Session(dated(meeting), now=NOON)
    intake = imported(session, page.split("```\n")[1])
    assert {placed.fate for placed in intake.placed} == {Fate.ADDED}
    assert kinds(session) == ["通报", "批评意见", "批评意见", "表态回应"]
    assert phase(session.meeting) is Phase.CLOSED
