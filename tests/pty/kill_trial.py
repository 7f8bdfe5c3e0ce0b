"""One kill in the middle of a remark: what was painted before it, and what stands there after reopening."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from meeting.invented.sample import Stage, sample
from storage.archive import Archive
from storage.templates import load
from tests.pty.terminal import SHILU, Terminal, environment

MEETING = "20220128"
_CHINESE = "去年三次调研没有形成报告科室同志有意见整改措施落实不够作风建设联系群众"
_ASCII = "abcdefghijklmnopqrstuvwxyz0123456789"
_PAUSE = 0.1
"""Seconds between two characters."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was sent, painted, and found again."""

    sent: str
    painted: str
    found: str

    @property
    def missing(self) -> int:
        """Painted characters that are not there after reopening."""
        assert self.sent.startswith(self.painted), "what is painted is what was sent"
        same = 0
        while same < min(len(self.painted), len(self.found)) and self.painted[same] == self.found[same]:
            same += 1
        return len(self.painted) - same


def trial(data: Path, seed: int, number: int = signal.SIGKILL) -> Trial:
    """Types ten characters a second behind a long beginning, sends the signal at random, and reopens."""
    chance = random.Random(seed)
    beginning = "".join(chance.choices(_CHINESE, k=300))
    text = "".join(chance.choices(_CHINESE + _ASCII, k=chance.randrange(3, 40)))
    env = environment(data)
    with Terminal([*SHILU, "open", MEETING], env) as terminal:
        terminal.wait_for("正在记")
        terminal.paste(beginning)
        terminal.wait_for(beginning[-5:])
        for character in text[:-1]:
            terminal.send(character)
            until = time.monotonic() + _PAUSE
            while (left := until - time.monotonic()) > 0:
                terminal.read(left)
        terminal.send(text[-1])
        time.sleep(chance.random() * 0.03)
        terminal.kill(number)
        # What the program had sent by then reaches the terminal all the same.
        while terminal.read(0.05):
            pass
        painted = edited(terminal)
    with Terminal([*SHILU, "open", MEETING], env) as terminal:
        terminal.wait_for("接着写：编辑区里是没记下的")
        terminal.settle()
        found = edited(terminal)
    return Trial(beginning + text, painted, found)


def running_sample(data: Path) -> None:
    """Makes the meeting that is typed into."""
    template = load("2021-dangshi-xuexi", data)
    made = sample(
        template,
        members=7,
        entries=None,
        stage=Stage.RUNNING,
        now=datetime.now(UTC),
        meeting_id=MEETING,
    )
    Archive(data).create(made).close()


def edited(terminal: Terminal) -> str:
    """The text that stands in the editor on the screen."""
    lines = terminal.text.splitlines()
    first = next(y for y, line in enumerate(lines) if "正在记：" in line) + 1
    last = next(y for y, line in enumerate(lines) if line.startswith(" 上一条"))
    return "".join(line.strip() for line in lines[first:last])
