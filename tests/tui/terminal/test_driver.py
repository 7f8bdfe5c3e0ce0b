"""A terminal that takes nothing, and the Textual that all of this leans on."""

from __future__ import annotations

import os
import pty
import threading
from collections.abc import Iterable
from typing import Any

from tui.terminal import inside
from tui.terminal.driver import Outlet


def test_a_terminal_that_takes_nothing_holds_nobody_up() -> None:
    master, slave = pty.openpty()
    drained = threading.Event()
    with os.fdopen(slave, "w") as file:
        outlet = Outlet(file)
        outlet.drained = drained.set
        outlet.start()
        for _ in range(200):
            outlet.write("长" * 1000)
        assert outlet.is_jammed
        while not drained.is_set():
            os.read(master, 65536)
        outlet.write("完")
        outlet.stop()
        rest = b""
        while "完".encode() not in rest:
            rest += os.read(master, 65536)
    os.close(master)


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
                Screen._compositor_refresh,
                TextArea.edit, TextArea._set_document, TextArea.move_cursor, TextArea._undo_batch,
                TextArea._refresh_size, TextArea._watch_selection,
            ]
        )
        == "e6f20e9d4bc52ac1e10ba6d31d2a7897db048ed88400ed0c78c52f681f742e1a"
    )  # fmt: skip
