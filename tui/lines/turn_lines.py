"""A turn of the speaking order as one line."""

from __future__ import annotations

from meeting.draft import Draft
from meeting.floor import Standing, State
from meeting.model import Meeting, PersonId, Turn
from meeting.presence import away
from meeting.projection import Slot
from meeting.timing import in_zone
from tui.lines.columns import cut, fit

_NAME = 16
"""Cells for a name; a longer one is cut short on the screen, never in the record."""
_IN_TABLE = 14
"""Cells for a name in a table."""
_STATE = 16
"""Cells for the state of a turn, and the reason for it."""

HEADS = f"  {'':>4}{fit('时刻', 6)}{fit('环节', 13)}{fit('发言人', 15)}{fit('对谁', 15)}分钟  状态"


def turn_line(
    meeting: Meeting, number: int, standing: Standing, slot: Slot | None, *, unrecorded: bool = False
) -> str:
    """Sign, number, time, kind, speakers, minutes and state, in columns that fit 80 cells."""
    turn, state = standing.turn, standing.state
    start = f"{in_zone(slot.start, meeting.head.zone):%H:%M}" if slot else "  -"
    told = f"{state.label}：{standing.reason}" if standing.reason else state.label
    told = "" if state is State.TO_COME else told
    told = "有字没记下" if unrecorded else told
    by = short_name(meeting, turn.by, _IN_TABLE) or "到时定"
    to = short_name(meeting, turn.to, _IN_TABLE)
    return (
        f"{state.sign} {number:>3} {fit(start, 6)}{fit(turn.kind.label, 13)}"
        f"{fit(by, _IN_TABLE)} {fit(to, _IN_TABLE)} {turn.minutes:>4g}  {fit(told, _STATE).rstrip()}"
    )


def short_name(meeting: Meeting, person_id: PersonId, width: int = _NAME) -> str:
    """A name for the screen: its place on the roster added where two bear it, cut short when too long."""
    for place, person in enumerate(meeting.people, 1):
        if person.id == person_id:
            namesakes = sum(1 for other in meeting.people if other.name == person.name)
            mark = f"({place})" if namesakes > 1 else ""
            room = width - len(mark)
            return cut(person.name, room) + mark
    return ""


def who(meeting: Meeting, turn: Turn | Draft) -> str:
    """A turn in a few words: 李四 对 张三  批评意见; with the reader where the speaker is away."""
    by = short_name(meeting, turn.by) or "（发言人到时定）"
    to = f" 对 {short_name(meeting, turn.to)}" if turn.to else ""
    gone = away(meeting)
    absence = next((p.absence for p in meeting.people if p.id == turn.by and p.id in gone), None)
    reader = f"（{short_name(meeting, absence.read_by)}宣读）" if absence and absence.read_by else ""
    return f"{by}{reader}{to}  {turn.kind.label}"


def short_line(meeting: Meeting, standing: Standing) -> str:
    """A turn for the side panel; a criticism is known by its two names."""
    turn = standing.turn
    if turn.to:
        return f"{standing.state.sign} {short_name(meeting, turn.by)} 对 {short_name(meeting, turn.to)}"
    return f"{standing.state.sign} {who(meeting, turn)}"
