"""会议信息: what the first page of the record says about the meeting as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from meeting.calendar.day import YEARS, day_of
from meeting.model import Head, Meeting, Template
from meeting.refused import Refused, filling_in
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.timing import zone
from storage.errors import StorageError
from tui import keys
from tui.opened import Opened
from tui.screens.place import Place
from tui.time_of_day import time_of
from tui.widgets.bars import Line
from tui.widgets.fields import Field, Fields


class HeadScreen(Place):
    """The form with the meeting's head; a new meeting is created once the form is first saved."""

    place = "head"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("head")]

    def __init__(
        self, opened: Opened | None = None, template: Template | None = None, group: str = ""
    ) -> None:
        """`group` is proposed for a new meeting."""
        super().__init__()
        self._opened = opened
        self._template = opened.meeting.template if opened else template
        self._head = opened.meeting.head if opened else _proposed(self._template, group)
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
        theme = self._template.theme if self._template else ""
        yield Line("theme")
        self.call_after_refresh(lambda: self.query_one("#theme", Line).show(f"主题（随模板）：{theme}"))

    def on_mount(self) -> None:
        self.query_one(Fields).go_to(0)
        template = self._template
        self.title_bar.show("会议信息", f"会议模板 {template.id}" if template else "")
        if self._opened and is_sealed(self._opened.meeting):
            self.state.say(f"{SETUP_FIXED}F2 到名单看看，Esc 返回。")
        else:
            self.state.say(
                "用回车或方向键走到各栏，填好按 F2。不清楚的可以先空着，以后随时能改。"
                "原有的字：打字就换掉，先按左右方向键就接着写；Ctrl+Z 撤销。"
            )

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
        """Saves and goes back to the list; stays while a field can't be read."""
        untouched = self._opened is None and self._read_or_none() == self._head
        if untouched or self._save() or self._is_given_up():
            self.shilu.leave_meeting()

    def _is_given_up(self) -> bool:
        """Whether changes that the seal refuses are left behind, for which Esc is pressed twice."""
        if not self._opened or not is_sealed(self._opened.meeting):
            return False
        typed = self.query_one(Fields).values
        if self._refused == typed:
            return True
        self._refused = typed
        self.state.warn(f"{SETUP_FIXED}再按一次 Esc，不改就离开。")
        return False

    def _read_or_none(self) -> Head | None:
        try:
            return self._read()
        except Refused:
            return None

    def _save(self) -> bool:
        try:
            head = self._read()
            if self._opened is None:
                assert self._template
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
        group, title, year, day, starts, days, place, mark, zone_name = self.query_one(Fields).values
        zone(zone_name)
        return replace(
            self._head,
            group=group,
            title=title,
            year=_number(year, "年度", "2021", least=0),
            date=_date(day),
            starts=_time(starts),
            days=_number(days, "会期（天）", "1", least=1),
            place=place,
            mark=mark,
            zone=zone_name,
        )


def _number(text: str, label: str, example: str, least: int) -> int:
    if not text and least == 0:
        return 0
    if not text.isdecimal() or int(text) < least or int(text) > 9999:
        raise Refused(f"{label}要写数字，例如 {example}。", label)
    return int(text)


def _date(text: str) -> date | None:
    with filling_in("日期"):
        day = day_of(text)
        if day and day.year not in YEARS:
            raise Refused(f"会议日期的年份要在 {YEARS[0]} 到 {YEARS[-1]} 之间，请核对“{text[:20]}”。")
    return day


def _time(text: str) -> time | None:
    if not text:
        return None
    if found := time_of(text):
        return found
    raise Refused(f"开始时间“{text[:20]}”看不懂，请写成 09:00。", "开始时间")


def _proposed(template: Template | None, group: str) -> Head:
    if template is None:
        return Head(group=group)
    year = int(template.id[:4]) if template.id[:4].isdecimal() else 0
    title = f"{year}年度{template.title}" if year else template.title
    return Head(group=group, title=title, year=year, place=template.place)
