"""A few fields to fill in, in a box over the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from meeting.refused import Refused
from storage.errors import StorageError
from tui import keys
from tui.widgets.fields import Field, Fields

Take = Callable[[tuple[str, ...]], None]


class Form(ModalScreen[bool]):
    """Hands the values to `take`; stays open, with all that was typed, while that refuses them."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("form")]

    def __init__(self, title: str, fields: Sequence[Field], take: Take, at: int = 0) -> None:
        """`at` is the field to begin with."""
        super().__init__()
        self._at = at
        self._title = title
        self._fields = tuple(fields)
        self._take = take
        self._warned: tuple[str, ...] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._title, id="box-title", markup=False)
            yield Fields(self._fields)
            yield Static("", id="box-error", markup=False)
            yield Static("回车到下一栏，最后一栏回车或 F2 确定；Esc 返回", id="box-hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(Fields).go_to(self._at)

    def action_enter(self) -> None:
        """Goes on to the next field, and saves after the last."""
        if self.query_one(Fields).at_last:
            self.action_save()
        else:
            self.action_next_field()

    def action_next_field(self) -> None:
        """Goes on to the next field."""
        self.query_one(Fields).go(1)

    def action_previous_field(self) -> None:
        """Goes back to the field before."""
        self.query_one(Fields).go(-1)

    def action_save(self) -> None:
        """Hands the values over and closes, unless they are refused."""
        try:
            self._take(self.query_one(Fields).values)
        except (Refused, StorageError) as refused:
            self.query_one("#box-error", Static).update(f"注意：{refused}")
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Closes without a change; what was typed goes only at the second time of asking."""
        typed = self.query_one(Fields).values
        if self._warned == typed or typed == tuple(field.value.strip() for field in self._fields):
            self.dismiss(False)
            return
        self._warned = typed
        self.query_one("#box-error", Static).update("注意：改动还没有存。F2 存下；再按一次 Esc 才放弃。")
