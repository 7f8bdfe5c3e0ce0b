"""A list of any length with a cursor; only what is seen is ever set in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from tui.lines.columns import fit

Told = Callable[[int, int], str]
"""The text of an item, of one line or several, from its place and the cells of a line."""


class LongList(Widget, can_focus=True):
    """Shows the part around the cursor; a list of ten thousand is there as fast as one of ten."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"long-list--item", "long-list--here"}
    DEFAULT_CSS = "LongList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go_to(0)", show=False),
        Binding("end", "go_to(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._told: Told = lambda place, width: ""
        self._at = 0
        self._top = 0
        self._seen: list[tuple[int, str]] = []
        """The lines that are seen, each with the place of its item."""

    def show(self, count: int, told: Told, at: int) -> None:
        """Shows so many items, the cursor at one of them or at the one nearest to it."""
        self._count, self._told = count, told
        self.action_go_to(max(0, at))

    @property
    def at(self) -> int | None:
        """The place of the item under the cursor; None in an empty list."""
        return self._at if self._count else None

    def action_move(self, step: int) -> None:
        """Moves the cursor by so many items, and stops at the ends."""
        self.action_go_to(max(0, self._at + step))

    def action_page(self, step: int) -> None:
        """Moves the cursor by as many items as are seen whole."""
        shown = len({place for place, _ in self._seen})
        self.action_move(step * max(1, shown - 1))

    def action_go_to(self, place: int) -> None:
        """Puts the cursor on an item; -1 is the last one."""
        last = max(0, self._count - 1)
        self._at = last if place < 0 else min(place, last)
        self._set()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._top = 0
        self.action_go_to(self._at)

    def _set(self) -> None:
        """Sets the lines that are seen: those of the item under the cursor among them, no gap behind."""
        room = self.content_size.height
        first, left = self._at, room - len(self._lines(self._at))
        below = self._from(self._at + 1, room)
        while first and (left := left - len(self._lines(first - 1))) >= 0:
            if first <= self._top and left < len(below):
                break
            first -= 1
        self._top = first
        self._seen = self._from(first, room)

    def _from(self, place: int, room: int) -> list[tuple[int, str]]:
        """The lines of the items from one on, as far as there is room for them."""
        lines: list[tuple[int, str]] = []
        while place < self._count and len(lines) < room:
            lines += [(place, line) for line in self._lines(place)]
            place += 1
        return lines

    def _lines(self, place: int) -> list[str]:
        if place >= self._count:
            return []
        return self._told(place, max(2, self.content_size.width - 2)).split("\n")

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if y >= len(self._seen):
            return Strip.blank(width, self.rich_style)
        place, line = self._seen[y]
        name = "long-list--here" if place == self._at else "long-list--item"
        return Strip([Segment(fit(f" {line}", width), self.get_component_rich_style(name))])
