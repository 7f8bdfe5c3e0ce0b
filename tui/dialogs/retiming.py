"""When an entry really happened, where a wrong time is on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.screen import Screen

from meeting.model import Meeting, Number
from meeting.record import Passage, speech
from meeting.refused import Refused
from meeting.retime import corrected_time
from meeting.timing import sittings
from tui.dialogs.form import Form
from tui.opened import Opened
from tui.time_of_day import moment_of
from tui.widgets.fields import Field


def ask_time(
    screen: Screen[Any], opened: Opened, number: Number, at: datetime | None, take: Callable[[datetime], None]
) -> None:
    """Asks when an entry really happened; `at` is the time that was given before, if any."""
    passage = speech(opened.meeting, number)

    def told(values: tuple[str, ...]) -> None:
        moment = moment_typed(opened.meeting, passage, values[0])
        corrected_time(opened.meeting, passage, moment, opened.now())
        take(moment)

    what = f"第 {passage.number} 条" if passage.number else "程序记事"
    title = f"{what}实际是几点（记的是 {passage.valid.at:%m-%d %H:%M}）"
    screen.app.push_screen(Form(title, [time_field(opened.meeting, at or passage.valid.at)], told))


def time_field(meeting: Meeting, at: datetime) -> Field:
    """The time to be typed over, with its day where the meeting sat on several."""
    days = {
        moment.date()
        for sitting in sittings(meeting.entries)
        for moment in (sitting.start, sitting.end)
        if moment
    }
    form = "%m-%d %H:%M" if len({*days, at.date()}) > 1 else "%H:%M"
    return Field("时刻", f"{at:{form}}", "例如 9:05；不在同一天的写 1-28 9:05")


def moment_typed(meeting: Meeting, passage: Passage, typed: str) -> datetime:
    """The moment that is meant, near the one on record; raises `Refused`."""
    moment = moment_of(typed, passage.valid.at, meeting.head.zone)
    if moment is None:
        raise Refused(f"时刻“{typed[:16]}”看不懂，请写成 9:05，不在同一天的写成 1-28 9:05。", "时刻")
    return moment
