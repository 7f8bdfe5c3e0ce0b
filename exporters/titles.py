"""标题 broken by sense into lines that form a trapezium or a diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeAlias

LINE = 20
"""Characters of 二号 that a line of the page takes."""
_WITH_ROOM = 18
"""As many with room on both sides."""
_STUB = 4
"""Fewer stand forlorn on a line."""
_MOST = 16
"""Pieces up to which all ways to break are weighed; no title that somebody wrote has more."""
_LONG_GROUP = 16
"""Characters of a group's name up to which it is never broken: the year fits behind it."""

_BORDER = re.compile(r"(?<=[!-~])(?=[^ -~])|(?<=[^ -~])(?=[!-~])")
"""Where Word and typst leave a quarter of a character between Chinese and digits or Latin letters."""

_Piece: TypeAlias = tuple[str, int]
"""Words that stay together, and how bad it is to break behind them; 0 is best."""

_REGION = r"(?:(?<=省|县)|(?<=自治区|自治州)|(?<=[^城都]市)|(?<=[^社园校]区))(?![委政长级场民直])"
_ANOTHER = r"[^省县州市区]{1,8}[省县州市区]"
_PLACES_IN_GROUP = (
    # Where the sign may be a part of a word (城市, 社区, 市委) there is none.
    (rf"{_REGION}(?!{_ANOTHER})", 1),
    (_REGION, 2),
    (r"(?:(?<=、|局|厅)|(?<=委员会|办公室)|(?<=集团|公司|大学|学院))(?!党)", 1),
    (r"(?<![共呼])(?=和(?![平谐田睦]))|(?=党[组委])", 3),
)
_PLACES_IN_NAME = (
    (r"(?<=、|》)|(?=《|主题教育|专题)|(?<!专题)(?=民主生活会)", 1),
    (r"(?=暨|和(?![平谐田睦]))", 2),
)


@cache
def title_lines(group: str, meeting: str, after: str = "", before: str = "") -> tuple[str, ...]:
    """The lines of a title: who holds which meeting (2021年度…), with the words around its name.

    Nothing is broken within a word, before 的 or behind 和. What has no place to break at stays in one line,
    which the page folds.
    """
    pieces = tuple(_pieces(group, meeting, after, before))
    if len(pieces) > _MOST:
        pieces = tuple(_pieces(group, meeting, after, before, is_whole=True))
    lines, _ = min(_ways(pieces), key=lambda way: _badness(*way))
    return lines


def _pieces(group: str, meeting: str, after: str, before: str, *, is_whole: bool = False) -> Iterator[_Piece]:
    """The words in order; `is_whole` keeps the names of group and meeting together."""
    year, mark, name = meeting.rpartition("年度")
    bound = after if after.startswith("的") else ""
    if group:
        is_long = width(group) > _LONG_GROUP and not is_whole
        yield from _split(group, _PLACES_IN_GROUP if is_long else (), 1 if before else 0)
    if before:
        yield before, 3
    if mark:
        yield f"{year}{mark}", 1
    is_long = width(f"{year}{mark}{name}{bound}") > LINE and not is_whole
    behind = 1 if after.startswith("召开") else 0
    *parts, (last, _) = _split(name, _PLACES_IN_NAME if is_long else (), 0)
    yield from (*parts, (last + bound, behind))
    if after and not bound:
        yield after, 0


def _split(name: str, places: Sequence[tuple[str, int]], behind: int) -> Iterator[_Piece]:
    found: dict[int, int] = {0: 0}
    for pattern, cost in places:
        for match in re.finditer(pattern, name):
            found.setdefault(match.start(), cost)
    starts = sorted(at for at in found if at < len(name) or at == 0)
    for start, end in pairwise(starts):
        yield name[start:end], found[end]
    yield name[starts[-1] :], behind


def _ways(pieces: Sequence[_Piece]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every way to set the pieces in lines, and how bad its breaks are; only one piece may be too long."""
    words = ""
    for count, (piece, behind) in enumerate(pieces, start=1):
        words += piece
        if count > 1 and width(words) > LINE:
            return
        if count == len(pieces):
            yield (words,), 0
        for rest, cost in _ways(pieces[count:]):
            yield (words, *rest), behind + cost


def _badness(lines: Sequence[str], cost: int) -> float:
    widths = [width(line) for line in lines]
    too_wide = sum(max(0, one - LINE) for one in widths)
    crowded = sum(max(0, one - _WITH_ROOM) for one in widths)
    # An hourglass: a line between two that are longer.
    waists = sum(
        min(max(widths[:at]), max(widths[at + 1 :])) > widths[at] for at in range(1, len(widths) - 1)
    )
    stubs = sum(one < _STUB for one in widths) if len(widths) > 1 else 0
    uneven = max(widths) - min(widths)
    return 100 * too_wide + 30 * waists + 10 * stubs + 6 * len(lines) + 5 * crowded + 4 * cost + uneven / 10


def width(text: str) -> float:
    """How many full-width characters wide the text may be: digits take half, with room around them."""
    return sum(0.55 if character.isascii() else 1.0 for character in text) + len(_BORDER.findall(text)) / 4
