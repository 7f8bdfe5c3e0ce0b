"""A turn of the speaking order as one line."""

from __future__ import annotations

from meeting.floor import Slot, Standing, State
from meeting.model import Meeting, Turn
from meeting.roster import name_of
from meeting.timing import in_zone
from tui.columns import fit

HEADS = f"  {'':>4}{fit('时刻', 7)}{fit('环节', 14)}{fit('发言人', 10)}{fit('对谁', 10)}{fit('分钟', 6)}状态"


def turn_line(meeting: Meeting, number: int, standing: Standing, slot: Slot | None) -> str:
    """Sign, number, time, kind, speakers, minutes and state, in columns that fit 80 cells."""
    turn, state = standing.turn, standing.state
    start = f"{in_zone(slot.start, meeting.head.zone):%H:%M}" if slot else "  -"
    told = f"{state.label}：{standing.reason}" if standing.reason else state.label
    told = "" if state is State.TO_COME else told
    by = name_of(meeting, turn.by) or "到时定"
    to = name_of(meeting, turn.to)
    return (
        f"{state.sign} {number:>3} {fit(start, 7)}{fit(turn.kind.label, 14)}"
        f"{fit(by, 9)} {fit(to, 9)} {turn.minutes:>4g}  {told}"
    )


def who(meeting: Meeting, turn: Turn) -> str:
    """A turn in a few words: 李四 对 张三  批评意见; with the reader where the speaker is away."""
    by = name_of(meeting, turn.by) or "（发言人到时定）"
    to = f" 对 {name_of(meeting, turn.to)}" if turn.to else ""
    absence = next((person.absence for person in meeting.people if person.id == turn.by), None)
    reader = f"（{name_of(meeting, absence.read_by)}宣读）" if absence and absence.read_by else ""
    return f"{by}{reader}{to}  {turn.kind.label}"


def short_line(meeting: Meeting, standing: Standing) -> str:
    """A turn for the side panel; a criticism is known by its two names."""
    turn = standing.turn
    named = f"{name_of(meeting, turn.by)} 对 {name_of(meeting, turn.to)}" if turn.to else who(meeting, turn)
    return f"{standing.state.sign} {named}"
