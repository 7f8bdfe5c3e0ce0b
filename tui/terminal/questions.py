"""What the terminal is asked: how wide it draws some characters, and how far away it is."""

from __future__ import annotations

import time
from collections import deque

from textual.events import CursorPosition

from tui.terminal.widths import SAMPLE

_COLUMN = 21
"""Where the sample is drawn: terminals send F3 with Shift, Alt or Ctrl as a report of columns up to 16."""

_SLOW = 0.1
"""Seconds to the terminal and back from which a clock that moves each second costs more than it tells."""


class Questions:
    """Gives the sequences that ask, and keeps what was answered; some terminals never answer."""

    def __init__(self) -> None:
        self._is_width_open = False
        self._asked_life: float | None = None
        self._round_trips: deque[float] = deque(maxlen=3)

    def width(self) -> str:
        """Asks how wide an ambiguous character is, which is drawn in the first row for it."""
        self._is_width_open = True
        return f"\x1b[1;{_COLUMN}H{SAMPLE}\x1b[6n"

    def tells_wide(self, caret: CursorPosition) -> bool:
        """Whether a report of the caret is the answer that ambiguous characters are wide."""
        behind = caret.x + 1 - _COLUMN
        if not self._is_width_open or caret.y or behind not in (1, 2):
            return False
        self._is_width_open = False
        return behind == 2

    def life(self) -> str:
        """Asks for a sign of life."""
        self._asked_life = time.monotonic()
        return "\x1b[5n"

    def lives(self) -> None:
        """The sign of life came."""
        if self._asked_life is not None:
            self._round_trips.append(time.monotonic() - self._asked_life)
            self._asked_life = None

    @property
    def is_line_slow(self) -> bool:
        """Whether the last answers of the terminal took long."""
        return bool(self._round_trips) and min(self._round_trips) > _SLOW
