"""Transcripts of a practice: what is spoken, what is keyed, what the results say."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

from meeting.floor import Phase, phase
from meeting.invented.practice import PAUSE, Practice, Script, staged
from meeting.invented.sample import Stage, sample
from storage.archive import Archive
from storage.templates import load
from tests.tui.keyboard import NINE, Keyboard, at_the_keyboard
from tui import keys


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the meetings to throw away lie."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def script_of(members: int, data: Path) -> Script:
    return staged(load("2021-dangshi-xuexi", data), Practice(members=members), NINE, "20220128")[1]


@asynccontextmanager
async def practising(
    data: Path, members: int = 2, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Keyboard]:
    """A practice at 60 characters a minute that has just begun."""
    async with at_the_keyboard(data, practice=Practice(60, members), size=size) as keyboard:
        yield keyboard


async def spoken(keyboard: Keyboard, seconds: float, words: str) -> None:
    """Lets the meeting go on until these words stand on the screen."""
    keyboard.wall.forward(seconds)
    await keyboard.wait_for(lambda: words in keyboard.screen)


async def end(keyboard: Keyboard) -> None:
    """Chooses 结束练习, the last line but one of the menu."""
    await keyboard.press("f9", *"jslx", "enter")


def nothing_left(keyboard: Keyboard, temporary: Path) -> bool:
    return not keyboard.archive.list() and not list(temporary.iterdir())


async def test_it_is_spoken_above_and_written_below(tmp_path: Path) -> None:
    first, second = script_of(2, tmp_path)[:2]
    async with practising(tmp_path) as keyboard:
        rows = keyboard.screen.splitlines()
        assert "示例" in rows[0]
        assert "现在说话：张建国  通报" in rows[1]
        await spoken(keyboard, 10, first.text[:10])
        assert first.text[:11] not in keyboard.screen
        await keyboard.type(first.text[:4])
        assert keyboard.screen.count(first.text[:4]) == 2
        await spoken(keyboard, len(first.text) - 10 + PAUSE + 3, second.text[:3])
        assert "现在说话：张建国  班子对照检查" in keyboard.screen
        assert "正在记：张建国  通报" in keyboard.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_longest_remark_and_five_rows_of_the_editor_fit(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    script = script_of(7, tmp_path)
    place = max(range(len(script)), key=lambda place: cell_len(script[place].text))
    before = sum(len(line.text) + PAUSE for line in script[:place])
    text = script[place].text
    async with practising(tmp_path, 7, size) as keyboard:
        await spoken(keyboard, before + len(text) + 1, f"念到第 {place + 1}/58 位")
        rows = [row.strip() for row in keyboard.screen.splitlines()]
        assert text == "".join(rows[2:6])
        assert "F2 记下转下位" in rows[-1]
        assert keyboard.app.screen.query_one("DeskEditor").size.height >= 5


async def test_the_results_tell_keys_beyond_text_words_and_what_was_late(
    tmp_path: Path, temporary: Path
) -> None:
    first, second, third = script_of(2, tmp_path)[:3]
    async with practising(tmp_path) as keyboard:
        await keyboard.type(first.text)
        await spoken(keyboard, len(first.text) + PAUSE + 9, second.text[:9])
        await keyboard.press("backspace")
        await keyboard.type("。")
        await keyboard.press("f2")
        await keyboard.type("没听清")
        await spoken(keyboard, len(second.text) + PAUSE - 9 + 3, third.text[:3])
        await keyboard.press("f5")
        await keyboard.press("f9", "2")
        await keyboard.press("f2")
        await end(keyboard)
        assert "练习结果" in keyboard.screen
        page = "".join(keyboard.screen.split())
        assert "念的速度每分钟60字（慢）" in page
        assert "6次，记了2轮，平均每轮3.0次：F22次，" in page
        for key in ("退格1次", "F51次", "F91次", "菜单里的数字1次"):
            assert key in page
        assert "转得晚1次（下一位开口5秒后才转）；平均晚9秒，最多9秒" in page
        assert "F5已换人：有1次是写完上一位才转的。" in page
        assert f"共{len(first.text) + 8}字" in page
        assert nothing_left(keyboard, temporary)
        await keyboard.press("escape")
        assert "还没有会议" in keyboard.screen
        await keyboard.press("f2")


async def test_ending_at_once_has_results_too(tmp_path: Path, temporary: Path) -> None:
    async with practising(tmp_path) as keyboard:
        await end(keyboard)
        assert "0 次；还没有记下一轮" in keyboard.screen
        assert "还没有念出字来" in keyboard.screen
        assert "没有（下一位开口 5 秒后才转才算）" in keyboard.screen
        assert "可以省事的键" not in keyboard.screen
        assert nothing_left(keyboard, temporary)


async def test_escape_loses_nothing_and_says_how_to_end(tmp_path: Path) -> None:
    async with practising(tmp_path) as keyboard:
        await keyboard.type("不能丢")
        await keyboard.press("escape", "escape")
        assert "不能丢" in keyboard.screen
        assert "F9 选“结束练习”" in keyboard.screen


async def test_the_clock_that_stands_still_stops_the_speech(tmp_path: Path) -> None:
    first = script_of(2, tmp_path)[0]
    async with practising(tmp_path) as keyboard:
        await spoken(keyboard, 5, first.text[:5])
        await keyboard.press("f9", "3")
        await spoken(keyboard, 5, "停着，不念")
        assert first.text[:6] not in keyboard.screen
        await keyboard.press("f9", "3")
        await spoken(keyboard, 1, first.text[:6])


async def test_the_record_can_be_read_and_nothing_of_it_is_exported(tmp_path: Path) -> None:
    async with practising(tmp_path) as keyboard:
        await keyboard.type("通报了。")
        await keyboard.press("f3", "f12")
        assert "共 1 条" in keyboard.screen
        await keyboard.press("f9", *"dc", "enter")
        assert "练习的会议不导出" in keyboard.screen
        await keyboard.press("escape")
        assert "现在说话" in keyboard.screen


async def test_the_list_offers_it_with_a_choice_of_pace_and_gets_it_back(
    tmp_path: Path, temporary: Path
) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f9", "1")
        assert "念多快" in keyboard.screen
        await keyboard.press("2")
        assert "现在说话：张建国  通报" in keyboard.screen
        await keyboard.type("练一练")
        await end(keyboard)
        assert "每分钟 120 字（中）" in keyboard.screen
        assert nothing_left(keyboard, temporary)
        await keyboard.press("escape")
        await keyboard.press("f5", "1")
        assert "进行中" in keyboard.screen
        await keyboard.type("x")
        await keyboard.press("f2")
        assert keyboard.record[-1].endswith("：x")


async def test_when_all_is_spoken_it_says_how_to_come_to_the_results(tmp_path: Path) -> None:
    script = script_of(1, tmp_path)
    async with practising(tmp_path, 1) as keyboard:
        await spoken(keyboard, sum(len(line.text) + PAUSE for line in script), "都念完了")
        await keyboard.press("f9", "9", "1")
        assert "练习结果" in keyboard.screen
        assert "其中3位到结束还没转到" in "".join(keyboard.screen.split())


async def test_where_there_is_no_room_for_it_the_list_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        await keyboard.press("f9", "1", "1")
        assert "练习开不了" in keyboard.screen
        assert "临时文件夹建不了" in keyboard.screen


def test_its_keys_are_those_of_a_real_meeting() -> None:
    practised = {key.action: key for key in keys.PLACES["practice"]}
    own = {key.action for key in keys.PLACES["live"] if practised.get(key.action) != key}
    kept = {"papers", "rectify", "rectification", "last_year"}
    kept |= {"speech_papers", "read_out", "passage", "paper", "page_up", "page_down"}
    whole = {"setup", "attendance", "hand_over", "gaps", "checking", "export", "leave", "escape"}
    assert own == whole | kept


async def test_the_whole_sample_meeting_costs_little_more_than_one_key_a_turn(tmp_path: Path) -> None:
    """From the opening to 散会 every turn is written down; what is pressed besides its text is counted."""
    planned = sample(
        load("2021-dangshi-xuexi", tmp_path),
        members=7,
        entries=None,
        stage=Stage.PLANNED,
        now=NINE,
        meeting_id="20220128",
    )
    Archive(tmp_path).create(planned).close()
    script, beyond = script_of(7, tmp_path), 0
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:

        async def press(*pressed: str) -> None:
            nonlocal beyond
            beyond += len(pressed)
            await keyboard.press(*pressed)

        await press("f2", "1")
        for line in script:
            await keyboard.commit(line.text)
            await press("f2")
            keyboard.wall.forward(60)
        await press("f9", "9", "1")
        assert phase(keyboard.meeting) is Phase.CLOSED
        assert [said.partition("：")[2] for said in keyboard.record] == [line.text for line in script]
    assert (len(script), beyond) == (58, 58 + 5)
    assert beyond / len(script) <= 1.2


async def test_the_results_of_a_whole_meeting_count_the_same_keys(tmp_path: Path) -> None:
    script = script_of(2, tmp_path)
    async with practising(tmp_path, 2) as keyboard:
        for line in script:
            keyboard.wall.forward(len(line.text) + PAUSE)
            await keyboard.type(line.text)
            await keyboard.press("f2")
        await keyboard.press("f9", "9", "1")
        page = "".join(keyboard.screen.split())
        assert "11次，记了8轮，平均每轮1.4次" in page
        assert "占100%" in page
        assert "转得晚没有" in page
