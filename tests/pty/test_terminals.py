"""What the program makes of the terminal it finds, and of keys that come in a burst."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import shilu
from commands import exit_codes
from meeting.draft import Desk, Draft
from meeting.floor import floor
from meeting.model import Act, Kind
from storage.archive import Archive
from tests.pty.kill_trial import edited
from tests.pty.terminal import SHILU, Terminal, environment

pytestmark = pytest.mark.pty


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A meeting that runs, for tests that leave it running: starting it is most of what one costs."""
    data = tmp_path_factory.mktemp("shared")
    with Terminal([*SHILU, "open", running_sample(data)], environment(data)) as terminal:
        terminal.wait_for("正在记")
        yield terminal


@pytest.fixture
def running(shared: Terminal) -> Terminal:
    """The shared program at a remark of which nothing is written."""
    if text := edited(shared):
        shared.send("\x7f" * len(text))
        shared.wait_without(text)
    return shared


def code(terminal: Terminal) -> int:
    return terminal.wait() >> 8


def test_a_window_that_is_too_small_is_told(tmp_path: Path) -> None:
    with Terminal(SHILU, environment(tmp_path), 79, 24) as terminal:
        assert code(terminal) == exit_codes.TERMINAL
        assert "窗口只有 79×24" in terminal.text


def test_a_terminal_that_is_not_utf_8_is_told_in_both_languages(tmp_path: Path) -> None:
    env = {**environment(tmp_path), "PYTHONIOENCODING": "gbk"}
    with Terminal(SHILU, env) as terminal:
        assert code(terminal) == exit_codes.TERMINAL
        assert "Set the terminal and LANG to UTF-8" in terminal.text


def test_a_dumb_terminal_is_told(tmp_path: Path) -> None:
    with Terminal(SHILU, {**environment(tmp_path), "TERM": "dumb"}) as terminal:
        assert code(terminal) == exit_codes.TERMINAL
        assert "TERM" in terminal.text


def test_a_burst_of_text_and_keys_is_taken_in_its_order(tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    with Terminal([*SHILU, "open", number], environment(tmp_path)) as terminal:
        terminal.wait_for("正在记")
        before = len(said(tmp_path))
        # Remark, F2, remark, Backspace, text, F9 with a digit for 〔未听清〕, F2: all in one piece.
        terminal.send("甲乙丙\x1bOQ丁戊\x7f己\x1b[20~2\x1bOQ")
        terminal.settle(0.5)
        assert said(tmp_path)[before:] == ["甲乙丙", "丁己〔未听清〕"]


def test_the_caret_of_the_terminal_stands_where_text_will_appear(running: Terminal) -> None:
    running.send("去年“三次”调研")
    running.wait_for("调研")
    running.settle()
    row = next(y for y, line in enumerate(running.text.splitlines()) if "去年“三次”调研" in line)
    # Seven full-width characters and the two quotation marks, behind one cell of margin.
    assert (running.screen.cursor.x, running.screen.cursor.y) == (1 + 6 * 2 + 2, row)
    assert not running.screen.cursor.hidden


def test_ctrl_c_and_ctrl_q_and_ctrl_z_leave_program_and_text_alone(running: Terminal) -> None:
    running.send("还在")
    running.wait_for("还在")
    running.send("\x03\x11\x1c")
    running.send("这里")
    running.wait_for("还在这里")


def test_leaving_and_quitting_ends_cleanly(tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    with Terminal([*SHILU, "open", number], environment(tmp_path)) as terminal:
        terminal.wait_for("正在记")
        terminal.key("f9")
        terminal.wait_for("更多操作")
        terminal.send("hhylb")
        terminal.key("enter")
        terminal.wait_for("会议列表")
        terminal.key("f12")
        assert code(terminal) == exit_codes.OK


def running_sample(data: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHILU_DATA", str(data))
        patch.setenv("SHILU_CONFIG", str(data / "config"))
        assert shilu.main(["sample", "--members", "5", "--stage", "running"]) == 0
    (listed,) = Archive(data).list()
    return listed.id


def said(data: Path) -> list[str]:
    archive = Archive(data)
    (listed,) = archive.list()
    return [entry.text for entry in archive.read(listed.id).entries if entry.act is Act.SAID]


@pytest.mark.parametrize(
    "fault", ["live.LiveScreen.action_back = lambda self: fail()", "reader.Reader.feed = lambda *_: fail()"]
)
def test_a_fault_of_the_program_is_one_sentence_and_loses_no_text(fault: str, tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    with Archive(tmp_path).open(number) as file:
        turn = floor(file.meeting)
        file.draft.save(Desk(turn, {turn: Draft(turn, Kind.CRITICISM, text="写到一半")}))
    broken = (
        "import shilu, tui.screens.live as live, tui.terminal.reader as reader\n"
        "def fail():\n    secret = '不外传'\n    raise KeyError(secret)\n"
        f"{fault}\nraise SystemExit(shilu.main(['open', '{number}']))"
    )
    with Terminal([sys.executable, "-c", broken], environment(tmp_path)) as terminal:
        terminal.wait_for("写到一半")
        terminal.key("ctrl+p")
        assert code(terminal) == exit_codes.FAULT
        assert "程序出了错（KeyError" in terminal.text
        assert "Traceback" not in terminal.text
        assert "不外传" not in terminal.text
    with Archive(tmp_path).open(number) as file:
        assert [draft.text for draft in file.draft.desk.drafts.values()] == ["写到一半"]


def test_sequences_that_are_no_key_neither_end_the_program_nor_type_anything(running: Terminal) -> None:
    running.send("写到")
    for sequence in ("\x1b[97;1:3u", "\x1b[9999999999u", "\x1b]11;rgb:14/17/1a\x1b\\", "\x1b[?62;22c"):
        running.send(sequence)
        running.settle(0.4)
    running.send("一半")
    running.wait_for("写到一半")


def test_alt_with_a_letter_types_nothing_and_esc_before_text_leaves_the_text(running: Terminal) -> None:
    for text in ("甲", "\x1bx", "\x1b1", "乙", "\x1b丙丁"):
        running.send(text)
        running.settle(0.4)
    assert "甲乙丙丁" in running.text


def test_a_paste_that_broke_off_is_put_in_and_the_keys_work_again(running: Terminal) -> None:
    running.send("\x1b[200~断在半路")
    running.wait_for("断在半路")
    running.send("，接着打")
    running.wait_for("断在半路，接着打")


def test_bytes_of_a_terminal_set_to_gbk_do_not_end_the_program_which_tells_how_to_set_it(
    running: Terminal,
) -> None:
    running.send("中文", encoding="gbk")
    running.wait_for("Set the terminal to UTF-8")
    running.send("还在")
    running.wait_for("还在")
    assert "\ufffd" in running.text
