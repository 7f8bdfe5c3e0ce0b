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
from tui.keymap import keymap_of
from tui.lines.columns import folded
from tui.widgets.fields import Field, Fields

Take = Callable[[tuple[str, ...]], None]

_WIDTH = 70
"""Cells of a line in the box."""


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
            yield Static("", id="box-hint", markup=False)

    @property
    def _hint(self) -> str:
        on = "回车到下一栏，最后一栏" if len(self._fields) > 1 else ""
        hint = f"{on}回车或 F2 确定；Esc 返回；F1 帮助"
        if any(field.value for field in self._fields):
            hint += "\n原有的字：打字就换掉，先按左右方向键就接着写；Ctrl+Z 撤销"
        return keymap_of(self.app).told("form", hint)

    def on_mount(self) -> None:
        self.query_one(Fields).go_to(self._at)

    def on_descendant_focus(self) -> None:
        """Tells what belongs into the field, as far as the field itself does not show it."""
        hint = self._hint
        if any(field.example for field in self._fields):
            hint = f"{folded(self.query_one(Fields).unseen_example, _WIDTH, lines=2)}\n{hint}"
        self.query_one("#box-hint", Static).update(hint)

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
        except Refused as refused:
            # The only field has no need to be named.
            self._warn(refused.told if len(self._fields) > 1 else str(refused))
            self.query_one(Fields).go_to_label(refused.field)
            return
        except StorageError as error:
            self._warn(str(error))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Closes without a change; what was typed goes only at the second time of asking."""
        typed = self.query_one(Fields).values
        if self._warned == typed or typed == tuple(field.value.strip() for field in self._fields):
            self.dismiss(False)
            return
        self._warned = typed
        self._warn("改动还没有存。F2 存下；再按一次 Esc 才放弃。")

    def action_help(self) -> None:
        """Shows the keys of the form, and what belongs into the field."""
        from tui.dialogs.help import show_help

        field = self.query_one(Fields).here
        told = f"“{field.label}”一栏：\n{field.example}" if field and field.example else ""
        show_help(self, "form", first=told)

    def _warn(self, sentence: str) -> None:
        told = keymap_of(self.app).told("form", sentence)
        self.query_one("#box-error", Static).update(folded(f"注意：{told}", _WIDTH, lines=3))
