"""Transcripts of 撤回上一条: what was just recorded comes back, and nothing else moves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from meeting.model import Entry
from storage.errors import NotSaved
from tests.tui.keyboard import Keyboard, at_the_keyboard, running


async def up_to_the_first_criticism(keyboard: Keyboard) -> None:
    for text in ("筹备情况。", "班子问题。", "个人问题。"):
        await keyboard.type(text)
        await keyboard.press("f2")


def editor(keyboard: Keyboard) -> str:
    return keyboard.app.screen.query_one("DeskEditor").text  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("key", ["f7", "ctrl+right_square_bracket"])
async def test_text_aspects_and_mode_come_back_and_the_floor_goes_back(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await up_to_the_first_criticism(keyboard)
        await keyboard.press("ctrl+r", "f9", "4", "2")
        await keyboard.type("去年三次调研没有报告")
        await keyboard.press("f2")
        assert "正在记：王五 对 张三" in keyboard.screen
        await keyboard.press(key)
        assert "正在记：李四 对 张三  批评意见" in keyboard.screen
        assert "摘要  " in keyboard.screen.splitlines()[4]
        assert "已撤回" in keyboard.screen
        assert keyboard.record[-1] == "张三：个人问题。"
        await keyboard.type("。")
        await keyboard.press("f2")
        assert keyboard.record[-1] == "李四：去年三次调研没有报告。"
        said = [e for e in keyboard.meeting.entries if e.text.startswith("去年三次")]
        assert [(e.mode, len(e.aspects)) for e in said] == [("summary", 1)] * 2
        assert "正在记：王五 对 张三" in keyboard.screen


async def test_words_typed_meanwhile_stay_with_the_next_turn(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await up_to_the_first_criticism(keyboard)
        await keyboard.type("李四的意见")
        await keyboard.press("f2")
        await keyboard.type("王五开了头")
        await keyboard.press("left", "f7")
        assert editor(keyboard) == "李四的意见"
        await keyboard.press("f2")
        assert editor(keyboard) == "王五开了头"
        await keyboard.type("X")
        assert editor(keyboard) == "王五开了X头"


async def test_words_for_the_same_turn_are_not_mixed_with_what_would_come_back(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("第一段。")
        await keyboard.press("f3")
        await keyboard.type("第二段写了一半")
        await keyboard.press("f7")
        assert "还有没记下的文字" in keyboard.screen
        assert editor(keyboard) == "第二段写了一半"
        assert keyboard.record == ["张三：第一段。"]
        await keyboard.press("f9", *"chsyt")
        assert "现在不行：上一条所在的这一轮" in keyboard.screen


async def test_no_opinion_gives_the_empty_editor_back(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await up_to_the_first_criticism(keyboard)
        await keyboard.press("f8", "f7")
        assert "正在记：李四 对 张三" in keyboard.screen
        assert editor(keyboard) == ""
        assert keyboard.record[-1] == "张三：个人问题。"
        await keyboard.type("其实有一条。")
        await keyboard.press("f2")
        assert keyboard.record[-1] == "李四：其实有一条。"


async def test_an_interjection_comes_back_as_one(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.type("通报到一半")
        keyboard.wall.forward(30)
        await keyboard.press("f6", "3")
        await keyboard.type("请说明经费")
        keyboard.wall.forward(30)
        await keyboard.press("f2", "f7")
        assert "插话：王五" in keyboard.screen
        assert editor(keyboard) == "请说明经费"
        await keyboard.type("来源。")
        await keyboard.press("f2")
        assert editor(keyboard) == "通报到一半"
        assert keyboard.record == ["王五：请说明经费来源。"]
        said = [entry for entry in keyboard.meeting.entries if entry.kind == "interjection"]
        assert {f"{entry.at:%H:%M:%S}" for entry in said if entry.text} == {"09:00:30"}


async def test_what_is_not_near_or_not_there_is_refused_in_words(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f7")
        assert "还没有记下的发言可以撤回" in keyboard.screen
        await keyboard.type("通报。")
        await keyboard.press("f2", "f5", "f5", "f7")
        assert "已经过去，不能撤回" in keyboard.screen
        assert keyboard.record == ["张三：通报。"]


async def test_on_a_full_disk_nothing_moves(tmp_path: Path) -> None:
    def full(entries: Sequence[Entry]) -> None:
        raise NotSaved("没有存上：磁盘已满，请腾出空间后再试。")

    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2")
        await keyboard.type("下一轮的字")
        opened = keyboard.app.opened
        assert opened
        opened.file.append = full  # type: ignore[method-assign]
        await keyboard.press("f7")
        assert "磁盘已满" in keyboard.screen
        assert "正在记：张三  班子对照检查" in keyboard.screen
        assert editor(keyboard) == "下一轮的字"
        assert keyboard.record == ["张三：通报。"]


async def test_what_came_back_is_there_after_the_program_ended(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2", "f7")
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        assert "正在记：张三  通报" in keyboard.screen
        assert editor(keyboard) == "通报。"
