"""导出: what is missing, where the paper goes, and writing it while the screen lives on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.cells import chop_cells
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from exporters.errors import NotWritten
from meeting.model import Meeting, PersonId
from meeting.refused import Refused
from meeting.roster import name_of
from storage.errors import StorageError
from tui import keys
from tui.asks import ask, ask_sure
from tui.export_guide import Guide, guide_of
from tui.screens.place import Place, title_of
from tui.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from exporters.papers import Exported
    from tui.app import ShiluApp

PAPERS = {
    "record": "会议原始记录",
    "check": "发言核对单（每人一份）",
    "record_annexed": "会议原始记录（带附表）",
    "request": "请示",
    "plan": "会议方案",
    "opinions": "征求意见情况",
    "talks": "谈心谈话情况",
    "last_year": "上年度整改落实情况",
    "report": "综合报告",
    "rectification": "整改清单",
}
"""What can be chosen here; the papers themselves are loaded only when one is written."""

FORMATS = {
    "docx": "Word 文档（.docx）",
    "txt": "纯文本（.txt）",
    "md": "Markdown（.md）",
    "pdf": "PDF（.pdf）",
    "xlsx": "Excel 表格（.xlsx）",
}


class ExportScreen(Place):
    """Shows what the record still lacks and writes it where the recorder says."""

    place = "export"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("export")]

    def __init__(self, meeting: Meeting, folder: Path, paper: str = "record", person: PersonId = "") -> None:
        """`person` has only that speaker's check sheet written."""
        super().__init__()
        self._meeting = meeting
        self._folder = folder
        self._format = "docx"
        self._paper = paper
        self._person = person
        self._guide = Guide("")
        self._shown: tuple[str, ...] = ()
        """What stands below the line to type in."""
        self._stage = ""
        """What the writing is at; empty while nothing is written."""
        self._begun = 0.0
        self._clock: Timer | None = None

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="missing"):
            yield Static("", classes="guide", markup=False)
        yield Static("", id="format", markup=False)
        with Horizontal(classes="prompt"):
            yield Static("写到：", classes="label", markup=False)
            yield EntryLine(str(Path.home()))
        yield Static("", id="where", markup=False)

    def on_mount(self) -> None:
        self.title_bar.show(f"导出  {title_of(self._meeting)}", "")
        self.query_one(EntryLine).focus()
        self._clock = self.set_interval(1, self._tell_stage, pause=True)
        self._show_choice()
        self.state.say("写文件夹就用默认的文件名；写文件名就用它。按 F2 写出。")

    def on_resize(self) -> None:
        self._show(*self._shown)

    def on_input_changed(self) -> None:
        self._show_place()

    def _show_choice(self) -> None:
        now = self.shilu.now()
        self._guide = guide_of(self._meeting, self._folder, self._paper, self._person, now)
        self.query_one(".guide", Static).update(self._guide.text)
        paper, form = PAPERS[self._paper], FORMATS[self._format]
        if self._person and self._paper == "check":
            paper = f"发言核对单（{name_of(self._meeting, self._person)}）"
        self.query_one("#format", Static).update(f"材料：{paper}（F5 换）　格式：{form}（F3 换）")
        self._show_place()

    def _show_place(self) -> None:
        """Shows the file that would be written."""
        from exporters.papers import default_name
        from exporters.target import place_of

        name = default_name(self._meeting, self._paper, self._format, self._person)
        try:
            self._show("将写成：", str(place_of(Path(self._output), name)))
        except NotWritten as error:
            self._show(str(error).removeprefix("没有导出："))

    def _show(self, *lines: str) -> None:
        """Shows the lines in full; a path fills its rows, so that what is copied holds no blanks of ours."""
        self._shown = lines
        rows = [row for line in lines for row in chop_cells(line, max(2, self.size.width - 2))]
        self.query_one("#where", Static).update("\n".join(rows))

    @property
    def _output(self) -> str:
        return self.query_one(EntryLine).value.strip()

    def action_format(self) -> None:
        """Changes the format."""
        formats = list(FORMATS)
        self._format = formats[(formats.index(self._format) + 1) % len(formats)]
        self._show_choice()

    def action_paper(self) -> None:
        """Asks which paper is to be written."""
        papers = list(PAPERS)

        def take(index: int) -> None:
            self._paper = papers[index]
            self._show_choice()

        ask(self, "写出哪份材料", list(PAPERS.values()), take, papers.index(self._paper))

    def action_write(self) -> None:
        """Writes the file in a thread of its own: a long paper takes seconds, and a slow disk longer."""
        if self._stage:
            self.state.warn("上一份还在写，写好了再按 F2。")
        elif not self._output:
            self.state.warn("请写要写到哪个文件夹或文件。")
        elif self._guide.figures:
            title = f"上面列出的 {self._guide.figures} 处数字核对过了吗"
            ask_sure(self, title, "核对过了，写出", self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        self._stage, self._begun = "准备", monotonic()
        self._tell_stage()
        if self._clock:
            self._clock.resume()
        # The program's own, not the screen's: who leaves meanwhile is still told how it ended.
        self.shilu.run_worker(self._write(self.shilu, Path(self._output)))

    async def _write(self, app: ShiluApp, output: Path) -> None:
        choice = (self._format, output, self._paper, self._person)
        try:
            written = await asyncio.to_thread(
                app.export, self._meeting, self._folder, *choice, self._note_stage
            )
        except (NotWritten, Refused, StorageError) as error:
            self._end(app, (str(error),), str(error), is_wrong=True)
        else:
            self._end(app, _told(written), f"已导出：{written.path}", is_wrong=False)

    def _note_stage(self, stage: str) -> None:
        self._stage = stage

    def _tell_stage(self) -> None:
        passed = monotonic() - self._begun
        so_far = f"已 {passed:.0f} 秒；写好了才能再按 F2。" if passed >= 1 else ""
        self.state.say(f"正在导出：{self._stage}……{so_far}")

    def _end(self, app: ShiluApp, lines: tuple[str, ...], sentence: str, *, is_wrong: bool) -> None:
        """Tells how the writing ended, here or where the recorder has gone meanwhile."""
        self._stage = ""
        if self._clock:
            self._clock.pause()
        if self.is_attached:
            self._show(*lines)
            sentence = "没有导出，原因写在上面。" if is_wrong else "已导出，写在上面的位置。"
        here = next(screen for screen in reversed(app.screen_stack) if isinstance(screen, Place))
        state = self.state if self.is_attached else here.state
        (state.warn if is_wrong else state.say)(sentence)

    def action_leave(self) -> None:
        """Goes back; asks first while a file is being written."""
        if not self._stage:
            self.dismiss()
            return

        def answered(index: int) -> None:
            if index:
                self.dismiss()

        ask(self, "文件还在写。", ["等它写好", "先回去，写好了在状态行说"], answered)


def _told(written: Exported) -> tuple[str, ...]:
    return "已导出：", str(written.path), *written.notes
