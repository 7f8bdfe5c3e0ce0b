"""What tells one piece of the notes from every other, and which pieces were struck from the record."""

from __future__ import annotations

from datetime import datetime

from meeting.fitting import STRIKABLE
from meeting.model import Act, Entry, Meeting, PersonId
from meeting.notes.note_steps import NOTED_STEPS
from meeting.notes.notes import Note
from meeting.strike import struck_out

Key = tuple[object, ...]


def key(entry: Entry) -> Key:
    """What tells the entry from every other that notes could give."""
    return _told(entry.act, entry.at, entry.by, entry.to, entry.text)


def key_of(note: Note, at: datetime) -> Key:
    """The key of the entry that a piece at this moment gives."""
    return _told(note.act, at, note.by, note.to, note.text)


def struck(meeting: Meeting) -> frozenset[Key]:
    """The keys of what was struck for a reason, as it first read and as it was corrected."""
    gone = {one.by.corrects for one in struck_out(meeting)}
    return frozenset(
        key(entry)
        for entry in meeting.entries
        if (entry.act in STRIKABLE and entry.number in gone)
        or (entry.act is Act.CORRECTED and entry.corrects in gone)
    )


def _told(act: Act, at: datetime, by: PersonId, to: PersonId, text: str) -> Key:
    """What tells one piece from every other, told to the minute as notes are."""
    minute = at.replace(second=0)
    if act in NOTED_STEPS:
        return act, minute
    # A correction bears an act of its own.
    return minute, by, to, text.strip()
