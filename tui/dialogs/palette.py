"""更多操作: every action of a screen, found by digit, name, pinyin or its initials, or key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from tui import keys
from tui.dialogs.choose import digit_of
from tui.finding import found, names_a_key
from tui.keys import Key
from tui.lines.columns import fit, sides
from tui.terminal.waiting import is_text
from tui.widgets.rows import Rows

_HINT = "数字直接选；打名称、拼音（全拼或首字母）或按键来找；Esc 返回"
_ROWS = 14
_WIDTH = 68


class Palette(ModalScreen[str | None]):
    """Gives the action that was chosen, or None.

    `why_not` tells of an action why it can't be done now, or "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("palette")]

    def __init__(self, actions: Sequence[Key], why_not: Callable[[str], str]) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._why_not = why_not
        self._found = self._actions
        self._typed = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static("更多操作", id="box-title", markup=False)
            yield Rows("find")
            yield OptionList(markup=False)
            yield Static(fit(_HINT, _WIDTH), id="box-hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).styles.height = min(_ROWS, len(self._actions))
        self._list("")
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "backspace":
            event.stop()
            self._list(self._typed[:-1])
        elif event.character and is_text(event):
            event.stop()
            digit = digit_of(event.character)
            if digit and not self._find(self._typed + event.character) and not names_a_key(self._typed):
                self._take(digit - 1)
            else:
                self._list(self._typed + event.character)

    def _find(self, typed: str) -> tuple[Key, ...]:
        return found(self._actions, typed)

    def _list(self, typed: str) -> None:
        self._typed = typed
        self._found = self._find(typed)
        shown = f"找：{typed}" if self._found else f"找：{typed}    没有这样的操作，退格重打"
        self.query_one(Rows).put(fit(shown, _WIDTH).rstrip())
        row = self.query_one(OptionList)
        row.clear_options()
        row.add_options(self._line(number, key) for number, key in enumerate(self._found, 1))
        row.highlighted = 0 if self._found else None

    def _line(self, number: int, key: Key) -> str:
        digit = str(number % 10) if number <= 10 else " "
        reason = self._why_not(key.action)
        aside = f"现在不行：{reason}" if reason else " / ".join(keys.name(one) for one in key.keys)
        room = _WIDTH - 26
        return sides(f"{digit}  {key.label}", fit(aside, room) if reason else aside, _WIDTH)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def action_take(self) -> None:
        """Takes the highlighted action."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._take(at)

    def _take(self, index: int) -> None:
        if index < len(self._found):
            self.dismiss(self._found[index].action)

    def action_up(self) -> None:
        """Highlights the action above."""
        self.query_one(OptionList).action_cursor_up()

    def action_down(self) -> None:
        """Highlights the action below."""
        self.query_one(OptionList).action_cursor_down()

    def action_help(self) -> None:
        """Shows the keys of the list."""
        from tui.dialogs.help import show_help

        show_help(self, "palette")

    def action_leave(self) -> None:
        """Goes back without choosing."""
        self.dismiss(None)
