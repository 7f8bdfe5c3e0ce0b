"""The end from outside while a command runs: it cleans up after itself before it goes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGHUP, signal.SIGTERM)


class Ended(BaseException):
    """The system asked the program to end, or its terminal is gone; no `except Exception` holds it up."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number
        """The exit code, 129 or 143."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raises `Ended` at the first SIGHUP or SIGTERM, and then no more, so that the cleaning up is not cut."""

    def end(number: int, _: FrameType | None) -> None:
        for one in _SIGNALS:
            signal.signal(one, signal.SIG_IGN)
        raise Ended(number)

    # Under nohup a signal comes in as ignored, and stays so.
    before = {one: signal.getsignal(one) for one in _SIGNALS if signal.getsignal(one) is not signal.SIG_IGN}
    for one in before:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
