"""The time of day as the meeting needs it: it goes forward only, whatever happens to the server's clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """Reads the server's clock once and counts on from there, also while the computer sleeps.

    `after` is the last moment that is already on record: the clock starts no earlier, so a server clock
    that was set back breaks neither an order nor a duration.
    """

    def __init__(self, after: datetime | None = None) -> None:
        wall = datetime.now(UTC)
        self._start = max(wall, after) if after else wall
        self._counter = _counted()
        self.behind = self._start - wall
        """How far the server's clock lies behind what is on record."""

    def __call__(self) -> datetime:
        """The moment, with its zone."""
        return self._start + timedelta(seconds=_counted() - self._counter)


def _counted() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
