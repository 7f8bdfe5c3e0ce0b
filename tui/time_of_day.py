"""A time of day as people type it."""

from __future__ import annotations

from datetime import time


def time_of(text: str) -> time | None:
    """The time that is meant by 9:05, 0905, 9：05 or 9时5分; None where that is none."""
    if text.isdecimal() and len(text) in (3, 4):
        text = f"{text[:-2]}:{text[-2:]}"
    parts = text.replace("：", ":").replace("时", ":").replace("点", ":").replace("分", "").split(":")
    digits = [part.strip() or "0" for part in parts]
    if len(digits) == 2 and all(part.isdecimal() for part in digits):
        hour, minute = (int(part) for part in digits)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None
