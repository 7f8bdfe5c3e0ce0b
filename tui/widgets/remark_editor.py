"""The editor in which remarks are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from meeting.text import clean
from tui.terminal import is_text


class RemarkEditor(TextArea, inherit_bindings=False):
    """A text area for Chinese that tells every change at once, before it is painted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home", "cursor_line_start", show=False),
        Binding("end", "cursor_line_end", show=False),
        Binding("pageup", "cursor_page_up", show=False),
        Binding("pagedown", "cursor_page_down", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self._changed = changed

    def load(self, text: str, caret: tuple[int, int]) -> None:
        """Puts another text into the editor, with the caret where it was."""
        self.load_text(text)
        self.move_cursor(self.clamp_visitable(caret))
        self.call_after_refresh(self.place_caret)

    def place_caret(self) -> None:
        """Tells the terminal where the caret stands, as input methods open their window there."""
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            # The position goes out with the next thing drawn, so one line is drawn again.
            self.refresh(Region(0, 0, self.size.width, 1))

    def _on_resize(self) -> None:
        super()._on_resize()
        self.call_after_refresh(self.refresh)
        self.call_after_refresh(self.place_caret)

    def edit(self, edit: Edit) -> EditResult:
        """Applies an edit and tells it."""
        result = super().edit(edit)
        self._changed()
        self.scroll_cursor_visible()
        self.app.cursor_position = self.cursor_screen_offset
        return result

    def undo(self) -> None:
        """Takes the last edits back and tells it."""
        super().undo()
        self._changed()

    def redo(self) -> None:
        """Does the edits again that were taken back, and tells it."""
        super().redo()
        self._changed()

    async def _on_key(self, event: events.Key) -> None:
        if event.character and not event.is_printable and is_text(event.character):
            event.stop()
            event.prevent_default()
            self._put(event.character)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(event.text)

    def _put(self, text: str) -> None:
        if self.read_only:
            return
        result = self.replace(clean(text), *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
