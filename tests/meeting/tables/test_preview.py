"""A table is told line by line before any of it is taken over, with what is wrong at the line itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.dossier.model import TalkKind
from meeting.model import Meeting, Role
from meeting.refused import Refused
from meeting.seal import seal
from meeting.tables.columns import COLUMNS, Listing
from meeting.tables.preview import Line, Preview, preview, take_over
from meeting.tables.sheet import MOST_ROWS
from meeting.tables.sheet_text import sheet_of_csv, sheet_of_pasted
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal

THREE = planned(3)


def seen(listing: Listing, text: str, meeting: Meeting = THREE) -> Preview:
    return preview(meeting, listing, sheet_of_csv(text, listing))


def problems(found: Preview) -> list[str]:
    return [line.problem for line in found.lines]


def test_a_roster_shows_who_is_added_as_what() -> None:
    found = seen(Listing.ROSTER, "姓名,职务,单位,身份\n李 四,副局长,,\n钱七,副处长,市委组织部,列席人员\n")
    assert found.lines == (
        Line(2, "班子成员  李四  副局长"),
        Line(3, "列席人员  钱七  副处长  市委组织部"),
    )
    session = Session(THREE)
    take_over(session.recorder, found)
    assert [person.name for person in session.store.meeting.people] == [
        "赵一",
        "钱一",
        "孙一",
        "李四",
        "钱七",
    ]
    assert session.store.meeting.people[-1].role is Role.OBSERVER


@pytest.mark.parametrize("word", ["书记", "党组书记", "党委书记"])
def test_whom_a_roster_names_as_secretary_becomes_it_while_nobody_is(word: str) -> None:
    table = f"姓名,职务,身份\n孙四,副局长,成员\n李五,局长,{word}\n吴六,局长,书记\n"
    nobody = replace(THREE, people=(), secretary="", chair="")
    found = seen(Listing.ROSTER, table, nobody)
    assert [line.told for line in found.lines] == [
        "班子成员  孙四  副局长",
        "班子成员  李五  局长  设为书记",
        "班子成员  吴六  局长  书记已是李五",
    ]
    (leader,) = [one for one in found.after.people if one.id == found.after.secretary]
    assert (leader.name, found.after.chair) == ("李五", leader.id)
    kept = seen(Listing.ROSTER, table)
    assert kept.lines[1].told.endswith("书记已是赵一")
    assert kept.after.secretary == THREE.secretary


def test_a_name_that_is_there_already_or_twice_is_a_problem_of_its_line() -> None:
    found = seen(Listing.ROSTER, "姓名,职务\n赵一,党组成员赵\n周八,科长\n周八,科长\n周八,主任\n,主任\n")
    assert [bool(problem) for problem in problems(found)] == [True, False, True, False, True]
    assert "名单里已有赵一" in problems(found)[0]
    assert "写明各自的职务" in problems(found)[2]
    assert "请写姓名" in problems(found)[4]
    assert (found.good, found.bad) == (2, 3)


def test_what_a_line_becomes_is_told_as_it_will_be_kept() -> None:
    found = seen(Listing.TALKS, "谈话人,谈话对象,时间\n钱一,赵一,2022/1/5\n钱一,孙一,\n")
    assert [line.told for line in found.lines] == [
        "钱一  赵一  书记与成员  2022-01-05",
        "钱一  孙一  成员之间",
    ]
    assert [talk.kind for talk in found.after.dossier.talks] == [TalkKind.SECRETARY, TalkKind.MEMBERS]
    found = seen(Listing.STUDIES, "主题,时间,形式\n学习,2022年1月5日,集中学习\n")
    assert found.lines == (Line(2, "学习  2022-01-05  集中学习"),)


def test_a_day_without_its_year_says_at_its_line_which_year_was_taken() -> None:
    held = replace(THREE, head=replace(THREE.head, date=date(2022, 1, 28)))
    table = "主题,时间\n学习,12月11日\n研讨,1-5\n自学,2021.12.1\n又学,12.1\n"
    found = seen(Listing.STUDIES, table, held)
    assert [line.told for line in found.lines[:3]] == [
        "学习  2021-12-11  （“12月11日”没有写年份，按 2021 年）",
        "研讨  2022-01-05  （“1-5”没有写年份，按 2022 年）",
        "自学  2021-12-01",
    ]
    assert found.lines[3].problem == (
        "日期“12.1”说不准是 12月1日还是 12月10日：表格软件会去掉末尾的 0。请写成 12月1日 这样。"
    )
    assert "也没有会议日期可以推算" in seen(Listing.STUDIES, table).lines[0].problem


def test_a_line_that_cannot_be_taken_stands_as_it_reads_with_what_is_wrong() -> None:
    found = seen(Listing.OPINIONS, "意见,对象\n调研少,吴九\n,钱一\n开会多,\n文件多,,多的\n")
    assert found.lines[0] == Line(2, "调研少  吴九", "“对象”一栏：名单里没有“吴九”，请写名单里的姓名。")
    assert found.lines[1] == Line(3, "钱一", "请写意见的原话，例如：到基层调研不够。")
    assert found.lines[2] == Line(4, "开会多  其他方式")
    assert "比表头多出“多的”" in found.lines[3].problem
    assert [opinion.text for opinion in found.after.dossier.opinions] == ["开会多"]


def test_lines_that_are_the_same_in_one_table_are_told_and_count_each() -> None:
    found = seen(Listing.OPINIONS, "意见\n开会多\n开会多\n")
    assert "有 1 行和这张表里前面的相同，仍各算一条" in found.notes[-1]
    assert len(found.after.dossier.opinions) == 2


TABLES = [
    (Listing.OPINIONS, "意见,对象,处理\n开会多,钱一,\n开会多,钱一,\n调研少,,\n", "开会少,钱一,\n"),
    (Listing.STUDIES, "主题,日期,形式\n学习,2022-01-05,\n研讨,,\n", "学习,2022-01-06,\n"),
    (
        Listing.TALKS,
        "谈话人,谈话对象,日期,类别\n钱一,赵一,2022-01-05,\n赵一,周八,,与分管部门负责人\n",
        "钱一,赵一,2022-01-06,\n",
    ),
]


@pytest.mark.parametrize(("listing", "text", "more"), TABLES)
def test_a_table_that_was_taken_before_adds_nothing_but_what_is_new_in_it(
    listing: Listing, text: str, more: str
) -> None:
    session = Session(THREE)
    first = seen(listing, text)
    take_over(session.recorder, first)
    found = seen(listing, text, session.meeting)
    assert (found.good, found.bad, found.filed) == (0, 0, first.good)
    assert found.after == session.meeting
    assert f"有 {first.good} 行已收过" in found.notes[-1]
    assert "各行都已收过" in refusal(session, lambda: take_over(session.recorder, found))
    grown = seen(listing, text + more, session.meeting)
    assert (grown.good, grown.lines[-1].is_filed) == (1, False)
    again = preview(session.meeting, listing, sheet_of_csv(text, listing), again=True)
    assert (again.good, again.filed) == (first.good, 0)


def test_an_opinion_is_the_same_whatever_was_done_about_it_and_another_by_another_way() -> None:
    session = Session(THREE)
    take_over(session.recorder, seen(Listing.OPINIONS, "意见,处理\n开会多,\n"))
    assert seen(Listing.OPINIONS, "意见,处理\n开会多,已采纳\n", session.meeting).filed == 1
    assert seen(Listing.OPINIONS, "意见,方式\n开会多,意见箱\n", session.meeting).good == 1


def test_nothing_is_taken_over_where_no_line_is_good_or_the_disk_is_full() -> None:
    session = Session(THREE)
    found = seen(Listing.OPINIONS, "意见,对象\n调研少,吴九\n")
    assert "没有一行可以收下" in refusal(session, lambda: take_over(session.recorder, found))
    session.store.full = True
    with pytest.raises(OSError, match="no space"):
        take_over(session.recorder, seen(Listing.OPINIONS, "意见\n开会多\n文件多\n"))
    assert session.meeting is session.recorder.meeting
    assert session.meeting.dossier.opinions == ()


def test_a_roster_is_fixed_by_the_seal_and_the_lists_are_not() -> None:
    session = Session(THREE).open().say("通报。").close()
    session.add(seal(session.meeting, session.now))
    with pytest.raises(Refused, match="定稿"):
        seen(Listing.ROSTER, "姓名\n周八\n", session.meeting)
    take_over(session.recorder, seen(Listing.OPINIONS, "意见\n开会多\n", session.meeting))
    assert len(session.store.meeting.dossier.opinions) == 1


def test_a_roster_of_hundreds_is_the_wrong_file_and_ten_thousand_opinions_are_not() -> None:
    with pytest.raises(Refused, match="一次最多 300 人"):
        seen(Listing.ROSTER, "姓名\n" + "\n".join(f"周{number}" for number in range(301)))
    many = "意见,对象\n" + "\n".join(f"示例意见{number},钱一" for number in range(10_000))
    found = seen(Listing.OPINIONS, many)
    assert (found.good, found.bad) == (10_000, 0)
    assert len({opinion.id for opinion in found.after.dossier.opinions}) == 10_000 < MOST_ROWS


WORDS = st.sampled_from(
    ["赵一", "钱一", "吴九", "", "2022-01-05", "成员之间", "列席人员", "座谈会", "二", "字"]
)


@given(listing=st.sampled_from(Listing), rows=st.lists(st.lists(WORDS, max_size=7), min_size=1, max_size=8))
def test_each_line_is_taken_or_told_and_nothing_else_changes(listing: Listing, rows: list[list[str]]) -> None:
    heads = [column.name for column in COLUMNS[listing]]
    text = "\n".join("\t".join(row) for row in (heads, *rows))
    full = [row for row in rows if any(row)]
    if not full:
        return
    found = preview(THREE, listing, sheet_of_pasted(text, listing))
    assert len(found.lines) == len([row for row in full if row != heads])
    assert all(bool(line.told or line.problem) for line in found.lines)
    added = {
        Listing.ROSTER: len(found.after.people) - 3,
        Listing.STUDIES: len(found.after.dossier.studies),
        Listing.OPINIONS: len(found.after.dossier.opinions),
        Listing.TALKS: len(found.after.dossier.talks),
    }
    assert added.pop(listing) == found.good
    assert not any(added.values())
    assert found.after.entries == THREE.entries
