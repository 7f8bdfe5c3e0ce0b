"""导入笔记: pieces of notes become entries, each in the place that its time gives it and marked 补记.

Nothing is invented: a piece that can't be placed is told with the reason, and none of its words are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import inf

from meeting.blank import checked, event, floor_to
from meeting.chain import linked
from meeting.desk import draft_for
from meeting.floor import Phase, floor, phase, recorded_turns
from meeting.model import Act, Entry, Kind, Meeting, Mode, Number, Turn, TurnId
from meeting.notes.known import key, key_of, struck
from meeting.notes.note_steps import NOTED_STEPS, in_that_minute, noted_step
from meeting.notes.notes import Note, Notes
from meeting.notes.turns import turn_alone, turn_of_kind, turn_to
from meeting.order import speaking_order
from meeting.record import passages, places
from meeting.refused import Refused
from meeting.seal import AFTER_SEAL, is_sealed
from meeting.spoken import SPEECHES, withdrawn
from meeting.timing import Sitting, present, sittings, stretches

_ENDS = (Act.ADJOURNED, Act.CLOSED)


class Fate(StrEnum):
    """What becomes of a piece of the notes."""

    ADDED = "added"
    KNOWN = "known"
    """It is on record already."""
    STRUCK = "struck"
    """It was on record and taken off it for a reason, which the same notes don't undo."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the notes with what becomes of it: its entry, or the reason why it is left."""

    note: Note
    fate: Fate
    entry: Entry | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What recording the notes adds, and every piece in the order of the file."""

    entries: tuple[Entry, ...]
    placed: tuple[Placed, ...]

    def of(self, fate: Fate) -> tuple[Note, ...]:
        """The pieces that fare so."""
        return tuple(placed.note for placed in self.placed if placed.fate is fate)


def take_in(meeting: Meeting, notes: Notes, now: datetime) -> Intake:
    """What the notes add to the record; raises `Refused` after the seal, and where no meeting has opened."""
    if is_sealed(meeting):
        raise Refused(AFTER_SEAL)
    if phase(meeting) is Phase.PLANNED and not any(note.act is Act.OPENED for note in notes.pieces):
        raise Refused("会议还没有开始：请先在程序里开会，或在笔记里写一行开会的时刻，例如 09:00 开会。")
    room = _Room(meeting, now, any(note.trouble for note in notes.pieces))
    # Pieces are placed by their times, whatever order they were written in.
    in_time = sorted(range(len(notes.pieces)), key=lambda place: _moment(notes.pieces[place]))
    row = [notes.pieces[place] for place in in_time]
    fates = {place: room.place(row[step], row[step + 1 :]) for step, place in enumerate(in_time)}
    return Intake(room.added, tuple(fates[place] for place in range(len(row))))


def _moment(note: Note) -> float:
    return note.at.timestamp() if note.at else inf


class _Room:
    """The record as it grows by one piece after another."""

    def __init__(self, meeting: Meeting, now: datetime, something_left: bool) -> None:
        self._meeting = meeting
        self._something_left = something_left
        self._count = len(meeting.entries)
        self._now = present(meeting, now)
        self._row = list(places(meeting))
        self._gone = withdrawn(meeting.entries)
        self._known = {
            key(version) for passage in passages(meeting) for version in (passage.entry, *passage.versions)
        }
        self._struck = struck(meeting)

    @property
    def added(self) -> tuple[Entry, ...]:
        """The entries that the pieces gave, linked to the record."""
        return self._meeting.entries[self._count :]

    def place(self, note: Note, later: Sequence[Note]) -> Placed:
        """Takes in a piece, which those `later` follow in time."""
        if note.trouble or note.at is None:
            return Placed(note, Fate.LEFT, reason=note.trouble)
        told = key_of(note, note.at)
        if told in self._known:
            return Placed(note, Fate.KNOWN)
        if told in self._struck:
            return Placed(note, Fate.STRUCK)
        try:
            if note.at > self._now:
                raise Refused(f"还没到 {note.at:%H:%M}")
            if note.act in NOTED_STEPS:
                row, after = self._step(note, note.at, later)
            else:
                row, after = self._words(note, note.at, later)
        except Refused as refused:
            self._something_left = True
            return Placed(note, Fate.LEFT, reason=str(refused).removesuffix("。"))
        return Placed(note, Fate.ADDED, self._take(row, after))

    def _step(self, note: Note, at: datetime, later: Sequence[Note]) -> tuple[tuple[Entry, ...], int]:
        if note.act is Act.CLOSED and self._something_left:
            # A break that is put right only after the closing could not be recorded any more.
            raise Refused("还有未归入的行：改好，或从笔记里删去，再导入时才记散会")
        at = in_that_minute(self._meeting, note.act, at)
        back = next((other.at for other in later if other.act is Act.RECONVENED), None)
        row = noted_step(self._meeting, note.act, at, back, self._now)
        return row, -1 if note.act is Act.OPENED else self._behind(at, ())

    def _words(self, note: Note, at: datetime, later: Sequence[Note]) -> tuple[tuple[Entry, ...], int]:
        is_step = note.act is Act.NOTED
        at = self._within(at, breaks=is_step)
        behind = self._behind(at, (Act.CLOSED,) if is_step else _ENDS)
        text = checked(note.text)
        if is_step:
            return (replace(event(Act.NOTED), text=text, at=at),), behind
        here = self._here(behind, at)
        kind, turn = self._kind(note, here, later)
        if note.act is Act.NO_OPINION:
            self._refuse_silence(turn)
        mode = note.mode or self._mode(note, turn)
        own = turn.id if turn else here if kind is Kind.INTERJECTION else ""
        said = replace(event(note.act), kind=kind, turn=own, by=note.by, to=note.to, text=text, mode=mode)
        return (*self._passing(turn, at), replace(said, at=at)), behind

    def _kind(self, note: Note, here: TurnId, later: Sequence[Note]) -> tuple[Kind, Turn | None]:
        """The part of the meeting that the words belong to, and the turn whose own they are, if any."""
        if note.kind is Kind.INTERJECTION:
            return note.kind, None
        if note.kind in (None, Kind.CRITICISM) and note.to:
            return Kind.CRITICISM, turn_to(self._meeting, note.by, note.to)
        if note.kind:
            return note.kind, turn_of_kind(self._meeting, note.by, note.kind)
        pairs = {(turn.by, turn.to) for turn in speaking_order(self._meeting) if turn.to}
        criticised = [
            other.to
            for other in later
            if other.kind is not Kind.INTERJECTION and (other.by, other.to) in pairs
        ]
        turn = turn_alone(self._meeting, here, note.by, criticised)
        if turn is None and not here:
            raise Refused("看不出是哪个环节，请写明，例如 【个人对照检查】")
        return (turn.kind, turn) if turn else (Kind.INTERJECTION, None)

    def _mode(self, note: Note, turn: Turn | None) -> Mode:
        if note.act is Act.NO_OPINION:
            return Mode.SUMMARY
        return draft_for(self._meeting, turn.id).mode if turn else Mode.VERBATIM

    def _refuse_silence(self, turn: Turn | None) -> None:
        if turn is None:
            raise Refused("发言次序里没有这一轮，不能记未提意见")
        if turn.id in recorded_turns(self._meeting.entries):
            raise Refused("这一轮已记下意见，不能再记未提意见")

    def _passing(self, turn: Turn | None, at: datetime) -> tuple[Entry, ...]:
        """The floor passes with the words, where the notes go on from where the record stops."""
        run = stretches(self._meeting.entries)
        goes_on = phase(self._meeting) is Phase.RUNNING and (not run or at >= run[-1].start)
        if turn is None or not goes_on or turn.id == floor(self._meeting):
            return ()
        return (replace(floor_to(turn), at=at),)

    def _within(self, at: datetime, *, breaks: bool) -> datetime:
        """The moment, if the meeting sat then (or, with `breaks`, had opened and not closed)."""
        sat = sittings(self._meeting.entries)
        if not sat:
            raise Refused("在开会以前")
        spans = [Sitting(sat[0].start, sat[-1].end)] if breaks else sat
        for span in spans:
            if span.start.replace(second=0) <= at and (span.end is None or at <= span.end):
                since = max(at, span.start)
                return since if at.second else self._after_others(since, span.end)
        told = "、".join(f"{s.start:%H:%M}—{f'{s.end:%H:%M}' if s.end else ''}" for s in sat)
        raise Refused(f"{at:%H:%M} 不在会期内（{told}）")

    def _after_others(self, at: datetime, end: datetime | None) -> datetime:
        """The moment behind what stands in a minute that is told without seconds, within its sitting."""
        minute = at.replace(second=0)
        stand = (entry for entry in self._row if entry.number not in self._gone)
        there = [entry.at for entry in stand if entry.at.replace(second=0) == minute]
        return max([at, *(moment for moment in there if end is None or moment <= end)])

    def _behind(self, at: datetime, ends: tuple[Act, ...]) -> int:
        """The place in the record of the last entry up to a moment, -1 for none; never of one of the ends."""
        for place in range(len(self._row) - 1, -1, -1):
            if self._row[place].at <= at and self._row[place].act not in ends:
                return place
        return -1

    def _here(self, behind: int, at: datetime) -> TurnId:
        """The turn that was on at the moment, as far as the record tells."""
        stand = (entry for entry in reversed(self._row[: behind + 1]) if entry.number not in self._gone)
        last = next((entry for entry in stand if entry.act in SPEECHES and entry.turn), None)
        run = [stretch for stretch in stretches(self._meeting.entries) if stretch.start <= at]
        if run and (last is None or run[-1].start >= last.at):
            return run[-1].turn
        return last.turn if last else ""

    def _take(self, row: Sequence[Entry], behind: int) -> Entry:
        """Links the entries to the record, what is printed of them behind that place of it."""
        after: Number = self._row[behind].number if behind >= 0 else 0
        printed = [entry for entry in row if entry.act is not Act.BEGAN]
        marked = [replace(entry, written=self._now, after=after if entry in printed else -1) for entry in row]
        linked_row = linked(self._meeting, marked)
        self._meeting = replace(self._meeting, entries=(*self._meeting.entries, *linked_row))
        (entry,) = (entry for entry in linked_row if entry.act is not Act.BEGAN)
        self._row.insert(behind + 1, entry)
        self._known.add(key(entry))
        return entry
