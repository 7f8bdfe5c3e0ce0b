"""Notes as people type them: what each line is taken for, and that none is lost in reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meeting import roster
from meeting.model import Act, Kind, Meeting, Mode, Role
from meeting.notes.notes import Note, meeting_day, read_notes
from tests.meeting.plan import planned
from tests.meeting.session import Session


def office() -> Meeting:
    """赵一 is secretary and chair; two are called 李."""
    meeting = Meeting("m1", planned().template)
    for name, post in (("赵一", "党组书记"), ("钱二", "副局长"), ("李三", "副局长"), ("李四光", "总工程师")):
        meeting = roster.add(meeting, name, post)
    meeting = roster.add(meeting, "阿依努尔·买买提", "组长", "市纪委监委", Role.OBSERVER)
    return replace(meeting, head=replace(meeting.head, date=date(2022, 1, 28), year=2022))


def pieces(text: str) -> tuple[Note, ...]:
    return read_notes(office(), text).pieces


def only(text: str) -> Note:
    (piece,) = pieces(text)
    return piece


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("09:12", "09:12:00"),
        ("9:12", "09:12:00"),
        ("９：１２", "09:12:00"),
        ("09:12:30", "09:12:30"),
        ("9点12分", "09:12:00"),
        ("9点12", "09:12:00"),
        ("9时12分30秒", "09:12:30"),
        ("9点半", "09:30:00"),
        ("9点整", "09:00:00"),
        ("[09:12]", "09:12:00"),
        ("（09:12）", "09:12:00"),
        ("上午9:12", "09:12:00"),
        ("下午2点05分", "14:05:00"),
        ("中午12:10", "12:10:00"),
    ],
)
def test_a_time_may_be_written_in_many_ways(written: str, told: str) -> None:
    for gap in (" ", "，", "、", "　", ""):
        piece = only(f"{written}{gap}钱二→赵一：意见。")
        assert (f"{piece.at:%H:%M:%S}", piece.trouble, piece.text) == (told, "", "意见。")


@pytest.mark.parametrize(
    "pair",
    ["钱二→赵一：", "钱二->赵一:", "钱二 －＞ 赵一 ：", "钱二⇒赵一：", "钱二对赵一：", "钱二 对 赵一："],
)
def test_from_and_to_may_be_parted_in_many_ways(pair: str) -> None:
    piece = only(f"9:12 {pair} 文字，a：b→c。")
    assert (piece.by, piece.to, piece.text) == ("p2", "p1", "文字，a：b→c。")


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("李三", "p3"),
        ("钱", "p2"),
        ("四光", "p4"),
        ("李四光同志", "p4"),
        ("赵书记", "p1"),
        ("李总工程师", "p4"),
        ("李三副局长", "p3"),
        ("李三（副局长）", "p3"),
        ("主持人", "p1"),
        ("阿依努尔·买买提", "p5"),
        ("买买提", "p5"),
    ],
)
def test_a_name_may_be_shorter_where_one_person_can_be_meant(written: str, person: str) -> None:
    assert only(f"9:12 {written}：发言。").by == person


def test_who_can_not_be_told_is_not_guessed() -> None:
    assert only("9:12 李：发言。").trouble == "“李”可以是李三、李四光，请写明是哪一位"
    assert only("9:12 小王：发言。").trouble == "名单里没有“小王”，请写全名"
    assert only("9:12 →赵一：发言。").trouble == "没有写姓名"
    assert only("9:12 钱二→：发言。").trouble.startswith("批评意见要写明对谁")
    assert only("9:12 钱二→钱二：发言。").trouble == "发言人和对象是同一个人"
    assert only("9:12 大家鼓掌").trouble.startswith("看不出是谁说的")
    assert only("9:12 钱二：").trouble == "后面没有文字"


def test_what_names_nobody_goes_on_with_the_line_before() -> None:
    text = "9:12 钱二→赵一：一是开会迟到。\n\n　　问题：材料审核不细。\n3点意见，\n“赵一”：引用。"
    piece = only(text)
    assert piece.lines == (1, 3, 4, 5)
    assert piece.text == "一是开会迟到。\n问题：材料审核不细。\n3点意见，\n“赵一”：引用。"


def test_a_line_that_names_somebody_begins_anew_at_the_time_of_the_line_before() -> None:
    first, second, third = pieces("9:12 钱二→赵一：意见。\n李三→赵一：另一条。\n赵一：表态。")
    assert (second.by, second.to, second.at) == ("p3", "p1", first.at)
    assert (third.by, third.to, third.at) == ("p1", "", first.at)


@pytest.mark.parametrize("line", ["钱儿：我也说两句", "王五→赵一：还有一条", "钱二→赵一 忘了冒号"])
def test_a_mistyped_name_is_never_put_into_the_mouth_of_whoever_spoke_before(line: str) -> None:
    spoken, unclear = pieces(f"9:12 李三→赵一：意见。\n{line}\n接着的一段")
    assert spoken.text == "意见。"
    assert unclear.trouble
    assert unclear.lines == (2, 3)


def test_the_kind_and_the_mode_can_be_written() -> None:
    for line in (
        "9:40 【表态回应】赵一：好。",
        "9:40 赵一【表态】：好。",
        "9:40 赵一：【表态回应】【摘要】好。",
    ):
        piece = only(line)
        assert (piece.by, piece.kind, piece.text) == ("p1", Kind.RESPONSE, "好。")
    assert piece.mode is Mode.SUMMARY
    assert only("9:40 赵一：【问题一】好。").text == "【问题一】好。"
    assert only("9:40 赵一：【批评意见】好。").trouble.startswith("批评意见要写明对谁")


def test_steps_and_notes_of_procedure() -> None:
    text = "09:00 开会\n9:20〔停电五分钟〕\n9:21 记事：来电\n10:00 休会 十分钟\n10:10 〔复会〕\n11:40，散会。"
    found = [(piece.act, piece.text) for piece in pieces(text)]
    assert found == [
        (Act.OPENED, ""),
        (Act.NOTED, "停电五分钟"),
        (Act.NOTED, "来电"),
        (Act.ADJOURNED, ""),
        (Act.NOTED, "十分钟"),
        (Act.RECONVENED, ""),
        (Act.CLOSED, ""),
    ]
    assert only("9:12 钱二→赵一：未提意见。").act is Act.NO_OPINION
    assert only("9:12 开会时钱二：迟到").trouble
    assert pieces("9:12 钱二：意见。\n散会")[1].trouble.startswith("不知道是什么时候")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\u2028"])
def test_a_line_may_end_as_any_program_ends_it(end: str) -> None:
    assert [piece.text for piece in pieces(f"9:12 钱二：一。{end}9:13 李三：二。")] == ["一。", "二。"]


def test_words_that_were_not_heard_are_no_note() -> None:
    assert only("9:12 钱二：说到\n〔未听清〕\n又说").text == "说到\n〔未听清〕\n又说"


@pytest.mark.parametrize(
    "line",
    ["# 2022-01-29", "＃2022/1/29", "2022年1月29日", "# 1月29日", "1月29日（星期六）", "2022.1.29 周六"],
)
def test_a_line_may_tell_the_day(line: str) -> None:
    notes = read_notes(office(), f"{line}\n9:12 钱二：发言。")
    assert notes.guides == {1}
    assert f"{notes.pieces[0].at:%Y-%m-%d %H:%M}" == "2022-01-29 09:12"


def test_day_and_time_may_stand_before_the_words_or_above_them() -> None:
    assert f"{only('2022-01-29 9:12 钱二：发言。').at:%m-%d %H:%M}" == "01-29 09:12"
    notes = read_notes(office(), "9:12\n钱二→赵一：\n意见。")
    assert notes.guides == {1}
    assert (notes.pieces[0].by, notes.pieces[0].text) == ("p2", "意见。")
    assert read_notes(office(), "9:10 钱二：一。\n9:12\n接着说").pieces[1].trouble.startswith("看不出")


def test_what_is_written_like_a_day_or_a_time_and_is_none_is_said() -> None:
    assert only("# 2022-13-40").trouble == "“2022-13-40”不是日期"
    assert only("# 笔记").trouble == "以 # 开头的只能是日期，例如 # 2022-01-28"
    assert only("25:00 钱二：发言。").trouble == "“25:00”不是时刻"
    assert only("笔记").trouble == "前面没有可以接的发言"
    assert only("钱二：发言。").trouble.startswith("不知道是什么时候")


def test_a_paragraph_that_begins_with_a_day_stays_a_paragraph() -> None:
    assert only("9:12 钱二：说明。\n2022年1月20日 我去了乡里。").text == "说明。\n2022年1月20日 我去了乡里。"


def test_the_day_is_that_of_the_only_sitting_else_it_must_be_told() -> None:
    assert meeting_day(Session().open().meeting) == date(2022, 1, 28)
    twice = Session().open().adjourn().wait(86_400).reconvene().meeting
    assert meeting_day(twice) is None
    (piece,) = read_notes(twice, "9:12 钱一：发言。").pieces
    assert piece.trouble.startswith("不知道是哪一天")


def test_an_order_of_names_is_no_remark_without_a_colon() -> None:
    assert only("9:12 钱二：流程\n申请→审批").text == "流程\n申请→审批"
