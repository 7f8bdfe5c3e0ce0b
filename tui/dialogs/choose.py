"""A short list from which one line, or several, are chosen by number or arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from tui import keys
from tui.keymap import keymap_of
from tui.lines.columns import fit, folded, sides

_HINT = "按数字直接选，或用方向键和回车；Esc 返回；F1 帮助"


@dataclass(frozen=True, slots=True)
class Option:
    """A line to choose; `aside` stands at its right."""

    label: str
    aside: str = ""


class Choose(ModalScreen[int | None]):
    """Gives the index of the chosen line, or None when nothing was chosen.

    `first` is the index of the line that the digit 1 takes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("choose")]

    def __init__(self, title: str, options: Sequence[Option], at: int = 0, *, first: int = 0) -> None:
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._at = at
        self._first = first

    def compose(self) -> ComposeResult:
        width = min(70, self.app.size.width - 8)
        with Vertical(id="box"):
            yield Static(folded(self._title, width, lines=3), id="box-title", markup=False)
            yield OptionList(
                *(self._line(index, option, width) for index, option in enumerate(self._options)),
                markup=False,
            )
            yield Static(fit(keymap_of(self.app).told("choose", _HINT), width), id="box-hint", markup=False)

    def on_mount(self) -> None:
        row = self.query_one(OptionList)
        row.highlighted = self._at if self._options else None
        row.focus()
        if self._first:
            # With the line before it in sight, and those behind it that have digits.
            self.call_after_refresh(row.scroll_to, y=self._first - 1, animate=False)

    def on_key(self, event: events.Key) -> None:
        number = digit_of(event.character or "")
        if not number:
            return
        event.stop()
        index = self._first + number - 1
        if index < len(self._options):
            self.dismiss(index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_take(self) -> None:
        """Takes the highlighted line."""
        self.dismiss(self.query_one(OptionList).highlighted)

    def action_help(self) -> None:
        """Shows the keys of the list."""
        from tui.dialogs.help import show_help

        show_help(self, "choose")

    def action_leave(self) -> None:
        """Goes back without choosing."""
        self.dismiss(None)

    def _line(self, index: int, option: Option, width: int) -> str:
        # One digit takes a line at once; lines that have none are reached by the arrow keys.
        number = index - self._first + 1
        digit = str(number % 10) if 1 <= number <= 10 else " "
        return sides(f"{digit}  {option.label}", option.aside, width)


def digit_of(typed: str) -> int:
    """The line that a digit takes, 10 for 0 and 0 for no digit; input methods may send it in full width."""
    return int(typed) or 10 if typed and typed in "0123456789０１２３４５６７８９" else 0
