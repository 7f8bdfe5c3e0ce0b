"""Transcripts of the rectification list: from what was said to the line that is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.cells import cell_len

from meeting.dossier.model import Channel, Dossier, Opinion, Problem, Source, Term
from meeting.floor import floor
from meeting.model import Meeting
from storage.archive import Archive
from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import Keyboard, at_the_keyboard, running

LONG = (
    "调查研究不够深入，全年只到过两个乡镇，了解真实情况不多，听汇报多、到现场少，"
    "对老旧小区改造的信访件过问不够。"
)
FILED = Dossier(
    problems=(
        Problem(
            1, LONG, measures="每季度蹲点一次", term=Term.BY_DATE, due=date(2022, 1, 20), progress="去了四次"
        ),
        Problem(2, "信访件拖了四个月没有办结。", "p1", source=Source.CRITICISM, term=Term.AT_ONCE),
        Problem(3, "学习不系统。", "p2", term=Term.BY_DATE, due=date(2022, 2, 1)),
    ),
    opinions=(Opinion(1, "到基层少。", "p2", "duty", Channel.FORM),),
)


@asynccontextmanager
async def at_the_list(
    meeting: Meeting, data: Path, dossier: Dossier = FILED, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Keyboard]:
    """The list of this meeting with this dossier."""
    store = Archive(data).create(replace(meeting, entries=(), dossier=dossier))
    store.append(meeting.entries)
    store.close()
    async with at_the_keyboard(data, size=size, meeting_id=meeting.id) as keyboard:
        await choose(keyboard, "zgqd")
        yield keyboard


def problems(keyboard: Keyboard) -> tuple[Problem, ...]:
    return keyboard.meeting.dossier.problems


async def test_all_problems_together_are_the_group_s_and_then_each_member_s_in_the_order_of_the_roster(
    tmp_path: Path,
) -> None:
    taken = [("丙的", "p2"), ("乙的", "p1"), ("班子的", ""), ("乙又一个", "p1")]
    row = tuple(Problem(id, text, person) for id, (text, person) in enumerate(taken, 1))
    async with at_the_list(held(tmp_path, "张三", "李四"), tmp_path, Dossier(problems=row)) as keyboard:
        shown = [line for line in keyboard.screen.splitlines() if "：" in line and "自查" in line]
        told = [next(text for text, _ in taken if f"：{text}" in line) for line in shown[:4]]
        assert told == ["班子的", "乙的", "乙又一个", "丙的"]


async def test_the_last_entry_is_taken_in_while_floor_clock_and_draft_stay(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "lrzg")
        assert "还没有记下发言" in keyboard.screen
        for text in ("通报。", "班子。", "检查。"):
            await keyboard.commit(text)
            await keyboard.press("f2")
        await keyboard.commit("会开得多。信访件拖了四个月；")
        await keyboard.press("f2")
        await keyboard.commit("我接受，")
        before = keyboard.meeting
        keyboard.wall.forward(30)
        await choose(keyboard, "lrzg")
        assert "哪一句点出了问题" in keyboard.screen
        await keyboard.press("3")
        lines = [line.split() for line in keyboard.screen.split("\n")]
        assert ["谁的", "张三"] in lines
        assert ["来源", "批评"] in lines
        await keyboard.press("end")
        await keyboard.commit("没有办结。")
        await keyboard.press("down")
        await keyboard.commit("＃２")
        await keyboard.press("f2")
        assert "已列入整改清单：张三第 1 项" in keyboard.screen
        assert "我接受，" in keyboard.screen
        assert "本轮 00:30" in keyboard.screen
        (problem,) = problems(keyboard)
        assert problem.text == "信访件拖了四个月；没有办结。"
        assert (problem.person, problem.source) == ("p1", Source.CRITICISM)
        assert problem.aspect == before.template.aspects[1].id
        assert keyboard.meeting.entries[problem.entry - 1].text == "会开得多。信访件拖了四个月；"
        assert keyboard.meeting.entries == before.entries
        assert floor(keyboard.meeting) == "response:p1"
        await keyboard.commit("马上改。")
        await keyboard.press("f2")
        assert keyboard.record[-1] == "张三：我接受，马上改。"


async def test_a_chosen_entry_of_the_record_is_taken_in_also_after_the_seal(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "up", "up", "f7")
        assert "1  全文（19 字）  criticism:p1>p2 的话。" in keyboard.screen
        await keyboard.press("1")
        assert "列入整改清单" in keyboard.screen
        entries = keyboard.meeting.entries
        await keyboard.press("f2")
        assert "已列入整改清单：李四第 1 项" in keyboard.screen
        assert [problem.text for problem in problems(keyboard)] == ["criticism:p1>p2 的话。"]
        assert keyboard.meeting.entries == entries
        await keyboard.press("down", "down", "down", "f7")
        assert "没有发言的文字" in keyboard.screen
        await choose(keyboard, "zgqd")
        await choose(keyboard, "kcc")
        assert "criticism:p1>p2 的话。" in keyboard.screen


async def test_a_sheet_for_everybody_with_counts_and_the_chosen_one_at_length(tmp_path: Path) -> None:
    async with at_the_list(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        assert "共 3 项  完成 0  未完成 3  逾期 1  15 天内到期 1" in keyboard.screen
        rows = keyboard.screen.split("\n")
        assert [row.split()[:2] for row in rows[2:5]] == [["班子", "0/1"], ["张三", "0/1"], ["李四", "0/1"]]
        assert rows[1].split()[:2] == ["全部", "0/3"]
        assert "班子：调查研究" in rows[2]
        assert rows[2].endswith("自查     2022-01-20 已逾期")
        assert "时限：2022-01-20（逾期 8 天）" in keyboard.screen
        assert "对老旧小区改造的信访件过问不够。" in keyboard.screen.replace("\n ", "")
        assert all(cell_len(row) <= 80 for row in rows)
        await keyboard.press("right", "right")
        assert "共 1 项  完成 0  未完成 1" in keyboard.screen
        assert "1    信访件拖了四个月没有办结。" in keyboard.screen
        await keyboard.press("right", "right", "right", "left")
        assert "信访件拖了四个月没有办结。" in keyboard.screen


async def test_two_long_names_that_begin_alike_are_told_apart_on_the_left(tmp_path: Path) -> None:
    begin = "阿卜杜热合曼江买买提艾力吾守尔尼亚孜吐"
    meeting = held(tmp_path, "张三", f"{begin}甲", f"{begin}乙", "李四")
    async with at_the_list(meeting, tmp_path, Dossier()) as keyboard:
        rows = keyboard.screen.split("\n")
        left = [row.split()[:2] for row in rows[1:7]]
        named = ["全部", "班子", "张三", "阿卜杜2", "阿卜杜3", "李四"]
        assert left == [[name, "0/0"] for name in named]


async def test_all_fields_are_changed_and_what_is_wrong_is_told_with_nothing_lost(tmp_path: Path) -> None:
    async with at_the_list(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await keyboard.press("down", "enter", "down", "down", *["backspace"] * 2)
        await keyboard.commit("王五")
        await keyboard.press("down", "down", *["backspace"] * 4)
        await keyboard.commit("限时整改 3月底")
        await keyboard.press("down", "down")
        await keyboard.commit("逐件办结")
        await keyboard.press("f2")
        assert "名单里没有“王五”" in keyboard.screen
        assert "逐件办结" in keyboard.screen
        await keyboard.press(*["backspace"] * 2, "2", "f2")
        assert "已存下。" in keyboard.screen
        changed = problems(keyboard)[1]
        assert (changed.person, changed.measures) == ("p2", "逐件办结")
        assert (changed.term, changed.due) == (Term.LIMITED, date(2022, 3, 31))
        assert problems(keyboard)[0] == FILED.problems[0]


async def test_a_line_is_added_done_told_of_and_taken_off(tmp_path: Path) -> None:
    async with at_the_list(held(tmp_path, "张三", "李四"), tmp_path, Dossier()) as keyboard:
        assert "还没有。按 F3 新增" in keyboard.screen
        await keyboard.press("f5")
        assert "没有选中的一项。" in keyboard.screen
        await keyboard.press("right", "right", "f3")
        await keyboard.commit("文多。")
        await keyboard.press("f2")
        assert problems(keyboard) == (Problem(1, "文多。", "p1"),)
        await keyboard.press("f6")
        await keyboard.commit("精简三成")
        await keyboard.press("f2")
        assert "进展：精简三成" in keyboard.screen
        await keyboard.press("f5")
        assert "完成 1" in keyboard.screen
        assert problems(keyboard)[0].done
        await keyboard.press("f5")
        assert not problems(keyboard)[0].done
        await keyboard.press("f8")
        assert "删去：张三  文多。" in keyboard.screen
        await keyboard.press("enter")
        assert len(problems(keyboard)) == 1
        await keyboard.press("f8", "1")
        assert problems(keyboard) == ()
        await keyboard.press("escape")
        assert "会议进行" not in keyboard.screen
        assert "已散会" in keyboard.screen


async def test_an_opinion_that_was_gathered_becomes_a_problem(tmp_path: Path) -> None:
    async with at_the_list(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "qzzq")
        await keyboard.press("1", "f2")
        added = problems(keyboard)[-1]
        assert (added.text, added.person, added.source) == ("到基层少。", "p2", Source.OPINION)


async def test_of_merged_opinions_only_the_one_that_stands_for_them_is_offered(tmp_path: Path) -> None:
    opinions = (Opinion(1, "调研少。", merged_into=2), Opinion(2, "到基层少。"), Opinion(3, "会议多。"))
    async with at_the_list(held(tmp_path, "张三"), tmp_path, Dossier(opinions=opinions)) as keyboard:
        await choose(keyboard, "qzzq")
        assert "调研少。" not in keyboard.screen
        assert "1  到基层少。" in keyboard.screen
        await keyboard.press("2", "f2")
        assert [one.text for one in problems(keyboard)] == ["会议多。"]


async def test_nothing_jumps_from_sheet_to_sheet_and_wide_screens_show_more(tmp_path: Path) -> None:
    async with at_the_list(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        places = [keyboard.app.screen.query_one(name).region for name in ("#whose", "#problems", "#problem")]
        await keyboard.press("right", "down", "tab", "right")
        now = [keyboard.app.screen.query_one(name).region for name in ("#whose", "#problems", "#problem")]
        assert now == places
        await keyboard.press("tab")
        assert "..  自查" in keyboard.screen or ".. 自查" in keyboard.screen
        await keyboard.resize(150, 40)
        assert LONG[:40] in keyboard.screen
