"""会议信息: what the first page of the record says about the meeting as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from meeting.calendar.day import YEARS, day_of
from meeting.model import Head, Meeting
from meeting.refused import Refused, filling_in
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.template import Template
from meeting.timing import zone
from meeting.year import fitting_year, template_year, yearly_name
from storage.errors import StorageError
from tui import keys
from tui.opened import Opened
from tui.place import Place
from tui.time_of_day import time_of
from tui.widgets.bars import Line
from tui.widgets.entry_line import EntryLine
from tui.widgets.fields import Field, Fields


class HeadScreen(Place):
    """The form with the meeting's head; a new meeting is created once the form is first saved."""

    place = "head"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("head")]

    def __init__(
        self, opened: Opened | None = None, template: Template | None = None, head: Head | None = None
    ) -> None:
        """`head` is proposed for a new meeting of the template."""
        super().__init__()
        template, head = (opened.meeting.template, opened.meeting.head) if opened else (template, head)
        assert template and head
        self._opened, self._template, self._head = opened, template, head
        fitting = fitting_year(head.date) if head.date else head.year
        self._proposed = (yearly_name(template, head.year), str(fitting or ""))
        """The name and the year that stand in the form as long as nobody types their own."""
        self._refused: tuple[str, ...] = ()

    def body(self) -> Iterable[Widget]:
        head = self._head
        yield Fields(
            [
                Field("单位（班子全称）", head.group, "例如：XX市XX局党组"),
                Field("会议名称", head.title),
                Field("年度", str(head.year or ""), "例如：2021"),
                Field("日期", head.date.isoformat() if head.date else "", "例如：2022-01-28；未定就空着"),
                Field("开始时间", f"{head.starts:%H:%M}" if head.starts else "", "例如：09:00"),
                Field("会期（天）", str(head.days)),
                Field("地点", head.place),
                Field("密级或标志", head.mark, "例如：内部；没有就空着"),
                Field("时区", head.zone),
            ]
        )
        # The theme is the template's: a recorder who takes last year's template sees it here.
        yield Line("theme")
        self.call_after_refresh(self._follow)

    def on_mount(self) -> None:
        self.query_one(Fields).go_to(0)
        self.title_bar.show("会议信息", f"会议模板 {self._template.id}")
        if self._opened and is_sealed(self._opened.meeting):
            self.state.say(f"{SETUP_FIXED}F2 到名单看看，Esc 返回。")
        else:
            self.state.say(
                "用回车或方向键走到各栏，填好按 F2。不清楚的可以先空着，以后随时能改。"
                "原有的字：打字就换掉，先按左右方向键就接着写；Ctrl+Z 撤销。"
            )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows at once what follows from what is typed."""
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """The year follows the day and the name the year, but for what somebody typed."""
        _, title, year, day, *_ = self.query(EntryLine)
        name, fitting = self._proposed
        if held := _day_or_none(day.value):
            if year.value == fitting:
                year.propose(str(fitting_year(held)))
            fitting = str(fitting_year(held))
        number = int(year.value) if year.value.isdecimal() else 0
        if title.value == name:
            title.propose(yearly_name(self._template, number))
        self._proposed = (yearly_name(self._template, number), fitting)
        self.query_one("#theme", Line).show(_theme_told(self._template, number))

    def action_next_field(self) -> None:
        """Goes to the next field."""
        self.query_one(Fields).go(1)

    def action_previous_field(self) -> None:
        """Goes to the field before."""
        self.query_one(Fields).go(-1)

    def action_forward(self) -> None:
        """Saves and goes on to the roster."""
        if self._save():
            self.shilu.go("roster")

    def action_leave(self) -> None:
        """Saves and goes back to the list; at the second time of asking without what can't be taken over."""
        untouched = self._opened is None and self._read_or_none() == self._head
        if untouched or self._save() or self._is_given_up():
            self.shilu.leave_meeting()

    def _is_given_up(self) -> bool:
        """Whether what the seal refuses or nobody can read is left behind, for which Esc is pressed twice."""
        fields = self.query_one(Fields)
        typed, given_up = fields.values, self._refused
        self._refused = typed
        if self._opened and is_sealed(self._opened.meeting):
            self.state.warn(f"{SETUP_FIXED}再按一次 Esc，不改就离开。")
            return given_up == typed
        wrong = self._wrong()
        if wrong and given_up == typed:
            fields.put_back(wrong.field)
            self._refused = fields.values
            wrong = self._wrong()
        if wrong:
            self.state.warn(f"{wrong.told}再按一次 Esc，这一栏照原来的，别的存下，离开。")
            return False
        return self._save()

    def _wrong(self) -> Refused | None:
        """What is said of the first field that can't be read; None when all can."""
        try:
            self._read()
        except Refused as refused:
            return refused
        return None

    def _read_or_none(self) -> Head | None:
        try:
            return self._read()
        except Refused:
            return None

    def _save(self) -> bool:
        try:
            head = self._read()
            if self._opened is None:
                meeting = Meeting(self.shilu.new_id(), self._template, head)
                self._opened = self.shilu.create_meeting(meeting)
            elif head != self._opened.meeting.head:
                recorder = self._opened.recorder
                recorder.set_up(replace(recorder.meeting, head=head))
        except Refused as refused:
            self.state.warn(refused.told)
            self.query_one(Fields).go_to_label(refused.field)
            return False
        except StorageError as error:
            self.state.fail(str(error))
            return False
        return True

    def _read(self) -> Head:
        self._follow()
        group, title, year, day, starts, days, place, mark, zone_name = self.query_one(Fields).values
        zone(zone_name)
        return replace(
            self._head,
            group=group,
            title=title,
            year=_year(year),
            date=_date(day),
            starts=_time(starts),
            days=_days(days),
            place=place,
            mark=mark,
            zone=zone_name,
        )


def _year(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or int(text) not in YEARS:
        raise Refused("年度要写四位数字，例如 2021。", "年度")
    return int(text)


def _days(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10_000:
        raise Refused("会期（天）要写数字，例如 1。", "会期（天）")
    return int(text)


def _date(text: str) -> date | None:
    with filling_in("日期"):
        day = day_of(text)
        if day and day.year not in YEARS:
            raise Refused(f"会议日期的年份要在 {YEARS[0]} 到 {YEARS[-1]} 之间，请核对“{text[:20]}”。")
    return day


def _day_or_none(text: str) -> date | None:
    try:
        return _date(text.strip())
    except Refused:
        return None


def _time(text: str) -> time | None:
    if not text:
        return None
    if found := time_of(text):
        return found
    raise Refused(f"开始时间“{text[:20]}”看不懂，请写成 09:00。", "开始时间")


def _theme_told(template: Template, year: int) -> str:
    """The theme, and for which year it was set where that is another one than the meeting's."""
    of = template_year(template)
    return f"主题（随模板{f'，是 {of} 年度的' if of not in (0, year) else ''}）：{template.theme}"
