"""导入表格: a file or a pasted table, told line by line; nothing is taken over before that was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from meeting.refused import Refused
from meeting.tables.columns import COLUMNS, Listing
from meeting.tables.preview import Line, Preview, preview, take_over
from meeting.tables.sheet import Sheet
from meeting.tables.sheet_text import sheet_of_pasted
from storage.errors import StorageError
from storage.given.sheets import read_sheet
from tui import keys
from tui.dialogs import asks
from tui.lines.columns import folded
from tui.opened import Opened
from tui.place import Place
from tui.widgets.entry_line import EntryLine
from tui.widgets.long_list import LongList

_NOTHING = "还没有表格：请写文件名按回车，或把几行粘贴进来。"


class TakeTableScreen(Place):
    """The line at the foot takes a file's name or a paste; above it stands what would become of each line."""

    place = "take_table"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("take_table")]

    def __init__(self, opened: Opened, listing: Listing, done: Callable[[str], None]) -> None:
        """`done` is told what was taken, once this screen is closed."""
        super().__init__()
        self._opened = opened
        self._listing = listing
        self._done = done
        self._seen: Preview | None = None
        self._table: Sheet | None = None
        """What was previewed."""
        self._warned: tuple[str, Preview | None] | None = None
        """What was typed and previewed when it was last asked whether to leave it."""

    def body(self) -> Iterable[Widget]:
        yield Static(self._guide(), classes="guide", markup=False)
        yield LongList()
        with Horizontal(classes="prompt"):
            yield Static("文件：", classes="label", markup=False)
            yield EntryLine(
                placeholder="表格文件的路径，如 ~/意见.xlsx；或直接粘贴", take_lines=self._take_lines
            )

    def _guide(self) -> str:
        columns = COLUMNS[self._listing]
        names = "、".join(column.name for column in columns)
        needed = "、".join(column.name for column in columns if column.is_needed)
        return (
            "写表格文件的路径，按回车：.xlsx，或逗号、分号、Tab 分栏的文本（UTF-8、GBK 都行）。\n"
            "也可以在 Excel、WPS 里选中几行复制，到这里粘贴。\n\n"
            f"表头写这几栏，次序不限，上面有标题也行：\n{names}\n"
            f"其中 {needed} 必须有。粘贴的几行没有表头时，按上面的次序读。\n"
            "别的栏不用，栏名在各行上面列出。\n\n"
            "先列出每一行会成为什么、哪里不对；按 F2 才收下。"
        )

    def on_mount(self) -> None:
        self._rows.can_focus = False
        self._rows.display = False
        self.query_one(EntryLine).focus()
        self.title_bar.show(f"导入{self._listing.label}", "")
        self.state.say("写文件名按回车，或粘贴；先看，不会马上收下。")

    def _take_lines(self, lines: tuple[str, ...]) -> None:
        """Looks at a paste of several lines."""
        self._look_at_pasted("\n".join(lines))

    def _look_at_pasted(self, text: str) -> None:
        try:
            self._look_at(sheet_of_pasted(text, self._listing))
        except Refused as refused:
            self._clear(str(refused))

    def action_look(self) -> None:
        """Reads the file whose name was written, or the one line that was pasted."""
        written = self.query_one(EntryLine).value.strip()
        if not written:
            self.state.warn(_NOTHING)
        elif "\t" in written:
            self._look_at_pasted(written)
        else:
            self._look_into(written)

    def _look_into(self, name: str) -> None:
        try:
            # Names that were dragged into the terminal come in quotes.
            path = Path(name.strip("'\"")).expanduser()
            self._look_at(read_sheet(path, self._listing))
        except (Refused, StorageError) as error:
            self._clear(str(error))
        except RuntimeError:
            self._clear(f"没有“{name.split('/')[0]}”这个用户，请把路径写全。")

    def _look_at(self, table: Sheet) -> None:
        """Shows what the table would become; raises `Refused`."""
        seen = self._seen = preview(self._opened.meeting, self._listing, table)
        self._table = table
        self.query_one(".guide").display = False
        self._rows.display = True
        first = len(seen.notes)

        def told(place: int, width: int) -> str:
            return seen.notes[place] if place < first else _line(seen.lines[place - first], width)

        self._rows.show(first + len(seen.lines), told, first)
        filed = f"，已收过 {seen.filed} 行" if seen.filed else ""
        self.title_bar.show(f"导入{self._listing.label}", f"能收 {seen.good} 行，不能收 {seen.bad} 行{filed}")
        more = "Tab 到下一个不能收的。" if seen.bad else ""
        self.state.say(f"看过无误按 F2 收下，按两次 Esc 不收。{more}")

    @property
    def _rows(self) -> LongList:
        return self.query_one(LongList)

    def _clear(self, sentence: str) -> None:
        """Takes off what was shown before: a refused table must not be followed by another's lines."""
        self._seen = None
        self._rows.display = False
        self.query_one(".guide").display = True
        self.title_bar.show(f"导入{self._listing.label}", "")
        self.state.warn(sentence)

    def why_not(self, action: str) -> str:
        if action in ("take", "next_problem"):
            if self._seen is None:
                return _NOTHING
            if action == "take" and not self._seen.good and not self._seen.filed:
                return "没有一行可以收下，请按各行的提示改好表格再导入。"
            if action == "next_problem" and not self._seen.bad:
                return "没有不能收的行。"
        return ""

    def action_take(self) -> None:
        """Takes the good lines over, once it was asked where some are not or were taken before."""
        seen, table = self._seen, self._table
        if (reason := self.why_not("take")) or seen is None or table is None:
            self.state.warn(reason)
            return
        if not seen.bad and not seen.filed:
            self._take_over(seen)
            return
        choices = [(f"只收能收的 {seen.good} 行", seen)] if seen.good else []
        if seen.filed:
            again = preview(self._opened.meeting, self._listing, table, again=True)
            choices.append((f"已收过的也再收一遍，共收 {again.good} 行", again))
        left = [f"{seen.bad} 行不能收"] if seen.bad else []
        left += [f"{seen.filed} 行已收过"] if seen.filed else []
        labels = [*(label for label, _ in choices), "先不收，回去改表格"]

        def chosen(index: int) -> None:
            if index < len(choices):
                self._take_over(choices[index][1])

        asks.ask(self, f"有 {'、'.join(left)}，收下时会漏掉它们。", labels, chosen, at=len(choices))

    def _take_over(self, seen: Preview) -> None:
        if self.attempt(lambda: take_over(self._opened.recorder, seen)):
            out = seen.bad + seen.filed
            left = f"；{out} 行没有收" if out else ""
            self.dismiss()
            self._done(f"已收下 {seen.good} 行{left}。")

    def action_next_problem(self) -> None:
        """Highlights the next line that can't be taken."""
        if (reason := self.why_not("next_problem")) or self._seen is None:
            self.state.say(reason)
            return
        first = len(self._seen.notes)
        bad = [index for index, line in enumerate(self._seen.lines, first) if line.problem]
        here = self._rows.at or 0
        self._rows.action_go_to(next((index for index in bad if index > here), bad[0]))

    def action_up(self) -> None:
        """Highlights the line above."""
        self._rows.action_move(-1)

    def action_down(self) -> None:
        """Highlights the line below."""
        self._rows.action_move(1)

    def action_page_up(self) -> None:
        """Highlights a line a page above."""
        self._rows.action_page(-1)

    def action_page_down(self) -> None:
        """Highlights a line a page below."""
        self._rows.action_page(1)

    def action_leave(self) -> None:
        """Goes back without taking anything; what stands here goes only at the second time of asking."""
        here = (self.query_one(EntryLine).value.strip(), self._seen)
        if here in (self._warned, ("", None)):
            self.dismiss()
            return
        self._warned = here
        what = "表格还没有收下。F2 收下" if self._seen else "写的还没有用上。回车先看"
        self.state.warn(f"{what}；再按一次 Esc 才放弃。")


def _line(line: Line, width: int) -> str:
    """What the line becomes, or how it reads with what is wrong below it."""
    room = width - 8
    indent = "\n" + " " * 8
    shown = f"{line.number:>5}   " + folded(line.told or "（空）", room, lines=2).replace("\n", indent)
    if line.is_filed:
        return f"{shown}{indent}已收过，不再收"
    if not line.problem:
        return shown
    return shown + indent + folded(f"不能收：{line.problem}", room, lines=3).replace("\n", indent)
