"""Bytes from and to the terminal: takes whatever it sends, and waits for none that reads nothing."""

from __future__ import annotations

import os
import select
import selectors
import signal
import threading
from collections.abc import Callable
from typing import IO

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.reader import Reader

# With these, terminals that know the kitty protocol send what an input method commits as numbers of code
# points, which break off after some characters.
linux_driver.KITTY_REPORT_ALL_KEYS = 0  # type: ignore[misc]
linux_driver.KITTY_REPORT_ASSOCIATED_TEXT = 0  # type: ignore[misc]


class Outlet(threading.Thread):
    """Writes to the terminal in a thread of its own, so that one that takes nothing holds nobody up."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(name="outlet", daemon=True)
        self.drained: Callable[[], None] = lambda: None
        """Called from the thread when the terminal takes text again after `is_jammed` was true."""
        self._descriptor = file.fileno()
        self._waiting: list[str] = []
        self._busy = False
        self._jammed = False
        self._ended = False
        self._change = threading.Condition()

    def write(self, text: str) -> None:
        """Sends text as soon as the terminal takes it."""
        with self._change:
            self._waiting.append(text)
            self._change.notify()

    @property
    def is_jammed(self) -> bool:
        """Whether the terminal has not yet taken what was sent to it before."""
        with self._change:
            jammed = self._busy or bool(self._waiting)
            self._jammed = self._jammed or jammed
            return jammed

    def run(self) -> None:
        """Writes until `stop`; a terminal that is gone is taken for the hang-up that it is."""
        while True:
            with self._change:
                self._busy = False
                if self._jammed and not self._waiting:
                    self._jammed = False
                    self.drained()
                self._change.wait_for(lambda: self._waiting or self._ended)
                if not self._waiting:
                    return
                data = "".join(self._waiting).encode("utf-8", "replace")
                self._waiting.clear()
                self._busy = True
            try:
                while data:
                    data = self._send(data)
            except OSError:
                os.kill(os.getpid(), signal.SIGHUP)
                return

    def _send(self, data: bytes) -> bytes:
        """Writes what the terminal takes now, and gives the rest."""
        try:
            return data[os.write(self._descriptor, data) :]
        except BlockingIOError:
            # Whoever shares the terminal may have set it not to wait.
            select.select([], [self._descriptor], [])
            return data

    def flush(self) -> None:
        """Nothing to do: what is written goes out at once."""

    def stop(self) -> None:
        """Ends the thread when all is written."""
        with self._change:
            self._ended = True
            self._change.notify()
        self.join()


linux_driver.WriterThread = Outlet  # type: ignore[attr-defined, assignment]


class Driver(LinuxDriver):
    """The terminal, read and written with `Reader` and `Outlet`."""

    _writer_thread: Outlet | None  # type: ignore[assignment]

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread:
            self._writer_thread.drained = self._catch_up

    def _catch_up(self) -> None:
        self._loop.call_soon_threadsafe(self._app.refresh)

    @property
    def is_jammed(self) -> bool:
        """Whether the terminal has not yet taken what was sent to it before."""
        return self._writer_thread is not None and self._writer_thread.is_jammed

    def send_message(self, message: Message) -> None:
        """Hands an event to the program, from any thread."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def _run_input_thread(self) -> None:
        # Textual's own prints a traceback, in which the text of the meeting may stand.
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Reads until told to stop; the end of input is taken for the hang-up that it is."""
        reader = Reader()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                for _ in selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 65536)
                    except BlockingIOError:
                        continue
                    except OSError:
                        data = b""
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    for event in reader.feed(data):
                        self.process_message(event)
                for event in reader.tick():
                    self.process_message(event)
