"""Syncs what was written a moment after it was, so that no keystroke waits for the disk."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

_DELAY = 0.5
"""Seconds from a write to its sync; what else is written in between is synced with it."""

_PATIENCE = 1.0
"""Seconds that `stop` waits for a disk that does not answer."""


class BackgroundSync:
    """A thread that begins with the first write and ends with `stop`, whatever the event loop is stuck in."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._due = Event()
        self._stopped = Event()
        self._thread: Thread | None = None

    def soon(self) -> None:
        """Has it synced within a second; returns at once."""
        self._due.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="draft sync", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread, whatever is still due."""
        self._stopped.set()
        self._due.set()
        if self._thread:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while self._due.wait() and not self._stopped.wait(_DELAY):
            # Before the sync and not after it: what is written while the disk works needs another one.
            self._due.clear()
            self._sync()
