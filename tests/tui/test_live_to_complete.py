"""Transcripts of 待补: what was left unfinished, and its completion."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.keyboard import Keyboard, running


def editor(keyboard: Keyboard) -> str:
    return keyboard.app.screen.query_one("RemarkEditor").text  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("key", ["ctrl+d", "ctrl+x"])
async def test_one_key_records_what_is_there_and_passes_on(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报到一半")
        await keyboard.press(key)
        assert "正在记：张三  班子对照检查" in keyboard.screen
        assert keyboard.record == ["张三：通报到一半"]
        assert "待补 1 条" in keyboard.screen.splitlines()[2]
        assert keyboard.screen.splitlines()[2].endswith("还有 6 轮  预计 09:54 完")
        keyboard.wall.forward(1)
        await keyboard.press(key)
        assert "待补 2 条" in keyboard.screen.splitlines()[2]
        assert keyboard.record == ["张三：通报到一半", "张三：〔待补〕"]


async def test_the_list_opens_each_and_completing_keeps_the_old_version(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报到一半")
        await keyboard.press("ctrl+d")
        keyboard.wall.forward(5)
        await keyboard.press("ctrl+d")
        keyboard.wall.forward(295)
        await keyboard.press("f9", *"dbdj", "enter")
        assert "待补的 2 条" in keyboard.screen
        assert "1  第1条 09:00 张三 通报" in keyboard.screen
        assert "〔待补〕" in keyboard.screen
        await keyboard.press("1")
        assert "补全第 1 条" in keyboard.screen
        await keyboard.type("，三次学习。")
        await keyboard.press("f2")
        assert "已补全" in keyboard.screen
        assert "待补 1 条" in keyboard.screen
        assert keyboard.record == ["张三：通报到一半，三次学习。", "张三：〔待补〕"]
        await keyboard.press("f12")
        assert "通报  张三  〔补记 09:05〕" in keyboard.screen
        assert "更正" not in keyboard.screen.splitlines()[1]
        await keyboard.press("up", "f9", "1")
        assert "第 1 版" in keyboard.screen
        assert "张三  〔补记 09:05〕" in keyboard.screen
        assert "通报到一半\n" in keyboard.screen


async def test_where_nothing_was_written_the_editor_is_empty(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(5)
        await keyboard.press("ctrl+d", "f9", *"dbdj", "enter", "1")
        assert editor(keyboard) == ""
        await keyboard.press("f2")
        assert "还没有文字" in keyboard.screen
        await keyboard.type("通报了筹备情况。")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：通报了筹备情况。"]
        assert "待补" not in keyboard.screen.splitlines()[2]


async def test_a_completed_entry_that_is_corrected_later_tells_both(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(5)
        await keyboard.press("ctrl+d", "f9", *"dbdj", "enter", "1")
        await keyboard.type("通报。")
        await keyboard.press("f2", "f12", "enter", "backspace")
        await keyboard.type("完毕。")
        await keyboard.press("f2")
        assert "〔补记 09:00〕 〔更正 1 次〕" in keyboard.screen


async def test_what_waits_and_has_words_is_marked_in_the_record(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("写到一半")
        await keyboard.press("ctrl+d", "f12")
        assert "通报  张三  〔待补〕" in keyboard.screen


async def test_an_interjection_can_wait_too_and_leads_back(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报到一半")
        await keyboard.press("f6", "2", "ctrl+d")
        assert editor(keyboard) == "通报到一半"
        assert keyboard.record == ["李四：〔待补〕"]


async def test_without_any_the_menu_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"dbdj")
        assert "现在不行：没有待补的条目" in keyboard.screen
        await keyboard.press("enter")
        assert "没有待补的条目" in keyboard.screen


async def test_taken_back_the_editor_is_empty_again(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(5)
        await keyboard.press("ctrl+d", "f7")
        assert "正在记：张三  通报" in keyboard.screen
        assert editor(keyboard) == ""
        assert keyboard.record == []


async def test_the_key_held_down_does_not_run_through_the_turns(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报到一半")
        await keyboard.press("ctrl+d", "ctrl+d", "ctrl+d")
        assert "这一轮刚刚开始" in keyboard.screen
        assert keyboard.record == ["张三：通报到一半"]
