"""What terminals send, in whatever pieces it arrives, and one that takes nothing."""

from __future__ import annotations

import os
import pty
import select
import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from tui.terminal import inside
from tui.terminal.app import is_text, key_of
from tui.terminal.driver import NotUtf8, Outlet, Reader, Typed


def read(*pieces: bytes) -> list[Any]:
    reader = Reader()
    return [told(event) for piece in pieces for event in reader.feed(piece)]


def told(event: Any) -> Any:
    match event:
        case Typed():
            return event.text
        case events.Key():
            return ("key", event.key)
        case events.Paste():
            return ("paste", event.text)
        case events.CursorPosition():
            return ("at", event.x, event.y)
        case _:
            return type(event)


def test_what_an_input_method_commits_stays_together() -> None:
    assert read("会议开始".encode()) == ["会议开始"]


def test_a_character_may_be_split_between_two_reads() -> None:
    data = "会议".encode()
    assert "".join(read(data[:4], data[4:])) == "会议"


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1bOQ", "f2"), ("\x1b[12~", "f2"), ("\x1b[[B", "f2"),  # xterm, PuTTY, the Linux console
        ("\x1bOR", "f3"), ("\x1b[13~", "f3"), ("\x1b[[C", "f3"),
        ("\x1b[15~", "f5"), ("\x1b[[E", "f5"), ("\x1b[17~", "f6"), ("\x1b[19~", "f8"), ("\x1b[20~", "f9"),
        ("\x1b[24~", "f12"), ("\x1bOP", "f1"), ("\x1b[11~", "f1"),
        ("\x1b[A", "up"), ("\x1bOA", "up"), ("\x1b[1~", "home"), ("\x1b[H", "home"), ("\x1bOH", "home"),
        ("\x1b[4~", "end"), ("\x1b[F", "end"), ("\x1b[5~", "pageup"), ("\x1b[3~", "delete"),
        ("\x7f", "backspace"), ("\x0e", "ctrl+n"), ("\r", "enter"), ("\t", "tab"), ("\x1b[Z", "shift+tab"),
    ],
)  # fmt: skip
def test_keys_of_many_terminals(sequence: str, key: str) -> None:
    assert read(sequence.encode()) == [("key", key)]
    # A slow line may break a sequence anywhere.
    assert read(*(bytes([byte]) for byte in sequence.encode())) == [("key", key)]


def test_keys_and_text_in_one_piece_keep_their_order() -> None:
    assert read("甲乙\x1bOQ丙\x7f丁".encode()) == ["甲乙", ("key", "f2"), "丙", ("key", "backspace"), "丁"]


def test_a_paste_is_one_event_with_what_was_typed_around_it() -> None:
    assert read("前\x1b[200~第一行\r\n\x1b[A第二行\x1b[201~后".encode()) == [
        "前",
        ("paste", "第一行\r\n\x1b[A第二行"),
        "后",
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 60), max_size=8))
def test_a_paste_may_arrive_in_any_pieces(cuts: list[int]) -> None:
    data = "前\x1b[200~粘贴的文字\x1b[201~后\x1bOQ".encode()
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(data[at : at + cut])
        at += cut
    found = read(*[piece for piece in [*pieces, data[at:]] if piece])
    text = "".join(event for event in found if isinstance(event, str))
    assert text == "前后"
    assert [event for event in found if not isinstance(event, str)] == [
        ("paste", "粘贴的文字"),
        ("key", "f2"),
    ]


def test_bytes_that_are_not_utf_8_are_told_and_marked() -> None:
    found = read("中文".encode("gbk"), "还在".encode())
    assert NotUtf8 in found
    assert "".join(event for event in found if isinstance(event, str)).endswith("还在")


def test_a_replacement_character_that_was_really_typed_is_no_fault() -> None:
    assert read("\ufffd".encode()) == ["\ufffd"]


def test_the_terminal_s_answer_is_no_key() -> None:
    assert read(b"\x1b[1;3R") == [("at", 2, 0)]


def after_a_while(data: bytes) -> list[Any]:
    """What a reader makes of bytes behind which nothing comes."""
    reader = Reader()
    found = list(reader.feed(data))
    end = time.monotonic() + 5
    while not found and time.monotonic() < end:
        found = list(reader.tick())
        time.sleep(0.01)
    return found


def test_esc_alone_is_told_when_nothing_follows() -> None:
    assert [told(event) for event in after_a_while(b"\x1b")] == [("key", "escape")]


@pytest.mark.parametrize("character", ["\u3000", "\ue863", "\U00020bb7", "\U0002ebf0", "\U000323b0", "·"])
def test_every_character_that_a_name_may_hold_is_text(character: str) -> None:
    assert is_text(key_of(character))
    assert read(character.encode()) == [character]


def test_alt_with_a_letter_types_nothing() -> None:
    (event,) = after_a_while(b"\x1ba")
    assert isinstance(event, events.Key)
    assert not is_text(event)


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
        # What was read last may have been all there is, before the outlet has said so.
        while not drained.is_set():
            if select.select([master], [], [], 0.05)[0]:
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
