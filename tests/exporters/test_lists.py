"""整改清单, 征求意见, 谈心谈话: every row of the dossier once, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporters import docx, lists, text
from exporters.blocks import Heading, Table
from exporters.door import cleaned
from meeting.dossier import NO_DOSSIER, Problem
from meeting.refused import Refused
from tests.exporters.dossiers import DOSSIER, with_dossier
from tests.exporters.meetings import PRINTED, planned
from tests.exporters.word import Word

MEETING = with_dossier(planned(3))


def tables(paper: object) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]  # type: ignore[attr-defined]


def test_the_group_and_each_member_who_has_problems_has_a_list() -> None:
    paper = lists.rectification(MEETING, PRINTED)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == ["一、领导班子", "二、张三"]
    group, own = tables(paper)
    assert group.rows == (("1", "理想信念", "下基层少。", "自查", "", "", "", "", "", "长期坚持", "", ""),)
    assert own.rows[0][:6] == ("1", "担当作为", "拖了两个月才办。", "批评", "", "一月办结。")
    assert own.rows[0][9] == "2022-06-30"
    assert paper.landscape


def test_one_member_has_a_list_of_their_own_or_is_told_that_there_is_none() -> None:
    (table,) = tables(lists.rectification_of(MEETING, PRINTED, "p1"))
    assert [row[2] for row in table.rows] == ["拖了两个月才办。"]
    with pytest.raises(Refused, match="李四的整改清单还是空的"):
        lists.rectification_of(MEETING, PRINTED, "p2")


def test_opinions_stand_in_their_own_words_with_what_they_were_merged_into() -> None:
    paper = lists.opinions(MEETING, PRINTED)
    (table,) = tables(paper)
    assert table.rows == (
        ("1", "窗口办事慢。", "张三", "担当作为", "征求意见表", "", "已增设窗口"),
        ("2", "=办事拖", "领导班子", "", "意见箱", "1", ""),
        ("3", "下基层少。", "李四", "理想信念", "征求意见表", "", ""),
    )
    assert paper.counted == (
        "发出征求意见表30份，收回28份。",
        "征求到意见建议3条（征求意见表2条、意见箱1条），归并整理为2条。",
    )


def test_the_talks_tell_which_pairs_are_still_open() -> None:
    paper = lists.talks(MEETING, PRINTED)
    (table,) = tables(paper)
    assert [row[3:6] for row in table.rows] == [
        ("张三", "李四", "书记与成员"),
        ("李四", "办公室主任某某", "与分管部门负责人"),
    ]
    whole = text.render(paper).decode()
    assert "班子成员之间应谈3对，已谈1对，还没有谈：张三与王五、李四与王五。" in whole


def test_last_years_list_tells_what_was_done() -> None:
    paper = lists.last_year(MEETING, PRINTED)
    assert paper.counted == ("上年度整改清单共2项，已完成1项，仍在整改1项。",)
    (table,) = tables(paper)
    assert [(row[2], row[10]) for row in table.rows] == [("去年的问题", "已完成"), ("另一个", "")]


@pytest.mark.parametrize("paper", [lists.rectification, lists.opinions, lists.talks, lists.last_year])
def test_an_empty_list_is_not_printed_and_says_where_to_fill_it(paper: object) -> None:
    with pytest.raises(Refused, match=r"在|从"):
        paper(replace(MEETING, dossier=NO_DOSSIER), PRINTED)  # type: ignore[operator]


def test_two_thousand_problems_are_all_there_in_order() -> None:
    row = tuple(Problem(place, f"问题{place}") for place in range(1, 2001))
    paper, _ = cleaned(lists.rectification(replace(MEETING, dossier=replace(DOSSIER, problems=row)), PRINTED))
    texts = Word(docx.render(paper)).texts("TableCell")
    assert [one for one in texts if one.startswith("问题")] == [one.text for one in row]
