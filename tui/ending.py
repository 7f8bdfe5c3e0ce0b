"""The end from outside: the terminal is gone, or the system asks the program to stop."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import TracebackType

_SIGNALS = (signal.SIGHUP, signal.SIGTERM)

_PATIENCE = 0.8
"""Seconds that the program has to save and to leave the screen by itself."""

_LEAVE_SCREEN = (
    b"\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    b"\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
)
"""Switches off what Textual switches on: its modes, the mouse, the second screen; and shows the caret."""


class Ending:
    """While this is entered, SIGHUP and SIGTERM end the process within a second; SIGINT does nothing.

    The first of them calls `flush` and then `leave`, in a thread of their own; they may block, and errors of
    theirs are dropped. Where the terminal still takes something, `farewell` is told. The exit status is 128
    and the signal's number, 129 or 143.
    """

    def __init__(
        self, flush: Callable[[], None], leave: Callable[[], None], farewell: Callable[[], str]
    ) -> None:
        self._flush = flush
        self._leave = leave
        self._farewell = farewell
        self._terminal = sys.stdin.fileno()
        self._attributes = termios.tcgetattr(self._terminal)
        self._number = 0

    def __enter__(self) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # A thread waits for them, not a handler: the main thread may be stuck in a write that never ends, or
        # hold a lock that saving needs. Threads that start later inherit the mask.
        self._mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        for number in _SIGNALS:
            # Under nohup they come in as ignored, and nobody can type to a program without a terminal.
            signal.signal(number, signal.SIG_DFL)
        Thread(target=self._watch, name="ending", daemon=True).start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._number:
            # Nobody reads it on a line that is cut, but who was asked to end should know why the screen went.
            with suppress(OSError):
                sys.stderr.write(self._farewell() + "\n")
                sys.stderr.flush()
            self._end()
        signal.pthread_sigmask(signal.SIG_SETMASK, self._mask)

    def _watch(self) -> None:
        self._number = signal.sigwait(_SIGNALS)
        try:
            Thread(target=self._end_well, daemon=True).start()
            time.sleep(_PATIENCE)
            # Opened anew, because O_NONBLOCK on the open one would hold for the shell as well.
            flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK
            os.write(os.open(os.ttyname(self._terminal), flags), _LEAVE_SCREEN)
        finally:
            self._end()

    def _end_well(self) -> None:
        with suppress(Exception):
            self._flush()
        with suppress(Exception):
            self._leave()

    def _end(self) -> None:
        with suppress(termios.error):
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._attributes)
        # Python's own way out would wait for the terminal once more, or fail on it with a status of its own.
        os._exit(128 + self._number)
