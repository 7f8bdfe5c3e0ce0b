"""In which turn noted words were spoken, as the speaking order and the notes behind them tell."""

from __future__ import annotations

from collections.abc import Sequence

from meeting.floor import State, recorded_turns, standings
from meeting.model import Kind, Meeting, PersonId, Role, Turn, TurnId
from meeting.order import speaking_order

_OPEN = (State.TO_COME, State.PASSED, State.ON)


def open_turns(meeting: Meeting) -> frozenset[TurnId]:
    """The turns that are still to be taken down, be it that they have had the floor."""
    recorded = recorded_turns(meeting.entries)
    return frozenset(
        standing.turn.id
        for standing in standings(meeting)
        if standing.state in _OPEN and standing.turn.id not in recorded
    )


def turn_to(meeting: Meeting, by: PersonId, to: PersonId) -> Turn | None:
    """The turn in which one person criticises another, the first that is open; None where there is none."""
    return _first(meeting, [t for t in speaking_order(meeting) if t.kind is Kind.CRITICISM], by, to)


def turn_of_kind(meeting: Meeting, by: PersonId, kind: Kind) -> Turn | None:
    """The turn of a kind that is somebody's own, the first that is open; None where there is none."""
    return _first(meeting, [t for t in speaking_order(meeting) if t.kind is kind], by, "")


def turn_alone(meeting: Meeting, here: TurnId, by: PersonId, criticised: Sequence[PersonId]) -> Turn | None:
    """The turn of its own in which somebody speaks to nobody in particular; None for 插话.

    `here` is the turn before these words, and `criticised` names whom the notes behind them criticise, in
    order: who is criticised next has examined himself, and who still is does not respond yet.
    """
    order, still_open = speaking_order(meeting), open_turns(meeting)
    place = next((index for index, turn in enumerate(order) if turn.id == here), 0)
    between: list[Turn] = []
    for turn in order[place:]:
        if turn.id not in still_open:
            continue
        if turn.kind is not Kind.CRITICISM and _speaks(meeting, turn, by):
            if _is_due(turn, by, between, criticised):
                return turn
            break
        between.append(turn)
    current = next((turn for turn in order if turn.id == here), None)
    goes_on = current and current.kind is not Kind.CRITICISM and _speaks(meeting, current, by)
    return current if goes_on else None


def _is_due(turn: Turn, by: PersonId, between: Sequence[Turn], criticised: Sequence[PersonId]) -> bool:
    """Whether somebody's turn has come, though those `between` are not on record."""
    if turn.kind is Kind.RESPONSE:
        return by not in criticised
    if by in criticised[:1]:
        return True
    others_first = any(other.kind is not Kind.CRITICISM for other in between)
    return not others_first and not (between and criticised)


def _speaks(meeting: Meeting, turn: Turn, by: PersonId) -> bool:
    """Whether the turn is somebody's; one without a speaker is any observer's."""
    is_observer = any(person.id == by and person.role is Role.OBSERVER for person in meeting.people)
    return turn.by == by or (not turn.by and is_observer)


def _first(meeting: Meeting, turns: Sequence[Turn], by: PersonId, to: PersonId) -> Turn | None:
    own = [turn for turn in turns if turn.to == to and _speaks(meeting, turn, by)]
    still_open = open_turns(meeting)
    return next((turn for turn in own if turn.id in still_open), own[0] if own else None)
