"""A page to read: help, earlier versions, a sentence that is too long for the state line."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import keys
from tui.columns import folded

WIDTH = 68
"""Cells of a line of the page, which fits into 80 columns."""


class Reading(ModalScreen[None]):
    """Text in a box; arrow keys scroll, Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("reading")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._title, id="box-title", markup=False)
            with VerticalScroll(id="page"):
                yield Static(
                    "\n".join(folded(line, WIDTH, lines=999) for line in self._text.split("\n")),
                    markup=False,
                )
            yield Static("方向键翻看，Esc 返回", id="box-hint", markup=False)

    def on_mount(self) -> None:
        self.query_one("#page").focus()

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)
