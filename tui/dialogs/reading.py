"""A page to read: help, earlier versions, a sentence that is too long for the state line."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import keys
from tui.lines.columns import paged

WIDTH = 68
"""Cells of a line of the page, which fits into 80 columns."""


class Reading(ModalScreen[int]):
    """Text in a box, from a row of it on; arrow keys scroll, Esc goes back. Gives the row then at the top."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("reading")]

    def __init__(self, title: str, text: str, at: int = 0) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._at = at

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(paged(self._title, WIDTH), id="box-title", markup=False)
            with VerticalScroll(id="page"):
                yield Static(paged(self._text, WIDTH), markup=False)
            yield Static("方向键翻看，Esc 返回", id="box-hint", markup=False)

    def on_mount(self) -> None:
        page = self.query_one("#page")
        page.focus()
        if self._at:
            self.call_after_refresh(page.scroll_to, y=self._at, animate=False)

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(self.query_one("#page").scroll_offset.y)
