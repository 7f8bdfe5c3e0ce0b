"""Transcripts of the list of what is missing, and of the seal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from meeting.gaps import gaps
from meeting.model import Meeting
from meeting.seal import seals
from storage.errors import NotSaved
from storage.meeting_file import MeetingFile
from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import Keyboard, running


def without_place(meeting: Meeting) -> Meeting:
    return replace(meeting, head=replace(meeting.head, place=""))


async def seal_now(keyboard: Keyboard) -> None:
    await choose(keyboard, "qxhdg")
    await keyboard.press("f5", "1")


async def test_every_gap_is_a_line_that_leads_to_its_place(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2")
        await choose(keyboard, "qxhdg")
        count = len(gaps(keyboard.meeting))
        assert f"还有 {count} 项" in keyboard.screen
        assert "缺    会议信息缺地点。" in keyboard.screen
        assert "缺    没有登记记录人。" in keyboard.screen
        await keyboard.press("down", "down", "enter")
        assert "第 2/8 轮" in keyboard.screen
        assert "补写" not in keyboard.screen
        await choose(keyboard, "qxhdg")
        await keyboard.press("down", "down", "down", "enter")
        assert "加入班子成员：" in keyboard.screen


async def test_a_turn_without_words_leads_to_its_editor(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四", but="criticism:p1>p2"), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        assert "缺    张三 对 李四 批评意见：没有记录。" in keyboard.screen
        await keyboard.press("enter")
        assert "补写：张三 对 李四" in keyboard.screen
        await keyboard.type("会后补写的话。")
        await keyboard.press("f2")
        await choose(keyboard, "qxhdg")
        assert "没有缺项" in keyboard.screen


async def test_the_head_is_filled_in_and_the_way_leads_back(tmp_path: Path) -> None:
    async with after(without_place(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("enter")
        assert "会议信息" in keyboard.screen
        await keyboard.press(*["enter"] * 6)
        await keyboard.type("党员会议室")
        await keyboard.press("f2", "f2", "f2")
        assert keyboard.meeting.head.place == "党员会议室"
        await choose(keyboard, "qxhdg")
        assert "没有缺项" in keyboard.screen


async def test_an_open_special_item_leads_to_its_place_in_the_matrix_and_back(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("end", "enter")
        assert "李四 受到问责和因“四风”问题被查处的情况：未说明" in keyboard.screen
        await keyboard.press("enter", "2", "escape")
        assert "缺项和定稿" in keyboard.screen
        assert "李四：“问责四风”未说明" not in keyboard.screen


async def test_from_an_entry_that_a_gap_led_to_esc_leads_back_to_the_gaps(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("写了一半")
        await keyboard.press("ctrl+d", "f12")
        await choose(keyboard, "qxhdg")
        at = [gap.place.value for gap in gaps(keyboard.meeting)].index("record")
        await keyboard.press(*["down"] * at, "enter")
        assert "会议记录" in keyboard.screen.splitlines()[0]
        await keyboard.press("escape")
        assert "缺项和定稿" in keyboard.screen.splitlines()[0]
        await keyboard.press("escape")
        assert "会议记录" in keyboard.screen.splitlines()[0]


async def test_what_is_not_filled_in_is_accepted_with_a_reason_on_record(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", but="criticism:p1>p2")
    async with after(meeting, tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("f3", "enter")
        assert "请写明为什么不补" in keyboard.screen
        await keyboard.type("当场改为会后谈心。")
        await keyboard.press("enter")
        assert "不补  张三 对 李四 批评意见：没有记录。理由：当场改为会后谈心。" in keyboard.screen
        assert "各项都已补上或写明不补" in keyboard.screen
        assert keyboard.meeting.entries[-1].reason == "当场改为会后谈心。"
        await keyboard.press("f3", "enter")
        assert "理由没有改动" in keyboard.screen
        await keyboard.press("end")
        await keyboard.type("已转告。")
        await keyboard.press("enter", "escape", "f12")
        assert "09:00  说明\n      张三 对 李四 批评意见：没有记录。\n" in keyboard.screen
        assert "      不补的理由：当场改为会后谈心。已转告。" in keyboard.screen


async def test_before_the_closing_it_cannot_be_sealed(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("f5")
        assert "还没有散会，散会以后才能定稿" in keyboard.screen
        await keyboard.press("f9")
        assert "现在不行：还没有散会，散会以后才能定稿" in keyboard.screen


async def test_the_seal_shows_version_time_recorder_and_digest(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("f5")
        assert "定稿 第1版  记录人 周八  2022-01-28 09:00" in keyboard.screen
        await keyboard.press("1")
        (one,) = seals(keyboard.meeting)
        groups = [one.digest[start : start + 8] for start in range(0, 64, 8)]
        assert "已定稿 第1版  2022-01-28 09:00:00  记录人 周八" in keyboard.screen
        assert f" 校验码  {' '.join(groups[:4])}\n         {' '.join(groups[4:])}\n" in keyboard.screen
        await keyboard.press("f5")
        assert "已定稿，只能更正" in keyboard.screen
        await keyboard.press("escape")
        assert "已定稿 第1版" in keyboard.screen.split("\n")[0]
        await keyboard.press("f12")
        assert "已定稿 第1版" in keyboard.screen.split("\n")[0]


async def test_it_asks_once_more_where_something_is_open_or_not_recorded(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", but="criticism:p1>p2")
    async with after(meeting, tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("enter")
        await keyboard.type("没记下的话")
        await choose(keyboard, "qxhdg")
        await keyboard.press("f5")
        assert "还有 1 项没有补上，也没有写明不补的理由；还有 1 处文字没有记下" in keyboard.screen
        await keyboard.press("1")
        assert not seals(keyboard.meeting)
        await keyboard.press("f5", "2", "2")
        assert not seals(keyboard.meeting)
        await keyboard.press("f5", "2", "1")
        assert len(seals(keyboard.meeting)) == 1


async def test_the_seal_leaves_a_file_that_holds_everything(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        file = next((tmp_path / "meetings").glob("*/meeting.json"))
        before = file.stat().st_size
        await seal_now(keyboard)
        assert '"act":"sealed"' in file.read_text(encoding="utf-8").replace(": ", ":")
        assert file.stat().st_size > before
        assert len(seals(keyboard.meeting)) == 1


async def test_a_file_that_cannot_be_tidied_up_does_not_undo_the_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: MeetingFile) -> None:
        raise NotSaved("没有存上：磁盘满了。")

    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        with monkeypatch.context() as broken:
            broken.setattr(MeetingFile, "compact", fail)
            await seal_now(keyboard)
        assert "已定稿，都存下了；只是会议文件没能整理好：没有存上：磁盘满了。" in keyboard.screen
        assert len(seals(keyboard.meeting)) == 1


async def test_after_the_seal_gaps_can_be_read_but_not_filled(tmp_path: Path) -> None:
    meeting = sealed(held(tmp_path, "张三", "李四"))
    async with after(without_place(meeting), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        assert "会议信息缺地点" in keyboard.screen
        for key in ("enter", "f3"):
            await keyboard.press(key)
            assert "已定稿，只能更正" in keyboard.screen
            assert "缺项和定稿" in keyboard.screen


async def test_a_long_sentence_goes_on_in_a_second_line(tmp_path: Path) -> None:
    name = "阿卜杜热合曼·买买提明·吐尔逊江·艾合买提"
    async with after(held(tmp_path, "张三", name, but="criticism:p2>p1"), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        await keyboard.press("f3")
        await keyboard.type("本人因病中途离会，书面意见会后由办公室转交，并已当面说明过。")
        await keyboard.press("enter")
        shown = "".join(line.strip() for line in keyboard.screen.split("\n")[1:4])
        assert f"{name} 对 张三 批评意见：没有记录。理由：本人因病中途离会" in shown
        assert "并已当面说明过。" in shown
