"""Markers in a real terminal, as the bytes of an input method bring them."""

from __future__ import annotations

from pathlib import Path

import pytest

from meeting import roster
from storage.archive import Archive
from tests.pty.terminal import SHILU, Terminal, environment
from tests.tui.keyboard import keep_running, meeting_of

pytestmark = pytest.mark.pty


def test_markers_expand_in_a_terminal_and_a_paste_does_not(tmp_path: Path) -> None:
    env = environment(tmp_path)
    config = Path(env["SHILU_CONFIG"])
    config.mkdir(exist_ok=True)
    (config / "phrases.txt").write_text("dw = 中共示例县委\n", encoding="utf-8")
    meeting = roster.add(meeting_of(tmp_path, "张三"), "𠮷文彬", "党组成员")
    keep_running(meeting, tmp_path)
    with Terminal([*SHILU, "open", meeting.id], env) as terminal:
        terminal.wait_for("正在记：张三")
        terminal.send("请＠")
        terminal.wait_for("@ 1 张三  2 𠮷文彬")
        terminal.send("２")
        terminal.wait_for("请𠮷文彬")
        terminal.wait_without("@ 1 张三")
        terminal.paste("，邮箱 a@1 和 #1")
        terminal.send("，*dw")
        terminal.wait_for("Tab：中共示例县委")
        terminal.key("tab")
        terminal.wait_for("请𠮷文彬，邮箱 a@1 和 #1，中共示例县委")
        terminal.key("f2")
        terminal.wait_for("已记下")
    (listed,) = Archive(tmp_path).list()
    said = [entry.text for entry in Archive(tmp_path).read(listed.id).entries if entry.text]
    assert said == ["请𠮷文彬，邮箱 a@1 和 #1，中共示例县委"]
