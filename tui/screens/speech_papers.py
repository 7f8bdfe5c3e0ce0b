"""发言材料: the papers that were handed in, whose they are, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting.dossier.model import SpeechPaper
from meeting.dossier.speech_papers import GROUP, named_instead, taken_out, whose
from meeting.model import Meeting
from meeting.order import members
from meeting.refused import Refused
from meeting.roster import name_of
from meeting.timing import in_zone
from storage.errors import NotReadable, StorageError
from storage.handed_in import ASIDE, heading_of, left_behind, move_aside, take_in, take_out
from tui import keys
from tui.dialogs import asks
from tui.dialogs.form import Form
from tui.dialogs.reading import Reading
from tui.lines.columns import fit
from tui.opened import Opened
from tui.place import Place, title_of
from tui.widgets.fields import Field

_HEADS = f"{fit('谁的', 15)}{fit('标题', 27)}{fit('字数', 8)}{fit('交来', 13)}原文件"
_NONE = "还没有交来的。F2 交来一份：选是谁的，再写文件的完整路径（.docx、.txt、.md）。"
_NOT_CHOSEN = "请用上下键选一份；还没有就按 F2 交来。"


class SpeechPapersScreen(Place):
    """A line for each paper, the last one of a speaker being the one that is shown at their turn."""

    place = "speech_papers"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("speech_papers")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    def body(self) -> Iterable[Widget]:
        yield Static(_HEADS, classes="column-heads", markup=False)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._draw()
        self.state.say("轮到谁对照检查，就看他最后交来的一份。" if self._papers else _NONE)
        if count := len(self._stray):
            self.state.warn(f"有 {count} 个存下的文件不属于哪一份材料：按 F9 选“移开多余的文件”，不删。")

    @property
    def _papers(self) -> tuple[SpeechPaper, ...]:
        return self._opened.meeting.dossier.speech_papers

    @property
    def _stray(self) -> tuple[str, ...]:
        """Files that are no paper's, as far as the folder can be read."""
        with suppress(StorageError):
            return left_behind(self._opened.file.folder, self._opened.meeting)
        return ()

    def _draw(self) -> None:
        meeting, row = self._opened.meeting, self.query_one(OptionList)
        at = row.highlighted or 0
        row.clear_options()
        row.add_options(_line(meeting, paper) for paper in self._papers)
        row.highlighted = min(at, len(self._papers) - 1) if self._papers else None
        self.title_bar.show(f"发言材料  {title_of(meeting)}", f"{len(self._papers)} 份")

    def _chosen(self) -> SpeechPaper | None:
        at = self.query_one(OptionList).highlighted
        return self._papers[at] if at is not None and at < len(self._papers) else None

    def why_not(self, action: str) -> str:
        if action == "tidy" and not self._stray:
            return "没有多余的文件。"
        return _NOT_CHOSEN if action in ("read", "take_out") and self._chosen() is None else ""

    def action_take_in(self) -> None:
        """Asks whose paper it is, and where its file lies."""
        people = members(self._opened.meeting)
        labels = [f"{GROUP}的对照检查材料", *(f"{person.name}  {person.post}" for person in people)]

        def chosen(index: int) -> None:
            self._ask_file("" if index == 0 else people[index - 1].id, labels[index])

        asks.ask(self, "交来谁的材料", labels, chosen)

    def _ask_file(self, person: str, label: str) -> None:
        asked: list[tuple[str, ...]] = []

        def take(values: tuple[str, ...]) -> None:
            path, title = values
            opened = self._opened
            try:
                if values not in asked and (other := self._named_instead(person, Path(path), title)):
                    asked.append(values)
                    of = name_of(opened.meeting, person) or GROUP
                    raise Refused(f"文件标题里写的是{other}，确定是{of}的？确定就再按一次 F2。", "文件")
                taken = take_in(opened.file.folder, opened.recorder, Path(path), person, title, opened.now())
            except NotReadable as error:
                raise Refused(str(error), "文件") from error
            without = f"文字里没有{'、'.join(taken.left_out)}，原文件里都在。" if taken.left_out else ""
            told = f"已交来《{taken.paper.title}》，{len(taken.paper.text)} 字。{without}回车看一遍。"
            self.state.saved()
            self._draw()
            self.query_one(OptionList).highlighted = len(self._papers) - 1
            self.state.say(told)

        fields = (
            Field("文件", "", "完整路径，.docx、.txt 或 .md"),
            Field("标题", "", "不写就用文件名"),
        )
        self.app.push_screen(Form(f"交来：{label}", fields, take))

    def _named_instead(self, person: str, path: Path, title: str) -> str:
        """Whom the titles of a file name instead of the one whose paper it is said to be; "" for nobody."""
        return named_instead(self._opened.meeting, person, title, path.stem, heading_of(path))

    def action_read(self) -> None:
        """Shows the text of the chosen paper."""
        if paper := self._chosen():
            name = whose(self._opened.meeting, paper)
            self.app.push_screen(Reading(f"{name}《{paper.title}》  {len(paper.text)} 字", paper.text))
        else:
            self.state.warn(_NOT_CHOSEN)

    def action_take_out(self) -> None:
        """Takes the chosen paper out, if that is meant."""
        paper = self._chosen()
        if paper is None:
            self.state.warn(_NOT_CHOSEN)
            return
        opened = self._opened
        try:
            taken_out(opened.meeting, paper)
        except Refused as refused:
            self.state.warn(str(refused))
            return

        def take() -> None:
            def out() -> Meeting:
                take_out(opened.file.folder, opened.recorder, paper)
                return opened.meeting

            if self.attempt(out):
                self.state.say(f"《{paper.title}》已拿掉。")
            self._draw()

        title = f"拿掉{whose(opened.meeting, paper)}的《{paper.title}》？文字和存下的文件都删去。"
        asks.ask_sure(self, title, "拿掉", take)

    def action_tidy(self) -> None:
        """Moves the files that are no paper's into a folder beside."""
        if not self.can("tidy"):
            return
        opened = self._opened
        try:
            moved = move_aside(opened.file.folder, opened.meeting)
        except StorageError as error:
            self.state.warn(str(error))
            return
        self.state.say(f"已移到 {opened.file.folder / ASIDE}：{'、'.join(moved)}。")

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()


def _line(meeting: Meeting, paper: SpeechPaper) -> str:
    taken = f"{in_zone(paper.taken, meeting.head.zone):%m-%d %H:%M}"
    named = fit(whose(meeting, paper), 14), fit(paper.title, 26), f"{len(paper.text):>6}"
    return f"{named[0]} {named[1]} {named[2]}  {taken}  {fit(paper.file, 13)}"
