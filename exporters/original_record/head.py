"""The head of the 会议原始记录: which meeting, when, where, who was there, and what about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters.blocks import Block, Field, Notice, Title
from exporters.chinese import BLANK, day, day_and_minute, minute, stamp
from exporters.names import with_post
from exporters.original_record.as_corrected import as_corrected
from exporters.original_record.attendance import attendance_blocks, sitting_names
from exporters.titles import title_lines
from meeting.attendance import recorders
from meeting.floor import Phase, phase
from meeting.model import Head, Meeting, PersonId, Role
from meeting.order import agenda
from meeting.projection import planned_start
from meeting.seal import is_sealed
from meeting.timing import Sitting, in_zone, sittings

NAME = "会议原始记录"
NOT_BEGUN = "〔会议尚未开始〕"
UNFINISHED = "〔会议尚未结束，未定稿〕"
NOT_SEALED = "〔未定稿〕"
SAMPLE = "示例"


def meeting_lines(head: Head) -> tuple[str, ...]:
    """The full name of the meeting with group and year, as it stands above the name of a paper."""
    title = head.title.strip() or BLANK
    # Whoever writes the year into the title gets it once.
    if "年度" not in title:
        title = f"{head.year or BLANK}年度{title}"
    return head.group.strip() or BLANK, title


def record_title(head: Head, name: str) -> tuple[str, ...]:
    """The lines of the title, with the paper's own name in the last."""
    group, meeting = meeting_lines(head)
    # A blank to write the group on has a line for itself.
    lines = (group, *title_lines("", meeting)) if group == BLANK else title_lines(group, meeting)
    return *lines, name


def head_blocks(meeting: Meeting) -> Iterator[Block]:
    """Title, notices and the particulars; what is not known is left as a visible blank."""
    yield Title(record_title(meeting.head, NAME))
    if meeting.sample:
        yield Notice(f"（{SAMPLE}：人员和发言均为虚构）")
    if state := unfinished(meeting):
        yield Notice(state)
    yield Field("时间", tuple(times(meeting)))
    yield Field("地点", (meeting.head.place.strip() or BLANK,))
    yield Field("主持", _each(with_post(person) for person in meeting.people if person.id == meeting.chair))
    yield Field("记录", _each(_recorders(meeting)))
    yield from _attendance(meeting)
    yield Field("主题", (meeting.template.theme.strip() or BLANK,))
    yield Field("议程", _each(f"{n}.{item.title}" for n, item in enumerate(agenda(meeting), start=1)))


def _attendance(meeting: Meeting) -> Iterator[Field]:
    """到会 to 缺席; told as they are after the corrections, which only the body shows beside the old."""
    first, *others = attendance_blocks(meeting)
    note = as_corrected(meeting, "到会离会", lambda sealed: tuple(attendance_blocks(sealed)))
    yield replace(first, lines=(*first.lines, f"（{note}）")) if note else first
    yield from others


def unfinished(meeting: Meeting) -> str:
    """The words that tell that the record is not yet whole and fixed; empty once it is sealed."""
    if is_sealed(meeting):
        return ""
    return {Phase.CLOSED: NOT_SEALED, Phase.PLANNED: NOT_BEGUN}.get(phase(meeting), UNFINISHED)


def times(meeting: Meeting) -> Iterator[str]:
    """Start and end of every sitting; the plan before the opening."""
    head = meeting.head
    sat = sittings(meeting.entries)
    for sitting, name in zip(sat, sitting_names(len(sat)), strict=True):
        yield name + _sitting(sitting, head.zone)
    if not sat:
        yield _planned(meeting)
    if head.zone != Head().zone:
        yield f"（本记录的时间均为{head.zone}时区）"


def _sitting(sitting: Sitting, zone: str) -> str:
    start = in_zone(sitting.start, zone)
    if sitting.end is None:
        return f"{day_and_minute(start)}至{BLANK}"
    end = in_zone(sitting.end, zone)
    until = minute(end) if end.date() == start.date() else day_and_minute(end)
    return f"{day_and_minute(start)}至{until}"


def _planned(meeting: Meeting) -> str:
    start = planned_start(meeting)
    if start:
        return f"（计划）{day_and_minute(start)}"
    return f"（计划）{day(meeting.head.date)}" if meeting.head.date else BLANK


def _recorders(meeting: Meeting) -> Iterator[str]:
    """Every recorder; where one took over from another, with the times from which and until which."""
    periods: defaultdict[PersonId, list[str]] = defaultdict(list)
    row = recorders(meeting)
    if len(row) > 1:
        zone, opened = meeting.head.zone, sittings(meeting.entries)[0].start
        day_told = in_zone(opened, zone).date()
        times = [stamp(in_zone(since or opened, zone), day_told) for _, since in row]
        for (person, _), since, until in zip(row, times, [*times[1:], ""], strict=True):
            periods[person].append(f"{since}—{until}" if until else f"{since}起")
    for one in meeting.people:
        if one.role is Role.RECORDER:
            yield with_post(one, "、".join(periods[one.id]))


def _each(lines: Iterable[str], otherwise: str = BLANK) -> tuple[str, ...]:
    return tuple(lines) or (otherwise,)
