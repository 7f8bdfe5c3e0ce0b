"""Transcripts of the editor and of one-line entry: keys, pastes, undoing, and a terminal that changes."""

from __future__ import annotations

from pathlib import Path

from textual.events import AppBlur, AppFocus, Key

from tests.tui.keyboard import Keyboard, at_the_keyboard, running
from tui.screens.live import LiveScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.remark_editor import RemarkEditor

NAMES = ("张三", "李四", "王五")


def editor(keyboard: Keyboard) -> RemarkEditor:
    screen = keyboard.app.screen
    assert isinstance(screen, LiveScreen), keyboard.screen
    return screen.editor


async def test_alt_with_a_character_types_nothing_into_the_editor(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("甲")
        for name, character in (("alt+x", "x"), ("alt+shift+x", "X"), ("alt+1", "1")):
            keyboard.app.post_message(Key(name, character))
            await keyboard.settle()
        await keyboard.commit("乙")
        assert editor(keyboard).text == "甲乙"


async def test_alt_with_a_character_types_nothing_into_a_line(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3")
        await keyboard.commit("示例市")
        for name, character in (("alt+x", "x"), ("alt+1", "1")):
            keyboard.app.post_message(Key(name, character))
            await keyboard.settle()
        await keyboard.commit("某局")
        assert keyboard.app.screen.query(EntryLine).first().value == "示例市某局"


async def test_a_paste_from_another_window_arrives_while_the_terminal_is_behind_it(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("甲")
        keyboard.app.post_message(AppBlur())
        await keyboard.settle()
        await keyboard.paste("别处的话")
        keyboard.app.post_message(AppFocus())
        await keyboard.commit("乙")
        assert editor(keyboard).text == "甲别处的话乙"


async def test_ctrl_u_deletes_to_the_left_and_takes_no_entry_back(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("记下的。")
        await keyboard.press("f3")
        await keyboard.commit("第一段")
        await keyboard.press("enter")
        await keyboard.commit("写错的话", "留着")
        await keyboard.press("left", "left", "ctrl+u", "ctrl+u")
        assert editor(keyboard).text == "第一段\n留着"
        await keyboard.press("ctrl+z")
        assert editor(keyboard).text == "第一段\n写错的话留着"
        assert keyboard.record == ["张三：记下的。"]
        await keyboard.press("ctrl+y", "f2")
        assert keyboard.record == ["张三：记下的。", "张三：第一段\n留着"]


async def test_a_paste_is_taken_back_alone_however_short(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        await keyboard.commit("甲")
        await keyboard.paste("粘贴")
        await keyboard.commit("乙")
        seen = []
        for _ in range(3):
            await keyboard.press("ctrl+z")
            seen.append(editor(keyboard).text)
        assert seen == ["甲粘贴", "甲", ""]


async def test_the_window_over_the_text_stays_where_it_was_while_a_menu_is_open(tmp_path: Path) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        text = "\n".join(f"第{number}行" for number in range(40))
        for keys in ([], ["up"] * 25, ["end"], ["ctrl+end", *["backspace"] * 20], ["enter"] * 9):
            if not keys:
                await keyboard.paste(text)
            await keyboard.press(*keys)
            before = keyboard.screen.splitlines()[5:-4], editor(keyboard).cursor_screen_offset
            await keyboard.press("f9", "escape")
            assert (keyboard.screen.splitlines()[5:-4], editor(keyboard).cursor_screen_offset) == before


async def test_rows_are_left_free_below_the_caret_when_the_text_grows_beyond_the_window(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, *NAMES) as keyboard:
        height = editor(keyboard).size.height
        await keyboard.press(*["enter"] * height)
        assert editor(keyboard).scroll_offset.y == 1 + height // 4
        await keyboard.press(*["enter"] * (height // 4))
        assert editor(keyboard).scroll_offset.y == 1 + height // 4
