"""The main path in a real terminal: set up, keyed through, killed, resumed, exported, and read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from storage.archive import Archive
from tests.pty.terminal import SHILU, Terminal, environment
from tests.thorough import THOROUGH

pytestmark = pytest.mark.pty

NAMES = ("张三", "李四", "王𠮷五", "赵六", "阿卜杜拉·买买提", "周八", "吴喆")


def remark(number: int) -> str:
    return f"第{number:02}轮：“示例”发言——去年{number}次调研，没有形成报告……"


@pytest.mark.parametrize(
    ("size", "names", "turns"),
    [((80, 24), NAMES, 58), *[((120, 40), NAMES[:3], 14)] * THOROUGH],
    ids=["80x24", *["120x40"] * THOROUGH],
)
def test_the_plan_s_whole_meeting_is_keyed_killed_resumed_and_printed(
    tmp_path: Path, size: tuple[int, int], names: Sequence[str], turns: int
) -> None:
    env = environment(tmp_path)
    half = turns // 2
    with Terminal(SHILU, env, *size) as terminal:
        set_up(terminal, names, turns)
        for number in range(1, half):
            key_in(terminal, number, turns)
        terminal.send(f"第{half}轮：写到一半")
        terminal.wait_for("写到一半")
        terminal.kill()
    (listed,) = Archive(tmp_path).list()
    with Terminal([*SHILU, "open", listed.id], env, *size) as terminal:
        terminal.wait_for(f"第{half}轮：写到一半")
        terminal.wait_for(f"第 {half}/{turns} 轮")
        terminal.send("，接着写完。")
        terminal.key("f2")
        terminal.wait_for(f"第 {half + 1}/{turns} 轮")
        for number in range(half + 1, turns + 1):
            key_in(terminal, number, turns)
        terminal.wait_for("各轮都已走完")
        terminal.key("f9")
        terminal.wait_for("更多操作")
        terminal.send("9")
        terminal.wait_for("现在散会")
        terminal.send("1")
        terminal.wait_for("已散会")
        export(terminal, tmp_path)
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs]
    whole = "\n".join(texts)
    expected = [remark(number) for number in range(1, turns + 1)]
    expected[half - 1] = f"第{half}轮：写到一半，接着写完。"
    assert [whole.count(text) for text in expected] == [1] * turns
    assert [whole.index(text) for text in expected] == sorted(whole.index(text) for text in expected)


def set_up(terminal: Terminal, names: Sequence[str], turns: int) -> None:
    """From the empty screen to the running meeting, as the screens lead."""
    terminal.wait_for("按 F3 新建会议")
    terminal.key("f3")
    terminal.wait_for("单位（班子全称）")
    terminal.send("示例市某某局党组")
    terminal.key("enter", "enter", "enter")
    terminal.send("2022-01-28")
    terminal.key("enter")
    terminal.send("09:00")
    terminal.key("f2")
    terminal.wait_for("加入班子成员")
    for name in names:
        terminal.send(f"{name} 党组成员")
        terminal.key("enter")
    terminal.wait_for(f"应到 {len(names)} 人")
    terminal.key("f2")
    terminal.wait_for(f"{turns} 轮")
    terminal.key("f2")
    terminal.wait_for("现在开会")
    terminal.send("1")
    terminal.wait_for(f"第 1/{turns} 轮")


def key_in(terminal: Terminal, number: int, turns: int) -> None:
    """Types one remark and passes the floor on."""
    terminal.send(remark(number))
    terminal.key("f2")
    terminal.wait_for(f"第{number}条" if number == turns else f"第 {number + 1}/{turns} 轮")


def export(terminal: Terminal, folder: Path) -> None:
    """Exports to out.docx in the folder."""
    terminal.key("f9")
    terminal.wait_for("更多操作")
    terminal.send("导出")
    terminal.key("enter")
    terminal.wait_for("写到：")
    terminal.send("\x7f" * 60 + str(folder / "out.docx"))
    terminal.key("f2")
    terminal.wait_for("已导出")
