"""The only thing that changes a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from meeting.chain import first_stray
from meeting.dossier.model import Dossier
from meeting.fitting import misfit
from meeting.model import Act, Entry, Meeting
from meeting.refused import Refused
from meeting.seal import SETUP_FIXED, is_sealed, refuse_if_sealed, setup_digest


class Store(Protocol):
    """Where a meeting is kept; each call returns only once it is safe, or raises."""

    def append(self, entries: Sequence[Entry]) -> None:
        """Adds entries to the record."""

    def keep(self, meeting: Meeting) -> None:
        """Keeps everything about the meeting but its entries and its dossier."""

    def keep_dossier(self, dossier: Dossier) -> None:
        """Keeps the dossier."""


class Recorder:
    """Takes changes to one meeting: stores each first, and only then hands out the new value."""

    def __init__(self, meeting: Meeting, store: Store) -> None:
        self._meeting = meeting
        self._store = store

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is stored."""
        return self._meeting

    def record(self, entries: Sequence[Entry]) -> Meeting:
        """Adds the entries of a step (see `meeting.steps`) to the record.

        Raises ValueError for entries that do not continue this record, `Refused` for what a sealed record
        does not take, and what the store raises when it could not save; the meeting is then unchanged.
        """
        refuse_if_sealed(self._meeting, entries)
        seals_wrongly = any(e.act is Act.SEALED and e.setup != setup_digest(self._meeting) for e in entries)
        if seals_wrongly or first_stray(self._meeting, entries):
            raise ValueError("entries do not continue the record")
        if misfit((*self._meeting.entries, *entries)):
            raise ValueError("an entry corrects, withdraws or follows what it can't")
        self._store.append(entries)
        self._meeting = replace(self._meeting, entries=(*self._meeting.entries, *entries))
        return self._meeting

    def set_up(self, changed: Meeting) -> Meeting:
        """Takes over a meeting whose head, people or arrangement were changed.

        Raises ValueError when the entries were touched, `Refused` after the seal, and what the store raises
        when it could not save.
        """
        if is_sealed(self._meeting):
            raise Refused(SETUP_FIXED)
        kept = ("id", "entries", "dossier")
        if any(getattr(changed, name) != getattr(self._meeting, name) for name in kept):
            raise ValueError("setting up never touches the record or the dossier")
        self._store.keep(changed)
        self._meeting = changed
        return changed

    def file(self, dossier: Dossier) -> Meeting:
        """Takes over a changed dossier, sealed record or not; raises what the store raises."""
        self._store.keep_dossier(dossier)
        self._meeting = replace(self._meeting, dossier=dossier)
        return self._meeting
