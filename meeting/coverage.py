"""覆盖情况: who has criticised whom, who has responded, who has accounted for what; computed, never kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meeting.floor import Standing, State, standings
from meeting.gaps import accepted
from meeting.last import of_last
from meeting.model import Act, Kind, Meeting, Number, PersonId, TurnId
from meeting.order import members
from meeting.presence import never_here
from meeting.record import Passage, passages
from meeting.special import Accounted, accounts


class Mark(StrEnum):
    """How one place of the matrix stands."""

    DONE = "done"
    NO_OPINION = "no_opinion"
    UNFINISHED = "unfinished"
    SKIPPED = "skipped"
    AWAY = "away"
    """Whoever owes it has left."""
    ABSENT = "absent"
    """Whoever would have spoken was never here, with the reason on the roster."""
    OPEN = "open"

    @property
    def label(self) -> str:
        """The Chinese name of the mark."""
        return _LABELS[self]


_LABELS = {
    Mark.DONE: "已记",
    Mark.NO_OPINION: "未提意见",
    Mark.UNFINISHED: "待补",
    Mark.SKIPPED: "已跳过",
    Mark.AWAY: "已离会",
    Mark.ABSENT: "缺席",
    Mark.OPEN: "还没有",
}
_SETTLED = (Mark.DONE, Mark.NO_OPINION, Mark.SKIPPED, Mark.ABSENT)


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the matrix: its mark, the turn it stands for, and the entry that shows it, or 0."""

    mark: Mark
    turn: TurnId
    entry: Number = 0
    reason: str = ""
    accepted: str = ""
    """Why it is left as it is, where that was accepted as a gap."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.mark in _SETTLED or bool(self.accepted)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The members in order; criticism by (from, to), responses and own examinations by member."""

    members: tuple[PersonId, ...]
    criticism: Mapping[tuple[PersonId, PersonId], Cell]
    examinations: Mapping[PersonId, Cell]
    responses: Mapping[PersonId, Cell]
    accounts: Mapping[tuple[PersonId, str], Accounted]
    accepted: Mapping[tuple[PersonId, str], str]
    """Why a member need not account for an item after all, where that was accepted as a gap."""


@of_last
def coverage(meeting: Meeting) -> Coverage:
    """The matrix as the record and the speaking order give it; a correction of who spoke to whom counts."""
    criticism: dict[tuple[PersonId, PersonId], Cell] = {}
    examinations: dict[PersonId, Cell] = {}
    responses: dict[PersonId, Cell] = {}

    def place(kind: Kind, by: PersonId, to: PersonId, cell: Cell) -> None:
        if kind is Kind.CRITICISM:
            criticism[by, to] = _better(criticism.get((by, to)), cell)
        elif kind is Kind.SELF_EXAMINATION:
            examinations[by] = _better(examinations.get(by), cell)
        elif kind is Kind.RESPONSE:
            responses[by] = _better(responses.get(by), cell)

    left = accepted(meeting)
    for passage in passages(meeting):
        if passage.number:
            entry = passage.valid
            place(entry.kind, entry.by, entry.to, _spoken(passage, left))
    for standing in standings(meeting):
        turn = standing.turn
        place(turn.kind, turn.by, turn.to, _unspoken(meeting, standing, left))
    group = tuple(person.id for person in members(meeting))
    stands = accounts(meeting)
    unaccounted = {at: left[key] for at in stands if (key := f"special:{at[0]}:{at[1]}") in left}
    return Coverage(group, criticism, examinations, responses, stands, unaccounted)


def _spoken(passage: Passage, left: Mapping[str, str]) -> Cell:
    entry = passage.valid
    silent = entry.act is Act.NO_OPINION
    mark = Mark.NO_OPINION if silent else Mark.UNFINISHED if entry.unfinished else Mark.DONE
    accepted = left.get(f"unfinished:{passage.entry.number}", "") if left else ""
    return Cell(mark, entry.turn, passage.entry.number, accepted=accepted)


def _unspoken(meeting: Meeting, standing: Standing, left: Mapping[str, str]) -> Cell:
    turn, accepted = standing.turn, left.get(f"turn:{standing.turn.id}", "")
    if standing.state is State.SKIPPED:
        return Cell(Mark.SKIPPED, turn.id, reason=standing.reason)
    if standing.state is State.ABSENT:
        mark = Mark.ABSENT if turn.by in never_here(meeting) else Mark.AWAY
        return Cell(mark, turn.id, reason=standing.reason, accepted=accepted)
    return Cell(Mark.OPEN, turn.id, accepted=accepted)


_RANK = (Mark.UNFINISHED, Mark.DONE, Mark.NO_OPINION, Mark.SKIPPED, Mark.ABSENT, Mark.AWAY, Mark.OPEN)
"""Which of several things that stand for the same pair shows: what is to be completed above all."""


def _better(old: Cell | None, new: Cell) -> Cell:
    return old if old and _rank(old) <= _rank(new) else new


def _rank(cell: Cell) -> tuple[int, bool]:
    return _RANK.index(cell.mark), bool(cell.accepted)
