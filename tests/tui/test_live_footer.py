"""Transcripts of the foot of the live screen: what can't be done now is not shown, and nothing moves."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import Keyboard, running
from tests.tui.test_speech_papers import at_the_turn

WHOLE = " F2 记下转下位  F3 记下不转  F5 已换人  F6 插话  F8 未提意见  F9 更多  F1 帮助"


def foot(keyboard: Keyboard) -> str:
    return keyboard.screen.split("\n")[-1]


def cells_before(text: str, key: str) -> int:
    return cell_len(text.partition(key)[0])


async def test_silence_is_offered_in_turns_of_criticism_alone_and_nothing_else_moves(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path, "self_examination:p1") as keyboard:
        assert foot(keyboard).split() == [
            *("F2", "记下转下位", "F3", "记下不转", "F5", "已换人", "F6", "插话"),
            *("F9", "更多", "F1", "帮助"),
        ]
        for key in ("F2", "F3", "F5", "F6", "F9", "F1"):
            assert cells_before(foot(keyboard), key) == cells_before(WHOLE, key)
        await keyboard.commit("我的问题是调研少。")
        await keyboard.press("f2")
        assert "批评意见" in keyboard.screen.split("\n")[1]
        assert foot(keyboard) == WHOLE
        await keyboard.commit("你下基层少。")
        assert foot(keyboard) == WHOLE
        await keyboard.press("f3")
        assert "F8" not in foot(keyboard)


async def test_where_a_paper_is_read_out_its_key_says_so_until_it_was(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        assert foot(keyboard) == WHOLE.replace("未提意见", "照稿宣读")
        await keyboard.press("f8")
        assert keyboard.record
        assert "F8" not in foot(keyboard)


async def test_within_words_of_somebody_else_no_more_of_these_are_offered(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        assert "F6 插话" in foot(keyboard)
        await keyboard.press("f6", "1")
        assert "F6" not in foot(keyboard)
        assert "F2 记下转下位" in foot(keyboard)


async def test_during_a_pause_of_days_only_what_can_be_done_is_offered(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "xhhfh")
        await keyboard.press("1")
        assert "已记休会" in keyboard.screen
        assert foot(keyboard).split()[::2] == ["F3", "F9", "F1"]


async def test_after_the_seal_the_menu_is_left(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        assert foot(keyboard).split() == ["F9", "更多", "F1", "帮助"]
        assert "已定稿，这里不再记；要更正按 F12" in keyboard.screen
        assert "补写" not in keyboard.screen
