"""A fixed number of lines of text, painted at once and only where they change, without a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.terminal.app import TerminalApp

Piece = tuple[str, bool]
"""Some text, and whether it is bold."""

_BOLD = Style(bold=True)


class Rows(Widget):
    """Shows what it was told last; its height is set by the style sheet."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._lines: tuple[tuple[Piece, ...], ...] = ()

    def put(self, *lines: str | tuple[Piece, ...]) -> None:
        """Shows these lines; does nothing for those that read the same."""
        pieces = tuple(((line, False),) if isinstance(line, str) else line for line in lines)
        before, self._lines = self._lines, pieces
        rows = range(max(len(before), len(pieces)))
        changed = [y for y in rows if before[y : y + 1] != pieces[y : y + 1]]
        if changed and self.is_mounted:
            cast("TerminalApp", self.app).paint_rows(self, changed)

    @property
    def width(self) -> int:
        """The cells of a line."""
        return max(1, self.app.size.width - 2)

    def render_line(self, y: int) -> Strip:
        style, width = self.visual_style.rich_style, self.content_size.width
        pieces = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(text, style + _BOLD if bold else style) for text, bold in pieces]
        blank = width - sum(cell_len(text) for text, _ in pieces)
        strip = Strip([*segments, Segment(" " * max(0, blank), style)])
        return strip if blank >= 0 else strip.crop(0, width)
