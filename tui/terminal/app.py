"""What shilu needs of a terminal app beyond Textual's public face.

Textual hands keys to queues of several widgets, so that in a burst, or over a slow line, Enter can overtake
the text typed before it, and a digit meant for a menu can reach the editor below. Here the next key waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar, Protocol, runtime_checkable

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.color import TRANSPARENT
from textual.geometry import Offset, Region
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.terminal import inside
from tui.terminal.driver import Driver
from tui.terminal.painter import Painter
from tui.terminal.questions import Questions
from tui.terminal.reader import Alive, NotUtf8, Typed
from tui.terminal.waiting import Waiting
from tui.terminal.widths import take_ambiguous_as_wide

_LONGEST = 0.5
"""Seconds after which the next key is let through although the end of the one before was not seen."""


@runtime_checkable
class _TextWidget(Protocol):
    """A widget that takes typed text directly, past the queues."""

    def take_text(self, text: str) -> None: ...

    def _context(self) -> AbstractContextManager[None]: ...


class TerminalApp(App[None], inherit_bindings=False):
    """Takes keys strictly in turn, paints only what changed, and fails without a word of text."""

    def __init__(self) -> None:
        super().__init__(driver_class=Driver)
        self._waiting = Waiting()
        self._under_way = 0
        self._count = 0
        self._patience: asyncio.TimerHandle | None = None
        self._caret_shown = False
        self._held = 0
        self._questions = Questions()
        self._painter = Painter(self.console._color_system)

    @property
    def fault(self) -> Exception | None:
        """The error that ended the program; None when it ended as it should."""
        return self._exception

    def _fatal_error(self) -> None:
        self.panic()

    def panic(self, *renderables: RenderableType) -> None:
        """Ends the program at a fault, and tells nothing of it: `fault` does."""
        # Textual's own report shows the values of variables, and with them the text of the meeting.
        self._close_messages_no_wait()

    # What is shown

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        if not (
            inside.KNOWN
            and isinstance(driver, Driver)
            and (renderable is None or isinstance(renderable, CompositorUpdate))
        ):
            super()._display(screen, renderable)
            return
        if renderable is None or self._batch_count or not self._running or self._closed:
            return
        if driver.is_jammed:
            # Frames that nobody can see yet are left out; when there is room, one is painted anew.
            return
        self._painter.fit(*self.size)
        self._painter.frame(renderable)
        self._send()

    def paint_rows(self, widget: Widget, rows: Iterable[int]) -> None:
        """Shows some rows of a widget at once, past the compositor; what that can't do it leaves to it."""
        driver, screen = self._driver, self.screen
        if not (inside.KNOWN and isinstance(driver, Driver)) or (
            widget.screen is not screen or screen._layout_required or self._batch_count or driver.is_jammed
        ):
            widget.refresh(*(Region(0, y, widget.content_size.width, 1) for y in rows))
            return
        place, content = widget.region, widget.content_region
        filters, background = widget.get_line_filters(), widget.visual_style.background or TRANSPARENT
        self._painter.fit(*self.size)
        for y in rows:
            # Textual's own way to a line draws border and padding with it, which have not changed.
            strip = widget.render_line(y)
            for recolour in filters:
                strip = strip.apply_filter(recolour, background)
            self._painter.line(content.y + y, content.x, [strip])
            widget._styles_cache.set_dirty(Region(0, content.y - place.y + y, place.width, 1))
        self._send()

    def repaint(self) -> None:
        """Sends the whole screen anew, as something else may have written to the terminal."""
        self._painter.forget()
        self.refresh()

    @contextmanager
    def one_frame(self) -> Iterator[None]:
        """What is painted meanwhile goes out in one piece."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            self._send()

    def _send(self) -> None:
        driver = self._driver
        if self._held or not (inside.KNOWN and isinstance(driver, Driver)) or driver.is_jammed:
            return
        x, y = self.screen.outer_size.clamp_offset(self._caret)
        shown = isinstance(self.focused, Input | TextArea)
        codes = self._painter.codes((y, x), shown=self._caret_shown)
        if shown is not self._caret_shown:
            self._caret_shown = shown
            codes += "\x1b[?25h" if shown else "\x1b[?25l"
        if codes:
            driver.write(codes)

    @property
    def _caret(self) -> Offset:
        """Where the caret stands; input methods open their window there."""
        focused = self.focused
        if isinstance(focused, Input | TextArea):
            self.cursor_position = focused.cursor_screen_offset
        return self.cursor_position

    def post_display_hook(self) -> None:
        """Shows the caret where Textual paints by itself."""
        shown = isinstance(self.focused, Input | TextArea)
        if shown is not self._caret_shown and self._driver:
            self._caret_shown = shown
            self._driver.write("\x1b[?25h" if shown else "\x1b[?25l")

    # What is typed

    @property
    def has_keys_waiting(self) -> bool:
        """Whether a key is still under way."""
        return bool(self._under_way)

    async def on_event(self, event: events.Event) -> None:
        """Takes an event; a key waits while another is under way."""
        if isinstance(event, Typed | events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.add(event)
            if not self._under_way:
                await self._start_next()
            return
        if isinstance(event, events.AppBlur | events.AppFocus):
            # Textual would take the focus from the editor, and a paste from elsewhere would go nowhere.
            return
        if isinstance(event, NotUtf8):
            self.on_not_utf8()
            return
        if isinstance(event, events.CursorPosition):
            if self._questions.tells_wide(event):
                self._widen()
            return
        if isinstance(event, Alive):
            self._questions.lives()
            return
        await super().on_event(event)

    def on_not_utf8(self) -> None:
        """Called when the terminal sends something that is not UTF-8."""

    # What the terminal is asked

    def ask_width(self) -> None:
        """Asks how wide the terminal draws ambiguous characters, and counts them so from then on."""
        self._ask(self._questions.width())
        self._painter.forget()

    def ask_round_trip(self) -> None:
        """Asks for a sign of life, to learn how long the way to the terminal and back takes."""
        self._ask(self._questions.life())

    @property
    def is_line_slow(self) -> bool:
        """Whether the last answers of the terminal took long; some never answer."""
        return self._questions.is_line_slow

    def _widen(self) -> None:
        take_ambiguous_as_wide()
        self._painter.forget()
        for screen in self.screen_stack:
            # As if the window had another size, so that rows are broken and lines cut anew.
            for widget in (screen, *screen.query()):
                widget.post_message(events.Resize(widget.size, widget.virtual_size, widget.container_size))
                widget.refresh(layout=True)

    def _ask(self, question: str) -> None:
        if isinstance(self._driver, Driver):
            self._driver.write(question)

    async def _start_next(self) -> None:
        if self._patience:
            self._patience.cancel()
            self._patience = None
        while (focused := self._takes_text()) and (text := self._waiting.text()):
            with self.one_frame(), focused._context():
                focused.take_text(text)
        if not self._waiting:
            self._under_way = 0
            return
        self._count += 1
        self._under_way = self._count
        screen = self.screen
        target: MessagePump = self.focused or screen
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(_LONGEST, self.call_later, self._give_up, self._count)
        with self.one_frame():
            await super().on_event(self._waiting.key(into_line=isinstance(self.focused, Input)))
        self._climb(target, screen, self._count)

    def _takes_text(self) -> _TextWidget | None:
        focused: object = self.focused
        return focused if isinstance(focused, _TextWidget) else None

    def _climb(self, node: MessagePump | None, screen: Any, count: int) -> None:
        """Follows the key up through the queues that it may pass, and is behind it in each."""
        if node is None or node is self:
            self.call_later(self._arrived, screen, count)
        elif not node.call_later(self._climb, node._parent, screen, count):
            self.call_later(self._arrived, screen, count)

    async def _arrived(self, screen: Any, count: int) -> None:
        if count != self._under_way:
            return
        if self.screen is screen:
            await self._start_next()
        else:
            # A new screen sets its focus while it comes up, and the focus goes through the app's own queue.
            self.screen.call_after_refresh(self.call_later, self._arrived, self.screen, count)

    async def _give_up(self, count: int) -> None:
        if count == self._under_way:
            await self._start_next()


class BlankBars(ScrollBarRender):
    """A scroll bar of coloured blanks: the usual block characters differ in width between terminals."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


ScrollBar.renderer = BlankBars
