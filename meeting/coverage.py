"""覆盖情况: who has criticised whom, who has responded, who has accounted for what; computed, never kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meeting.floor import State, standings
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

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.mark in _SETTLED


@dataclass(frozen=True, slots=True)
class Coverage:
    """The members in order; criticism by (from, to), responses and own examinations by member."""

    members: tuple[PersonId, ...]
    criticism: Mapping[tuple[PersonId, PersonId], Cell]
    examinations: Mapping[PersonId, Cell]
    responses: Mapping[PersonId, Cell]
    accounts: Mapping[tuple[PersonId, str], Accounted]

    def owed_by(self, person: PersonId) -> int:
        """How many criticisms the member still owes others."""
        return sum(1 for (by, _), cell in self.criticism.items() if by == person and not cell.settled)

    def owed_to(self, person: PersonId) -> int:
        """How many criticisms of the member are still open."""
        return sum(1 for (_, to), cell in self.criticism.items() if to == person and not cell.settled)


@of_last
def coverage(meeting: Meeting) -> Coverage:
    """The matrix as the record and the speaking order give it."""
    said: dict[TurnId, Passage] = {}
    for passage in passages(meeting):
        if passage.number and passage.valid.kind is not Kind.INTERJECTION:
            before = said.get(passage.entry.turn)
            # What is to be completed shows, also where the speaker went on in a later entry.
            said[passage.entry.turn] = before if before and before.valid.unfinished else passage
    criticism: dict[tuple[PersonId, PersonId], Cell] = {}
    examinations: dict[PersonId, Cell] = {}
    responses: dict[PersonId, Cell] = {}
    for standing in standings(meeting):
        turn = standing.turn
        spoken = said.get(turn.id)
        if spoken:
            silent = spoken.valid.act is Act.NO_OPINION
            mark = Mark.NO_OPINION if silent else Mark.UNFINISHED if spoken.valid.unfinished else Mark.DONE
            cell = Cell(mark, turn.id, spoken.entry.number)
        elif standing.state is State.SKIPPED:
            cell = Cell(Mark.SKIPPED, turn.id, reason=standing.reason)
        elif standing.state is State.ABSENT:
            mark = Mark.ABSENT if turn.by in never_here(meeting) else Mark.AWAY
            cell = Cell(mark, turn.id, reason=standing.reason)
        else:
            cell = Cell(Mark.OPEN, turn.id)
        if turn.kind is Kind.CRITICISM:
            criticism[turn.by, turn.to] = _better(criticism.get((turn.by, turn.to)), cell)
        elif turn.kind is Kind.SELF_EXAMINATION:
            examinations[turn.by] = _better(examinations.get(turn.by), cell)
        elif turn.kind is Kind.RESPONSE:
            responses[turn.by] = _better(responses.get(turn.by), cell)
    group = tuple(person.id for person in members(meeting))
    return Coverage(group, criticism, examinations, responses, accounts(meeting))


def _better(old: Cell | None, new: Cell) -> Cell:
    """Of two turns for the same pair the one that is settled."""
    return old if old and old.settled else new
