"""What shilu needs of a terminal app beyond Textual's public face; nothing else reaches into its inside.

Textual hands keys to queues of several widgets, so that in a burst, or over a slow line, Enter can overtake
the text typed before it, and a digit meant for a menu can reach the editor below. Here the next key waits.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from encodings import utf_8
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.message_pump import MessagePump
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input, TextArea

_LONGEST = 0.5
"""Seconds after which the next key is let through although the end of the one before was not seen."""


class _Driver(linux_driver.LinuxDriver):
    """Takes the end of input for the hang-up that it is, whether or not the system sends SIGHUP too."""

    def run_input_thread(self) -> None:
        try:
            super().run_input_thread()
        except (EOFError, OSError):
            os.kill(os.getpid(), signal.SIGHUP)


class TerminalApp(App[None], inherit_bindings=False):
    """Takes keys strictly in turn, shows the terminal's own caret, and fails without a word of text."""

    def __init__(self) -> None:
        super().__init__(driver_class=_Driver)
        self._waiting: deque[events.Event] = deque()
        self._under_way = 0
        self._count = 0
        self._patience: asyncio.TimerHandle | None = None
        self._caret_shown = False

    @property
    def fault(self) -> Exception | None:
        """The error that ended the program; None when it ended as it should."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual's own report shows the values of variables, and with them the text of the meeting.
        self._close_messages_no_wait()

    def post_display_hook(self) -> None:
        """Shows the terminal's caret where text can be typed, and hides it elsewhere."""
        shown = isinstance(self.focused, Input | TextArea)
        if shown is not self._caret_shown and self._driver:
            self._caret_shown = shown
            self._driver.write("\x1b[?25h" if shown else "\x1b[?25l")
            self._driver.flush()

    @property
    def has_keys_waiting(self) -> bool:
        """Whether a key is still under way."""
        return bool(self._under_way)

    async def on_event(self, event: events.Event) -> None:
        """Takes an event; a key waits while another is under way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if not self._under_way:
                await self._start_next()
            return
        await super().on_event(event)

    async def _start_next(self) -> None:
        if self._patience:
            self._patience.cancel()
        if not self._waiting:
            self._under_way = 0
            return
        self._count += 1
        self._under_way = self._count
        screen = self.screen
        target: MessagePump = self.focused or screen
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(_LONGEST, self.call_later, self._give_up, self._count)
        await super().on_event(self._next())
        self._climb(target, screen, self._count)

    def _next(self) -> events.Event:
        """The next key; typed characters that wait together, as an input method sends them, go as one."""
        run = ""
        if isinstance(self.focused, TextArea | Input):
            for event in self._waiting:
                if not (isinstance(event, events.Key) and event.character and is_text(event.character)):
                    break
                run += event.character
        if len(run) < 2:
            return self._waiting.popleft()
        for _ in run:
            self._waiting.popleft()
        return events.Paste(run)

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


class _Decoder(utf_8.IncrementalDecoder):
    """Forgives what is not UTF-8, and takes no input for the end of it: the terminal is gone."""

    def __init__(self) -> None:
        super().__init__("replace")

    def decode(self, input: Any, final: bool = False) -> str:
        if not input:
            raise EOFError
        return super().decode(input, final)


# One byte that is not UTF-8, as a terminal set to GBK sends, would end Textual's input and the program; and
# at the end of input Textual would read on and on.
linux_driver.getincrementaldecoder = lambda _: _Decoder  # type: ignore[assignment, attr-defined]


def is_text(character: str) -> bool:
    """Whether the character is typed text; names hold some that Python does not call printable."""
    return character.isprintable() or ord(character) >= 0xA0
