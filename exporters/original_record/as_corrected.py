"""What is computed from the record says so where a correction after the seal has changed it."""

from __future__ import annotations

from collections.abc import Callable

from meeting.history import versions_that_changed
from meeting.model import Meeting


def as_corrected(meeting: Meeting, what: str, told: Callable[[Meeting], object]) -> str:
    """本表按第2版更正后的记录编成，更正前后见记录正文; "" where no version changed what is told."""
    changed = "、".join(f"第{version}版" for version in versions_that_changed(meeting, told))
    return f"{what}按{changed}更正后的记录编成，更正前后见记录正文" if changed else ""
