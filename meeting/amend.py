"""What is recorded besides the turns, or afterwards: notes of procedure, corrections, late additions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from meeting.blank import checked, event
from meeting.chain import chained
from meeting.draft import Draft
from meeting.fitting import COMINGS, CORRECTABLE
from meeting.floor import Phase, phase
from meeting.model import Act, Entry, Kind, Meeting, Number
from meeting.record import NO_OPINION, TO_COMPLETE, speech, words_typed
from meeting.refused import Refused
from meeting.retime import corrected_time
from meeting.text import clean

Entries = tuple[Entry, ...]


def note(meeting: Meeting, text: str, now: datetime) -> Entries:
    """程序记事: something else that happened in the room."""
    if not clean(text).strip():
        raise Refused("请写明发生了什么，例如：10:20 会场停电五分钟。")
    return chained(meeting, now, replace(event(Act.NOTED), text=clean(text).strip()))


def correct(meeting: Meeting, number: Number, revised: Draft, now: datetime) -> Entries:
    """更正: new content or another time for an entry; the earlier versions stay on file."""
    passage = speech(meeting, number)
    old = passage.valid
    if old.act not in (*CORRECTABLE, *COMINGS):
        raise Refused("开会、休会一类的程序记事没有文字可改。")
    at = corrected_time(meeting, passage, revised.at, now) if revised.at else old.at
    new = replace(old, act=Act.CORRECTED, at=at, corrects=number, after=-1)
    if old.act in COMINGS:
        entry = replace(new, text=clean(revised.text).strip() if old.act is Act.LEFT else "")
    else:
        entry = _reworded(new, old, revised)
    if _content(entry) == _content(old):
        raise Refused("没有改动。")
    return chained(meeting, now, entry)


def _reworded(new: Entry, old: Entry, revised: Draft) -> Entry:
    """The correction with the words that are revised; where only the time is, what is 待补 stays so."""
    is_retimed, typed = new.at != old.at, clean(revised.text).strip("\n")
    if is_retimed and typed == words_typed(old):
        text, unfinished = old.text, old.unfinished
    elif words_typed(old) and not typed.strip():
        raise Refused("更正以后要有文字。这一条不该有的，定稿以前可在会议记录按 F9 选“作废”。")
    else:
        text, unfinished = checked(revised.text), False
    if old.unfinished and not unfinished and text == TO_COMPLETE:
        raise Refused("还没有补上文字。")
    return replace(
        new,
        by=revised.by,
        to=revised.to,
        text=text,
        mode=old.mode if old.act is Act.NO_OPINION and text == NO_OPINION else revised.mode,
        aspects=revised.aspects,
        refers=revised.refers,
        unfinished=unfinished,
    )


def add_later(meeting: Meeting, draft: Draft, after: Number, now: datetime) -> Entries:
    """补记: an entry added afterwards in the place where it belongs, behind the entry of that number."""
    if phase(meeting) is Phase.PLANNED:
        raise Refused("会议还没有开始，没有可以补记的。")
    if not draft.by:
        raise Refused("补记要写明是谁的发言，请按 F5 选发言人。")
    entry = replace(
        event(Act.SAID),
        kind=draft.kind,
        turn=draft.turn,
        by=draft.by,
        to=draft.to,
        text=checked(draft.text),
        mode=draft.mode,
        aspects=draft.aspects,
        refers=draft.refers,
        at=speech(meeting, after).valid.at,
        after=after,
    )
    return chained(meeting, now, entry)


def _content(entry: Entry) -> tuple[object, ...]:
    """What of an entry is printed."""
    if entry.kind is Kind.PROCEDURE or (entry.text == NO_OPINION and entry.kind is Kind.CRITICISM):
        return (entry.at, entry.by, entry.to, entry.text, entry.unfinished)
    return (
        entry.at,
        entry.by,
        entry.to,
        entry.text,
        entry.mode,
        entry.aspects,
        entry.refers,
        entry.unfinished,
    )
