"""版式: in what an office's own page differs from GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Profile:
    """The faces and habits of one office; the defaults are the standard's."""

    fangsong: str = "仿宋"
    """Face of the text."""
    kaiti: str = "楷体"
    """Face of headings of level 2 and of the lines above the speeches."""
    heiti: str = "黑体"
    """Face of headings of level 1 and of labels."""
    title: str = "方正小标宋简体"
    songti: str = "宋体"
    """Face of the page numbers."""
    digits: str = ""
    """Face of digits and Latin letters; empty for that of the text around them."""
    bold_level_3: bool = False
    """Whether headings of level 3 are bold."""
    bold_labels: bool = False
    """Whether the line above a speech is bold."""
    record_as_table: bool = False
    """Whether the speeches stand in a table: number, time, speaker, words."""


STANDARD = Profile()
"""As GB/T 9704-2012 has it."""


def profile_of(own: Mapping[str, str | bool]) -> Profile:
    """The standard's page with an office's own faces and habits, by the names of the fields above."""
    return replace(STANDARD, **own)  # type: ignore[arg-type]
