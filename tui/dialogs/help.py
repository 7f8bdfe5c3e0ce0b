"""F1: every key of a screen and of what has the focus there, from the table of keys."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.dialogs.reading import WIDTH, Reading
from tui.keymap import Keymap, keymap_of
from tui.keys import FOCUS, PLACE_NAMES, Key, name
from tui.lines.columns import fit, folded

_BEFORE = 34
"""Cells before the explanation of a key."""


def show_help(screen: Screen[Any], place: str, more: str = "", *, first: str = "") -> None:
    """Shows the keys of a place and of what has the focus; `first` leads in and `more` follows."""
    page = help_text(keymap_of(screen.app), place, _kind(screen.focused), more)
    if first:
        page = f"{first}\n\n{page}"
    screen.app.push_screen(Reading(f"{PLACE_NAMES[place]}：按键", page))


def help_text(keymap: Keymap, place: str, focus: str = "", more: str = "") -> str:
    """Every key with what it does; `focus` is "" or a widget's name in `tui.keys.FOCUS`."""
    lines = [
        _line(keymap.names(place, key), key.label, keymap.told(place, key.explains))
        for key in keymap.places[place]
    ]
    if focus:
        lines += ["", f"{PLACE_NAMES[focus]}里的键：", *map(_of_widget, FOCUS[focus])]
    if more:
        lines += ["", keymap.told(place, more)]
    return "\n".join(lines)


def _of_widget(key: Key) -> str:
    return _line(" / ".join(map(name, key.keys)), key.label, key.explains)


def _line(names: str, label: str, explains: str) -> str:
    told = folded(explains, WIDTH - _BEFORE, lines=9).replace("\n", "\n" + " " * _BEFORE)
    return f"{fit(names, _BEFORE - 18)}{fit(label, 18)}{told}"


def _kind(focused: Widget | None) -> str:
    """The name in the table of keys of the widget that has the focus."""
    if isinstance(focused, TextArea):
        return "editor"
    return "line" if isinstance(focused, Input) else ""
