"""报送包: what the papers of one list lack, which figures are to be confirmed, and writing them all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from exporters.errors import NotWritten
from meeting.calendar.deadlines import When
from storage.errors import StorageError
from storage.exports import folder_for_next
from storage.noting import Written
from tui import keys
from tui.actions.export_guide import BESIDE_GUIDE, guide_of_package
from tui.actions.writing import Stage, Told, Writing
from tui.dialogs.asks import ask_sure
from tui.lines.columns import paged
from tui.opened import Opened
from tui.place import Place, title_of
from tui.widgets.bars import KeyBar
from tui.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from exporters.package import Package


class PackageScreen(Place):
    """Writes the papers that are due before or after a meeting where the recorder says."""

    place = "package"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("package")]

    def __init__(self, opened: Opened, when: When, as_zip: bool) -> None:
        super().__init__()
        self._opened = opened
        self._folder = opened.file.folder
        self._when = when
        self._as_zip = as_zip
        self._annexed = False
        self._guide = ""

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="missing"):
            yield Static("", classes="guide", markup=False)
        with Horizontal(classes="prompt"):
            yield Static("写到：", classes="label", markup=False)
            yield EntryLine(str(folder_for_next(self._folder) or Path.home()))
        yield Static("", id="where", markup=False)

    def on_mount(self) -> None:
        self._writing = Writing(self)
        self._show_title()
        self.query_one(EntryLine).focus()
        more = "F5 给会议原始记录带上附表；"
        if self.why_not("annexes"):
            more = ""
            self.query_one(KeyBar).show({"annexes": ""})
        self.state.say(f"写上放进哪个文件夹，按 F2 写出，原有的都不动；{more}上面列不下的按 PageDown 看。")
        self._collect()
        self._show_place()

    def on_resize(self) -> None:
        self._show_guide()
        self._writing.show_again()

    def _show_guide(self) -> None:
        guide = self.query_one(".guide", Static)
        guide.update(paged(self._guide, self.app.size.width - BESIDE_GUIDE))

    def on_input_changed(self) -> None:
        self._show_place()

    def _show_title(self) -> None:
        form = "一个 .zip" if self._as_zip else "一个文件夹"
        annexed = "，记录带附表" if self._annexed else ""
        told = f"{self._when.label}材料，{form}{annexed}"
        self.title_bar.show(f"报送包  {title_of(self._opened.meeting)}", told)

    def why_not(self, action: str) -> str:
        due = self._opened.meeting.template.due_after if self._when is When.AFTER else ()
        if action == "annexes" and not any(one.id == "record" for one in due):
            return "附表跟会议原始记录走，这一套里没有会议原始记录。"
        return ""

    @property
    def _output(self) -> Path:
        return Path(self.query_one(EntryLine).value.strip())

    def _collect(self) -> Package | None:
        """The papers as they are now, with what is to be known of them shown; None where one is gone."""
        package: Package | None = None
        try:
            meeting = self._opened.meeting
            package = self.shilu.package(meeting, self._folder, self._when, annexed=self._annexed)
            self._guide = guide_of_package(package).text
        except StorageError as error:
            self._guide = str(error)
        self._show_guide()
        return package

    def _show_place(self) -> None:
        """Shows what would be written."""
        from exporters.package import place_for

        try:
            place = place_for(self._opened.meeting, self._when, self._output, self._as_zip)
            self._writing.show("将写成：", str(place))
        except NotWritten as error:
            self._writing.show(str(error).removeprefix("没有导出："))

    def action_write(self) -> None:
        """Writes all the papers; asks first whether the figures counted for them were looked at."""
        if self._writing.is_on:
            self.state.warn("上一份还在写，写好了再按 F2。")
        elif not self.query_one(EntryLine).value.strip():
            self.state.warn("请写要写到哪个文件夹。")
        elif package := self._collect():
            if package.counted:
                title = f"上面列出的 {len(package.counted)} 处数字核对过了吗"
                ask_sure(self, title, "核对过了，写出", lambda: self._begin(package))
            else:
                self._begin(package)
        else:
            self.state.warn("没有导出，原因写在上面。")

    def _begin(self, package: Package) -> None:
        output, as_zip = self._output, self._as_zip

        def write(stage: Stage) -> Told:
            made = package.write(output, as_zip, stage)
            return Written(made.path, made.papers), (*made.notes, *package.finished, *package.lacking)

        self._writing.begin(self._folder, write)

    def action_annexes(self) -> None:
        """Has the record printed with its annexes, or without them again."""
        if not self.can("annexes"):
            return
        self._annexed = not self._annexed
        self._show_title()
        self._collect()
        from exporters.original_record.annexes import titles

        told = f"带附表：{'、'.join(titles(self._opened.meeting))}" if self._annexed else "不带附表"
        self.state.say(f"会议原始记录{told}；再按 F5 改回。")

    def action_page_up(self) -> None:
        """Turns what is to be known of the papers a page up."""
        self.query_one("#missing").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Turns it a page down."""
        self.query_one("#missing").scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Goes back; asks first while the papers are being written."""
        self._writing.leave()
