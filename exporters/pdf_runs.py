"""Runs for `base/paper.typ`: words with what marks them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from exporters.changes import Mark

Run: TypeAlias = tuple[str, str, bool]
"""What marks some words, as the template names it, the words, and whether they may be broken anywhere."""

BREAK: Run = ("break", "", False)
"""The end of a line."""

MARKS: Mapping[Mark, str] = MappingProxyType({Mark.PLAIN: "", Mark.STRUCK: "struck", Mark.ADDED: "added"})

LINE = 28
"""Characters of a line of the page."""

_LONGEST_WORD = 24
"""Characters that may stand together without a place where the line can be broken."""


def runs_of(text: str, mark: str = "", longest: int = _LONGEST_WORD) -> list[Run]:
    """The words with their mark; long ones without ideographs, where no line could be broken, apart."""
    pieces = re.split(rf"([^\s\u3400-\u9fff\U00020000-\U0003ffff]{{{longest},}})", text.replace("\t", "　"))
    return [(mark, piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def with_blanks(line: str) -> list[Run]:
    """The blanks become lines to write on: a face's own ＿ often leaves gaps."""
    pieces = re.split(r"(＿{1,26})", line)
    rows = [[("blank", piece, False)] if "＿" in piece else runs_of(piece) for piece in pieces]
    return [run for row in rows for run in row]
