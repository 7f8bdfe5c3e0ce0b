"""作废: what should not be on record is taken off it before the seal; words and reason stay on file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from meeting.blank import event
from meeting.chain import chained
from meeting.desk import answers
from meeting.draft import Desk
from meeting.fitting import STRIKABLE
from meeting.model import Act, Entry, Meeting, Number
from meeting.record import passages, speech
from meeting.refused import Refused
from meeting.seal import is_sealed
from meeting.special import accounts
from meeting.text import clean

Entries = tuple[Entry, ...]

AFTER_SEAL = "已定稿，不能作废；要改就选这一条按回车更正，写明谁要求、为什么。"
_STEP = "开会、休会一类的程序记事不能作废。"


@dataclass(frozen=True, slots=True)
class Struck:
    """What was taken off the record, as it read last, and the entry that took it off."""

    was: Entry
    by: Entry


def strike_out(meeting: Meeting, number: Number, reason: str, now: datetime) -> Entries:
    """A remark or note of procedure is taken off the record for a reason; raises `Refused`.

    Numbers close up behind it, and its turn has nothing on record if nothing else is.
    """
    if refusal := why_not(meeting, number):
        raise Refused(refusal)
    why = clean(reason).strip()
    if not why:
        raise Refused("请写明为什么作废，例如：记到了别人名下。")
    gone = speech(meeting, number).entry
    return chained(
        meeting,
        now,
        replace(
            event(Act.WITHDRAWN), kind=gone.kind, turn=gone.turn, by=gone.by, corrects=number, reason=why
        ),
    )


def why_not(meeting: Meeting, number: Number) -> str:
    """Why the entry can't be taken off the record; "" if it can."""
    if is_sealed(meeting):
        return AFTER_SEAL
    act = next((p.entry.act for p in passages(meeting) if p.entry.number == number), None)
    if act is Act.SKIPPED:
        return "跳过不作废：到会议进行一屏按 Tab 选这一轮，恢复它。"
    return "" if act in STRIKABLE else _STEP


def leaning_on(meeting: Meeting, desk: Desk, number: Number) -> Iterator[str]:
    """What else of the meeting or on the desk rests on the entry and loses that, each in a few words."""
    responses = sum(1 for p in passages(meeting) if number in p.valid.refers)
    stated = sum(1 for one in accounts(meeting).values() if one.shown_by == number)
    dossier = meeting.dossier
    taken = sum(1 for problem in dossier.problems if problem.entry == number)
    reported = sum(1 for problem in dossier.last_year if problem.reported_in == number)
    if responses:
        yield f"{responses} 条表态不再指它"
    if waiting := len(answers(desk, number)):
        yield f"没记下的 {waiting} 条表态不再指它"
    if stated:
        yield f"四项说明有 {stated} 项变未说明"
    if reported:
        yield f"上年度整改有 {reported} 项变未报告"
    if taken:
        yield f"整改清单有 {taken} 项没了出处"


def struck_out(meeting: Meeting) -> tuple[Struck, ...]:
    """Everything that was taken off with a reason, in the order in which that was done."""
    gone = [entry for entry in meeting.entries if entry.act is Act.WITHDRAWN and entry.reason]
    return tuple(Struck(_as_last_read(meeting, entry.corrects), entry) for entry in gone)


def _as_last_read(meeting: Meeting, number: Number) -> Entry:
    versions = [meeting.entries[number - 1]]
    versions += [e for e in meeting.entries if e.act is Act.CORRECTED and e.corrects == number]
    return versions[-1]
