"""Undoing the last 记下 while its turn is near: the entry stays on file as withdrawn, and is not printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from meeting.blank import event
from meeting.chain import chained
from meeting.desk import ASIDE
from meeting.draft import Draft
from meeting.floor import Phase, floor, phase, turn_before
from meeting.model import Act, Entry, Kind, Meeting
from meeting.record import words_typed
from meeting.refused import Refused
from meeting.spoken import spoken
from meeting.timing import sittings

Entries = tuple[Entry, ...]


def take_back(meeting: Meeting, now: datetime) -> Entries:
    """撤回上一条: the last remark is withdrawn, and the floor goes back to its turn; raises `Refused`."""
    last = last_confirmed(meeting)
    gone = replace(event(Act.WITHDRAWN), kind=last.kind, turn=last.turn, corrects=last.number)
    moved = floor(meeting) != last.turn
    back = [replace(event(Act.RETURNED), turn=last.turn)] if moved else []
    return chained(meeting, now, gone, *back)


def last_confirmed(meeting: Meeting) -> Entry:
    """The remark that can be taken back; raises `Refused` when there is none."""
    if phase(meeting) is not Phase.RUNNING:
        raise Refused("会议没有在进行，不能撤回；要改请到会议记录中更正或作废（F12）。")
    said = spoken(meeting.entries)
    if not said:
        raise Refused("还没有记下的发言可以撤回。")
    last = said[-1]
    if last.written < sittings(meeting.entries)[-1].start:
        # The words that were said before a break would else be taken for what is said after it.
        raise Refused("上一条是休会以前记下的，不能撤回；要改请到会议记录中更正或作废（F12）。")
    if last.after >= 0 or any(entry.corrects == last.number for entry in meeting.entries):
        raise Refused("上一条是补记的或已更正过，不能撤回；要改请到会议记录中更正或作废（F12）。")
    if last.turn not in (floor(meeting), turn_before(meeting)):
        raise Refused("上一条所在的轮次已经过去，不能撤回；要改请到会议记录中更正或作废（F12）。")
    return last


def as_draft(entry: Entry) -> tuple[str, Draft]:
    """The withdrawn remark as it goes back into the editor, with the key under which the desk keeps it."""
    aside = entry.kind is Kind.INTERJECTION
    text = words_typed(entry)
    lines = text.split("\n")
    draft = Draft(
        entry.turn,
        entry.kind,
        entry.by,
        entry.to,
        entry.at if aside else None,
        text,
        (len(lines) - 1, len(lines[-1])),
        entry.mode,
        entry.aspects,
        entry.refers,
    )
    return ASIDE if aside else entry.turn, draft
