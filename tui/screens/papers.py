"""材料: every paper that is due before and after the meeting, by when, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meeting.calendar.day import day_of, day_since
from meeting.calendar.deadlines import (
    Due,
    When,
    deadlines,
    first_sitting,
    last_days,
    last_sitting,
    schedule,
    working_days_before,
)
from meeting.calendar.working_days import Calendar
from meeting.dossier import due_papers
from meeting.dossier.model import Dossier, Letter, Stage
from meeting.dossier.read_out import HANDED_IN
from meeting.refused import Refused
from storage.config.days_off import KnownDays, known_days
from tui import keys
from tui.dialogs import asks
from tui.dialogs.form import Form
from tui.lines.paper_lines import days_told, paper_line
from tui.opened import Opened
from tui.place import Place, title_of
from tui.screens.export import ExportScreen
from tui.widgets.fields import Field


class PapersScreen(Place):
    """Two lists, before and after; each paper with its state and its file."""

    place = "papers"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("papers")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._known = KnownDays(Calendar(), ())
        self._rows: tuple[Due | None, ...] = ()
        """What stands in each line; None for a line that heads a list."""

    def body(self) -> Iterable[Widget]:
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        self._known = known_days(self.shilu.config_dir)
        self.query_one(OptionList).focus()
        self._draw()
        if self._known.problems:
            self.state.warn(self._known.problems[0])
        else:
            self.state.say("F2 写出选中的材料；办好了按 F3 记下报送日期；F8 写会前几个工作日报送。")

    def on_screen_resume(self) -> None:
        if self._rows:
            self._draw()

    def show_filed(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    @property
    def _today(self) -> date:
        return self._opened.now_here.date()

    def _draw(self) -> None:
        meeting, calendar = self._opened.meeting, self._known.calendar
        due = deadlines(meeting, calendar)
        rows: list[Due | None] = []
        lines: list[Option] = []
        heads = last_days(schedule(meeting), calendar)
        addressees = meeting.dossier.letter.addressees
        held = first_sitting(meeting) or self._today
        to = f"主送：{'、'.join(addressees)}" if addressees else "主送未写"
        for when, last in heads.items():
            left = last.days_left(self._today)
            lines.append(Option(f"{when.label}报送  {last.told}{days_told(left)}  {to}", disabled=True))
            rows.append(None)
            for one in due:
                if one.when is when:
                    rows.append(one)
                    width = self.app.size.width - 3
                    lines.append(Option(paper_line(one, left, width, held.year, gone=_is_gone(one))))
        self._rows = tuple(rows)
        row = self.query_one(OptionList)
        at = row.highlighted or 1
        row.clear_options()
        row.add_options(lines)
        row.highlighted = min(at, len(lines) - 1)
        waiting = sum(1 for one in due if not one.is_sent)
        self.title_bar.show(f"材料  {title_of(meeting)}", f"未报送 {waiting}/{len(due)} 份")

    def _chosen(self) -> Due | None:
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _left(self, when: When) -> tuple[Due, ...]:
        """The papers of one list that did not go out yet."""
        return tuple(one for one in self._rows if one and one.when is when and not one.is_sent)

    def _day(self, when: When, text: str) -> date | None:
        """The day that is meant; without its year the one next to the meeting, before or after it."""
        meeting = self._opened.meeting
        if when is When.BEFORE:
            return day_of(text, first_sitting(meeting))
        return day_since(text, last_sitting(meeting))

    def why_not(self, action: str) -> str:
        due = self._chosen()
        if action in ("write", "sent", "file", "all_sent") and due is None:
            return "请用上下键选一份材料。"
        if action == "all_sent" and due and not self._left(due.when):
            return f"{due.when.label}的都已经报送了。"
        if action == "all_sent" and due and not any(map(_has_file, self._left(due.when))):
            return f"{due.when.label}余下的都没有文件：先写出，或按 F5 写上文件；纸质报出的按 F3 逐份记。"
        if action in ("write", "package") and self.shilu.is_practising:
            return "练习的会议不导出，练完就删去。"
        return ""

    def _file(self, dossier: Callable[[], Dossier], said: str) -> None:
        """Keeps a changed dossier; `Refused` and errors of saving go to whoever asked."""
        self._opened.recorder.file(dossier())
        self.state.saved()
        self._draw()
        self.state.say(said)

    def action_write(self) -> None:
        """Writes the chosen paper to a file."""
        due = self._chosen()
        if (reason := self.why_not("write")) or due is None:
            self.state.warn(reason)
            return
        from exporters.papers import PAPERS

        if due.paper.id not in PAPERS:
            self.state.warn(_not_printed(due))
            return
        opened = self._opened
        self.app.push_screen(ExportScreen(opened.meeting, opened.file.folder, due.paper.id))

    def action_sent(self) -> None:
        """Notes the day on which the chosen paper went out; an empty day takes it back."""
        due = self._chosen()
        if due is None:
            self.state.warn(self.why_not("sent"))
            return
        day = due.state.sent_on or self._today

        def take(values: tuple[str, ...]) -> None:
            told = self._day(due.when, values[0])
            said = f"{due.paper.title}：{f'{told} 已报送' if told else '还没有报送'}。"
            self._file(lambda: due_papers.sent(self._opened.meeting, due.paper.id, told), said)

        fields = [Field("报送日期", day.isoformat(), "例如：1月20日；清空就是还没有报送")]
        self.app.push_screen(Form(f"{due.paper.title}：哪天报送的", fields, take))

    def action_all_sent(self) -> None:
        """Notes the day on which all that is left of the chosen paper's list, and has a file, went out."""
        due = self._chosen()
        if (reason := self.why_not("all_sent")) or due is None:
            self.state.warn(reason)
            return
        left = self._left(due.when)
        ready = [one.paper.id for one in left if _has_file(one)]
        without = "、".join(one.paper.title for one in left if not _has_file(one))
        alone = f"没有文件的没有记：{without}；纸质报出的按 F3 记。" if without else ""

        def take(values: tuple[str, ...]) -> None:
            if (on := self._day(due.when, values[0])) is None:
                raise Refused("请写报送日期，例如 1月20日；还没有报送就按 Esc 返回。")
            said = f"{due.when.label}的 {len(ready)} 份材料：{on} 已报送。{alone}"
            self._file(lambda: due_papers.all_sent(self._opened.meeting, ready, on), said)

        fields = [Field("报送日期", self._today.isoformat(), "例如：1月20日")]
        title = f"{due.when.label}有文件、还没有报送的 {len(ready)} 份：哪天报送的"
        self.app.push_screen(Form(title, fields, take))

    def action_file(self) -> None:
        """Names the file of the chosen paper, as it was finished."""
        due = self._chosen()
        if due is None:
            self.state.warn(self.why_not("file"))
            return

        def take(values: tuple[str, ...]) -> None:
            path = _file_of(values[0]) if values[0] else None
            told = str(path or "")
            self._file(lambda: due_papers.drafted(self._opened.meeting, due.paper.id, told), "文件已记下。")

        fields = [Field("文件", due.state.file, "写好的文件在哪里，报送包里就放它")]
        self.app.push_screen(Form(f"{due.paper.title}：写好的文件", fields, take))

    def action_letter(self) -> None:
        """Fills in the working days before the meeting and what the letters say."""
        meeting = self._opened.meeting
        letter = meeting.dossier.letter
        count = working_days_before(meeting)

        def take(values: tuple[str, ...]) -> None:
            days, notice, to, number, signer, contact, phone = values
            told = Letter(notice, due_papers.addressees(to), number, signer, contact, phone)
            dossier = self._opened.meeting.dossier
            two = len(told.addressees) > 1
            said = "已存。主送写了不止一个机关；一般只主送一个。" if two else "已存。"
            self._file(lambda: due_papers.with_letter(dossier, days, told), said)

        fields = (
            Field("会前工作日", str(count or ""), "会前几个工作日报送，例如：5"),
            Field("依据的通知", letter.notice, "例如：XX纪委、XX组织部《关于认真开好……的通知》"),
            Field("主送机关", "、".join(letter.addressees), "例如：XX纪委、XX组织部"),
            Field("发文字号", letter.number, "例如：X党〔2022〕3号"),
            Field("签发人", letter.signer, "姓名"),
            Field("联系人", letter.contact, "姓名"),
            Field("联系电话", letter.phone, "例如：0000-0000000"),
        )
        self.app.push_screen(Form("报送期限和函头", fields, take))

    def action_package(self) -> None:
        """Writes all papers of one of the two lists, with a list of contents."""
        if not self.can("package"):
            return
        chosen = self._chosen()
        at = 1 if chosen and chosen.when is When.AFTER else 0
        labels = [f"{when.label}材料，{form}" for form in ("一个文件夹", "一个 .zip") for when in When]
        asks.ask(self, "报送包：哪一套", labels, self._show_package, at)

    def _show_package(self, index: int) -> None:
        from tui.screens.package import PackageScreen

        when = (When.BEFORE, When.AFTER)[index % 2]
        self.app.push_screen(PackageScreen(self._opened, when, as_zip=index > 1))

    def action_days_off(self) -> None:
        """Takes a pasted notice of days off, at first for the year that the dates hang on."""
        from tui.screens.days_off import DaysOffScreen

        def kept(said: str) -> None:
            self._known = known_days(self.shilu.config_dir)
            self._draw()
            self.state.say(said)

        held = first_sitting(self._opened.meeting) or self._today
        self.app.push_screen(DaysOffScreen(held.year, kept))

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()


def _file_of(text: str) -> Path:
    """The file that a text names; raises `Refused` where there is none."""
    try:
        path = Path(text).expanduser().absolute()
    except RuntimeError:
        # The home of nobody.
        path = Path(text)
    if _is_file(path):
        return path
    raise Refused(f"没有这个文件：{text}。请写它的完整路径；清空就是没有。")


def _is_file(path: Path) -> bool:
    """Whether it lies there; False as well for a folder that may not be looked into."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_gone(due: Due) -> bool:
    """Whether the file of a draft lies where it was no more."""
    return due.state.stage is Stage.DRAFTED and bool(due.state.file) and not _is_file(Path(due.state.file))


def _has_file(due: Due) -> bool:
    """Whether there is a file that can have gone out."""
    return due.has_file and not _is_gone(due)


def _not_printed(due: Due) -> str:
    """How a paper comes into the package that is not printed."""
    if due.handed_in:
        return f"{due.paper.title}已交来（{due.handed_in}），报送包里就放它；要放另一份，按 F5 写上文件。"
    handed_in = "按 F9 选“发言材料”交来，或" if due.paper.id in HANDED_IN else "办好后"
    return f"{due.paper.title}不由程序印出：{handed_in}按 F5 写上它的文件。"
