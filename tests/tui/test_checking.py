"""Transcripts of the speakers' check: who has, who has not, and what they asked to be changed."""

from __future__ import annotations

from pathlib import Path

from meeting.checking import sheets
from tests.tui.closed import after, choose, held, sealed


async def test_a_speaker_is_ticked_and_a_later_change_shows(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "fyrhd")
        assert "已核对 0/2 人" in keyboard.screen
        await keyboard.press("down", "f3")
        assert "李四已核对，时间写进了记录。" in keyboard.screen
        assert "已核对 01-28 09:00" in keyboard.screen
        await keyboard.press("enter")
        assert "只看 发言人 李四：3 条" in keyboard.screen
        await keyboard.press("enter")
        await keyboard.type("另有一句。")
        await keyboard.press("f2", "escape")
        assert "核对后有改动" in keyboard.screen
        assert sheets(keyboard.meeting)[1].confirmed is None
        await keyboard.press("f3")
        assert sheets(keyboard.meeting)[1].confirmed


async def test_who_has_not_checked_is_told_and_is_no_gap_however_many_have(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        assert "没有缺项" in keyboard.screen.splitlines()[0]
        assert "已核对 0/2 人；未核对：张三、李四" in keyboard.screen
        await choose(keyboard, "fyrhd")
        await keyboard.press("f3", "escape")
        assert "没有缺项" in keyboard.screen.splitlines()[0]
        assert "已核对 1/2 人；未核对：李四" in keyboard.screen


async def test_what_was_changed_since_it_was_checked_is_a_gap_that_leads_here(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "fyrhd")
        await keyboard.press("down", "f3", "enter", "enter")
        await keyboard.type("另有一句。")
        await keyboard.press("f2", "escape", "escape")
        await choose(keyboard, "qxhdg")
        assert "缺    李四核对以后又有改动。" in keyboard.screen
        await keyboard.press("enter", "f3", "escape")
        assert "没有缺项" in keyboard.screen


async def test_from_the_record_to_the_list_and_to_one_entry_in_the_whole_record(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await keyboard.press("f12")
        await choose(keyboard, "fyrhd")
        await keyboard.press("down", "enter")
        await choose(keyboard, "fgqk")
        await keyboard.press("right", "enter")
        assert "只看" not in keyboard.screen
        assert "第" not in keyboard.screen.split("\n")[-3]
        await keyboard.press("enter")
        assert "criticism:p1>p2 的话。" in keyboard.screen


async def test_what_cannot_be_ticked_says_why(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await choose(keyboard, "fyrhd")
        await keyboard.press("f3")
        assert "已定稿，只能更正" in keyboard.screen
        await keyboard.press("f9")
        assert "现在不行：已定稿" in keyboard.screen


async def test_a_long_name_and_post_leave_room_for_the_state(tmp_path: Path) -> None:
    names = ("张三", "阿卜杜热合曼·买买提明·吐尔逊江·艾合买提")
    async with after(held(tmp_path, *names), tmp_path) as keyboard:
        await choose(keyboard, "fyrhd")
        await keyboard.press("down", "f3")
        assert "阿卜杜热合曼·买" in keyboard.screen
        assert keyboard.screen.split("\n")[3].endswith("3  已核对 01-28 09:00")


async def test_a_speaker_s_sheet_warns_of_nothing_that_concerns_others(tmp_path: Path) -> None:
    missed = held(tmp_path, "张三", "李四", but="criticism:p1>p2")
    async with after(missed, tmp_path) as keyboard:
        await keyboard.press("f9", *"dc", "enter")
        assert "张三 对 李四 批评意见：没有记录" in keyboard.screen
        await keyboard.press("escape")
        await choose(keyboard, "fyrhd")
        await keyboard.press("down", "f6")
        assert "发言核对单（李四）" in keyboard.screen
        assert "没有缺项。" in keyboard.screen
