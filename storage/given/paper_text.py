"""What a paper that was handed in says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperText:
    """What was read from a file, and what in it is no text or was left aside, in a few words each."""

    text: str
    left_out: tuple[str, ...] = ()
