"""Where the meeting stands: its phase, the turn that has the floor, and the state of every other turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from meeting.last import of_last, of_longer
from meeting.model import Act, Entry, Kind, Meeting, Number, PersonId, Turn, TurnId
from meeting.order import is_own, speaking_order
from meeting.presence import away
from meeting.spoken import SPEECHES
from meeting.timing import halts, stretches


class Phase(StrEnum):
    """How far the meeting has come."""

    PLANNED = "planned"
    RUNNING = "running"
    ADJOURNED = "adjourned"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Chinese name of the phase."""
        return _PHASE_LABELS[self]


_PHASE_LABELS = {
    Phase.PLANNED: "筹备中",
    Phase.RUNNING: "进行中",
    Phase.ADJOURNED: "休会中",
    Phase.CLOSED: "已散会",
}


class State(StrEnum):
    """How a turn stands in the speaking order."""

    TO_COME = "to_come"
    ON = "on"
    DONE = "done"
    PASSED = "passed"
    """The floor has moved on and nothing was recorded."""
    SKIPPED = "skipped"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The Chinese name of the state."""
        return _STATE_LABELS[self]

    @property
    def sign(self) -> str:
        """A sign one cell wide, so that no state is told by colour alone."""
        return _STATE_SIGNS[self]


_STATE_LABELS = {
    State.TO_COME: "待发言",
    State.ON: "正在发言",
    State.DONE: "已记",
    State.PASSED: "无记录",
    State.SKIPPED: "已跳过",
    State.ABSENT: "缺席",
}
_STATE_SIGNS = {
    State.TO_COME: " ",
    State.ON: ">",
    State.DONE: "+",
    State.PASSED: "!",
    State.SKIPPED: "-",
    State.ABSENT: "x",
}


# Python 3.11 takes long to look up a member of an enum, too long to do so for each turn or entry.
_TO_COME, _DONE, _PASSED = State.TO_COME, State.DONE, State.PASSED
_SKIPPED, _RESTORED, _WITHDRAWN = Act.SKIPPED, Act.RESTORED, Act.WITHDRAWN
_TURNING_POINTS = (Act.OPENED, Act.RECONVENED, Act.ADJOURNED, Act.CLOSED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A turn with how it stands; `reason` tells why it is skipped or its speaker absent."""

    turn: Turn
    state: State
    reason: str = ""


@of_last
def phase(meeting: Meeting) -> Phase:
    """The phase, from the last entry that opened, halted or closed the meeting."""
    acts = (entry.act for entry in reversed(meeting.entries) if entry.act in _TURNING_POINTS)
    match next(acts, None):
        case Act.OPENED | Act.RECONVENED:
            return Phase.RUNNING
        case Act.ADJOURNED:
            return Phase.ADJOURNED
        case Act.CLOSED:
            return Phase.CLOSED
        case _:
            return Phase.PLANNED


def is_paused(meeting: Meeting) -> bool:
    """Whether the clock stands still, by a pause or by 休会."""
    stops = halts(meeting.entries)
    return bool(stops) and stops[-1].end is None


def floor(meeting: Meeting) -> TurnId:
    """The turn that has the floor; empty before the opening, between two turns and after the last."""
    run = stretches(meeting.entries)
    return run[-1].turn if run and run[-1].end is None else ""


@of_last
def standings(meeting: Meeting) -> tuple[Standing, ...]:
    """Every turn of the speaking order with how it stands."""
    on = floor(meeting)
    recorded, begun = recorded_turns(meeting.entries), {s.turn for s in stretches(meeting.entries)}
    skipped = skipped_turns(meeting.entries)
    gone = away(meeting)
    read_by = {person.id for person in meeting.people if person.absence and person.absence.read_by}
    found = []
    for turn in speaking_order(meeting):
        state, reason = _TO_COME, ""
        if turn.id == on:
            state = State.ON
        elif turn.id in recorded:
            state = _DONE
        elif turn.id in skipped:
            state, reason = State.SKIPPED, skipped[turn.id]
        elif turn.id in begun:
            state = State.PASSED
        elif turn.by in gone and not _is_read_out(turn, read_by):
            state, reason = State.ABSENT, gone[turn.by]
        found.append(Standing(turn, state, reason))
    return tuple(found)


def _is_read_out(turn: Turn, read_by: set[PersonId]) -> bool:
    """Whether an absent member's written speech is read out by another in this turn."""
    return turn.kind is Kind.SELF_EXAMINATION and turn.by in read_by


@of_last
def skipped_turns(entries: Sequence[Entry]) -> dict[TurnId, str]:
    """The turns that are skipped, each with its reason as last corrected."""
    skippings: dict[TurnId, Entry] = {}
    for entry in entries:
        if entry.act is _SKIPPED:
            skippings[entry.turn] = entry
        elif entry.act is _RESTORED:
            skippings.pop(entry.turn, None)
        elif entry.turn in skippings and entry.corrects == skippings[entry.turn].number:
            skippings[entry.turn] = replace(skippings[entry.turn], text=entry.text)
    return {turn: entry.text for turn, entry in skippings.items()}


class _Recorded:
    """The turns on record, as far as the entries tell that were taken."""

    def __init__(self) -> None:
        self._turns: dict[Number, TurnId] = {}

    def take(self, entry: Entry) -> None:
        if entry.act in SPEECHES and is_own(entry):
            self._turns[entry.number] = entry.turn
        elif entry.act is _WITHDRAWN:
            self._turns.pop(entry.corrects, None)

    def answer(self) -> frozenset[TurnId]:
        return frozenset(self._turns.values())


_recorded = of_longer(_Recorded)


def recorded_turns(entries: Sequence[Entry]) -> frozenset[TurnId]:
    """The turns whose own speaker is on record, be it only with 未提意见; another's 插话 does not count."""
    return _recorded(entries)


def next_turn(meeting: Meeting, after: TurnId | None = None) -> Turn | None:
    """The turn that follows the floor (or the given turn): the next to come, else the first left open.

    A turn further down that was begun and left without a word, as by going back from it, is come to again.
    """
    here = floor(meeting) if after is None else after
    ahead = to_come(standings(meeting), here)
    return ahead[0].turn if ahead else None


def turn_before(meeting: Meeting) -> TurnId:
    """The turn to go back to; going back again and again leads to the first. Empty when there is none."""
    way: list[TurnId] = []
    for entry in meeting.entries:
        if entry.act is Act.BEGAN and way[-1:] != [entry.turn]:
            way.append(entry.turn)
        elif entry.act is Act.RETURNED:
            while way and way[-1] != entry.turn:
                way.pop()
    here = floor(meeting)
    return next((turn for turn in reversed(way) if turn != here), "")


def begun_turns(meeting: Meeting) -> frozenset[TurnId]:
    """The turns that have had the floor."""
    return frozenset(stretch.turn for stretch in stretches(meeting.entries))


def last_turn(meeting: Meeting) -> TurnId:
    """The turn that had the floor last; empty before the opening."""
    run = stretches(meeting.entries)
    return run[-1].turn if run else ""


def begun_after(meeting: Meeting, turn: TurnId) -> TurnId:
    """The next turn that began after the given one and still has nothing on record, else the floor."""
    run = stretches(meeting.entries)
    recorded = recorded_turns(meeting.entries)
    last = max((index for index, stretch in enumerate(run) if stretch.turn == turn), default=len(run))
    ahead = (stretch.turn for stretch in run[last + 1 :] if stretch.turn not in recorded)
    return next(ahead, floor(meeting))


def to_come(row: Sequence[Standing], here: TurnId) -> list[Standing]:
    """The turns still to come, from the one behind `here` on; what was left open before it comes last."""
    place = next((index for index, standing in enumerate(row) if standing.turn.id == here), -1)
    if place < 0:
        return [s for s in row if s.state is _TO_COME]
    ahead = [s for s in row[place + 1 :] if s.state is _TO_COME or s.state is _PASSED]
    return ahead + [s for s in row[:place] if s.state is _TO_COME]
