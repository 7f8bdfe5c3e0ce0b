"""Notes taken elsewhere, on paper or in a text file, read piece by piece; see docs/notes.md for the form.

Nothing is placed in the record here (see `meeting.notes.placing`), and no line is lost: each one belongs to a
piece, or only tells the day or the time of those below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from meeting.model import Act, Kind, Meeting, Mode, PersonId
from meeting.notes.lines import Head, day_of, head_of, names_arrow, noted_in, step_of, time_of
from meeting.notes.names import in_full, looks_like_name, named
from meeting.record import NO_OPINION
from meeting.refused import Refused
from meeting.text import clean, lines_of
from meeting.timing import in_zone, sittings, zone

NO_SPEAKER = "看不出是谁说的：发言写成“姓名：文字”或“姓名→姓名：文字”，程序记事写成〔…〕"
WORDLESS = "后面没有文字"
_NO_DAY = "不知道是哪一天：请在前面写一行日期，例如 # 2022-01-28"
_NO_TIME = "不知道是什么时候：请在行首写时刻，例如 09:12"
_NOTHING_BEFORE = "前面没有可以接的发言"
_TARGETLESS = "批评意见要写明对谁，例如 李四→张三：……"


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of the notes: what somebody said, or what happened; `trouble` says why it can't be used."""

    lines: tuple[int, ...]
    """Numbers of its lines in the file, from 1."""
    act: Act
    at: datetime | None = None
    kind: Kind | None = None
    """As it was written; None leaves it to the speaking order."""
    mode: Mode | None = None
    by: PersonId = ""
    to: PersonId = ""
    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """A whole file: its lines as they are, the pieces in them, and the lines that only tell day or time."""

    lines: tuple[str, ...]
    pieces: tuple[Note, ...]
    guides: frozenset[int]

    def left_of(self, pieces: Sequence[Note]) -> tuple[tuple[int, str], ...]:
        """The lines of these pieces, word for word and with their numbers, in the order of the file."""
        numbers = sorted({number for piece in pieces for number in piece.lines})
        return tuple((number, self.lines[number - 1]) for number in numbers)


def read_notes(meeting: Meeting, text: str) -> Notes:
    """The notes in a text, for this meeting's people and days."""
    lines = lines_of(text)
    reader = _Reader(meeting)
    for number, line in enumerate(lines, start=1):
        if clean(line).strip():
            reader.take(number, line)
    return Notes(lines, tuple(_settled(piece) for piece in reader.pieces), frozenset(reader.guides))


def meeting_day(meeting: Meeting) -> date | None:
    """The one day on which the meeting sits, or None where there are several or it is open."""
    days = {
        in_zone(moment, meeting.head.zone).date()
        for sitting in sittings(meeting.entries)
        for moment in (sitting.start, sitting.end)
        if moment
    }
    if not days:
        return meeting.head.date
    return days.pop() if len(days) == 1 else None


class _Reader:
    """Takes line after line; knows the day and the time that were told last."""

    def __init__(self, meeting: Meeting) -> None:
        self.pieces: list[Note] = []
        self.guides: set[int] = set()
        self._meeting = meeting
        self._day = meeting_day(meeting)
        self._time: time | None = None
        self._after_guide = False
        """Whether the line before told a day or a time and nothing else, so that this one begins anew."""

    def take(self, number: int, line: str) -> None:
        """Reads the next line that is not blank."""
        line = clean(line).strip()
        try:
            day, rest = day_of(line, self._day.year if self._day else self._meeting.head.year)
            told, rest = time_of(rest)
        except Refused as refused:
            self._begin(Note((number,), Act.SAID, trouble=str(refused)))
            return
        if day and rest and not told and line[0] not in "#＃":
            day, rest = None, line
        if day:
            # A time belongs to its day: what follows a new one without a time can't be placed.
            self._day, self._time = day, None
        self._time = told or self._time
        if (day or told) and not rest:
            self.guides.add(number)
            self._after_guide = True
        elif found := self._pieces(number, rest, anew=bool(told or day) or self._after_guide):
            for piece in found:
                self._begin(piece)
        else:
            self._go_on(number, line)

    def _pieces(self, number: int, rest: str, *, anew: bool) -> Sequence[Note]:
        """What begins with this line; nothing where it goes on with the one before."""
        if step := step_of(rest, timed=anew):
            act, more = step
            # The step of a meeting needs a time of its own: the line before tells another.
            begun = Note((number,), act, trouble="" if anew else _NO_TIME)
            return (begun, Note((number,), Act.NOTED, text=more)) if more else (begun,)
        noted = noted_in(rest, timed=anew)
        if noted is not None:
            return (Note((number,), Act.NOTED, text=noted),)
        said = self._said(number, head_of(rest), anew=anew)
        if said is None and (anew or in_full(self._meeting, names_arrow(rest))):
            return (Note((number,), Act.SAID, trouble=NO_SPEAKER),)
        return (said,) if said else ()

    def _said(self, number: int, head: Head | None, *, anew: bool) -> Note | None:
        """What somebody says, where the line names somebody; None for a paragraph of what is being said."""
        if head is None:
            return None
        said = Note((number,), Act.SAID, kind=head.kind, mode=head.mode, text=head.text)
        by, to = self._pair(head)
        begins = anew or head.arrow or bool(to) or head.kind is not None
        if not begins and not in_full(self._meeting, by) and not looks_like_name(self._meeting, by):
            return None
        try:
            said = replace(said, by=named(self._meeting, by), to=named(self._meeting, to) if to else "")
        except Refused as refused:
            return replace(said, trouble=str(refused))
        if head.arrow and not to:
            return replace(said, trouble=_TARGETLESS)
        return said

    def _pair(self, head: Head) -> tuple[str, str]:
        """Who speaks to whom, where 对 stands between two names as well as where an arrow does."""
        by, word, to = head.by.partition("对")
        is_pair = not head.arrow and bool(word) and not in_full(self._meeting, head.by)
        return (by, to) if is_pair and in_full(self._meeting, by) else (head.by, head.to)

    def _begin(self, piece: Note) -> None:
        self._after_guide = False
        self.pieces.append(piece if piece.trouble else self._timed(piece))

    def _timed(self, piece: Note) -> Note:
        if self._time is None:
            return replace(piece, trouble=_NO_TIME)
        if self._day is None:
            return replace(piece, trouble=_NO_DAY)
        name = self._meeting.head.zone
        return replace(piece, at=in_zone(datetime.combine(self._day, self._time, tzinfo=zone(name)), name))

    def _go_on(self, number: int, line: str) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.act not in (Act.SAID, Act.NOTED):
            self._begin(Note((number,), Act.SAID, trouble=_NOTHING_BEFORE))
        else:
            text = f"{last.text}\n{line}" if last.text else line
            self.pieces[-1] = replace(last, lines=(*last.lines, number), text=text)


def _settled(piece: Note) -> Note:
    """The piece once all its lines are known."""
    if piece.trouble or piece.act not in (Act.SAID, Act.NOTED):
        return piece
    if not piece.text.strip():
        return replace(piece, trouble=WORDLESS)
    if piece.kind is Kind.PROCEDURE:
        return replace(piece, trouble=NO_SPEAKER)
    if piece.kind is Kind.CRITICISM and not piece.to:
        return replace(piece, trouble=_TARGETLESS)
    if piece.to and piece.by == piece.to:
        return replace(piece, trouble="发言人和对象是同一个人")
    is_silence = piece.to and piece.text.strip(" 。.") == NO_OPINION
    return replace(piece, act=Act.NO_OPINION, text=NO_OPINION) if is_silence else piece
