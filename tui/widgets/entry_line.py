"""A line to type in, for Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from meeting.text import clean, uncoloured
from tui import keys

TakeLines = Callable[[tuple[str, ...]], None]


class EntryLine(Input, inherit_bindings=False):
    """One line of text without keys that destroy it at a touch; what was changed can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.focus_bindings("line")]

    def __init__(self, value: str = "", placeholder: str = "", take_lines: TakeLines | None = None) -> None:
        """`take_lines` is handed a paste of several lines; without it they are put into the line as one."""
        super().__init__(value, placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._take_lines = take_lines
        self._old = value
        self._undone: list[tuple[str, Selection]] = []
        self._done: list[tuple[str, Selection]] = []
        self._run: tuple[bool, Selection] | None = None
        """Whether the last change typed or deleted, and where it left the caret."""

    def enter(self) -> None:
        """Takes the focus; what stands there is selected, so that typing replaces it.

        Where the focus is already, what was begun there goes on.
        """
        if not self.has_focus or self.value == self._old:
            self.select_all()
        self.focus()

    def propose(self, text: str) -> None:
        """Puts in what the next typing takes the place of, as if it had stood there from the beginning."""
        self.value = self._old = text
        self.cursor_position = len(text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Changes the text; what goes on where the last change ended is undone together with it."""
        run = (bool(text), self.selection)
        if run != self._run or (text and start != end):
            self._done.append((self.value, self.selection))
        self._undone.clear()
        super().replace(text, start, end)
        self._run = (bool(text), self.selection)

    def action_undo(self) -> None:
        """Takes the last change back."""
        self._go(self._done, self._undone)

    def action_redo(self) -> None:
        """Makes the change again that was taken back last."""
        self._go(self._undone, self._done)

    def action_delete_all(self) -> None:
        """Empties the line."""
        self.delete(0, len(self.value))

    def _go(self, back: list[tuple[str, Selection]], forth: list[tuple[str, Selection]]) -> None:
        if back:
            forth.append((self.value, self.selection))
            self.value, self.selection = back.pop()
            self._run = None

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
            return
        # What holds no text must not take away what is chosen.
        if line := " ".join(lines) if len(lines) > 1 else text.replace("\n", ""):
            self.replace(line, *self.selection)
