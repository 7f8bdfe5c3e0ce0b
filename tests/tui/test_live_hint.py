"""Transcripts of the hint: told once a criticism without a fact is recorded, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.keyboard import Keyboard, running
from tui.actions.hint import hint_on, tell_hint

HOPE = "希望张三同志今后进一步加强学习。"


async def recorded(keyboard: Keyboard, key: str, text: str) -> None:
    """Records a text, and waits until it was looked at."""
    await keyboard.type(text)
    assert "提示：" not in keyboard.screen
    await keyboard.press(key)
    await keyboard.app.workers.wait_for_complete()
    await keyboard.settle()


async def to_the_first_criticism(keyboard: Keyboard) -> None:
    for text in ("通报。", "班子。", HOPE):
        await recorded(keyboard, "f2", text)
        assert "提示：" not in keyboard.screen


async def test_a_hope_in_place_of_a_criticism_is_told_of_and_stands_as_it_was_said(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await to_the_first_criticism(keyboard)
        await recorded(keyboard, "f3", HOPE)
        assert "已记下（09:00:00）。提示：未见具体事实（像是提希望）。" in keyboard.screen
        assert keyboard.record[-1] == f"李四：{HOPE}"
        keyboard.app.screen.state.say("")  # type: ignore[attr-defined]
        await recorded(keyboard, "f2", HOPE)
        assert "提示：未见具体事实（像是提希望）。" in keyboard.screen
        assert "正在记：王五 对 张三" in keyboard.screen
        assert "提示" not in str(keyboard.meeting)


async def test_a_fault_that_is_named_gives_no_hint(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await recorded(keyboard, "f2", "去年三次调研都没有形成报告。")
        assert "已记下" in keyboard.screen
        assert "提示：" not in keyboard.screen


async def test_it_is_switched_off_and_on_from_the_menu(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await keyboard.press("f9", *"ppyj", "enter")
        assert "不再提示" in keyboard.screen
        await recorded(keyboard, "f3", HOPE)
        assert "提示：" not in keyboard.screen
        await keyboard.press("f9", *"ppyj", "enter")
        await recorded(keyboard, "f3", HOPE)
        assert "提示：" in keyboard.screen


@pytest.mark.parametrize(("setting", "told"), [("false", False), ("true", True)])
async def test_the_settings_switch_it_off_for_good(tmp_path: Path, setting: str, told: bool) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f"hint = {setting}\n", encoding="utf-8")
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await recorded(keyboard, "f2", HOPE)
        assert ("提示：" in keyboard.screen) is told


async def test_what_was_said_since_is_not_covered_by_it(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        state = keyboard.app.screen.state  # type: ignore[attr-defined]
        state.say("已记下。")
        state.say("别的话。")
        await tell_hint(state, "已记下。", HOPE)
        assert state.text == "别的话。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("建议建立周调度制度。", "提示：未见具体事实（像是提建议）。"),
        ("你工作认真负责，是我们学习的榜样。", "提示：未见具体事实（像是表扬）。"),
        ("没有意见。", "提示：未见具体事实。"),
        ("你三次会议都迟到。", ""),
    ],
)
def test_its_words_are_neutral_for_every_kind(text: str, told: str) -> None:
    assert hint_on(text) == told
