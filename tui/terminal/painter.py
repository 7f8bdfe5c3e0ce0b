"""Sends Textual's frames to the terminal as the cells that changed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui.terminal.picture import Picture

_LARGE = 400
"""Characters from which a frame is sent with the caret hidden, so that it is not seen to run about."""


class Painter:
    """Turns frames into bytes, with the colours that the terminal knows."""

    def __init__(self, colors: ColorSystem | None) -> None:
        self._colors = colors
        self._pens: dict[Style | None, str] = {}
        self._picture = Picture(0, 0)

    def fit(self, columns: int, rows: int) -> None:
        """Follows the terminal's size; a new size makes everything unknown."""
        if (columns, rows) != (self._picture.columns, self._picture.rows):
            self._picture = Picture(columns, rows)

    def forget(self) -> None:
        """Has the next frame sent whole."""
        self._picture.forget()

    def frame(self, update: CompositorUpdate) -> None:
        """Takes in a frame, or the part of one, that Textual wants shown."""
        if isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips, update.region.y):
                self.line(y, update.region.x, line)
        elif isinstance(update, ChopsUpdate):
            for y, x1, x2 in update.spans:
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if strip is not None and x < x2 and end > x1:
                        self.line(y, x, [strip])

    def line(self, y: int, x: int, strips: Iterable[Strip | None]) -> None:
        """Takes in what shall stand in a row from a column on."""
        self._picture.put(
            y, x, [self._piece(segment) for strip in strips if strip is not None for segment in strip]
        )

    def codes(self, caret: tuple[int, int], *, shown: bool) -> str:
        """What to send, leaving the caret at (row, column)."""
        codes = self._picture.take(caret)
        return f"\x1b[?25l{codes}\x1b[?25h" if shown and len(codes) > _LARGE else codes

    def _piece(self, segment: Segment) -> tuple[str, str]:
        text, style, control = segment
        if control:
            return "", ""
        pen = self._pens.get(style)
        if pen is None:
            on = (style or Style.null()).render("x", color_system=self._colors).partition("x")[0]
            pen = self._pens[style] = f"\x1b[0;{on[2:]}" if on else "\x1b[0m"
        return text, pen
