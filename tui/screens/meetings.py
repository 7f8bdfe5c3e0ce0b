"""The list of meetings: the first thing on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting.calendar.deadlines import LastDay, When, next_due
from meeting.calendar.working_days import Calendar
from meeting.invented.practice import FAST, PACES, Practice
from meeting.invented.sample import Stage, sample
from meeting.model import Head
from meeting.template import Template
from meeting.timing import in_zone
from meeting.year import proposed_head
from storage.archive import Listed
from storage.errors import StorageError
from storage.templates import available
from tui import keys
from tui.dialogs.choose import Choose, Option
from tui.dialogs.reading import Reading
from tui.lines.columns import fit
from tui.place import Place
from tui.screens.export import ExportScreen
from tui.screens.head import HeadScreen

_WELCOME = """\
还没有会议。

按 F3 新建会议：依次填会议信息、名单，核对议程与发言次序，就可以开会。
每一屏最下面一行是按键；F2 总是往下走一步，Esc 返回，F1 看说明。

想先试一试，按 F5：选“进行中”，做一个标明“示例”的虚构会议，随便敲。
"""

_NEED_ONE = ("open", "export", "preparation", "papers", "rectification")


class MeetingsScreen(Place):
    """All meetings with date, phase and number of entries; opens one or makes one."""

    place = "meetings"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("meetings")]

    def __init__(self) -> None:
        super().__init__()
        self._listed: tuple[Listed, ...] = ()
        self._sought = ""
        """What was looked for last."""
        self._calendar: Calendar | None = None
        """Read when the first deadline of the list is to be told."""
        self._told: set[str] = set()
        """What is wrong with the year files, which is told once."""
        self._problems: list[str] = []
        """Those of them that have yet to be told."""

    def body(self) -> Iterable[Widget]:
        heads = _line("编号", "日期", "进度", "人数", "条数", "报送", "会议")
        yield Static(heads, classes="column-heads", markup=False)
        yield Static(_WELCOME, classes="guide", markup=False)
        yield OptionList(markup=False)

    def on_screen_resume(self) -> None:
        self._load()

    def _load(self) -> None:
        row = self.query_one(OptionList)
        at = row.highlighted or 0
        try:
            self._listed = self.shilu.archive.list()
        except StorageError as error:
            self.state.fail(str(error))
        row.clear_options()
        # A year file may have come in meanwhile.
        self._calendar = None
        width = self.app.size.width - 3
        today = self._today
        row.add_options(
            [fit(_meeting_line(one, self._due(one), today), width).rstrip() for one in self._listed]
        )
        row.display = bool(self._listed)
        self.query_one(".guide").display = not self._listed
        self.query_one(".column-heads").display = bool(self._listed)
        if self._listed:
            row.highlighted = min(at, len(self._listed) - 1)
            row.focus()
        self.title_bar.show("实录  民主生活会会议记录", "会议列表")

    @property
    def _today(self) -> date:
        return in_zone(self.shilu.now(), Head().zone).date()

    def _due(self, listed: Listed) -> tuple[When, LastDay] | None:
        """Which of the meeting's papers have to go out next, and by when."""
        if listed.facts is None or not listed.facts.schedule.waiting:
            return None
        if self._calendar is None:
            from storage.config.days_off import known_days

            known = known_days(self.shilu.config_dir)
            self._calendar = known.calendar
            self._problems += [one for one in known.problems if one not in self._told]
            self._told.update(known.problems)
        return next_due(listed.facts.schedule, self._calendar)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        found = self._due(self._listed[event.option_index])
        if self._problems:
            self.state.warn(self._problems.pop(0))
        else:
            self.state.say(_due_told(*found, self._today) if found else "")

    def why_not(self, action: str) -> str:
        needs_one = action in _NEED_ONE and not self._listed
        return "还没有会议，请按 F3 新建。" if needs_one else ""

    def _chosen(self) -> Listed | None:
        at = self.query_one(OptionList).highlighted
        if at is None:
            self.state.warn(self.why_not("open"))
            return None
        listed = self._listed[at]
        if listed.problem:
            self.app.push_screen(Reading(f"会议 {listed.id} 打不开", listed.problem))
            return None
        return listed

    def action_open(self) -> None:
        """Opens the chosen meeting where it stands."""
        if listed := self._chosen():
            try:
                self.shilu.open_meeting(listed.id)
            except StorageError as error:
                self.app.push_screen(Reading("打不开", str(error)))

    def action_new(self) -> None:
        """Begins a new meeting; asks for the template when there is more than one."""
        # The group is the same from year to year.
        real = (one.facts.group for one in self._listed if one.facts and not one.facts.sample)
        group = next(real, "")

        def show(template: Template) -> None:
            head = proposed_head(template, group, self._today)
            self.app.push_screen(HeadScreen(template=template, head=head))

        self._with_template(show)

    def _with_template(self, use: Callable[[Template], None]) -> None:
        """Uses the template, or the one chosen of several, once what is wrong with others was read."""
        offer = available(self.shilu.config_dir)
        options = [Option(template.title, template.id) for template in offer.templates]

        def chosen(index: int | None) -> None:
            if index is not None:
                use(offer.templates[index])

        def go_on(_: int | None = None) -> None:
            if len(options) == 1:
                use(offer.templates[0])
            else:
                self.app.push_screen(Choose("用哪个会议模板", options), chosen)

        if offer.problems:
            self.app.push_screen(Reading("有的会议模板不能用", "\n".join(offer.problems)), go_on)
        else:
            go_on()

    def action_sample(self) -> None:
        """Makes an invented meeting to try the program on."""
        stages = {Stage.RUNNING: "进行中", Stage.PLANNED: "筹备中", Stage.FINISHED: "已散会"}

        def chosen(index: int | None) -> None:
            if index is not None:
                self._with_template(lambda template: self._make_sample(template, list(stages)[index]))

        self.app.push_screen(
            Choose("做哪个阶段的示例会议", [Option(label) for label in stages.values()]), chosen
        )

    def _make_sample(self, template: Template, stage: Stage) -> None:
        shilu = self.shilu
        made = sample(
            template, members=7, entries=None, stage=stage, now=shilu.now(), meeting_id=shilu.new_id()
        )
        try:
            shilu.show_meeting(shilu.create_meeting(made))
        except StorageError as error:
            self.app.push_screen(Reading("示例会议没有建成", str(error)))

    def action_practice(self) -> None:
        """Plays an invented meeting at a chosen pace, to practise on."""

        def begin(template: Template, pace: int) -> None:
            try:
                self.shilu.practise(template, Practice(pace))
            except StorageError as error:
                self.app.push_screen(Reading("练习开不了", str(error)))

        def chosen(index: int | None) -> None:
            if index is not None:
                pace = list(PACES.values())[index]
                self._with_template(lambda template: begin(template, pace))

        options = [
            Option(name, f"每分钟 {pace} 字" + ("，平常说话" if pace == FAST else ""))
            for name, pace in PACES.items()
        ]
        self.app.push_screen(Choose("念多快", options), chosen)

    def action_export(self) -> None:
        """Exports the chosen meeting's record."""
        if listed := self._chosen():
            try:
                meeting = self.shilu.archive.read_record(listed.id)
            except StorageError as error:
                self.app.push_screen(Reading(f"会议 {listed.id} 打不开", str(error)))
                return
            self.app.push_screen(ExportScreen(meeting, self.shilu.archive.folder(meeting.id)))

    def action_preparation(self) -> None:
        """Shows what was done before the chosen meeting, and then the list again."""
        self._open_for("preparation")

    def action_papers(self) -> None:
        """Shows the papers of the chosen meeting, and then the list again."""
        self._open_for("papers")

    def action_rectification(self) -> None:
        """Shows the rectification list of the chosen meeting, and then the list of meetings again."""
        self._open_for("rectification")

    def _open_for(self, place: str) -> None:
        self.action_open()
        # What had to be mended on opening is read first, over the meeting.
        if (opened := self.shilu.opened) and not opened.file.notice:
            self.shilu.show(place, lambda _: self.shilu.leave_meeting())

    def action_find(self) -> None:
        """Looks for words through all meetings."""
        from tui.screens.find import FindScreen

        def keep(words: str) -> None:
            self._sought = words

        self.app.push_screen(FindScreen(self._sought, keep))

    def action_quit(self) -> None:
        """Ends the program."""
        self.app.exit()


def _due_told(when: When, last: LastDay, today: date) -> str:
    left = last.days_left(today)
    if left is None:
        return f"{when.label}材料何时报送未定：{last.open}。"
    days = f"还剩 {left} 天" if left >= 0 else f"已过 {-left} 天"
    return f"{when.label}材料最迟 {last.told} 报送，{days}。"


def _meeting_line(listed: Listed, due: tuple[When, LastDay] | None, today: date) -> str:
    facts = listed.facts
    if facts is None:
        return _line(listed.id, "", listed.state, "", "", "", listed.problem)
    day = facts.begun or facts.date
    # The group is the same from year to year, and the line may be too short for both.
    title = ("示例 " if facts.sample else "") + f"{facts.title}  {facts.group}".strip()
    people, spoken = str(facts.members), str(facts.spoken)
    told = _due_in_short(*due, today) if due else ""
    return _line(listed.id, day.isoformat() if day else "日期待定", listed.state, people, spoken, told, title)


def _due_in_short(when: When, last: LastDay, today: date) -> str:
    left = last.days_left(today)
    if not last.day or left is None:
        return f"{when.label}未定"
    return f"{last.day:%m-%d}{'※' if last.is_unsure else ''}" if left >= 0 else f"已过{-left}天"


def _line(number: str, day: str, state: str, people: str, entries: str, due: str, title: str) -> str:
    columns = ((number, 11), (day, 11), (state, 8), (people, 6), (entries, 6), (due, 11))
    return "".join(fit(text, width) for text, width in columns) + title
