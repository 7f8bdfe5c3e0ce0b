"""放假安排: the notice of a year is pasted, shown as it is read, and kept for every count of working days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from meeting.calendar.days_off_notice import told
from meeting.refused import Refused
from storage.config.days_off import keep_notice, notice_file, read_notice
from storage.errors import StorageError
from tui import keys
from tui.place import Place
from tui.widgets.entry_line import EntryLine

_HOW = """工作日按国务院办公厅每年的放假通知算：扣除放假，计入调休上班的日子。

在下面写上年份，再把这一年通知的全文复制、粘贴进来；先列出读出的日子，核对无误按 F2 存下。
从网页上复制的、带标题和文号的都行。读不懂、日子和星期对不上、不是全年的，不收。"""
_LONGEST_YEAR = 10
"""Characters; what is longer has a notice in it."""
_NOTHING = "还没有通知：请写好年份，把这一年放假通知的全文粘贴进来。"


class DaysOffScreen(Place):
    """The line at the foot takes the year and the paste; above it stands what was read."""

    place = "days_off"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("days_off")]

    def __init__(self, year: int, done: Callable[[str], None]) -> None:
        """`year` is proposed; `done` is told what was kept, once this screen is closed."""
        super().__init__()
        self._proposed = year
        self._done = done
        self._pasted = ""
        self._read: tuple[int, str] | None = None
        """The year and the notice that are on the screen."""

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="report"):
            yield Static(_HOW, classes="guide", markup=False)
        with Horizontal(classes="prompt"):
            yield Static("年份：", classes="label", markup=False)
            yield EntryLine(str(self._proposed), "例如：2027", take_lines=self._take_lines)

    def on_mount(self) -> None:
        self.title_bar.show("放假安排", "")
        self.query_one("#report").can_focus = False
        self.query_one(EntryLine).focus()
        self.state.say("核对年份，粘贴这一年放假通知的全文；先看，不会马上存。")

    def on_input_changed(self) -> None:
        if self._read:
            self._clear("年份改了，按回车重新读粘贴的通知。")

    def _take_lines(self, lines: tuple[str, ...]) -> None:
        self._pasted = "\n".join(lines)
        self.action_look()

    def action_look(self) -> None:
        """Reads what was pasted; a notice of one line stands behind the year."""
        written = self.query_one(EntryLine).value.strip()
        year, notice = (written[:4], written[4:]) if len(written) > _LONGEST_YEAR else (written, self._pasted)
        if notice:
            self._look_at(year, notice)
        else:
            self.state.warn(_NOTHING)

    def _look_at(self, year: str, notice: str) -> None:
        """Shows what the notice says of the year."""
        if not re.fullmatch(r"20\d\d", year, re.ASCII):
            self._clear(f"年份“{year}”要写成 2027 这样，写好了按回车。")
            return
        number, config_dir = int(year), self.shilu.config_dir
        try:
            calendar = read_notice(notice, number)
        except Refused as refused:
            self._clear(str(refused))
            return
        self._read = (number, notice)
        lines = told(calendar)
        self.query_one("#report Static", Static).update("\n".join(lines))
        self.query_one("#report").scroll_home(animate=False)
        self.title_bar.show(f"放假安排  {number}年", f"读出 {len(lines)} 段")
        over = f"原有的 {number}.txt 会换成这一份。" if notice_file(config_dir, number).exists() else ""
        self.state.say(f"请对照通知逐段核对，无误按 F2 存下，Esc 不存。{over}")

    def _clear(self, sentence: str) -> None:
        """Takes off what was shown before: a refused notice must not stand beside another's days."""
        self._read = None
        self.query_one("#report Static", Static).update(_HOW)
        self.title_bar.show("放假安排", "")
        self.state.warn(sentence)

    def why_not(self, action: str) -> str:
        return _NOTHING if action == "keep" and self._read is None else ""

    def action_keep(self) -> None:
        """Keeps the notice that is on the screen."""
        if self._read is None:
            self.state.warn(_NOTHING)
            return
        year, notice = self._read
        if not self.query_one(EntryLine).value.strip().startswith(str(year)):
            # F2 can come before the screen has heard that the year was changed.
            self.action_look()
            return
        try:
            path = keep_notice(self.shilu.config_dir, year, notice)
        except (Refused, StorageError) as error:
            self.state.warn(str(error))
            return
        self.dismiss()
        self._done(f"{year}年的放假安排已存为 {path}。")

    def action_page_up(self) -> None:
        """Scrolls a page up."""
        self.query_one("#report").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scrolls a page down."""
        self.query_one("#report").scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Goes back without keeping anything."""
        self.dismiss()
