"""The chain of digests that links every entry to the one before it, and so shows any later change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime

from meeting.model import Entry, Meeting, Number
from meeting.timing import present

NOW = datetime.max.replace(tzinfo=UTC)
"""Stands for the moment of confirming in an entry that is not yet part of the chain."""


def chained(meeting: Meeting, now: datetime, *entries: Entry) -> tuple[Entry, ...]:
    """The entries timed and linked; a clock set back never makes one earlier than the last."""
    written = present(meeting, now)
    timed = [
        replace(entry, at=written if entry.at is NOW else entry.at, written=written) for entry in entries
    ]
    return linked(meeting, timed)


def linked(meeting: Meeting, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries numbered on from the meeting's record, each with the digest of the one before it."""
    row: list[Entry] = []
    for number, entry in enumerate(entries, start=len(meeting.entries) + 1):
        previous = digest(row[-1]) if row else last_digest(meeting)
        row.append(replace(entry, number=number, previous=previous))
    return tuple(row)


_DEFAULTS = {field.name: field.default for field in fields(Entry) if field.default is not MISSING}


def digest(entry: Entry) -> str:
    """SHA-256 over every field of the entry, the digest of the one before it included.

    A field that holds its default is left out, so that a field added in a later version breaks no old chain.
    """
    given = {field.name: getattr(entry, field.name) for field in fields(entry)}
    told = {name: value for name, value in given.items() if value != _DEFAULTS.get(name)}
    return hashlib.sha256(_ENCODER.encode(told).encode("utf-8", "surrogatepass")).hexdigest()


def last_digest(meeting: Meeting) -> str:
    """The digest that the next entry continues; that of the meeting's id while nothing is recorded."""
    if meeting.entries:
        return digest(meeting.entries[-1])
    return hashlib.sha256(meeting.id.encode()).hexdigest()


def broken_link(meeting: Meeting) -> Number:
    """Number of the first entry that does not continue the one before it; 0 when the chain holds."""
    return first_stray(replace(meeting, entries=()), meeting.entries)


def first_stray(meeting: Meeting, further: Sequence[Entry]) -> Number:
    """Number due to the first of these entries that does not continue the meeting's record; 0 for none."""
    before: Entry | None = None
    for place, entry in enumerate(further, start=len(meeting.entries) + 1):
        expected = digest(before) if before else last_digest(meeting)
        if entry.number != place or entry.previous != expected:
            return place
        before = entry
    return 0


def _as_json(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no plain form for {type(value).__name__}")


# One for all: json.dumps would make a new one for each of thousands of entries.
_ENCODER = json.JSONEncoder(default=_as_json, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
