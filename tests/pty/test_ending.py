"""The end from outside: signals and a terminal that is gone leave nothing unsaved and no process behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from pyte import modes

from storage.archive import Archive
from tests.pty.terminal import SHILU, Terminal, environment
from tests.pty.test_terminals import running_sample
from tests.thorough import THOROUGH

pytestmark = pytest.mark.pty

WITHOUT_HANG_UP = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGHUP, signal.SIG_IGN)
fcntl.ioctl(0, termios.TIOCNOTTY)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Runs a program that ignores SIGHUP, and on a terminal that would not send it."""

WITHIN = 5.0
"""Seconds for an end that takes less than one where nothing else runs."""


@pytest.fixture
def meeting(tmp_path: Path) -> str:
    return running_sample(tmp_path)


def changed(change: str, meeting: str) -> list[str]:
    """The command that opens the meeting with a program that a line of Python has changed."""
    modules = "shilu, time, tui.app, tui.ending, tui.screens.live"
    code = f"import {modules}\n{change}\nraise SystemExit(shilu.main(['open', '{meeting}']))"
    return [sys.executable, "-c", code]


def draft(data: Path, meeting: str) -> str:
    """The text that comes back when the meeting is opened again, which shows too that nobody holds it."""
    with Archive(data).open(meeting) as file:
        assert not file.draft.notice
        (kept,) = file.draft.desk.drafts.values()
    return kept.text


def type_in(terminal: Terminal, text: str) -> None:
    terminal.wait_for("正在记")
    terminal.send(text)
    terminal.wait_for(text)


def freeze(terminal: Terminal, folder: Path) -> None:
    """Has the program paint far more than a terminal holds that nobody reads; it goes on taking keys."""
    for step in range(8):
        terminal.resize(240 + step % 2, 60)
        # A terminal that does not control the session tells no change of its size.
        os.kill(terminal.pid, signal.SIGWINCH)
        time.sleep(0.04)
    before = (folder / "draft").read_bytes()
    terminal.send("字")
    for _ in range(100):
        if (folder / "draft").read_bytes() != before:
            return
        time.sleep(0.05)
    raise AssertionError("the program stands still because nobody reads what it writes")


def exit_status(terminal: Terminal, *, reading: bool = True) -> int:
    return os.waitstatus_to_exitcode(terminal.wait(WITHIN, reading=reading))


@pytest.mark.parametrize("number", [signal.SIGTERM, *[signal.SIGHUP] * THOROUGH])
def test_a_signal_ends_the_program_as_a_key_would(number: int, tmp_path: Path, meeting: str) -> None:
    # However slow the machine is, nothing but the program's own way out may end it here.
    command = changed("tui.ending._PATIENCE = 60", meeting)
    with Terminal(command, environment(tmp_path)) as terminal:
        before = terminal.attributes
        type_in(terminal, "写到一半")
        assert terminal.attributes != before
        os.kill(terminal.pid, number)
        assert exit_status(terminal) == 128 + number
        assert terminal.attributes == before
        # Textual switches wrapping off for its screen.
        assert modes.DECAWM in terminal.screen.mode
    assert draft(tmp_path, meeting).startswith("写到一半")


@pytest.mark.parametrize("number", [signal.SIGTERM, *[signal.SIGHUP] * THOROUGH])
def test_a_signal_ends_it_when_the_terminal_takes_nothing(number: int, tmp_path: Path, meeting: str) -> None:
    with Terminal([*SHILU, "open", meeting], environment(tmp_path)) as terminal:
        before = terminal.attributes
        type_in(terminal, "写到一半")
        freeze(terminal, tmp_path / "meetings" / meeting)
        os.kill(terminal.pid, number)
        assert exit_status(terminal, reading=False) == 128 + number
        assert terminal.attributes == before
    assert draft(tmp_path, meeting).startswith("写到一半")


@pytest.mark.parametrize(
    ("told", "frozen"), [(True, True), (False, False), *[(True, False), (False, True)] * THOROUGH]
)
def test_it_ends_with_its_terminal(told: bool, frozen: bool, tmp_path: Path, meeting: str) -> None:
    command = [*SHILU, "open", meeting]
    if not told:
        command = [sys.executable, "-c", WITHOUT_HANG_UP, *command]
    with Terminal(command, environment(tmp_path)) as terminal:
        type_in(terminal, "写到一半")
        if frozen:
            freeze(terminal, tmp_path / "meetings" / meeting)
        terminal.hang_up()
        assert exit_status(terminal) == 128 + signal.SIGHUP
    assert draft(tmp_path, meeting).startswith("写到一半")


@pytest.mark.parametrize("saving", ["time.sleep(60)", "1 / 0"], ids=["hangs", "fails"])
def test_saving_is_asked_for_and_cannot_keep_it_from_ending(
    saving: str, tmp_path: Path, meeting: str
) -> None:
    asked = tmp_path / "asked"
    fault = f"tui.app.ShiluApp.flush = lambda self: (open({str(asked)!r}, 'w'), {saving})"
    ends_all_the_same(fault, tmp_path, meeting)
    assert asked.exists()


@pytest.mark.parametrize("place", ["tui.screens.live.LiveScreen.action_back", "tui.app.ShiluApp.on_unmount"])
def test_a_program_that_hangs_ends_all_the_same(place: str, tmp_path: Path, meeting: str) -> None:
    ends_all_the_same(f"{place} = lambda self: time.sleep(60)", tmp_path, meeting)


def ends_all_the_same(fault: str, data: Path, meeting: str) -> None:
    """Brings a fault into the program and asks it to end, more than once."""
    with Terminal(changed(fault, meeting), environment(data)) as terminal:
        before = terminal.attributes
        type_in(terminal, "写到一半")
        terminal.key("ctrl+p")
        terminal.settle()
        for _ in range(3):
            os.kill(terminal.pid, signal.SIGTERM)
            time.sleep(0.05)
        assert exit_status(terminal) == 128 + signal.SIGTERM
        assert "Traceback" not in terminal.text
        assert terminal.attributes == before
        assert modes.DECAWM in terminal.screen.mode
    assert draft(data, meeting).startswith("写到一半")


def test_an_interrupt_leaves_program_and_text_alone(tmp_path: Path, meeting: str) -> None:
    with Terminal([*SHILU, "open", meeting], environment(tmp_path)) as terminal:
        type_in(terminal, "还在")
        for _ in range(3):
            os.kill(terminal.pid, signal.SIGINT)
            terminal.key("ctrl+c")
            terminal.settle()
        type_in(terminal, "这里")
        terminal.wait_for("还在这里")
