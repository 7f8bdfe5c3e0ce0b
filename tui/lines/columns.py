"""Lines for a character grid: full-width characters count two cells, and nothing is cut in half."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

from tui.lines.wrapping import breaks, wrapped


def cut(text: str, width: int) -> str:
    """The text in so many cells at most; what is too long ends in "..", as an ellipsis has no sure width.

    The mark follows a character: no blank where half of one was cut, and no dot.
    """
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 2)).rstrip(" .") + ".."[: max(0, width)]


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells, cut where it is too long."""
    return set_cell_size(cut(text, width), max(0, width))


def begun(text: str) -> str:
    """How a text of several paragraphs begins, by which it is known again in a list."""
    return cut(one_line(text), 40)


def paged(text: str, width: int) -> str:
    """Every paragraph of the text broken as Chinese is."""
    return "\n".join(row for line in text.split("\n") for row in wrapped(line, width))


def distinct(names: Sequence[str], width: int, start: int = 1) -> list[str]:
    """The names, of which those that would read the same in so many cells are cut and bear their place.

    `start` is the place of the first.
    """
    cut = [set_cell_size(name, width) for name in names]
    return [
        f"{set_cell_size(name, width - 2).rstrip()}{place}" if cut.count(shown) > 1 else name
        for place, (name, shown) in enumerate(zip(names, cut, strict=True), start)
    ]


def sides(left: str, right: str, width: int) -> str:
    """Both texts on one line, the right one flush right and never cut."""
    room = max(0, width - cell_len(right) - 1)
    return fit(left, room) + " " + right


def folded(text: str, width: int, lines: int) -> str:
    """The text broken as Chinese is, Latin words whole, in so many lines at most."""
    edges = [0, *breaks(text, width), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    if len(pieces) > lines:
        pieces = [*pieces[: lines - 1], fit("".join(pieces[lines - 1 :]), width)]
    return "\n".join(pieces)


def one_line(text: str) -> str:
    """A text of several paragraphs on one line."""
    return " ".join(text.split("\n"))
