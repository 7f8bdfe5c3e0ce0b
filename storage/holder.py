"""Who holds the pen of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a meeting for writing, from where, and since when."""

    user: str
    host: str
    terminal: str
    """Such as pts/3; empty without a terminal."""
    process: int
    since: datetime

    def __str__(self) -> str:
        """Who and where, as it is told to people."""
        place = f"终端 {self.terminal}" if self.terminal else f"进程 {self.process}"
        return f"{self.user}（{self.host}，{place}）"
