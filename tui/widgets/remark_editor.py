"""The editor in which remarks are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.document._document import Document
from textual.document._document_navigator import DocumentNavigator
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from meeting.text import clean, uncoloured
from tui import keys
from tui.lines.wrapping import cells
from tui.phrases import Phrases, word_end, word_start
from tui.terminal.paragraphs import Paragraphs

if TYPE_CHECKING:
    from tui.terminal.app import TerminalApp


class RemarkEditor(TextArea, inherit_bindings=False):
    """A text area for Chinese that tells every change at once, before it is painted.

    What typing and moving the caret need is done here and only for the rows concerned; all else is Textual's.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.focus_bindings("editor")]

    wrapped_document: Paragraphs

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.history = Phrases()
        self._changed = changed
        self._filled = 0

    def load(self, text: str, caret: tuple[int, int]) -> None:
        """Puts another text into the editor, with the caret where it was."""
        self.history.clear()
        self._set_document(text, None)
        self.set_reactive(TextArea.selection, Selection.cursor(self.clamp_visitable(caret)))
        self.record_cursor_width()
        self._follow_caret()
        self._paint(None)

    def take_text(self, text: str) -> None:
        """Puts typed text in at the caret, in place of what is selected."""
        self._put(text)

    def put_paragraph(self, text: str) -> None:
        """Puts text in as a whole, which is taken back as a whole; behind other text it begins a line."""
        line, column = self.cursor_location
        begins = column == len(self.document[line]) and column > 0 and self.selection.is_empty
        self._put_whole(f"\n{text}" if begins else text)

    def action_delete_to_start_of_line(self) -> None:
        """Deletes what stands left of the caret in its paragraph, which is taken back as a whole."""
        line, column = self.cursor_location
        if column and not self.read_only:
            self.history.checkpoint()
            self.delete((line, 0), (line, column), maintain_selection_offset=False)
            self.history.checkpoint()

    def _put_whole(self, text: str) -> None:
        self.history.checkpoint()
        self._put(text)
        self.history.checkpoint()

    def _put(self, text: str) -> None:
        if not self.read_only:
            self.replace(clean(text), *self.selection, maintain_selection_offset=False)

    # What changes the text

    def edit(self, edit: Edit) -> EditResult:
        """Applies an edit, tells it, and then shows the rows that it changed."""
        result = edit.do(self)
        self.history.record(edit)
        rows = self.wrapped_document.rewrap(edit.top, edit.bottom, result.end_location)
        selected = not self.selection.is_empty
        self._keep_size()
        if edit._updated_selection:
            self.set_reactive(TextArea.selection, edit._updated_selection)
        self.record_cursor_width()
        scrolled = self._follow_caret()
        self._changed()
        if scrolled or selected or not self.is_mounted:
            self._paint(None)
        else:
            first, last = rows
            top = self.scroll_offset.y
            bottom = top + self.content_size.height
            self._paint(
                range(max(0, first - top), max(0, min(bottom, bottom if last is None else last) - top))
            )
        return result

    def undo(self) -> None:
        """Takes the last phrase back and tells it."""
        super().undo()
        self._changed()

    def redo(self) -> None:
        """Does again what was taken back, and tells it."""
        super().redo()
        self._changed()

    async def _on_key(self, event: events.Key) -> None:
        # Typed text comes through `take_text`; of the rest, as Alt with a letter, TextArea would type some.
        event.prevent_default()
        if event.key == "enter" and not self.read_only:
            event.stop()
            self._put("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put_whole(uncoloured(event.text))

    # Where the caret is

    def move_cursor(
        self, location: Location, select: bool = False, center: bool = False, record_width: bool = True
    ) -> None:
        """Moves the caret; only what was or becomes selected is painted again."""
        before = self.selection
        self.set_reactive(
            TextArea.selection, Selection(before.start, location) if select else Selection.cursor(location)
        )
        if record_width:
            self.record_cursor_width()
        self.history.checkpoint()
        scrolled = self._follow_caret()
        if scrolled or not (before.is_empty and self.selection.is_empty):
            self._paint(None)
        else:
            self._paint(())

    def get_cursor_word_left_location(self) -> Location:
        row, column = self.cursor_location
        if column == 0 and row > 0:
            return row - 1, len(self.document[row - 1])
        return row, word_start(self.document[row], column)

    def get_cursor_word_right_location(self) -> Location:
        row, column = self.cursor_location
        if column == len(self.document[row]) and row < self.document.line_count - 1:
            return row + 1, 0
        return row, word_end(self.document[row], column)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scrolls so that the caret can be seen."""
        if self._follow_caret():
            self._paint(None)
        return Offset(0, 0)

    def _follow_caret(self) -> bool:
        """Moves the window over the text so that the caret is in it; whether it had to be moved."""
        self._cursor_offset = caret = self.wrapped_document.location_to_offset(self.cursor_location)
        height = max(1, self.content_size.height)
        top = self.scroll_offset.y
        last = max(0, self.virtual_size.height - height)
        wanted = min(max(top, caret.y - height + 1), caret.y, last)
        if wanted == top:
            return False
        # By a few rows at once: each move sends all of them again.
        if wanted > top:
            wanted = min(wanted + height // 4, last)
        self.set_reactive(TextArea.scroll_y, float(wanted))
        self.set_reactive(TextArea.scroll_target_y, float(wanted))
        return True

    # How it looks

    def render_line(self, y: int) -> Strip:
        style = self.visual_style.rich_style
        width = self.content_size.width
        row = self.wrapped_document.row(y + self.scroll_offset.y)
        if row is None:
            return Strip.blank(width, style)
        paragraph, first, text = row
        start, end = sorted(self.selection)
        segments = [Segment(text.replace("\t", " "), style)]
        if start != end:
            last = first + len(text)
            a = 0 if start[0] < paragraph else len(text) if start[0] > paragraph else start[1] - first
            b = 0 if end[0] < paragraph else len(text) if end[0] > paragraph else end[1] - first
            a, b = (min(max(0, at), last - first) for at in (a, b))
            marked = style + Style(reverse=True)
            parts = ((text[:a], style), (text[a:b], marked), (text[b:], style))
            segments = [Segment(part.replace("\t", " "), look) for part, look in parts if part]
        blank = width - cells(text)
        return Strip([*segments, Segment(" " * blank, style)] if blank > 0 else segments, max(width, 0))

    def _paint(self, rows: Iterable[int] | None) -> None:
        """Shows rows of the window and the caret; for None all that hold text, or did."""
        if not self.is_mounted:
            return
        filled = min(self.content_size.height, self.wrapped_document.height - self.scroll_offset.y)
        if rows is None:
            rows = range(max(filled, self._filled))
        self._filled = filled
        cast("TerminalApp", self.app).paint_rows(self, rows)

    def _keep_size(self) -> None:
        rows, height = self.wrapped_document.height, self.content_size.height
        # Of a text that fills the window the last row may move up by as much as `_follow_caret` moves it.
        room = height // 4 if rows > height else 0
        self.set_reactive(TextArea.virtual_size, Size(0, rows + room))

    def _refresh_size(self) -> None:
        # Textual's own asks for a layout each time a row is added.
        self._keep_size()
        self._paint(None)

    def render_lines(self, crop: Region) -> list[Strip]:
        # Past TextArea's, which sets up colours of code each time.
        return Widget.render_lines(self, crop)

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = Document(text)
        self.wrapped_document = Paragraphs(self.document, self.wrap_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self._cursor_offset = (0, 0)
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        self.set_reactive(TextArea.scroll_y, 0.0)
        self.set_reactive(TextArea.scroll_target_y, 0.0)
        self._keep_size()

    def _on_resize(self) -> None:
        super()._on_resize()
        self._follow_caret()
        self.refresh()

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        # Set from elsewhere than here, as by undoing.
        if self.is_mounted:
            self._follow_caret()
