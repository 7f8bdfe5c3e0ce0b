"""旁观: a meeting that another session records, as it grows; the pen can be taken once it is free."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting.desk import draft_on
from meeting.draft import Desk
from meeting.model import Meeting, Number
from meeting.record import passages
from meeting.timing import in_zone
from storage.errors import StorageError
from storage.followed import FollowedMeeting
from tui import keys
from tui.dialogs import asks
from tui.dialogs.reading import WIDTH, Reading
from tui.lines.passage_text import passage_texts
from tui.lines.wrapping import wrapped
from tui.place import Place
from tui.screens.export import ExportScreen
from tui.widgets.floor_view import FloorView

_TYPED = 4
"""Lines that are shown of what is being typed, from the last one back."""

_SHOWN = 200
"""Passages in the list, from the last one back; the whole record is in what is exported."""


class FollowScreen(Place):
    """The floor and the last of the record, read on every second; nothing here can be changed."""

    place = "follow"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("follow")]

    def __init__(self, followed: FollowedMeeting, at: Number = -1) -> None:
        """With `at`, the entry of that number is shown to read over the rest."""
        super().__init__()
        self._followed = followed
        self._at = at
        self._takes_over = False
        self._told = ""
        self._drawn: tuple[Meeting, Desk] | None = None

    def body(self) -> Iterable[Widget]:
        yield FloorView()
        yield OptionList(markup=False)
        yield Static(id="typing", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self.query_one(OptionList).focus()
        self._tell()
        self.set_interval(1, self._tick)
        self._read_out(self._at)

    def _read_out(self, number: Number) -> None:
        """Shows an entry on a page of its own, as the list here holds only the last ones."""
        meeting = self._followed.meeting
        row = [passage for passage in passages(meeting) if passage.entry.number == number]
        for text in passage_texts(meeting, row, WIDTH):
            self.app.push_screen(Reading(f"会议 {meeting.id} 的这一条（那边正在记录，这里只看）", text.plain))

    def on_resize(self) -> None:
        self._draw()

    def _tick(self) -> None:
        try:
            if self._followed.read_on():
                self._draw_record()
        except StorageError as error:
            self.state.fail(str(error))
            return
        self.state.saved()
        self._draw_floor()
        self._tell()
        if self._takes_over and not self._followed.is_held:
            self.action_take_over()

    def _draw(self) -> None:
        self._draw_record()
        self._draw_floor()

    def _draw_record(self) -> None:
        meeting = self._followed.meeting
        rows = self.query_one(OptionList)
        at_end = rows.highlighted is None or rows.highlighted == rows.option_count - 1
        at, width = rows.highlighted or 0, self.app.size.width - 3
        rows.clear_options()
        rows.add_options(passage_texts(meeting, passages(meeting)[-_SHOWN:], width))
        if rows.option_count:
            rows.highlighted = rows.option_count - 1 if at_end else min(at, rows.option_count - 1)

    def _draw_floor(self) -> None:
        """Draws the clocks, and what is being typed on the other side."""
        meeting, desk, now = self._followed.meeting, self._followed.desk, self.shilu.now()
        floor = self.query_one(FloorView)
        if (meeting, desk) != self._drawn:
            self._drawn = meeting, desk
            draft = draft_on(meeting, desk)
            floor.show(meeting, draft, now)
            self._draw_typed(draft.text if draft else "")
        floor.tick(meeting, now)
        left, right = floor.title(meeting, now)
        self.title_bar.show(f"只看  {left}", right)

    def _draw_typed(self, text: str) -> None:
        width = self.app.size.width - 4
        lines = [piece for line in text.split("\n") for piece in wrapped(line, width)]
        self.query_one("#typing", Static).update("\n".join(lines[-_TYPED:]))

    def _tell(self) -> None:
        """Says who holds the pen since when, or that it is free; says it once, so that a warning stays."""
        if not self._followed.is_held:
            told = "那边已退出。按 F2 由这里接着记；那边没记下的文字也会在编辑区里。"
        elif self._takes_over:
            told = "已请那边存好退出，正在等它结束……"
        elif holder := self._followed.holder:
            since = in_zone(holder.since, self._followed.meeting.head.zone)
            told = (
                f"{holder}正在记录，自 {since.month}月{since.day}日 {since:%H:%M} 起。"
                "这里只看，不能改；那边退出后按 F2 接着记。"
            )
        else:
            told = "另一个程序正在记录。这里只看，不能改；那边退出后按 F2 接着记。"
        if told != self._told:
            self._told = told
            self.state.say(told)

    def action_take_over(self) -> None:
        """Records on from here, once the other session is gone."""
        if self._followed.is_held:
            self.state.warn("那边还在记录，两处不能同时记。那边是断线留下的，就按 F5 让它存好退出。")
            return
        self.shilu.record_on(self._followed.meeting.id)

    def action_end_holder(self) -> None:
        """Makes the other session save and end, after asking."""
        if not self._followed.is_held:
            self.action_take_over()
            return

        def end() -> None:
            try:
                self._followed.end_holder()
            except StorageError as error:
                self.state.warn(str(error))
                return
            self._takes_over = True
            self._tell()

        title = "那边正在写的文字会先存好。那边还有人在记就不要这样做。"
        labels = ["先不", "让那边退出，由这里接着记"]
        asks.ask(self, title, labels, lambda index: end() if index else None)

    def action_export(self) -> None:
        """Exports the record as it stands by now."""
        meeting = self._followed.meeting
        self.app.push_screen(ExportScreen(meeting, self.shilu.archive.folder(meeting.id)))

    def action_leave(self) -> None:
        """Goes back to the list of meetings."""
        self.shilu.leave_meeting()
