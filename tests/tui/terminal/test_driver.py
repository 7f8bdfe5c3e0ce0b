"""A terminal that takes nothing, and the Textual that all of this leans on."""

from __future__ import annotations

import os
import pty
import select
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import FileIO
from typing import Any

import pytest

from tui.terminal import inside
from tui.terminal.driver import Outlet


@contextmanager
def writing_to_a_terminal(*, waiting: bool = True) -> Iterator[tuple[Outlet, FileIO]]:
    """An outlet, and the other side of its terminal; without `waiting` a write to a full one fails."""
    master, slave = pty.openpty()
    os.set_blocking(slave, waiting)
    with FileIO(master) as far, os.fdopen(slave, "w") as near:
        outlet = Outlet(near)
        outlet.start()
        yield outlet, far


def read_from(terminal: FileIO, until: Callable[[bytes], bool]) -> bytes:
    """All that comes out of the terminal until it is enough."""
    data = b""
    end = time.monotonic() + 20
    while not until(data):
        assert time.monotonic() < end, f"{len(data)} bytes came, and then nothing"
        if select.select([terminal], [], [], 0.05)[0]:
            data += terminal.read(65536)
    return data


@pytest.mark.parametrize("waiting", [True, False])
def test_a_terminal_that_takes_nothing_holds_nobody_up(waiting: bool) -> None:
    drained = threading.Event()
    with writing_to_a_terminal(waiting=waiting) as (outlet, terminal):
        outlet.drained = drained.set
        for _ in range(200):
            outlet.write("长" * 1000)
        assert outlet.is_jammed
        data = read_from(terminal, lambda _: drained.is_set())
        outlet.write("完")
        data += read_from(terminal, lambda more: "完".encode() in more)
        outlet.stop()
        assert data.decode() == "长" * 200_000 + "完"


def test_a_terminal_that_is_gone_is_a_hang_up(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr("os.kill", lambda _, number: told.append(number))
    with writing_to_a_terminal() as (outlet, terminal):
        terminal.close()
        outlet.write("字")
        outlet.join(20)
        assert told == [signal.SIGHUP]


def test_the_version_whose_inside_is_known_is_the_one_that_runs() -> None:
    from importlib.metadata import version

    assert version("textual") == inside.VERSION
    assert inside.KNOWN


def fingerprint(functions: Iterable[Any]) -> str:
    import hashlib
    import inspect

    return hashlib.sha256("".join(inspect.getsource(function) for function in functions).encode()).hexdigest()


def test_what_is_replaced_or_leaned_on_has_not_changed() -> None:
    """Fails when Textual changes under `tui.terminal`; then read its new code, and mend this last."""
    from textual._compositor import ChopsUpdate, LayoutUpdate
    from textual._parser import Parser
    from textual._styles_cache import StylesCache
    from textual._xterm_parser import XTermParser
    from textual.app import App
    from textual.document._history import EditHistory
    from textual.document._wrapped_document import WrappedDocument
    from textual.drivers.linux_driver import LinuxDriver
    from textual.screen import Screen
    from textual.widgets import TextArea

    assert (
        fingerprint(
            [
                App._display, App.on_event, ChopsUpdate, LayoutUpdate, Parser, XTermParser,
                EditHistory.record, WrappedDocument, LinuxDriver, Screen._on_timer_update,
                Screen._compositor_refresh, StylesCache.render_widget, StylesCache.set_dirty,
                TextArea.edit, TextArea._set_document, TextArea.move_cursor, TextArea._undo_batch,
                TextArea._refresh_size, TextArea._watch_selection, TextArea.load_text,
            ]
        )
        == "c467db55d2eeca9377cdd72f8c5f29bdca636097ab3011adcbcc05ed8207e676"
    )  # fmt: skip
