"""A practice in a real terminal: spoken, typed along, ended by a key or from outside; nothing of it stays."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.pty.terminal import SHILU, Terminal, environment
from tests.thorough import THOROUGH

pytestmark = pytest.mark.pty

PRACTICE = [*SHILU, "practice", "--pace", "1000", "--members", "2"]


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def surroundings(data: Path, temporary: Path) -> dict[str, str]:
    return {**environment(data), "TMPDIR": str(temporary)}


def nothing_left(data: Path, temporary: Path) -> bool:
    return not Archive(data).list() and not list(temporary.iterdir())


@pytest.mark.parametrize("size", [(80, 24), *[(120, 40)] * THOROUGH], ids=lambda size: "{}x{}".format(*size))
def test_it_is_typed_along_and_its_results_are_read(
    tmp_path: Path, temporary: Path, size: tuple[int, int]
) -> None:
    with Terminal(PRACTICE, surroundings(tmp_path, temporary), *size) as terminal:
        terminal.wait_for("现在说话：")
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        terminal.send("会前集中学习“三次”——记下来")
        terminal.wait_for("记下来")
        terminal.key("backspace")
        terminal.key("f2")
        terminal.wait_for("第 2/8 轮")
        terminal.wait_for("现在说话：张建国  班子对照检查")
        terminal.key("f9")
        terminal.wait_for("更多操作")
        terminal.send("jslx")
        terminal.key("enter")
        terminal.wait_for("练习结果")
        terminal.wait_for("2 次，记了 1 轮，平均每轮 2.0 次")
        assert nothing_left(tmp_path, temporary)
        terminal.key("esc")
        terminal.wait_for("还没有会议")
        terminal.key("f12")
        assert os.waitstatus_to_exitcode(terminal.wait()) == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, *[signal.SIGTERM] * THOROUGH])
def test_ended_from_outside_it_leaves_nothing_and_says_so(
    number: int, tmp_path: Path, temporary: Path
) -> None:
    # However slow the machine is, nothing but the program's own way out may end it here.
    patient = (
        "import shilu, tui.ending; tui.ending._PATIENCE = 60; raise SystemExit(shilu.main(['practice']))"
    )
    with Terminal([sys.executable, "-c", patient], surroundings(tmp_path, temporary)) as terminal:
        terminal.wait_for("现在说话：")
        terminal.send("练到一半")
        terminal.wait_for("练到一半")
        os.kill(terminal.pid, number)
        assert os.waitstatus_to_exitcode(terminal.wait()) == 128 + number
        terminal.wait_for("练习的会议已经删去")
    assert nothing_left(tmp_path, temporary)


def test_a_program_that_hangs_leaves_nothing_either(tmp_path: Path, temporary: Path) -> None:
    hangs = (
        "import shilu, time, tui.screens.live as live\n"
        "live.LiveScreen.action_back = lambda self: time.sleep(60)\n"
        "raise SystemExit(shilu.main(['practice']))"
    )
    with Terminal([sys.executable, "-c", hangs], surroundings(tmp_path, temporary)) as terminal:
        terminal.wait_for("现在说话：")
        terminal.key("ctrl+p")
        terminal.settle()
        os.kill(terminal.pid, signal.SIGTERM)
        assert os.waitstatus_to_exitcode(terminal.wait()) == 128 + signal.SIGTERM
    assert nothing_left(tmp_path, temporary)
