"""Transcripts of times put right in the record view: of what was said, and of who came and went."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from meeting import steps
from meeting.attendance import leave
from meeting.record import passages
from meeting.seal import seals
from tests.tui.closed import after, choose, held, sealed, with_entries
from tests.tui.keyboard import NINE, Keyboard, running
from tui.time_of_day import moment_of

ZONE = "Asia/Shanghai"


async def retype(keyboard: Keyboard, time: str) -> None:
    """Types another time over the one that stands in the field."""
    await keyboard.press(*["backspace"] * 11)
    await keyboard.type(time)
    await keyboard.press("f2")


async def three_remarks(keyboard: Keyboard) -> None:
    for text in ("通报内容。", "班子的问题。", "个人的问题。"):
        keyboard.wall.forward(600)
        await keyboard.type(text)
        await keyboard.press("f2")
    await keyboard.press("f12")


@pytest.mark.parametrize("key", ["f7", "ctrl+p"])
async def test_an_entry_goes_where_its_time_belongs_and_shows_the_old_one(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        assert "  3  09:20  个人对照检查  张三" in keyboard.screen
        await keyboard.press("enter", key)
        assert "第 3 条实际是几点（记的是 01-28 09:20）" in keyboard.screen
        await retype(keyboard, "9:05")
        assert "09:20→09:05  原话" in keyboard.screen
        assert "时间改了，按 F2 存下" in keyboard.screen
        await keyboard.press("f2")
        assert "  2  09:05  个人对照检查  张三  〔原记 09:20〕 〔更正 1 次〕" in keyboard.screen
        assert keyboard.record == ["张三：通报内容。", "张三：个人的问题。", "张三：班子的问题。"]
        await keyboard.press("f9", "1")
        assert "时间 01-28 09:20" in keyboard.screen and "时间 01-28 09:05" in keyboard.screen


async def test_a_time_that_cannot_be_is_told_and_stays_to_be_mended(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("enter", "f7")
        await retype(keyboard, "8:59")
        assert "注意：时刻要在 01-28 09:00—09:30 之间。" in keyboard.screen
        await retype(keyboard, "九点")
        assert "时刻“九点”看不懂" in keyboard.screen
        await retype(keyboard, "10:00")
        assert "还没到 01-28 10:00" in keyboard.screen
        await retype(keyboard, "9:21")
        await keyboard.press("escape")
        assert "  3  09:20" in keyboard.screen
        await keyboard.press("enter")
        assert "09:20→09:21" in keyboard.screen


async def test_an_addition_has_the_time_of_what_it_follows_until_it_is_corrected(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await three_remarks(keyboard)
        await keyboard.press("f3", "f7")
        assert "补记的时间跟着前面一条" in keyboard.screen
        await keyboard.type("补的。")
        await keyboard.press("f2", "down", "enter", "f7")
        await retype(keyboard, "9:15")
        await keyboard.press("f2")
        assert keyboard.record[2] == "张三：补的。"


async def test_after_the_seal_a_time_needs_a_reason_and_keeps_its_place(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四")
    meeting = with_entries(meeting, steps.reconvene(meeting, NINE + timedelta(minutes=10)))
    meeting = with_entries(meeting, steps.close(meeting, NINE + timedelta(minutes=20)))
    async with after(sealed(meeting), tmp_path) as keyboard:
        keyboard.wall.forward(1800)
        await keyboard.press("f12", "4", "enter", "f7")
        await retype(keyboard, "9:05")
        assert "时刻要在 01-28 09:00—09:00、01-28 09:10—09:20 之间" in keyboard.screen
        await retype(keyboard, "9:15")
        await keyboard.press("f2")
        assert "定稿后更正：已定稿 第1版" in keyboard.screen
        await keyboard.press("down")
        await keyboard.type("核对录音")
        await keyboard.press("f2")
        assert "  4  09:15  批评意见  李四 对 张三  〔原记 09:00〕 〔定稿后更正 1 次〕" in keyboard.screen
        assert "  5  09:00  表态回应  张三" in keyboard.screen


async def test_a_leaving_gets_another_time_and_reason(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(600)
        await choose(keyboard, "dhlh")
        await keyboard.press("2", "f2", "f12", "enter", "1")
        assert "更正：李四离会" in keyboard.screen
        await keyboard.press(*["backspace"] * 11)
        await keyboard.type("9:04")
        await keyboard.press("down")
        await keyboard.type("因公")
        await keyboard.press("f2")
        assert "已更正，原来的时刻和理由留存。" in keyboard.screen
        assert "09:04  离会  李四  〔原记 09:10〕 〔更正 1 次〕" in keyboard.screen
        await keyboard.press("enter", "2")
        assert "离会  李四" not in keyboard.screen


async def test_after_the_seal_a_leaving_is_not_struck_but_corrected_with_a_reason(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", "王五")
    meeting = with_entries(meeting, leave(meeting, "p3", "因公", NINE, NINE))
    async with after(sealed(meeting), tmp_path) as keyboard:
        await keyboard.press("f12", "enter", "down", "end")
        assert "更正：王五离会（已定稿 第1版，更正后另成新的一版）" in keyboard.screen
        await keyboard.type("外出")
        await keyboard.press("f2")
        assert "要写明由谁提出、为什么" in keyboard.screen
        await keyboard.type("写漏了")
        await keyboard.press("escape")
        assert "改动还没有存" in keyboard.screen and "因公外出" in keyboard.screen
        await keyboard.press("f2")
        assert "原来的时刻和理由留存；现在是已定稿 第2版。" in keyboard.screen
    assert [one.version for one in seals(keyboard.meeting)] == [1, 2]
    assert "因公外出" in [passage.valid.text for passage in passages(keyboard.meeting)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:05", "2022-01-28 09:05"),
        ("905", "2022-01-28 09:05"),
        ("1-27 9:05", "2022-01-27 09:05"),
        ("1月27日9时5分", "2022-01-27 09:05"),
        ("12-31 16:00", "2021-12-31 16:00"),
        ("2-30 9:05", ""),
        ("9", ""),
        ("", ""),
    ],
)
def test_a_time_is_of_the_same_day_or_of_the_one_that_is_named(typed: str, meant: str) -> None:
    found = moment_of(typed, NINE, ZONE)
    assert (f"{found:%Y-%m-%d %H:%M}" if found else "") == meant
