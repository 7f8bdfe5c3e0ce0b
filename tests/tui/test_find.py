"""Transcripts of looking through all meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from meeting.chain import linked
from meeting.find.query import Query
from meeting.invented.practice import Practice
from meeting.model import Head, Meeting
from storage.archive import Archive
from storage.find.search import Searched
from tests.storage.examples import MEETING, entry
from tests.tui.keyboard import Keyboard, at_the_keyboard

SHORT = "没有看材料"
LONG = "前" * 60 + SHORT + "后" * 60


def kept(data: Path, id: str, *texts: str, sample: bool = False) -> Meeting:
    bare = replace(MEETING, id=id, sample=sample, head=Head("XX局党组", f"第{id}次", 2021))
    said = [entry(number, text) for number, text in enumerate(texts, start=1)]
    meeting = replace(bare, entries=linked(bare, said))
    Archive(data).create(meeting).close()
    return meeting


async def looked_for(keyboard: Keyboard, words: str) -> None:
    await keyboard.press("f8")
    await keyboard.commit(words)
    await keyboard.wait_for(lambda: "读了" in keyboard.screen and "正在找" not in keyboard.screen)


async def test_what_was_said_is_found_in_every_meeting_the_latest_first(tmp_path: Path) -> None:
    kept(tmp_path, "20220128", SHORT, "别的话")
    kept(tmp_path, "20230110", "一", SHORT, sample=True)
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, "材料")
        rows = [line.rstrip() for line in keyboard.screen.splitlines()]
        assert rows[1:7] == [
            " 20230110  示例 XX局党组第20230110次  1 条",
            "    2  01-28 09:02  批评意见  王𠮷 对 买买提·艾力",
            f"       {SHORT}",
            " 20220128  XX局党组第20220128次  1 条",
            "    1  01-28 09:01  批评意见  王𠮷 对 买买提·艾力",
            f"       {SHORT}",
        ]
        assert "2 场 2 条" in rows[0]
        assert "读了 2 场会议。" in keyboard.screen


async def test_the_words_are_underlined_and_a_long_text_is_cut_around_them(tmp_path: Path) -> None:
    kept(tmp_path, "20220128", LONG)
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, "材料 @王")
        strips = keyboard.app.screen._compositor.render_strips()
        marked = [s.text for strip in strips for s in strip if s.style and s.style.underline]
        assert marked == ["材料"]
        (line,) = [line for line in keyboard.screen.splitlines() if SHORT in line]
        assert line.strip().startswith("..前")
        assert line.strip().endswith("后..")


async def test_enter_opens_the_meeting_at_the_entry_and_leaving_leads_back_to_what_was_found(
    tmp_path: Path,
) -> None:
    kept(tmp_path, "20220128", *(f"第{number}句话" for number in range(1, 40)))
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, "句话 第2")
        await keyboard.press("down", "down", "enter")
        assert "会议记录" in keyboard.screen
        assert "第21句话" in keyboard.screen
        await keyboard.press("f2")
        assert "更正第 21 条" in keyboard.screen
        await keyboard.press("escape", "escape", "escape")
        keyboard.app.leave_meeting()
        await keyboard.settle()
        assert "查找：  句话 第2" in keyboard.screen
        await keyboard.press("f2", "f2")
        assert "更正第 21 条" in keyboard.screen


async def test_a_correction_made_there_is_found_on_coming_back(tmp_path: Path) -> None:
    kept(tmp_path, "20220128", SHORT)
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, "材料")
        await keyboard.press("enter", "enter")
        await keyboard.press(*["backspace"] * 2)
        await keyboard.type("文件")
        await keyboard.press("f2", "escape")
        keyboard.app.leave_meeting()
        await keyboard.wait_for(lambda: "〔更正前〕" in keyboard.screen)


async def test_a_meeting_recorded_elsewhere_is_read_there_and_not_written(tmp_path: Path) -> None:
    meeting = kept(tmp_path, "20220128", SHORT)
    with Archive(tmp_path).open(meeting.id):
        async with at_the_keyboard(tmp_path) as keyboard:
            await looked_for(keyboard, "材料")
            await keyboard.press("enter")
            assert "那边正在记录，这里只看" in keyboard.screen
            assert SHORT in keyboard.screen
            await keyboard.press("escape")
            assert "只看" in keyboard.screen
            await keyboard.press("escape")
            assert "查找：" in keyboard.screen


async def test_what_can_not_be_read_stands_in_the_list_with_its_reason(tmp_path: Path) -> None:
    kept(tmp_path, "20220128", SHORT)
    kept(tmp_path, "20230110", SHORT)
    (Archive(tmp_path).folder("20230110") / "meeting.json").write_text("{", encoding="utf-8")
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, "材料")
        assert "20230110  没有读到" in keyboard.screen
        assert "1 场读不了" in keyboard.screen
        await keyboard.press("pageup", "enter")
        assert "会议 20230110 没有读到" in keyboard.screen
        assert "用备份恢复" in keyboard.screen.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("words", ["[.*(", "\ufffd\ufffd", "没有的词"])
async def test_nothing_found_is_said(words: str, tmp_path: Path) -> None:
    kept(tmp_path, "20220128", SHORT)
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, words)
        assert "读了 1 场会议；没有找到。" in keyboard.screen
        await keyboard.press("enter")
        assert "还没有选中一条" in keyboard.screen


async def test_a_year_half_typed_is_told_and_finds_once_it_is_whole(tmp_path: Path) -> None:
    kept(tmp_path, "20220128", SHORT)
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f8")
        await keyboard.type("材料 #202")
        assert "年度要写四位数字" in keyboard.screen
        await keyboard.type("1")
        await keyboard.wait_for(lambda: "1 场 1 条" in keyboard.screen)
        await keyboard.press(*["backspace"] * 6)
        await keyboard.wait_for(lambda: "1 场 1 条" in keyboard.screen)


async def test_the_words_are_there_again_and_f8_takes_them_away(tmp_path: Path) -> None:
    kept(tmp_path, "20220128", SHORT)
    async with at_the_keyboard(tmp_path) as keyboard:
        await looked_for(keyboard, "材料")
        await keyboard.press("escape")
        assert "会议列表" in keyboard.screen
        await keyboard.press("f8")
        await keyboard.wait_for(lambda: "1 场 1 条" in keyboard.screen)
        await keyboard.press("f8")
        assert "几个词用空格隔开，都要有" in keyboard.screen
        assert "材料" not in keyboard.screen


async def test_typing_goes_on_while_the_meetings_are_read_and_late_results_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, "20220128", SHORT, "看材料的人")
    search, reading, go_on = Archive.search, Event(), Event()

    def slow(archive: Archive, query: Query, limit: int) -> Iterator[Searched]:
        if query.words == ("材料",):
            reading.set()
            assert go_on.wait(20)
        yield from search(archive, query, limit)

    monkeypatch.setattr(Archive, "search", slow)
    async with at_the_keyboard(tmp_path) as keyboard:
        try:
            await keyboard.press("f8")
            await keyboard.commit("材料")
            await keyboard.wait_for(reading.is_set)
            await keyboard.commit(" 没有")
            assert "材料 没有" in keyboard.screen
            await keyboard.wait_for(lambda: "1 场 1 条" in keyboard.screen)
        finally:
            go_on.set()
        await keyboard.wait_for(lambda: not any(w.is_running for w in keyboard.app.workers))
        await keyboard.settle()
        assert "1 场 1 条" in keyboard.screen
        assert "看材料的人" not in keyboard.screen


async def test_a_meeting_that_is_only_practised_on_is_never_found(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path, practice=Practice(200, 2)) as keyboard:
        assert "练习" in keyboard.screen
        assert list(keyboard.archive.search(Query(), 10)) == []
