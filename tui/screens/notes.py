"""导入笔记: a file of notes, what each of its lines becomes, and recording it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from meeting.notes.notes import Notes, read_notes
from meeting.notes.placing import Fate, Intake, take_in
from meeting.notes.report import report, summary
from meeting.refused import Refused
from storage.errors import StorageError
from storage.given.notes_file import keep_rest, notes_in
from tui import keys
from tui.opened import Opened
from tui.place import Place, title_of
from tui.widgets.entry_line import EntryLine

_HOW = """断线时记在纸上、记在别的文件里的，打成一个文本文件，平常怎么记就怎么写：

09:12 李四→张三：批评意见的文字……
继续的段落接在上一条后面
09:18 张三：表态回应……
09:20 〔停电五分钟〕
10:00 休会

在下面写文件的路径，按回车看每一行会成为什么；这时什么也不记。看过无误，按 F2 记入。"""


class NotesScreen(Place):
    """Shows what a file of notes would become; records just what was shown."""

    place = "notes"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("notes")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._shown: tuple[Path, Notes] | None = None
        """The notes that are on the screen, and their file."""

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="report"):
            yield Static(_HOW, classes="guide", markup=False)
        with Horizontal(classes="prompt"):
            yield Static("笔记文件：", classes="label", markup=False)
            yield EntryLine(f"{Path.home()}/")

    def on_mount(self) -> None:
        self.title_bar.show(f"导入笔记  {title_of(self._opened.meeting)}", "")
        self.query_one("#report").can_focus = False
        self.query_one(EntryLine).focus()
        self.state.say("写文件的路径，按回车看一遍；看过按 F2 记入。")

    def on_input_changed(self) -> None:
        self._shown = None

    def action_look(self) -> None:
        """Reads the file and shows what each line would become."""
        path = Path(self.query_one(EntryLine).value.strip())
        try:
            notes = read_notes(self._opened.meeting, notes_in(path).text)
            intake = self._show(notes)
        except (Refused, StorageError) as error:
            self.state.warn(str(error))
            return
        self._shown = (path, notes)
        self.query_one("#report").scroll_home(animate=False)
        way = "按 F2 记入。" if intake.entries else "没有可记的。"
        self.state.say(f"{summary(self._opened.meeting, intake)}{way}")

    def _show(self, notes: Notes) -> Intake:
        """Shows what the notes would become as the record stands now; raises `Refused`."""
        meeting = self._opened.meeting
        intake = take_in(meeting, notes, self._opened.now())
        self.query_one("#report Static", Static).update("\n".join(report(meeting, notes, intake)))
        return intake

    def action_write(self) -> None:
        """Records what is shown; where nothing is, shows it first."""
        if self._shown is None:
            self.action_look()
            return
        (path, notes), recorder = self._shown, self._opened.recorder
        try:
            intake = self._show(notes)
            left = [line for _, line in notes.left_of(intake.of(Fate.LEFT))]
            kept = f"未归入的 {len(left)} 行原样抄在 {keep_rest(path, left)}" if left else ""
        except (Refused, StorageError) as error:
            self.state.warn(str(error))
            return
        if intake.entries and not self.attempt(lambda: recorder.record(intake.entries)):
            return
        self._show(notes)
        self.state.say(f"已记入 {len(intake.of(Fate.ADDED))} 条，都注明补记。{kept}")

    def action_page_up(self) -> None:
        """Scrolls a page up."""
        self.query_one("#report").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scrolls a page down."""
        self.query_one("#report").scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()
