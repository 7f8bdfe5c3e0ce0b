"""The record as it reads: corrections applied and originals kept, late additions in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate

from meeting.last import of_last
from meeting.model import Act, Entry, Kind, Meeting, Number, TurnId
from meeting.numbering import PRINTED, in_order, numbered
from meeting.refused import Refused
from meeting.spoken import SPEECHES, spoken, withdrawn
from meeting.versions import undone, versions

NO_OPINION = "未提意见"
NOT_HEARD = "〔未听清〕"
TO_COMPLETE = "〔待补〕"
"""Stands where nothing of a speech was written down yet."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of the record as it is read: a speech, or a step of the meeting."""

    entry: Entry
    """The entry as first confirmed."""
    versions: tuple[Entry, ...]
    """The first entry and every correction of it, the valid one last."""
    number: int
    """Running number of the speech, counted in the order of the room; 0 for a step of the meeting."""

    @property
    def valid(self) -> Entry:
        """The entry with its latest correction applied."""
        return self.versions[-1]

    @property
    def completed(self) -> Entry | None:
        """The version in which what was left 待补 was completed; None where nothing was left."""
        if not self.entry.unfinished:
            return None
        return next((version for version in self.versions if not version.unfinished), None)

    @property
    def has_own_time(self) -> bool:
        """Whether it stands by its time; what was added later does not, unless that was corrected since."""
        return not self.late or self.valid.at != self.entry.at

    @property
    def late(self) -> bool:
        """Whether it was added afterwards (补记)."""
        return self.entry.after >= 0


@of_last
def passages(meeting: Meeting) -> tuple[Passage, ...]:
    """The whole record in the order of the room, late additions behind the entry that they follow."""
    chains = versions(meeting.entries, PRINTED)
    read = {chain[0].number: tuple(accumulate(chain, _corrected)) for chain in chains}
    row, away = in_order(meeting.entries, read.keys()), undone(meeting.entries)
    numbers = numbered(row)
    return tuple(
        Passage(entry, read[entry.number], numbers.get(entry.number, 0))
        for entry in row
        if entry.number not in away
    )


def _corrected(old: Entry, correction: Entry) -> Entry:
    act = Act.SAID if old.act is Act.NO_OPINION and correction.text != old.text else old.act
    return replace(correction, act=act, kind=old.kind)


def words_typed(entry: Entry) -> str:
    """The words that somebody typed; none where the program put 〔待补〕 or 未提意见 for want of any."""
    stands_in = (entry.unfinished and entry.text == TO_COMPLETE) or entry.act is Act.NO_OPINION
    return "" if stands_in else entry.text


def last_spoken(meeting: Meeting) -> Passage | None:
    """The remark that was confirmed last, wherever in the record it stands; None before the first."""
    said = spoken(meeting.entries)
    return speech(meeting, said[-1].number) if said else None


def place_of(meeting: Meeting, turn: TurnId, at: datetime) -> Number:
    """Number of the entry behind which belongs what is written down of a turn only after the closing."""
    row, gone = places(meeting), withdrawn(meeting.entries)
    # What was struck may have been taken down in another turn's time, unless it was put in its place late.
    own = [
        entry.number
        for entry in row
        if entry.act in SPEECHES and entry.turn == turn and (entry.number not in gone or entry.after >= 0)
    ]
    before = [entry.number for entry in row if entry.at <= at and entry.act is not Act.CLOSED]
    return (own or before or [0])[-1]


def places(meeting: Meeting) -> tuple[Entry, ...]:
    """What something added later can follow, in the order of the room and each with its valid time.

    What was taken off the record is among it where it first stood, as it still holds the place of what was
    added behind it.
    """
    away, gone = undone(meeting.entries), withdrawn(meeting.entries)
    entries = [e for e in meeting.entries if e.act is not Act.CORRECTED or e.corrects not in gone]
    times = {entry.corrects: entry.at for entry in entries if entry.act is Act.CORRECTED}
    row = in_order(entries, {entry.number for entry in entries if entry.act in PRINTED})
    return tuple(
        replace(entry, at=times.get(entry.number, entry.at)) for entry in row if entry.number not in away
    )


def speech(meeting: Meeting, number: Number) -> Passage:
    """The passage whose entry bears this number; raises `Refused` when there is none."""
    for passage in passages(meeting):
        if passage.entry.number == number:
            return passage
    raise Refused("记录里没有这一条，请从记录中选一条。")


def criticisms_of(meeting: Meeting, person: str) -> tuple[Passage, ...]:
    """The criticisms of one person that a response may refer to."""
    return tuple(
        passage
        for passage in passages(meeting)
        if (passage.valid.kind, passage.valid.to, passage.valid.act) == (Kind.CRITICISM, person, Act.SAID)
    )
