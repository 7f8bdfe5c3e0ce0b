"""What people write for an aspect; what could be two is told with the choices and never guessed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.refused import Refused
from meeting.tables.aspects import aspect_of
from meeting.template import Aspect

BUILT_IN = Path(__file__).parents[3] / "storage" / "templates" / "2021-dangshi-xuexi.toml"
FIVE = tuple(Aspect(**row) for row in tomllib.loads(BUILT_IN.read_text(encoding="utf-8"))["aspects"])
PLANS_OWN = tuple(f"{numeral}是在{one.title}方面。" for numeral, one in zip("一二三四五", FIVE, strict=True))


@pytest.mark.parametrize(
    "word",
    [
        *("2", "２", "#2", "②", "二", "二、", "2.", "（二）", "(2)",
          "第二", "第二方面", "第 二 个方面", "方面二", "二是"),
        *("【2】", "[二]", "（担当作为）", "2担当作为", "2 担当作为", "#2 履职尽责"),
        *("担当作为", "担当作为方面", " 担当 作为 ", "担当作为（主要）",
          "2.担当作为", "二、担当作为", "（二）担当作为"),
        *("第二方面：担当作为", "履职尽责、担当作为", "履职尽责",
          "新冠肺炎疫情防控", "“国之大者”", "国之大者"),
        *(FIVE[1].title, PLANS_OWN[1], FIVE[1].title[:14] + "……", "二是在履职尽责方面"),
    ],
)  # fmt: skip
def test_an_aspect_is_told_by_number_label_title_or_a_part_of_them(word: str) -> None:
    assert aspect_of(FIVE, word) == "duty"


@pytest.mark.parametrize(
    ("word", "choices"),
    [
        ("斗争", "4 斗争本领、5 从严治党"),
        ("带头", "2 担当作为、3 为民服务、4 斗争本领、5 从严治党"),
        ("经验", "4 斗争本领、5 从严治党"),
    ],
)
def test_a_part_of_more_than_one_is_told_with_the_choices(word: str, choices: str) -> None:
    with pytest.raises(Refused, match=f"“{word}”不止一个方面里有：{choices}，请写其中一个"):
        aspect_of(FIVE, word)


def test_a_number_and_words_of_two_aspects_are_told() -> None:
    with pytest.raises(Refused, match="序号和名称不是同一个方面：1 理想信念、2 担当作为，请核对"):
        aspect_of(FIVE, "一、担当作为")
    with pytest.raises(Refused, match="序号和名称不是同一个方面"):
        aspect_of(FIVE, "1 担当作为")
    assert aspect_of(FIVE, "4、斗争") == "struggle"


@pytest.mark.parametrize(
    "word",
    ["0", "6", "六", "第九方面", "999", "五个方面", "作风", "2、作风", "信", "方面", "。", "理想信念、为民"],
)  # fmt: skip
def test_what_names_none_is_refused_with_all_of_them(word: str) -> None:
    with pytest.raises(Refused, match=r"请写序号或名称：1 理想信念、.*、5 从严治党；不分方面就空着"):
        aspect_of(FIVE, word)


def test_a_numeral_inside_a_title_is_no_number() -> None:
    two = (Aspect("first", "履行第一责任人职责", "责任"), Aspect("second", "党的二十大精神", "学习"))
    assert aspect_of(two, "第一方面") == "first"
    assert aspect_of(two, "二十大精神") == "second"
    assert aspect_of((*two[1:], *two[:1]), "第一方面") == "second"


def test_an_empty_cell_is_no_aspect_and_without_aspects_only_that_will_do() -> None:
    assert aspect_of(FIVE, "  ") == aspect_of((), "") == ""
    with pytest.raises(Refused, match="会议模板没有分方面，“方面”请空着。"):
        aspect_of((), "担当作为")


@given(st.data(), st.sampled_from(range(5)))
def test_a_part_is_taken_only_where_no_other_aspect_has_it(data: st.DataObject, place: int) -> None:
    title = FIVE[place].title
    at = data.draw(st.integers(0, len(title) - 4))
    part = title[at : at + data.draw(st.integers(4, 20))]
    try:
        assert aspect_of(FIVE, part) == FIVE[place].id
    except Refused as refused:
        assert f"{place + 1} {FIVE[place].label}" in str(refused)


@given(st.text("一二三四五12345第个方面是在、.（）()#带头斗争", max_size=8))
def test_whatever_is_written_gives_an_aspect_or_a_sentence(word: str) -> None:
    try:
        assert aspect_of(FIVE, word) in ("", *(one.id for one in FIVE))
    except Refused as refused:
        assert "方面" in str(refused)
