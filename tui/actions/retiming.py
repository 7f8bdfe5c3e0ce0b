"""A wrong time put right: of an entry, and of who came or went, with the reason for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.screen import Screen

from meeting import amend
from meeting.attendance import strike
from meeting.model import Act, Draft, Kind, Meeting, Number
from meeting.record import Passage, speech
from meeting.refused import Refused
from meeting.retime import corrected_time
from meeting.roster import name_of
from meeting.seal import is_sealed
from meeting.timing import sittings
from tui.actions import asks
from tui.actions.after_seal import ask_why
from tui.opened import Opened
from tui.screens.form import Form
from tui.screens.place import Place
from tui.time_of_day import moment_of
from tui.widgets.fields import Field


def ask_time(
    screen: Screen[Any], opened: Opened, number: Number, at: datetime | None, take: Callable[[datetime], None]
) -> None:
    """Asks when an entry really happened; `at` is the time that was given before, if any."""
    passage = speech(opened.meeting, number)

    def told(values: tuple[str, ...]) -> None:
        moment = _moment(opened.meeting, passage, values[0])
        corrected_time(opened.meeting, passage, moment, opened.now())
        take(moment)

    what = f"第 {passage.number} 条" if passage.number else "程序记事"
    title = f"{what}实际是几点（记的是 {passage.valid.at:%m-%d %H:%M}）"
    screen.app.push_screen(Form(title, [_field(opened.meeting, at or passage.valid.at)], told))


def put_right(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    """Asks what is wrong with a coming or going: its time or reason, or that it is there at all."""
    if is_sealed(opened.meeting):
        _ask_coming(screen, opened, passage, done)
        return

    def take(index: int) -> None:
        if index == 0:
            _ask_coming(screen, opened, passage, done)
        elif index == 1:
            _strike(screen, opened, passage, done)

    has_reason = passage.entry.act is Act.LEFT
    labels = ["更正时刻或理由" if has_reason else "更正时刻", "撤销这一条，不再印出", "先不"]
    asks.ask(screen, "到会离会记错了", labels, take, at=2)


def _strike(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    recorder, now = opened.recorder, opened.now()
    if screen.attempt(lambda: recorder.record(strike(recorder.meeting, passage.entry.number, now))):
        done("已撤销，文件里留着；重记请到会议进行一屏，F9 选“到会离会”。")


def _ask_coming(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    """Asks for time and reason as they should be, and after the seal for who wants it so and why."""
    valid, number = passage.valid, passage.entry.number
    revised = Draft("", Kind.PROCEDURE, valid.by)

    def take(values: tuple[str, ...]) -> None:
        nonlocal revised
        moment = _moment(opened.meeting, passage, values[0])
        revised = Draft("", Kind.PROCEDURE, valid.by, at=moment, text="".join(values[1:]))
        entries = amend.correct(opened.meeting, number, revised, opened.now())
        if not is_sealed(opened.meeting):
            opened.recorder.record(entries)

    def saved(yes: bool | None) -> None:
        if yes and is_sealed(opened.meeting):
            ask_why(screen, opened, number, revised, done)
        elif yes:
            done("已更正，原来的时刻和理由留存。")

    leaves = valid.act is Act.LEFT
    fields = [
        _field(opened.meeting, valid.at),
        *([Field("理由", valid.text, "例如：因公；可以不写")] if leaves else []),
    ]
    what = "离会" if leaves else "到会"
    screen.app.push_screen(Form(f"更正：{name_of(opened.meeting, valid.by)}{what}", fields, take), saved)


def _field(meeting: Meeting, at: datetime) -> Field:
    """The time to be typed over, with its day where the meeting sat on several."""
    days = {
        moment.date()
        for sitting in sittings(meeting.entries)
        for moment in (sitting.start, sitting.end)
        if moment
    }
    form = "%m-%d %H:%M" if len({*days, at.date()}) > 1 else "%H:%M"
    return Field("时刻", f"{at:{form}}", "例如 9:05；不在同一天的写 1-28 9:05")


def _moment(meeting: Meeting, passage: Passage, typed: str) -> datetime:
    moment = moment_of(typed, passage.valid.at, meeting.head.zone)
    if moment is None:
        raise Refused(f"时刻“{typed[:16]}”看不懂，请写成 9:05，不在同一天的写成 1-28 9:05。", "时刻")
    return moment
