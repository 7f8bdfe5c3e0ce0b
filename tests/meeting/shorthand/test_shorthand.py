"""What the markers stand for, and above all what they leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meeting import roster
from meeting.model import Meeting, Role
from meeting.refused import Refused
from meeting.shorthand.shorthand import NOTHING, Expansion, Meanings, abbreviation, asked, meanings, offer
from meeting.template import Aspect
from tests.meeting.plan import planned

PHRASES = {"dw": "党委", "dwb": "党委办公室", "党风": "党风廉政建设和反腐败工作"}


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def group(members: int, observers: int = 0, phrases: Mapping[str, str] = PHRASES) -> Meanings:
    meeting = planned(0)
    meeting = replace(
        meeting,
        template=replace(
            meeting.template,
            aspects=tuple(Aspect(f"a{i}", f"第{i}方面的全文", f"方面{i}") for i in range(1, 6)),
        ),
    )
    for number in range(observers):
        meeting = roster.add(meeting, f"列席{number + 1}", "督导组成员", role=Role.OBSERVER)
    for number in range(members):
        meeting = roster.add(meeting, f"成员{number + 1}", f"第{number + 1}副局长")
    return meanings(meeting, phrases)


SEVEN = group(7)


def expanded(text: str, commits: list[str], meant: Meanings = SEVEN) -> str:
    """The text after these commits at its end, with whatever expands by itself put in place."""
    for commit in commits:
        text += commit
        if expansion := asked(text[-24:], commit, meant):
            text = text[: len(text) - expansion.length] + (expansion.text or f"[{expansion.aspect}]")
    return text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["请", "@", "3", "说明"], "请成员3说明"),
        (["请", "＠", "３"], "请成员3"),
        (["请", "@3"], "请成员3"),
        (["请", "＠3", "、", "@", "１"], "请成员3、成员1"),
        (["请@", "3"], "请成员3"),
        (["有差距。", "#", "2"], "有差距。[a2]"),
        (["＃", "５"], "[a5]"),
    ],
)
def test_a_marker_typed_at_the_caret_expands(typed: list[str], read: str) -> None:
    assert expanded("", typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        ["请@3"],
        ["@3说"],
        ["@3@4"],
        ["zhang", "@", "1", "63.com"],
        ["zhang@", "1"],
        ["ｗａｎｇ", "＠", "１"],
        ["li.", "@", "1"],
        ["第5", "#", "2"],
        ["#", "#", "1"],
        ["##", "1"],
        ["*", "*", "1"],
        ["@", "8"],
        ["@", "0"],
        ["#", "6"],
        ["@", " ", "3"],
        ["@", "三"],
        ["1", "2"],
        ["3. ", "第一"],
        ["* ", "1"],
        ["- ", "2"],
        ["*", "dw"],
        ["/", "@", "3"],
    ],
    ids=" ".join,
)
def test_what_is_no_marker_or_was_not_typed_as_one_stays(typed: list[str]) -> None:
    assert expanded("", typed) == "".join(typed)


def numbers(meant: Meanings) -> dict[str, str]:
    return {one.number: one.text for one in meant.people}


def test_members_are_numbered_by_their_place_and_observers_from_01_whatever_the_order_of_entry() -> None:
    meant = group(9, observers=2)
    assert list(numbers(meant)) == [*"123456789", "01", "02"]
    assert expanded("", ["@", "3"], meant) == "成员3"
    assert expanded("", ["@", "0", "2"], meant) == "列席2"
    assert expanded("", ["@02"], meant) == "列席2"
    assert offer("@0", meant).line == "@ 01 列席1  02 列席2"


def test_from_ten_members_on_a_number_has_two_digits() -> None:
    meant = group(10, observers=1)
    assert expanded("", ["@", "3"], meant) == "@3"
    assert expanded("", ["@", "0", "3"], meant) == "成员3"
    assert expanded("", ["@", "1", "0"], meant) == "成员10"
    assert expanded("", ["＠１１"], meant) == "列席1"
    assert expanded("", ["@", "1", "2"], meant) == "@12"
    assert offer("@1", meant).line == "@ 10 成员10  11 列席1"


@pytest.mark.parametrize("members", [0, 1, 9, 10, 14])
@pytest.mark.parametrize("observers", [0, 1, 9])
def test_no_number_begins_another(members: int, observers: int) -> None:
    given = list(numbers(group(members, observers)))
    assert len(set(given)) == members + observers
    assert not [one for one in given for other in given if one != other and other.startswith(one)]


def test_a_lone_marker_shows_the_numbers() -> None:
    assert offer("请@", group(2)).line == "@ 1 成员1  2 成员2"
    assert offer("＃", SEVEN).line == "# 1 方面1  2 方面2  3 方面3  4 方面4  5 方面5"
    assert offer("*", SEVEN).line == "* dw 党委  dwb 党委办公室  党风 党风廉政建设和反腐败工作"
    assert offer("@", SEVEN).expansion is None


def test_a_marker_that_did_not_expand_by_itself_is_on_offer() -> None:
    assert offer("请@3", SEVEN).expansion == Expansion(2, "成员3")
    assert offer("请@3", SEVEN).line == "Tab：成员3"
    assert offer("有差距#2", SEVEN).expansion == Expansion(2, aspect="a2")


def test_a_number_that_nobody_has_is_said() -> None:
    assert offer("@8", SEVEN).line == "@8 没有这个编号，照打的留着。只打 @ 看有哪些编号。"
    assert offer("@8", SEVEN).expansion is None


def test_namesakes_are_told_apart_in_the_list_and_written_by_their_name() -> None:
    meeting = roster.add(roster.add(planned(0), "张三", "局长"), "张三", "副局长")
    meant = meanings(meeting, {})
    assert offer("@", meant).line == "@ 1 张三（局长）  2 张三（副局长）"
    assert expanded("", ["@", "2"], meant) == "张三"


@pytest.mark.parametrize("typed", ["*dw", "＊ｄｗ", "*DW", "要求*dw", "＊Dw"])
def test_a_phrase_is_on_offer_by_its_abbreviation(typed: str) -> None:
    found = offer(typed, SEVEN)
    assert found.expansion == Expansion(3, "党委")
    assert found.line == "Tab：党委  *dwb 党委办公室"


def test_a_phrase_with_a_chinese_abbreviation_is_found_by_its_beginning() -> None:
    assert offer("抓好*党", SEVEN).expansion == Expansion(2, PHRASES["党风"])
    assert offer("抓好*党风", SEVEN).line == f"Tab：{PHRASES['党风']}"


@pytest.mark.parametrize("before", ["*党员", "2*dw", "**dw", "a*dw", "* dw", "dw", "*dw ", "*-dw", "*1"])
def test_nothing_is_offered_for_what_is_no_phrase(before: str) -> None:
    assert offer(before, SEVEN) == NOTHING


@pytest.mark.parametrize(
    ("written", "form"), [("dw", "dw"), (" ＤＷ ", "dw"), ("*党风", "党风"), ("Q3", "q3")]
)
def test_an_abbreviation_has_one_form(written: str, form: str) -> None:
    assert abbreviation(written) == form


@pytest.mark.parametrize(
    "written", ["", "  ", "3q", "a b", "a=b", "党，委", "一二三四五六七八九十一二三", "*", "_"]
)
def test_what_cannot_be_an_abbreviation_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="请用字母或汉字"):
        abbreviation(written)


TEXT = st.text(st.sampled_from("请说@#*＠＃＊123３０号党委dwDW.-_ 《》，。a中共示例市"), max_size=30)


@given(TEXT, TEXT)
def test_nothing_expands_that_has_no_marker_at_its_end(before: str, commit: str) -> None:
    marked = any(sign in (before + commit)[-3:] for sign in "@#＠＃")
    if expansion := asked((before + commit)[-24:], commit, SEVEN):
        assert marked
        assert len(commit) <= expansion.length
        assert (before + commit)[-expansion.length] in "@#＠＃"
        assert (before + commit)[-1] in "123３"


@given(TEXT)
def test_text_that_came_at_once_is_left_alone_but_for_the_marker_itself(text: str) -> None:
    assume(len(text) > 3)
    assert asked(text[-24:], text, SEVEN) is None


@given(TEXT)
def test_full_width_forms_mean_the_same(text: str) -> None:
    assert offer(full_width(text), SEVEN).expansion == offer(text, SEVEN).expansion


@given(TEXT)
def test_an_offer_replaces_only_what_stands_there(text: str) -> None:
    expansion = offer(text, SEVEN).expansion
    assert expansion is None or 2 <= expansion.length <= len(text)


def test_only_what_was_added_is_read_anew() -> None:
    meeting: Meeting = SEVEN.meeting
    same = meanings(replace(meeting), PHRASES, SEVEN)
    assert same == replace(SEVEN, meeting=same.meeting)
    assert same.people is SEVEN.people
    renamed = roster.add(meeting, "新来的", "副局长")
    assert meanings(renamed, PHRASES, SEVEN).people[-1].text == "新来的"
    assert meanings(meeting, {"x": "新短语"}, SEVEN).phrases == {"x": "新短语"}
