"""SIGTERM and SIGHUP while a command runs: its exit code tells them, and nothing half written stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commands.ended import Ended, ended_by_signals
from storage.archive import Archive
from tests.storage.examples import MEETING

# Stops where the file is written and not yet in its place, and waits for the signal.
_SLOW = """
import os, sys, time
def wait(_):
    print("writing", flush=True)
    time.sleep(60)
import shilu
os.fsync = wait
sys.exit(shilu.main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("command", "number"),
    [(("export", "--format", "txt"), signal.SIGTERM), (("package", "after"), signal.SIGHUP)],
)
def test_what_was_half_written_is_cleared_away(
    tmp_path: Path, command: tuple[str, ...], number: signal.Signals
) -> None:
    data, place = tmp_path / "data", tmp_path / "到"
    place.mkdir()
    Archive(data).create(MEETING).close()
    name, *options = command
    arguments = ["--data-dir", str(data), name, MEETING.id, *options, "-o", str(place)]
    with subprocess.Popen([sys.executable, "-c", _SLOW, *arguments], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stdout.readline() == b"writing\n"
        assert [one.name[:7] for one in place.iterdir()] == [".shilu-"]
        running.send_signal(number)
        assert running.wait(20) == 128 + number
    assert list(place.iterdir()) == []


def test_a_signal_that_is_ignored_stays_so_and_the_handlers_come_back() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    terminate = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(Ended), ended_by_signals():
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is terminate
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
