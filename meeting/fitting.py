"""What an entry must keep to beyond its fields, so that every view of the record can be computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from meeting.last import of_longer
from meeting.model import Act, Entry, Number
from meeting.spoken import SPEECHES

CORRECTABLE = (Act.SAID, Act.NO_OPINION, Act.NOTED, Act.SKIPPED)
"""What has words that can be corrected."""

STRIKABLE = (*SPEECHES, Act.NOTED)
"""What can be taken off the record before the seal, wherever in it it stands."""

COMINGS = (Act.ARRIVED, Act.LEFT)
"""What has no words but a time and perhaps a reason, which can be corrected as well."""
_NEEDS_OPENING = frozenset(
    (
        *COMINGS,
        Act.ADJOURNED,
        Act.RECONVENED,
        Act.CLOSED,
        Act.PAUSED,
        Act.RESUMED,
        Act.HANDED_OVER,
        Act.SEALED,
    )
)


class _Fitting:
    """The first entry that does not fit, as far as the entries tell that were taken."""

    def __init__(self) -> None:
        self._misfit = 0
        self._acts: dict[Number, Act] = {}
        self._remarks: list[Number] = []
        self._corrected: set[Number] = set()
        self._written = datetime.min.replace(tzinfo=UTC)
        self._is_open = self._is_sealed = False

    def take(self, entry: Entry) -> None:
        if not self._misfit and not self._fits(entry):
            self._misfit = entry.number
        self._written = entry.written
        self._is_open = self._is_open or entry.act is Act.OPENED
        self._is_sealed = self._is_sealed or entry.act is Act.SEALED
        if entry.act is Act.CORRECTED:
            self._corrected.add(entry.corrects)
        elif entry.act is Act.WITHDRAWN:
            self._acts.pop(entry.corrects, None)
            self._remarks = [number for number in self._remarks if number != entry.corrects]
        else:
            self._acts[entry.number] = entry.act
            if entry.act in SPEECHES:
                self._remarks.append(entry.number)

    def answer(self) -> Number:
        return self._misfit

    def _fits(self, entry: Entry) -> bool:
        if entry.written < self._written or not -1 <= entry.after < max(entry.number, 1):
            return False
        if self._is_sealed and entry.act not in (Act.CORRECTED, Act.SEALED):
            return False
        if entry.act in _NEEDS_OPENING and not self._is_open:
            return False
        if entry.act is Act.CORRECTED:
            return self._acts.get(entry.corrects) in (*CORRECTABLE, *COMINGS)
        if entry.act is Act.WITHDRAWN:
            act = self._acts.get(entry.corrects)
            # Only the last remark is taken back without a word; any other is struck for a reason.
            is_last = entry.corrects in self._remarks[-1:] and entry.corrects not in self._corrected
            return is_last or act in COMINGS or (act in STRIKABLE and bool(entry.reason))
        return True


_first_misfit = of_longer(_Fitting)


def misfit(entries: Sequence[Entry]) -> Number:
    """Number of the first entry that corrects, withdraws or follows what it can't; 0 when all fit."""
    return _first_misfit(entries)
