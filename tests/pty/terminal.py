"""A real terminal for tests: the program in a pty, its screen emulated, keys sent as terminals send them."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
from wcwidth import wcwidth

SHILU = [sys.executable, "-m", "shilu"]
"""The program, as a user starts it."""

KEYS = {
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f12": "\x1b[24~",
    "enter": "\r", "esc": "\x1b", "tab": "\t",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "backspace": "\x7f",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "home": "\x1b[H", "end": "\x1b[F",
}  # fmt: skip

# pyte prints the sequences that it does not know, which programs send to ask for newer features, and takes
# a second for each megabyte of the zeros that a terminal passes over.
_LEFT_OUT = re.compile(
    rb"\x00+|\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\|\x1b\[[0-9;]* q"
)


class Terminal:
    """One program in a pty of the given size."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        self.resize(columns, rows)
        self.status: int | None = None
        self.questions = 0
        """How often the program has asked where the caret stands, or for a sign of life."""

    def read(self, seconds: float) -> bool:
        """Takes in what the program sends within so many seconds; False when it sent nothing."""
        if self._fd < 0:
            time.sleep(seconds)
            return False
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.questions += data.count(b"\x1b[6n") + data.count(b"\x1b[5n")
        self._stream.feed(_LEFT_OUT.sub(b"", data))
        return bool(data)

    def settle(self, quiet: float = 0.15, longest: float = 5.0) -> None:
        """Waits until the program has sent nothing for a while."""
        end = time.monotonic() + longest
        while time.monotonic() < end and self.read(quiet):
            pass

    @property
    def text(self) -> str:
        """The screen as lines of text; the second cell of a full-width character is left out."""
        return "\n".join(self._line(y) for y in range(self.screen.lines))

    def _line(self, y: int) -> str:
        cells = [self.screen.buffer[y][x].data for x in range(self.screen.columns)]
        wide = [bool(cell) and wcwidth(cell[0]) == 2 for cell in cells]
        # An empty cell behind no full-width character is what is left of one that was half overwritten.
        shown = [cell or " " for x, cell in enumerate(cells) if not (x and wide[x - 1] and not cell)]
        return "".join(shown).rstrip()

    def wait_for(self, text: str, seconds: float = 20.0) -> None:
        """Waits until the text stands on the screen; raises AssertionError with the screen otherwise."""
        end = time.monotonic() + seconds
        while text not in self.text:
            self._read_more(end, f"{text!r} did not appear on")

    def wait_without(self, text: str, seconds: float = 20.0) -> None:
        """Waits until the text is gone from the screen."""
        end = time.monotonic() + seconds
        while text in self.text:
            self._read_more(end, f"{text!r} still stands on")

    def _read_more(self, end: float, complaint: str) -> None:
        while time.monotonic() < end:
            if self.read(0.05):
                return
        raise AssertionError(f"{complaint}\n{self.text}")

    def key(self, *names: str) -> None:
        """Presses keys by name; ctrl+x likewise."""
        for name in names:
            if name.startswith("ctrl+"):
                self.send(chr(ord(name[-1]) & 0x1F))
            else:
                self.send(KEYS[name])

    def send(self, text: str, encoding: str = "utf-8") -> None:
        """Sends text as an input method does, in one piece."""
        data = text.encode(encoding)
        while data:
            data = data[os.write(self._fd, data) :]

    def paste(self, text: str) -> None:
        """Pastes text, bracketed as a terminal does."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Gives the window another size, which the emulated screen does not follow."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def attributes(self) -> list[Any]:
        """What the terminal is set to, as `termios` tells it."""
        return termios.tcgetattr(self._fd)

    def hang_up(self) -> None:
        """Takes the terminal away from the program."""
        os.close(self._fd)
        self._fd = -1

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends the program a signal and waits for its end."""
        os.kill(self.pid, number)
        self.wait()

    def wait(self, seconds: float = 10.0, *, reading: bool = True) -> int:
        """Waits for the program's end and gives its exit status as the system tells it.

        Without `reading` the program meets a terminal that takes nothing.
        """
        end = time.monotonic() + seconds
        while self.status is None:
            if reading:
                self.read(0.02)
            else:
                time.sleep(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
            elif time.monotonic() > end:
                raise AssertionError(f"the program did not end; its screen:\n{self.text}")
        return self.status

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._fd >= 0:
            os.close(self._fd)


def environment(data: Path) -> dict[str, str]:
    """The environment of a recorder's login, with the data in a folder of the test's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "SHILU_DATA": str(data),
        "SHILU_CONFIG": str(data / "config"),
    }
