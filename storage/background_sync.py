"""Syncs a draft's log a moment after it was written to, so that no keystroke waits for the disk."""

from __future__ import annotations

import time
from queue import SimpleQueue
from threading import Event, Thread

from storage.draft_log import DraftLog

_DELAY = 0.5
"""Seconds from a write to its sync; what else is written in between is synced with it."""

_PATIENCE = 1.0
"""Seconds that `stop` waits for a disk that does not answer."""


class BackgroundSync:
    """A thread that begins with the first write and ends with `stop`, whatever the event loop is stuck in."""

    def __init__(self) -> None:
        self._logs: SimpleQueue[tuple[float, DraftLog] | None] = SimpleQueue()
        self._stopped = Event()
        self._thread: Thread | None = None

    def soon(self, log: DraftLog) -> None:
        """Has the log synced within a second; returns at once."""
        if log.sync_is_due:
            return
        log.sync_is_due = True
        self._logs.put((time.monotonic() + _DELAY, log))
        if self._thread is None:
            self._thread = Thread(target=self._run, name="draft sync", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread, whatever is still due."""
        self._stopped.set()
        self._logs.put(None)
        if self._thread:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while due := self._logs.get():
            moment, log = due
            if self._stopped.wait(max(0.0, moment - time.monotonic())):
                return
            # Before the sync and not after it: what is written while the disk works needs another one.
            log.sync_is_due = False
            log.sync()
