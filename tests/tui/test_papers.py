"""Transcripts of 材料: what is due, how far it has come, and writing it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from meeting.dossier.due_papers import state_of
from meeting.dossier.model import Stage
from tests.tui.closed import after, choose, held


async def test_the_two_lists_tell_their_days_and_what_is_open(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        assert "会前报送  会前几个工作日报送，还没有写明" in keyboard.screen
        assert "会后报送  2022-02-12（休息日，宜在02-11前报出）  还剩 15 天" in keyboard.screen
        assert "未报送 9/9 份" in keyboard.screen
        assert "主送未写" in keyboard.screen


async def test_the_working_days_and_the_letter_are_filled_in_and_count_at_once(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f8")
        await keyboard.type("五")
        await keyboard.press("f2")
        assert "请写 1 到 60 的整数" in keyboard.screen
        await keyboard.press("backspace")
        await keyboard.type("5")
        await keyboard.press("enter")
        await keyboard.type("《关于认真开好民主生活会的通知》")
        await keyboard.press("enter")
        await keyboard.type("XX纪委、XX组织部")
        await keyboard.press("f2")
        assert "会前报送  2022-01-21  已过 7 天" in keyboard.screen
        assert "主送写了不止一个机关；一般只主送一个。" in keyboard.screen
        assert "会前报送  2022-01-21  已过 7 天  主送：XX纪委、XX组织部" in keyboard.screen
        assert "XX组织部" in keyboard.screen.split("会后报送")[1].split("原始记录")[0]
        letter = keyboard.meeting.dossier.letter
        assert (letter.notice, letter.addressees) == (
            "《关于认真开好民主生活会的通知》",
            ("XX纪委", "XX组织部"),
        )


async def test_a_paper_is_noted_as_sent_and_that_is_taken_back(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f3", "f2")
        assert "已报送 01-28" in keyboard.screen
        assert state_of(keyboard.meeting.dossier, "request").stage is Stage.SENT
        await keyboard.press("f3", *["backspace"] * 10, "f2")
        assert "已报送" not in keyboard.screen.replace("F3 已报送", "")
        assert state_of(keyboard.meeting.dossier, "request").sent_on is None


async def test_a_finished_file_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "请示.docx").write_bytes(b"x")
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f5")
        await keyboard.type(str(tmp_path / "请示"))
        await keyboard.press("f2")
        assert "没有这个文件" in keyboard.screen
        await keyboard.type(".docx")
        await keyboard.press("f2")
        assert "已起草" in keyboard.screen and "请示.docx" in keyboard.screen


@pytest.mark.parametrize("name", ["~查无此人/a", "没有\x00"])
async def test_a_finished_file_of_an_impossible_name_is_told(tmp_path: Path, name: str) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f5")
        await keyboard.paste(name)
        await keyboard.press("f2")
        assert "没有这个文件" in keyboard.screen


async def test_what_the_program_does_not_print_says_so(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("end", "f2")
        assert "主要负责同志的发言稿不由程序印出" in keyboard.screen
