"""征求意见 and 谈心谈话: every row of the dossier once, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporters import text
from exporters.blocks import Table
from exporters.letters import lists
from meeting import roster
from meeting.dossier.model import NO_DOSSIER, Opinion, Talk, TalkKind
from meeting.dossier.talks import progress
from meeting.refused import Refused
from tests.exporters.dossiers import with_dossier
from tests.exporters.meetings import PRINTED, planned

MEETING = with_dossier(planned(3))


def tables(paper: object) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]  # type: ignore[attr-defined]


def test_opinions_stand_in_their_own_words_with_what_they_were_merged_into() -> None:
    paper = lists.opinions(MEETING, PRINTED)
    (table,) = tables(paper)
    assert table.rows == (
        ("1", "窗口办事慢。", "张三", "担当作为", "征求意见表", "", "已增设窗口"),
        ("2", "=办事拖", "领导班子", "", "意见箱", "1", ""),
        ("3", "下基层少。", "李四", "理想信念", "征求意见表", "", "＿＿"),
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


def test_what_the_lists_leave_open_is_seen_and_told() -> None:
    paper = lists.talks(MEETING, PRINTED)
    (table,) = tables(paper)
    assert [(row[1], row[2], row[6]) for row in table.rows] == [
        ("2022年1月8日", "＿＿", "直说分管工作推进慢。"),
        ("＿＿", "＿＿", "＿＿"),
    ]
    assert paper.blanks == ("谈话地点（第1、2项）", "谈话时间（第2项）", "谈话内容（第2项）")
    # What was merged into another opinion is handled with it.
    assert lists.opinions(MEETING, PRINTED).blanks == ("处理情况（第3项）",)


def test_another_secretary_changes_the_kind_of_a_talk_on_the_paper_as_in_the_table_of_talks() -> None:
    meeting = roster.set_secretary(MEETING, "p3")
    paper = lists.talks(meeting, PRINTED)
    (table,) = tables(paper)
    assert table.rows[0][5] == "成员之间"
    assert paper.counted[0] == "开展谈心谈话2次，其中成员之间1次，与分管部门负责人1次。"
    assert progress(meeting)[TalkKind.SECRETARY].done == 0


def test_whoever_is_on_the_roster_no_more_is_not_taken_for_the_group() -> None:
    opinion, talk = Opinion(1, "办事慢。", "p99"), Talk(1, TalkKind.MEMBERS, "p99", "p1")
    meeting = with_dossier(planned(3), opinions=(opinion,), talks=(talk,))
    (opinions,), (talks,) = tables(lists.opinions(meeting, PRINTED)), tables(lists.talks(meeting, PRINTED))
    assert opinions.rows[0][2] == "名单外"
    assert talks.rows[0][3:5] == ("名单外", "张三")


@pytest.mark.parametrize("paper", [lists.opinions, lists.talks])
def test_an_empty_list_is_not_printed_and_says_where_to_fill_it(paper: object) -> None:
    with pytest.raises(Refused, match="在“会前准备”里登记"):
        paper(replace(MEETING, dossier=NO_DOSSIER), PRINTED)  # type: ignore[operator]
