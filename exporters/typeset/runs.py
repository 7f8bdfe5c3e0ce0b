"""Runs for `paper.typ`: words with their look, in pieces that it can break into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from exporters.styled import Look, Run

Piece: TypeAlias = tuple[str, str, bool]
"""The look of some words, as the template names it, the words, and whether they may be broken anywhere."""

LINE = 28
"""Characters of a line of the page."""

_LONGEST_WORD = 24
"""Characters that may stand together without a place where the line can be broken."""
_LONGEST_BLANK = 26


def pieces_of(runs: Iterable[Run], longest: int = _LONGEST_WORD) -> list[Piece]:
    """The runs; long words without ideographs, where no line could be broken, apart, and long blanks too."""
    return [piece for run in runs for piece in _pieces(*run, longest)]


def _pieces(look: Look, text: str, longest: int) -> list[Piece]:
    if look is Look.BLANK:
        return [(look, text[at : at + _LONGEST_BLANK], False) for at in range(0, len(text), _LONGEST_BLANK)]
    if not text:
        return [(look, "", False)]
    parts = re.split(rf"([^\s\u3400-\u9fff\U00020000-\U0003ffff]{{{longest},}})", text.replace("\t", "　"))
    return [(look, part, place % 2 == 1) for place, part in enumerate(parts) if part]
