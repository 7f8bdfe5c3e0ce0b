"""What letters and plans say of the meeting itself: when, where, who, about what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporters.blanks import Blanks
from exporters.chinese import day, minute
from exporters.names import with_post
from meeting.model import Meeting, Person, Role
from meeting.order import members
from meeting.template import Speaker


def held_on(meeting: Meeting, blanks: Blanks) -> str:
    """The planned day, with the hour where it is known and the length where it is more than a day."""
    # What is asked for is the plan, also where the paper is printed once more after the meeting.
    planned, start = meeting.head.date, meeting.head.starts
    told = blanks.fill(day(planned) if planned else "", "会议日期")
    hour = minute(start) if start and planned else ""
    return f"{told}{hour}，会期{meeting.head.days}天"


def place(meeting: Meeting, blanks: Blanks) -> str:
    """Where it is held."""
    return blanks.fill(meeting.head.place, "会议地点")


def chair(meeting: Meeting, blanks: Blanks) -> str:
    """Who chairs, with the post; on an empty list the template's office (plan, section 五(四))."""
    named = [one for one in meeting.people if one.id == meeting.chair]
    if not named and meeting.template.chaired_by is Speaker.SECRETARY:
        return "党委书记" if meeting.head.group.endswith("党委") else "党组书记"
    return people(named, "主持人", blanks)


def participants(meeting: Meeting, blanks: Blanks) -> str:
    """Every member, with the post, and how many they are."""
    group = members(meeting)
    named = people(group, "参加人员", blanks)
    return f"{named}，{_size(meeting)}" if group else named


def counted(meeting: Meeting) -> Iterator[str]:
    """The figure of the participants as a sentence of its own."""
    if members(meeting):
        yield f"参加人员{_size(meeting)}。"


def _size(meeting: Meeting) -> str:
    return f"共{len(members(meeting))}人"


def observers(meeting: Meeting, blanks: Blanks) -> str:
    """Everybody who attends without belonging to the group."""
    return people((one for one in meeting.people if one.role is Role.OBSERVER), "列席人员", blanks)


def recorders(meeting: Meeting, blanks: Blanks) -> str:
    """Who takes the record down; until they are named, who is to see to it (plan, section 五(五))."""
    named = [one for one in meeting.people if one.role is Role.RECORDER]
    office = meeting.template.recorded_by
    return f"由{office}安排相关同志负责" if office and not named else people(named, "记录人", blanks)


def people(row: Iterable[Person], what: str, blanks: Blanks) -> str:
    """These people in full, or a blank of this name."""
    return blanks.fill("、".join(map(with_post, row)), what)
