"""What a practice tells the recorder, computed from its script and the record made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from meeting.desk import ASIDE
from meeting.draft import Desk
from meeting.floor import recorded_turns, skipped_turns
from meeting.invented.practice import Script, beginnings, heard, played
from meeting.model import Act, Meeting, TurnId
from meeting.record import passages
from meeting.timing import stretches

LATE = 5.0
"""Seconds after the next speaker's first word from which passing the floor on counts as late."""


@dataclass(frozen=True, slots=True)
class Late:
    """A turn that got the floor too long after its speaker had begun."""

    turn: TurnId
    seconds: float
    """How long after; for one that never got it, up to the end of the practice."""
    got_floor: bool
    by_recording: bool
    """Whether it got the floor because the remark before was recorded, which takes writing it to its end."""


@dataclass(frozen=True, slots=True)
class Result:
    """The practice in numbers."""

    seconds: float
    turns: int
    """Turns with something on record."""
    said: int
    """Characters spoken by the end, as far as they count as words."""
    taken_down: int
    """Those of them that were written down, in their order, in the right turn."""
    typed: int
    """Characters on record and in the editor, blanks left out."""
    keys: Counter[str]
    """Keys beyond text, each with how often it was pressed."""
    late: tuple[Late, ...]

    @property
    def typed_a_minute(self) -> float:
        """Characters typed per minute of the practice."""
        return self.typed * 60 / max(1.0, self.seconds)

    @property
    def share(self) -> float:
        """The share of what was said that was taken down, 0 where nothing was said."""
        return self.taken_down / self.said if self.said else 0.0

    @property
    def keys_a_turn(self) -> float:
        """Keys beyond text per recorded turn, 0 without one."""
        return self.keys.total() / self.turns if self.turns else 0.0


def result(
    script: Script, pace: int, meeting: Meeting, desk: Desk, keys: Sequence[str], now: datetime
) -> Result:
    """The result of a practice that ends now."""
    seconds = played(meeting, now)
    on = heard(script, pace, seconds)
    written = _written(meeting, desk)
    said = taken = 0
    for place, line in enumerate(script[: on.place + 1]):
        words = _words(line.text if place < on.place else on.words)
        said += len(words)
        taken += _in_common(words, _words(written.get(line.turn, "")))
    return Result(
        seconds,
        len(recorded_turns(meeting.entries)),
        said,
        taken,
        sum(not character.isspace() for text in written.values() for character in text),
        Counter(keys),
        tuple(_late(script, pace, meeting, seconds)),
    )


def _written(meeting: Meeting, desk: Desk) -> dict[TurnId, str]:
    """By turn, what is on record as it now reads, and what still stands in the editor."""
    written: dict[TurnId, str] = {}
    said = [(p.entry.turn, p.valid.text) for p in passages(meeting) if p.valid.act is Act.SAID]
    # The desk also holds corrections, whose text is on record already.
    waiting = [(d.turn, d.text) for key, d in desk.drafts.items() if key in (d.turn, ASIDE)]
    for turn, text in [*said, *waiting]:
        written[turn] = written.get(turn, "") + text
    return written


def _words(text: str) -> str:
    """The text without punctuation and blanks, which everybody sets in their own way."""
    return "".join(filter(str.isalnum, text))


def _in_common(said: str, written: str) -> int:
    """How many characters of what was said were written, in their order."""
    return sum(block.size for block in SequenceMatcher(None, said, written, False).get_matching_blocks())


def _late(script: Script, pace: int, meeting: Meeting, seconds: float) -> list[Late]:
    skipped = skipped_turns(meeting.entries)
    begun = {stretch.turn: stretch.start for stretch in reversed(stretches(meeting.entries))}
    found = []
    for line, begins in list(zip(script, beginnings(script, pace), strict=False))[1:]:
        start = begun.get(line.turn)
        waited = (played(meeting, start) if start else seconds) - begins
        if waited > LATE and line.turn not in skipped:
            by_recording = bool(start) and line.turn in _begun_by_recording(meeting)
            found.append(Late(line.turn, waited, bool(start), by_recording))
    return found


def _begun_by_recording(meeting: Meeting) -> set[TurnId]:
    """The turns that got the floor in the same step that recorded the turn before."""
    return {
        entry.turn
        for before, entry in zip(meeting.entries, meeting.entries[1:], strict=False)
        if entry.act is Act.BEGAN and before.act is Act.SAID and before.written == entry.written
    }
