"""Transcripts of the coverage: what is open at a glance, and the way from a place to its turn or entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from meeting import roster
from meeting.coverage import Coverage, coverage
from meeting.gaps import accept
from meeting.invented.practice import Practice
from meeting.model import Account, Meeting
from meeting.order import members
from meeting.special import account, accounts
from tests.meeting.plan import NAMES, planned
from tests.tui.closed import after, choose, held, sealed, with_entries
from tests.tui.keyboard import NINE, Keyboard, at_the_keyboard, running
from tui.lines.coverage_table import LEGEND, table
from tui.lines.member_table import Table, short_names


def owed_by(found: Coverage, person: str) -> int:
    """How many criticisms a member still owes others."""
    return sum(not cell.settled for (by, _), cell in found.criticism.items() if by == person)


def line(keyboard: Keyboard, start: str) -> str:
    return next(line for line in keyboard.screen.split("\n") if line.startswith(f" {start}"))


async def test_what_is_open_shows_by_sign_and_count_in_its_row_and_column(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", "王五", but="criticism:p3>p1")
    async with after(meeting, tmp_path) as keyboard:
        await keyboard.press("shift+tab")
        assert line(keyboard, "张三") == " 张三    － +  +   +  +    无   无   无   无"
        assert line(keyboard, "王五") == " 王五    欠 +  －  +  +    无   无   无   无   欠1"
        assert line(keyboard, "还欠") == " 还欠     1" + " " * 35 + "共1"
        assert LEGEND in keyboard.screen
        heads = [row.split()[-4:] for row in keyboard.screen.split("\n")[1:4]]
        assert heads[1:] == [["上年", "重大", "巡视", "问责"], ["整改", "事项", "约谈", "四风"]]
        assert "应到 3 在场 3" in keyboard.screen


async def test_what_was_accepted_has_a_sign_of_its_own_and_is_owed_no_more(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", "王五", but="criticism:p3>p1")
    meeting = with_entries(meeting, accept(meeting, "turn:criticism:p3>p1", "会后书面补提", NINE))
    meeting = with_entries(meeting, account(meeting, "p3", "family", Account.OPEN, 0, NINE))
    async with after(meeting, tmp_path, size=(120, 40)) as keyboard:
        assert "还欠 1 处" in keyboard.screen
        await keyboard.press("f9", *"qxhdg", "enter", "down", "f3")
        await keyboard.type("本人请假，会后说明")
        await keyboard.press("f2", "escape")
        assert "批评、表态和各项说明都齐了" in keyboard.screen
        await keyboard.press("shift+tab", "down", "down")
        assert line(keyboard, "王五").rstrip() == " 王五    免 +  －  +  +    无   免   无   无"
        assert "共" not in line(keyboard, "还欠")
        assert "王五 对 张三：没有补，理由：会后书面补提" in keyboard.screen
        await keyboard.press(*["right"] * 6)
        assert "重大事项：没有补，理由：本人请假，会后说明" in keyboard.screen


async def test_the_line_below_tells_the_place_under_the_cursor(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", "王五", but="criticism:p3>p1")
    async with after(meeting, tmp_path) as keyboard:
        await keyboard.press("shift+tab", "down", "down")
        assert "王五 对 张三：还没有" in keyboard.screen
        await keyboard.press("right")
        assert "王五 对 李四：已记  第8条 09:00 “criticism:p3>p2 的话。”" in keyboard.screen
        await keyboard.press("right", "right")
        assert "王五 个人对照检查：已记" in keyboard.screen
        await keyboard.press(*["right"] * 9)
        assert "王五 受到问责和因“四风”问题被查处的情况：无此情况" in keyboard.screen
        await keyboard.press("tab")
        assert "王五 对 张三：还没有" in keyboard.screen


async def test_the_cursor_begins_at_the_turn_that_is_on(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        for _ in range(3):
            await keyboard.press("f5")
            keyboard.wall.forward(1)
        await keyboard.press("shift+tab")
        assert "李四 对 张三：还没有" in keyboard.screen


async def test_an_open_place_leads_to_the_editor_of_its_turn(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("shift+tab", "enter")
        assert "补写：张三 对 李四" in keyboard.screen
        await keyboard.type("漏下的意见。")
        await keyboard.press("f2")
        assert "张三：漏下的意见。" in keyboard.record


async def test_a_recorded_place_leads_to_its_entry_and_back(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await keyboard.press("shift+tab", "down", "enter", "enter")
        assert "更正第 4 条" in keyboard.screen
        assert "criticism:p2>p1 的话。" in keyboard.screen
        await keyboard.press("escape", "escape")
        assert "李四 对 张三：已记" in keyboard.screen


async def test_from_the_record_and_back_to_its_entry(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await keyboard.press("f12")
        await choose(keyboard, "fgqk")
        await keyboard.press("down", "enter", "enter")
        assert "更正第 4 条" in keyboard.screen
        await keyboard.press("escape", "escape")
        assert "覆盖情况" in keyboard.screen.splitlines()[0]
        await keyboard.press("escape", "escape")
        assert "已散会" in keyboard.screen
        assert "会议记录  " not in keyboard.screen


async def test_a_special_item_is_set_with_the_entry_that_shows_it(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("没有需要报告的重大事项。")
        await keyboard.press("f2", "shift+tab", *["right"] * 9)
        assert "张三 受到问责和因“四风”问题被查处的情况：未说明" in keyboard.screen
        await keyboard.press("enter", "1", "1")
        assert "已登记：已说明。" in keyboard.screen
        assert "：已说明  第1条 09:00 “没有需要报告的重" in keyboard.screen
        await keyboard.press("left", "enter", "2")
        assert accounts(keyboard.meeting)["p1", "inspection"].state is Account.NOTHING
        await keyboard.press("right", "enter", "4")
        assert "会议记录" in keyboard.screen


async def test_a_special_item_of_a_member_who_has_not_spoken_says_what_to_do(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("shift+tab", "down", *["right"] * 9, "enter", "1")
        assert "还没有李四的发言；说明的话先记下，再来登记。" in keyboard.screen
        assert accounts(keyboard.meeting)["p2", "accountability"].state is Account.OPEN


async def test_after_the_seal_it_is_read_and_leads_to_entries_only(tmp_path: Path) -> None:
    meeting = sealed(held(tmp_path, "张三", "李四"))
    async with after(meeting, tmp_path) as keyboard:
        await keyboard.press("shift+tab", *["right"] * 9, "enter")
        assert "已定稿，只能更正" in keyboard.screen
        await keyboard.press("down", *["left"] * 9, "enter", "enter")
        assert "更正第 4 条" in keyboard.screen


@pytest.mark.parametrize(
    ("members", "size"), [(7, (80, 24)), (12, (80, 24)), (25, (80, 24)), (25, (120, 40))]
)
async def test_every_line_fits_and_names_and_heads_stay_in_sight(
    members: int, size: tuple[int, int], tmp_path: Path
) -> None:
    names = [f"{name}大明" for name in NAMES[: members - 1]]
    async with running(tmp_path, *names, "阿卜杜热合曼·买买提", size=size) as keyboard:
        await keyboard.press("shift+tab")
        # Whatever is too wide is cut off at the right, so the last of each line must be there.
        owed = f" 欠{members + 5}"
        assert LEGEND in keyboard.screen
        assert line(keyboard, "赵大明").endswith(owed)
        await keyboard.press(*["down"] * members, *["right"] * (members - 1))
        assert line(keyboard, "阿卜杜").endswith(owed)
        assert "杜" in line(keyboard, "谁说")
        assert line(keyboard, "谁说").count("明") >= min(members - 1, 11)
        assert "问责" in keyboard.screen


def test_namesakes_and_long_names_that_begin_alike_bear_their_place() -> None:
    meeting = planned(0)
    meeting = roster.add(meeting, "张三", "局长")
    meeting = roster.add(meeting, "买买提江·依明")
    meeting = roster.add(meeting, "买买提明·艾力")
    meeting = roster.add(meeting, "张三", "副局长")
    names = short_names(meeting, tuple(person.id for person in members(meeting)))
    assert list(names.values()) == ["张三1 ", "买买2 ", "买买3 ", "张三4 "]
    assert {cell_len(name) for name in names.values()} == {6}


async def test_beside_the_editor_it_says_who_owes_how_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[Meeting] = []

    def counted(meeting: Meeting) -> Table:
        laid_out.append(meeting)
        return table(meeting)

    monkeypatch.setattr("tui.lines.coverage_table.table", counted)
    async with running(tmp_path, "张三", "李四", size=(120, 40)) as keyboard:
        assert "还欠 14 处" in keyboard.screen
        assert "张三    欠7  被欠1" in keyboard.screen
        before = len(laid_out)
        await keyboard.type("通报的内容。")
        assert len(laid_out) == before
        await keyboard.press("f2", "f5", "f2", "f2")
        await keyboard.type("检查的内容。")
        await keyboard.press("f2")
        assert len(laid_out) > before


async def test_the_panel_says_when_nothing_is_open(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path, size=(120, 40)) as keyboard:
        assert "批评、表态和各项说明都齐了" in keyboard.screen
        assert owed_by(coverage(keyboard.meeting), "p1") == 0


async def test_many_members_do_not_push_the_speaking_order_away(tmp_path: Path) -> None:
    names = [f"{name}大明" for name in NAMES]
    async with running(tmp_path, *names, size=(120, 24)) as keyboard:
        assert "> 赵大明  通报" in keyboard.screen
        assert "另有" in keyboard.screen


async def test_a_practice_has_the_matrix_too(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path, practice=Practice(60, 3)) as keyboard:
        await keyboard.press("shift+tab")
        assert line(keyboard, "谁说")
        await keyboard.press("enter")
        assert "练习  念到" in keyboard.screen
