"""Lines for a character grid: full-width characters count two cells, and nothing is cut in half."""

from __future__ import annotations

from itertools import pairwise

from rich.cells import cell_len, set_cell_size

from tui.wrapping import breaks


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells; what is too long ends in "..", as an ellipsis has no sure width."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 2)) + ".."[: max(0, width)]


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
