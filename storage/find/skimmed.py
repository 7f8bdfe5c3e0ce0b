"""A meeting read for its words alone, in a tenth of the time that reading it in full takes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from operator import attrgetter
from pathlib import Path

import msgspec

from meeting.ids import Number, PersonId, TurnId
from meeting.model import Act, Kind
from storage.journal.standing import Parts
from storage.meeting_file import read_record
from storage.meeting_tables import FORMAT, tables_of


class Words(msgspec.Struct, gc=False):
    """Of an entry, what is looked for and what tells whether it stands; see `meeting.model.Entry`.

    The fields have the order of the file, in which msgspec looks for them.
    """

    number: Number
    act: Act
    kind: Kind
    when: str = msgspec.field(name="at")
    turn: TurnId = ""
    by: PersonId = ""
    to: PersonId = ""
    text: str = ""
    corrects: Number = 0
    after: Number = -1

    @property
    def at(self) -> datetime:
        """When it happened in the room, parsed only where it is asked for."""
        return datetime.fromisoformat(self.when)


class Siting(msgspec.Struct, gc=False):
    """What of an entry tells its place in the room; the time is in UTC, as times of one zone compare fast."""

    number: Number
    act: Act
    kind: Kind
    at: datetime
    turn: TurnId
    corrects: Number
    after: Number

    @classmethod
    def of(cls, words: Words) -> Siting:
        """The part of what was skimmed."""
        at = words.at.astimezone(UTC)
        return cls(words.number, words.act, words.kind, at, words.turn, words.corrects, words.after)


class _Person(msgspec.Struct):
    id: PersonId
    name: str


class _Head(msgspec.Struct):
    group: str = ""
    title: str = ""
    year: int = 0
    date: date | None = None


class _Setup(msgspec.Struct):
    format: int
    id: str
    head: _Head
    people: list[_Person]
    sample: bool = False


class _Tables(msgspec.Struct):
    meeting: dict[str, _Setup]
    entries: dict[str, Words] = {}


_DECODER = msgspec.json.Decoder(_Tables)
_ENTRIES = msgspec.json.Decoder(list[Words])


class Skimmed:
    """The words of a meeting and whose they are."""

    def __init__(self, tables: _Tables) -> None:
        """Raises ValueError for tables that are not those of one meeting with all its entries."""
        (setup,) = tables.meeting.values()
        self.id = setup.id
        self.title = setup.head.group + setup.head.title
        self.sample = setup.sample
        self.names = {person.id: person.name for person in setup.people}
        self.year = setup.head.year or _year_of(setup)
        """The 年度 that the head names; where it names none, the year of the day or of the id."""
        self.entries = sorted(tables.entries.values(), key=attrgetter("number"))
        numbers = [entry.number for entry in self.entries]
        if not 1 <= setup.format <= FORMAT or numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("not as this program writes it")


def _year_of(setup: _Setup) -> int:
    if setup.head.date:
        return setup.head.date.year
    return int(setup.id[:4]) if setup.id[:4].isdecimal() else 0


def skim(parts: Parts, folder: Path) -> Skimmed:
    """The words of the meeting of which these are the files in the folder.

    The digest that the journal names vouches for the file. Where nothing does, or changes lie in the journal
    only, or anything is strange, the meeting is read in full. Raises `Damaged` or `BadPlace`.
    """
    return _skimmed(parts.snapshot, parts, folder) or Skimmed(
        msgspec.convert(tables_of(read_record(folder)), _Tables)
    )


def skim_setup(setup: bytes, parts: Parts, folder: Path) -> Skimmed | None:
    """What of a meeting is no entry, from JSON without these; None where it has to be read in full."""
    return _skimmed(setup, parts, folder)


def entries_of(content: bytes) -> list[Words]:
    """The entries of which this is the JSON; raises ValueError for anything else."""
    try:
        return _ENTRIES.decode(content)
    except msgspec.MsgspecError as error:
        raise ValueError("no entries") from error


def _skimmed(content: bytes, parts: Parts, folder: Path) -> Skimmed | None:
    if not parts.lines or parts.changes:
        return None
    try:
        skimmed = Skimmed(_DECODER.decode(content))
    except (ValueError, msgspec.MsgspecError):
        return None
    return skimmed if skimmed.id == folder.name else None
