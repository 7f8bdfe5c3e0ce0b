"""The people of a meeting, each on a line under the heading of their role."""

from __future__ import annotations

from meeting.attendance import quorum
from meeting.model import Meeting, Person, Role
from tui.lines.columns import fit

ROLES = (Role.MEMBER, Role.OBSERVER, Role.RECORDER)
"""In the order in which they are listed."""


def group_line(meeting: Meeting, role: Role, count: int) -> str:
    """The heading over the people of a role, with how many they are."""
    if role is not Role.MEMBER:
        return f"{role.label}  {count} 人"
    away = count - quorum(meeting).present
    short = "" if not count or quorum(meeting).reached else "  不足规定的到会比例"
    return f"{role.label}  应到 {count} 人，实到 {count - away} 人{short}"


def person_line(meeting: Meeting, number: int, person: Person) -> str:
    """A person with number, name, post, and what they are in this meeting."""
    marks = []
    if person.id == meeting.secretary:
        marks.append("书记")
    if person.id == meeting.chair:
        marks.append("主持人")
    if person.absence:
        paper = "，有书面发言" if person.absence.written_speech else ""
        marks.append(f"缺席：{person.absence.reason}{paper}")
    post = " ".join(part for part in (person.unit, person.post) if part)
    return f"{number:>3}  {fit(person.name, 18)}  {fit(post, 30)}  {'  '.join(marks)}"
