"""导出: what is missing, where the paper goes, and writing it while the screen lives on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from exporters.errors import NotWritten
from meeting.model import Meeting, PersonId
from meeting.roster import name_of
from tui import keys
from tui.actions.export_guide import BESIDE_GUIDE, Guide, guide_of
from tui.actions.writing import Stage, Told, Writing
from tui.dialogs.asks import ask, ask_sure
from tui.lines.columns import paged
from tui.place import Place, title_of
from tui.widgets.entry_line import EntryLine

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

    def __init__(
        self,
        meeting: Meeting,
        folder: Path,
        paper: str = "record",
        person: PersonId = "",
    ) -> None:
        """`folder` is the meeting's own; `person` has only that speaker's check sheet written."""
        super().__init__()
        self._meeting = meeting
        self._folder = folder
        self._format = "docx"
        self._paper = paper
        self._person = person
        self._guide = Guide("")

    def body(self) -> Iterable[Widget]:
        from storage.exports import folder_for_next

        with VerticalScroll(id="missing"):
            yield Static("", classes="guide", markup=False)
        yield Static("", id="format", markup=False)
        with Horizontal(classes="prompt"):
            yield Static("写到：", classes="label", markup=False)
            yield EntryLine(str(folder_for_next(self._folder) or Path.home()))
        yield Static("", id="where", markup=False)

    def on_mount(self) -> None:
        self._writing = Writing(self)
        self.title_bar.show(f"导出  {title_of(self._meeting)}", "")
        self.query_one(EntryLine).focus()
        self._show_choice()
        self.state.say("写文件夹就用默认的文件名；写文件名就用它。按 F2 写出；上面列不下的按 PageDown 看。")

    def on_resize(self) -> None:
        self._show_guide()
        self._writing.show_again()

    def _show_guide(self) -> None:
        guide = self.query_one(".guide", Static)
        guide.update(paged(self._guide.text, self.app.size.width - BESIDE_GUIDE))

    def on_input_changed(self) -> None:
        self._show_place()

    def _show_choice(self) -> None:
        now = self.shilu.now()
        self._guide = guide_of(self._meeting, self._folder, self._paper, self._person, now)
        self._show_guide()
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
            self._writing.show("将写成：", str(place_of(Path(self._output), name)))
        except NotWritten as error:
            self._writing.show(str(error).removeprefix("没有导出："))

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
        """Writes the file; asks first whether the figures counted for it were looked at."""
        if self._writing.is_on:
            self.state.warn("上一份还在写，写好了再按 F2。")
        elif not self._output:
            self.state.warn("请写要写到哪个文件夹或文件。")
        elif self._guide.figures:
            title = f"上面列出的 {self._guide.figures} 处数字核对过了吗"
            ask_sure(self, title, "核对过了，写出", self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        choice = (self._format, Path(self._output), self._paper, self._person)

        from storage.noting import Written

        paper = "" if self._person else self._paper

        def write(stage: Stage) -> Told:
            made = self.shilu.export(self._meeting, self._folder, *choice, stage)
            return Written(made.path, {paper: (made.path, made.sha256)}), made.notes

        self._writing.begin(self._folder, write)

    def action_page_up(self) -> None:
        """Turns what is to be known of the paper a page up."""
        self.query_one("#missing").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Turns it a page down."""
        self.query_one("#missing").scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Goes back; asks first while a file is being written."""
        self._writing.leave()
