"""The units of moving and of taking back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.keyboard import running
from tui.phrases import word_end, word_start


@pytest.mark.parametrize(
    ("before", "unit"),
    [
        ("深入查摆问题", "查摆问题"),
        ("会议，指出", "指出"),
        ("会议，", "，"),
        ("完成85.5%", "85.5%"),
        ("参加 KPI", "KPI"),
        ("𠮷文", "𠮷文"),
        ("", ""),
    ],
)
def test_the_unit_before_the_caret(before: str, unit: str) -> None:
    assert before[word_start(before, len(before)) :] == unit


def test_the_unit_behind_the_caret() -> None:
    assert word_end("会议，指出", 0) == 2
    assert word_end("会议，指出", 2) == 3
    assert word_end("KPI考核", 0) == 3
    assert word_end("会议", 2) == 2


async def test_ctrl_z_takes_back_up_to_the_last_stop_and_ctrl_y_gives_it_again(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("学习不深入，调研不扎实")
        await keyboard.press("ctrl+z")
        assert "学习不深入，" in keyboard.screen
        assert "调研" not in keyboard.screen
        await keyboard.press("ctrl+y")
        assert "学习不深入，调研不扎实" in keyboard.screen


async def test_a_long_paste_is_one_step_without_control_characters(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("原有。")
        await keyboard.paste("长\x07" * 19_990)
        await keyboard.press("ctrl+z")
        assert "原有。" in keyboard.screen
        assert "长" not in keyboard.screen.replace("已开", "")
        await keyboard.press("ctrl+y", "f2")
        assert keyboard.record[-1] == "张三：原有。" + "长" * 19_990
