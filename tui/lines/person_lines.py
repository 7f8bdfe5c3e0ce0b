"""The people of a meeting, each on a line under the heading of their role."""

from __future__ import annotations

from rich.cells import cell_len

from meeting.attendance import quorum
from meeting.model import Meeting, Person, Role
from tui.lines.columns import fit, folded

ROLES = (Role.MEMBER, Role.OBSERVER, Role.RECORDER)
"""In the order in which they are listed."""


_NAME_AT = 5
"""Cells before the name."""


def group_line(meeting: Meeting, role: Role, count: int) -> str:
    """The heading over the people of a role, with how many they are."""
    if role is not Role.MEMBER:
        return f"{role.label}  {count} 人"
    away = count - quorum(meeting).present
    short = "" if not count or quorum(meeting).reached else "  不足规定的到会比例"
    return f"{role.label}  应到 {count} 人，实到 {count - away} 人{short}"


def person_line(meeting: Meeting, number: int, person: Person, width: int) -> str:
    """A person with number, name, post, and what they are in this meeting.

    Where there is no room for the absence, it stands below, under the name.
    """
    marks = []
    if person.id == meeting.secretary:
        marks.append("书记")
    if person.id == meeting.chair:
        marks.append("主持人")
    post = " ".join(part for part in (person.unit, person.post) if part)
    line = f"{number:>3}  {fit(person.name, 18)}  {fit(post, 30)}  {'  '.join(marks)}"
    if not person.absence:
        return line
    paper = "，有书面发言" if person.absence.written_speech else ""
    absent = f"缺席：{person.absence.reason}{paper}"
    beside = f"{line}  {absent}" if marks else f"{line}{absent}"
    if cell_len(beside) <= width:
        return beside
    indent = "\n" + " " * _NAME_AT
    return line.rstrip() + indent + folded(absent, width - _NAME_AT, lines=9).replace("\n", indent)
