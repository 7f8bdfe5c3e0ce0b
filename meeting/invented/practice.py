"""练习: an invented meeting that is spoken at a chosen pace, and what of it is heard at a given moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import accumulate

from meeting.invented.sample import Stage, sample
from meeting.model import Act, Meeting, TurnId
from meeting.refused import Refused
from meeting.template import Template
from meeting.timing import halts, in_zone

SLOW, MIDDLE, FAST = 60, 120, 200
"""Characters a minute; the last is how people talk."""

PACES = {"慢": SLOW, "中": MIDDLE, "快": FAST}

PAUSE = 2.0
"""Seconds between one speaker's last word and the next one's first."""

_SLOWEST, _FASTEST = 10, 1000


@dataclass(frozen=True, slots=True)
class Practice:
    """What is asked for: characters spoken a minute, punctuation among them, and how many members speak."""

    pace: int = SLOW
    members: int = 7


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says in one turn."""

    turn: TurnId
    text: str


Script = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Which line of the script is on, and what has been said of it; behind the last line nothing is."""

    place: int
    words: str


def pace_of(text: str) -> int:
    """A pace from its name or number; raises `Refused`."""
    if text in PACES:
        return PACES[text]
    if not text.isdecimal() or not _SLOWEST <= int(text) <= _FASTEST:
        names = "、".join(PACES)
        raise Refused(f"“{text}”不是速度：请写{names}，或每分钟的字数，{_SLOWEST} 到 {_FASTEST}。")
    return int(text)


def staged(template: Template, practice: Practice, now: datetime, meeting_id: str) -> tuple[Meeting, Script]:
    """An invented meeting that can be opened now, and what will be said in it."""
    held = sample(
        template,
        members=practice.members,
        entries=None,
        stage=Stage.FINISHED,
        now=now,
        meeting_id=meeting_id,
    )
    here = in_zone(now, held.head.zone)
    head = replace(held.head, date=here.date(), starts=time(here.hour, here.minute), days=1)
    script = tuple(Line(entry.turn, entry.text) for entry in held.entries if entry.act is Act.SAID)
    return replace(held, head=head, entries=()), script


def played(meeting: Meeting, moment: datetime) -> float:
    """Seconds for which the meeting has been spoken by that moment: since its opening, without the halts."""
    # The first entry's moment of writing stays what it is, also when the opening is moved back.
    begun = meeting.entries[0].written
    still = sum(
        max(0.0, (min(moment, halt.end or moment) - max(begun, halt.start)).total_seconds())
        for halt in halts(meeting.entries)
    )
    return max(0.0, (moment - begun).total_seconds() - still)


def beginnings(script: Script, pace: int) -> Sequence[float]:
    """The seconds from the opening after which each line begins, and last that after which all is over."""
    return tuple(accumulate((_length(line, pace) + PAUSE for line in script), initial=0.0))


def heard(script: Script, pace: int, seconds: float) -> Heard:
    """What is being said so many seconds after the opening."""
    for place, (line, begins) in enumerate(zip(script, beginnings(script, pace), strict=False)):
        since = seconds - begins
        if since < _length(line, pace) + PAUSE:
            return Heard(place, line.text[: max(0, int(since * pace / 60))])
    return Heard(len(script), "")


def _length(line: Line, pace: int) -> float:
    return len(line.text) * 60 / pace
