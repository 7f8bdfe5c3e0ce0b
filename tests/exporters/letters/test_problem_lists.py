"""整改清单 and what became of last year's: every problem once, under whose it is, with what is still open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporters.blocks import Heading, Paper, Prose, Table
from exporters.door import cleaned
from exporters.letters import problem_lists, report
from exporters.word import docx
from meeting.dossier.last_year import likely_report
from meeting.dossier.model import NO_DOSSIER, Problem
from meeting.record import speech
from meeting.refused import Refused
from tests.exporters.dossiers import DOSSIER, with_dossier
from tests.exporters.meetings import PRINTED, held, planned
from tests.exporters.word_file import Word

MEETING = with_dossier(planned(3))
OPEN = "＿＿"


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def headings(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def test_the_group_and_each_member_who_has_problems_has_a_list() -> None:
    paper = problem_lists.rectification(MEETING, PRINTED)
    assert headings(paper) == ["一、领导班子", "二、张三"]
    group, own = tables(paper)
    assert group.rows == (
        ("1", "理想信念", "下基层少。", "自查", OPEN, OPEN, OPEN, OPEN, OPEN, "长期坚持", "", ""),
    )
    assert own.rows[0][:6] == ("1", "担当作为", "拖了两个月才办。", "批评", OPEN, "一月办结。")
    assert own.rows[0][9] == "2022年6月30日"
    assert paper.landscape


def test_what_is_open_is_told_by_its_column_and_whose_it_is() -> None:
    paper = problem_lists.rectification(MEETING, PRINTED)
    assert paper.blanks[:2] == ("整改目标（领导班子第1项）", "整改措施（领导班子第1项）")
    assert "责任人（张三第1项）" in paper.blanks
    assert not [one for one in paper.blanks if one.startswith(("完成时限", "整改措施（张三"))]


def test_what_is_open_in_many_rows_is_summed_up_by_column() -> None:
    row = tuple(Problem(n, f"问题{n}", "p1", measures="" if n % 2 else "办") for n in range(1, 9))
    many = problem_lists.rectification(with_dossier(planned(2), problems=row), PRINTED)
    assert many.blanks == (
        "整改目标（张三共8项）",
        "整改措施（张三共4项）",
        "责任领导（张三共8项）",
        "责任部门（张三共8项）",
        "责任人（张三共8项）",
        "完成时限（张三共8项）",
    )
    few = problem_lists.rectification(with_dossier(planned(2), problems=row[:4]), PRINTED)
    assert "整改措施（张三第1、3项）" in few.blanks


def test_the_figures_of_a_list_stand_on_it_and_are_told_for_confirmation() -> None:
    first, second = DOSSIER.problems
    row = (replace(first, done=True), second)
    paper = problem_lists.rectification(with_dossier(planned(3), problems=row), PRINTED)
    told = "整改清单共2项，已完成1项，未完成1项：领导班子1项（已完成0项）、张三1项（已完成1项）。"
    assert paper.counted == (told,)
    assert Prose(told) in paper.blocks


def test_one_member_has_a_list_of_their_own_or_is_told_that_there_is_none() -> None:
    paper = problem_lists.rectification_of(MEETING, PRINTED, "p1")
    (table,) = tables(paper)
    assert [row[2] for row in table.rows] == ["拖了两个月才办。"]
    assert headings(paper) == ["张三"]
    assert paper.counted == ("整改清单共1项，已完成0项，未完成1项：张三1项（已完成0项）。",)
    with pytest.raises(Refused, match="李四的整改清单还是空的"):
        problem_lists.rectification_of(MEETING, PRINTED, "p2")


def test_problems_of_whoever_is_on_the_roster_no_more_stand_apart_and_are_counted_apart() -> None:
    row = (*DOSSIER.problems, Problem(3, "甲的问题。", "p99"), Problem(4, "乙的问题。", "p98"))
    meeting = with_dossier(planned(3), problems=row)
    paper = problem_lists.rectification(meeting, PRINTED)
    assert headings(paper) == ["一、领导班子", "二、张三", "三、名单外"]
    assert [row[2] for row in tables(paper)[2].rows] == ["甲的问题。", "乙的问题。"]
    told = report.blocks(meeting, PRINTED)
    assert "整改清单共4项，其中领导班子1项、班子成员1项、名单外2项。" in told.counted
    assert any(isinstance(one, Prose) and "名单外：甲的问题" in one.text for one in told.blocks)


def test_last_years_list_tells_whose_each_problem_is_and_what_was_done() -> None:
    paper = problem_lists.last_year(MEETING, PRINTED)
    assert paper.counted == (
        "上年度整改清单共2项，已完成1项，未完成1项：领导班子1项（已完成0项）、张三1项（已完成1项）。",
    )
    assert headings(paper) == ["一、领导班子", "二、张三"]
    assert [(table.rows[0][2], table.rows[0][10]) for table in tables(paper)] == [
        ("另一个", OPEN),
        ("去年的问题", "已完成"),
    ]
    assert paper.blanks == ("整改措施（领导班子第1项）", "进展（领导班子第1项）", "整改措施（张三第1项）")
    assert "会上已报告" not in [column.heading for column in tables(paper)[0].columns]


def test_what_was_reported_on_in_the_meeting_is_told_with_the_running_number_of_the_entry() -> None:
    meeting = held(2).meeting
    shown = likely_report(meeting, "p1")
    first, second = DOSSIER.last_year
    row = (replace(first, reported_in=shown), second)
    paper = problem_lists.last_year(with_dossier(meeting, last_year=row), PRINTED)
    group, own = tables(paper)
    assert own.columns[-1].heading == "会上已报告"
    assert own.rows[0][-1] == f"第{speech(meeting, shown).number}条"
    assert group.rows[0][-1] == ""
    assert paper.counted[1] == "会上已报告1项。"


@pytest.mark.parametrize("paper", [problem_lists.rectification, problem_lists.last_year])
def test_an_empty_list_is_not_printed_and_says_where_to_fill_it(paper: object) -> None:
    with pytest.raises(Refused, match=r"在记录里把问题列入|从上年度会议带入"):
        paper(replace(MEETING, dossier=NO_DOSSIER), PRINTED)  # type: ignore[operator]


def test_two_thousand_problems_are_all_there_in_order() -> None:
    row = tuple(Problem(place, f"问题{place}") for place in range(1, 2001))
    meeting = replace(MEETING, dossier=replace(DOSSIER, problems=row))
    paper, _ = cleaned(problem_lists.rectification(meeting, PRINTED))
    texts = Word(docx.render(paper)).texts("TableCell")
    assert [one for one in texts if one.startswith("问题")] == [one.text for one in row]
