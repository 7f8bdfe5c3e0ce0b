"""版式: [page] of config.toml, in which an office writes how its page differs from the standard's."""

from __future__ import annotations

from collections.abc import Iterator

from meeting.text import fits_one_line
from storage.documents import At

FACES = ("fangsong", "kaiti", "heiti", "title", "songti", "digits")
HABITS = ("bold_level_3", "bold_labels", "record_as_table")

_LONGEST_FACE = 31
"""Characters; Windows knows no longer name of a font."""


def page_in(table: object) -> dict[str, str | bool]:
    """What may be used of the section; `page_problems` tells the rest."""
    found: dict[str, str | bool] = {}
    for name, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, str | bool) and not _problem(name, value):
            found[name] = value.strip() if isinstance(value, str) else value
    return found


def page_problems(table: object) -> Iterator[tuple[At, str]]:
    """What is wrong in the section, each with its place in the file."""
    if not isinstance(table, dict):
        yield ("page",), "page 要写成一节 [page]，下面一行一项。"
        return
    for name, value in table.items():
        if problem := _problem(name, value):
            yield ("page", name), problem


def _problem(name: str, value: object) -> str:
    """A sentence that says what to write instead; empty where nothing is wrong."""
    if name in HABITS:
        return "" if isinstance(value, bool) else f"{name} 只能写 true（是）、false（否）。"
    if name not in FACES:
        return f"没有“{name}”这一项版式，可写 {'、'.join((*FACES, *HABITS))}。"
    if not isinstance(value, str):
        return f'{name} 要写字体的名称，如 "仿宋_GB2312"。'
    if not value.strip():
        return f"{name} 没有写字体的名称；不改字体就删去这一行。"
    if len(value.strip()) > _LONGEST_FACE:
        return f"{name} 的字体名称超过 {_LONGEST_FACE} 个字，请照 Word 字体框里的名称写。"
    if not fits_one_line(value):
        return f"{name} 的字体名称里有看不见的字符，请照 Word 字体框里的名称重打一遍。"
    return ""
