"""导出: what is missing, where the paper goes, and writing it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from exporters.errors import NotWritten
from meeting.desk import unrecorded
from meeting.gaps import gaps
from meeting.model import Meeting, PersonId
from meeting.refused import Refused
from meeting.roster import name_of
from storage.draft import read_draft
from storage.errors import StorageError
from tui import keys
from tui.screens.place import Place, title_of
from tui.widgets.entry_line import EntryLine

PAPERS = {
    "record": "会议原始记录",
    "check": "发言核对单（每人一份）",
    "record_annexed": "会议原始记录（带附表）",
}
"""What can be chosen here; the papers themselves are loaded only when one is written."""

_FORMATS = {"docx": "Word 文档（.docx）", "txt": "纯文本（.txt）"}


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

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="missing"):
            desk, trouble = read_draft(self._folder / "draft")
            guide = _missing(self._meeting, len(unrecorded(desk)))
            yield Static(trouble + guide, classes="guide", markup=False)
        yield Static("", id="format", markup=False)
        with Horizontal(classes="prompt"):
            yield Static("写到：", classes="label", markup=False)
            yield EntryLine(str(Path.home()))

    def on_mount(self) -> None:
        self.title_bar.show(f"导出  {title_of(self._meeting)}", "")
        self.query_one(EntryLine).focus()
        self._show_choice()
        self.state.say("写文件夹就用默认的文件名；写文件名就用它。按 F2 写出。")

    def _show_choice(self) -> None:
        paper, form = PAPERS[self._paper], _FORMATS[self._format]
        if self._person and self._paper == "check":
            paper = f"发言核对单（{name_of(self._meeting, self._person)}）"
        self.query_one("#format", Static).update(f"材料：{paper}（F5 换）　格式：{form}（F3 换）")

    def action_format(self) -> None:
        """Changes the format."""
        self._format = _behind(self._format, list(_FORMATS))
        self._show_choice()

    def action_paper(self) -> None:
        """Changes the paper."""
        self._paper = _behind(self._paper, list(PAPERS))
        self._show_choice()

    def action_write(self) -> None:
        """Writes the file."""
        where = self.query_one(EntryLine).value.strip()
        if not where:
            self.state.warn("请写要写到哪个文件夹或文件。")
            return
        target = Path(where)
        try:
            written = self.shilu.export(
                self._meeting, self._folder, self._format, target, self._paper, self._person
            )
        except (NotWritten, Refused, StorageError) as error:
            self.state.warn(str(error))
            return
        self.state.say(written)

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()


def _behind(choice: str, choices: list[str]) -> str:
    """The next of the choices, round and round."""
    return choices[(choices.index(choice) + 1) % len(choices)]


def _missing(meeting: Meeting, waiting: int) -> str:
    missing = [gap.sentence for gap in gaps(meeting)]
    if waiting:
        missing.insert(
            0, f"{waiting} 处文字写了还没有记下，导出的文件里没有：请回到记录，按 Tab 找到那几轮。"
        )
    if not missing:
        return "没有缺项。"
    return f"还缺 {len(missing)} 项（照样可以导出，缺的地方留空）：\n" + "\n".join(
        f"  {one}" for one in missing
    )
