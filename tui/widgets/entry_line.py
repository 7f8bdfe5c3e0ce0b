"""A line to type in, for Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from meeting.text import clean, uncoloured
from tui import keys

TakeLines = Callable[[tuple[str, ...]], None]


class EntryLine(Input, inherit_bindings=False):
    """One line of text without keys that destroy it at a touch."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.focus_bindings("line")]

    def __init__(self, value: str = "", placeholder: str = "", take_lines: TakeLines | None = None) -> None:
        """`take_lines` is handed a paste of several lines; without it they are put into the line as one."""
        super().__init__(value, placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._take_lines = take_lines

    async def _on_key(self, event: events.Key) -> None:
        # Typed text comes as a paste; of the rest, as Alt with a letter, Input would type some.
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = clean(uncoloured(event.text))
        lines = tuple(line for line in text.split("\n") if line.strip())
        if len(lines) > 1 and self._take_lines:
            self._take_lines(lines)
        else:
            self.insert_text_at_cursor(" ".join(lines) if len(lines) > 1 else text.replace("\n", ""))
