"""Where Chinese text is broken into rows: between ideographs, with kinsoku, Latin words kept whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import get_character_cell_size

_NOT_FIRST = frozenset("，。、；：？！）》」』】〕〗〉”’·％℃‰%,.;:?!)]}>ー々")
"""Closing marks may not begin a row (GB/T 15834 section 5)."""

_NOT_LAST = frozenset("（《「『【〔〖〈“‘([{<￥$")
"""Opening marks may not end a row."""

_PAIRED = frozenset("—…")
"""Dash and ellipsis take two characters, which stay together."""

_FARTHEST = 24
"""Characters by which a break may move forward before a word is broken after all."""


def breaks(line: str, width: int) -> list[int]:
    """The indices at which new rows begin when rows hold `width` cells, and at least one character."""
    return list(_breaks_from(line, width, 0))


def wrapped(line: str, width: int) -> list[str]:
    """The rows into which `breaks` breaks a line."""
    ends = [0, *breaks(line, width), len(line)]
    return [line[one:two] for one, two in pairwise(ends)]


def rebroken(line: str, width: int, known: list[int], edited: tuple[int, int], shift: int) -> list[int]:
    """`breaks` of a line after an edit, at the cost of the rows that it touched.

    `known` are the breaks before it; the new text stands from the first index of `edited` up to the second,
    and what follows was moved by `shift` characters.
    """
    first, end = edited
    # What is farther from the edit than a break can move was chosen without regard to it.
    found = known[: bisect_left(known, first - _FARTHEST)]
    for at in _breaks_from(line, width, found[-1] if found else 0):
        found.append(at)
        if at >= end:
            index = bisect_left(known, at - shift)
            if index < len(known) and known[index] == at - shift:
                found.extend(later + shift for later in known[index + 1 :])
                break
    return found


def cells(text: str) -> int:
    """The width of a text in cells; a tab counts as a blank."""
    return sum(map(_size, text))


def _breaks_from(line: str, width: int, row: int) -> Iterator[int]:
    used = 0
    index = row
    while index < len(line):
        more = _size(line[index])
        while used + more > width and index > row:
            row = _best(line, row, index)
            yield row
            used = cells(line[row:index])
        used += more
        index += 1


def _best(line: str, row: int, full: int) -> int:
    """The best place for a break between the row's beginning and where it is full."""
    for at in range(full, max(row, full - _FARTHEST), -1):
        if _may_break(line[at - 1], line[at]):
            return at
    return full


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    if before == after and before in _PAIRED:
        return False
    return not (_is_word(before) and _is_word(after)) and _size(after) > 0


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "._-/@:+%'")


def _size(character: str) -> int:
    return 1 if character == "\t" else get_character_cell_size(character)
