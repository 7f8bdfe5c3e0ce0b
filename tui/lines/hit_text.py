"""An entry that was found, as it reads in the list of what was found."""

from __future__ import annotations

from rich.text import Text

from meeting.find.query import Excerpt, Query, excerpt, pieces
from storage.find.search import Hit

_MARKED = "bold underline"
"""Of a word that was looked for; it must show without colour."""

_INDENT = 6
"""Cells before the text of an entry."""


def hit_text(hit: Hit, query: Query, width: int) -> Text:
    """A line of particulars, and below it the line of the text that holds the words."""
    number = f"{hit.number:>4}" if hit.number else "    "
    text = Text(f"{number}  {hit.at:%m-%d %H:%M}  {hit.label}  ", style="bold")
    _append(text, Excerpt(hit.by, query.marks(hit.by)), "bold")
    if hit.to:
        text.append(" 对 ")
        _append(text, Excerpt(hit.to, query.marks(hit.to)), "bold")
    text.append(f"{'  〔更正前〕' if hit.is_earlier else ''}\n{' ' * _INDENT}")
    _append(text, excerpt(hit.text, query, (width - _INDENT - 4) // 2), "not bold")
    return text


def _append(text: Text, found: Excerpt, style: str) -> None:
    for piece, is_word in pieces(found):
        text.append(piece, style=_MARKED if is_word else style)
