"""What was recorded too early is taken back, and what was missed is completed, in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from meeting.record import passages
from storage.archive import Archive
from tests.pty.terminal import SHILU, Terminal, environment
from tests.tui.keyboard import keep_running, meeting_of

pytestmark = pytest.mark.pty


def test_taking_back_and_completing_at_eighty_columns(tmp_path: Path) -> None:
    meeting = meeting_of(tmp_path, "张三", "李四", "王五")
    keep_running(meeting, tmp_path)
    with Terminal([*SHILU, "open", meeting.id], environment(tmp_path)) as terminal:
        terminal.wait_for("正在记：张三  通报")
        terminal.send("筹备情况通报")
        terminal.key("f2")
        terminal.wait_for("正在记：张三  班子对照检查")
        terminal.send("下一轮的开头")
        terminal.key("f7")
        terminal.wait_for("已撤回")
        terminal.wait_for("正在记：张三  通报")
        terminal.send("到这里")
        terminal.key("ctrl+d")
        terminal.wait_for("待补 1 条  还有 12 轮")
        terminal.wait_for("下一轮的开头")
        terminal.key("f9")
        terminal.wait_for("更多操作")
        terminal.send("dbdj")
        terminal.key("enter")
        terminal.wait_for("筹备情况通报到这里")
        terminal.send("1")
        terminal.wait_for("补全第 1 条")
        terminal.send("，一共三件事。")
        terminal.key("f2")
        terminal.wait_for("已补全")
        terminal.wait_without("待补 1 条")
        terminal.key("f12")
        terminal.wait_for("〔补记 ")
    (listed,) = Archive(tmp_path).list()
    row = [passage for passage in passages(Archive(tmp_path).read(listed.id)) if passage.number]
    assert [passage.valid.text for passage in row] == ["筹备情况通报到这里，一共三件事。"]
    assert row[0].entry.text == "筹备情况通报到这里"
