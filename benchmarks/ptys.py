"""A program in a pty, watched from outside: when which bytes arrived, and what it cost."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x20\x7f]"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for some keys: seconds to the one awaited, and all bytes until it was quiet."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a delay each way (seconds) and a width (bytes a second)."""

    delay: float
    width: float


class Program:
    """One program in a pty of the given size, optionally at the end of a slow line."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        line: Line | None = None,
    ) -> None:
        self.began = time.perf_counter()
        self._line = line
        self._free = 0.0
        self._seen = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def first_text(self, seconds: float = 20) -> float:
        """Seconds from exec to the first character that can be seen."""
        while not _ESCAPES.sub(b"", self._seen):
            at, _ = self._read(seconds)
        return at - self.began

    def wait_for(self, text: str, seconds: float = 20) -> float:
        """Seconds from exec to the text; raises TimeoutError."""
        wanted = text.encode()
        at = self.began
        while wanted not in self._seen:
            at, _ = self._read(seconds)
        return at - self.began

    def send(self, text: str, awaited: str, quiet: float = 0.04) -> Answer:
        """Sends keys in one piece and waits for a text, and then until nothing more comes."""
        began = self._send(text)
        end = time.monotonic() + 10
        wanted = awaited.encode()
        at = began
        while wanted not in self._seen:
            if time.monotonic() > end:
                raise TimeoutError(f"{awaited} did not come")
            at, _ = self._read(10)
        self.settle(quiet)
        return Answer(at - began, len(self._seen))

    def press(self, keys: str, together: float = 0.03) -> Answer:
        """Sends keys and tells when the last of what comes came; a pause ends it, as a tick follows."""
        began = self._send(keys)
        at, _ = self._read(10)
        while select.select([self._fd], [], [], together)[0]:
            at, _ = self._read(together)
        return Answer(at - began, len(self._seen))

    def _send(self, text: str) -> float:
        self._seen = b""
        began = time.perf_counter()
        if self._line:
            time.sleep(self._line.delay)
        os.write(self._fd, text.encode())
        return began

    def settle(self, quiet: float) -> None:
        """Reads until nothing came for so many seconds."""
        while select.select([self._fd], [], [], quiet)[0]:
            self._read(quiet)

    def bytes_within(self, seconds: float) -> int:
        """How much it sends by itself in so many seconds."""
        self._seen = b""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                self._read(left)
        return len(self._seen)

    @property
    def cpu(self) -> float:
        """Seconds of CPU that it has used."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    @property
    def memory(self) -> float:
        """MiB of it in memory."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", text)[0]) / 1024

    def _read(self, seconds: float) -> tuple[float, bytes]:
        if not select.select([self._fd], [], [], seconds)[0]:
            raise TimeoutError(f"nothing came for {seconds} s")
        data = os.read(self._fd, 65536)
        at = time.perf_counter()
        self._seen += data
        if self._line:
            # The line carries one byte after the other; what is behind a large frame waits for it.
            self._free = max(self._free, at) + len(data) / self._line.width
            at = self._free + self._line.delay
        return at, data

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)
