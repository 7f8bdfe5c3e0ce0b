"""Transcripts after 定稿: what would change the record says that it can't, and why."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from meeting import seal
from tests.tui.keyboard import Keyboard, running
from tui.keymap import STANDARD

SEALED = "已定稿，只能更正"
CHANGES = {
    "confirm": "f2",
    "stay": "f3",
    "stamp": "f5",
    "aside": "f6",
    "take_back": "f7",
    "no_opinion": "f8",
    "unfinished": "ctrl+d",
    "back": "ctrl+p",
    "passage": "insert",
}
FROM_MENU = (
    "shift",
    "pause",
    "skip",
    "note",
    "adjourn",
    "close",
    "attendance",
    "hand_over",
    "special",
    "read_out",
)


@asynccontextmanager
async def sealed(data: Path) -> AsyncIterator[Keyboard]:
    """A meeting that was recorded, closed and sealed, on the live screen."""
    async with running(data, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2", "f9", "9", "1")
        opened = keyboard.app.opened
        assert opened
        opened.recorder.record(seal.seal(opened.meeting, opened.now()))
        await keyboard.press("left")
        yield keyboard


@pytest.mark.parametrize("typed", ["", "定稿后的字"])
async def test_every_key_that_would_change_it_says_so_and_keeps_what_is_typed(
    tmp_path: Path, typed: str
) -> None:
    async with sealed(tmp_path) as keyboard:
        entries = keyboard.meeting.entries
        await keyboard.type(typed)
        for action, key in CHANGES.items():
            keyboard.app.screen.state.say("")  # type: ignore[attr-defined]
            await keyboard.press(key)
            assert SEALED in keyboard.screen, action
        assert keyboard.meeting.entries == entries
        assert typed in keyboard.screen


async def test_the_menu_s_actions_say_so_before_they_ask_anything(tmp_path: Path) -> None:
    async with sealed(tmp_path) as keyboard:
        entries = keyboard.meeting.entries
        labels = {key.action: key.label for key in STANDARD.menu("live")}
        for action in FROM_MENU:
            keyboard.app.screen.state.say("")  # type: ignore[attr-defined]
            await keyboard.press("f9")
            await keyboard.commit(labels[action])
            assert f"现在不行：{SEALED}" in keyboard.screen, action
            await keyboard.press("enter")
            assert SEALED in keyboard.screen, action
            assert "Esc 返回" not in keyboard.screen, action
        assert keyboard.meeting.entries == entries


async def test_the_speaking_order_gives_the_floor_to_nobody(tmp_path: Path) -> None:
    async with sealed(tmp_path) as keyboard:
        entries = keyboard.meeting.entries
        await keyboard.press("tab", "end", "enter", "1")
        assert SEALED in keyboard.screen
        assert keyboard.meeting.entries == entries
