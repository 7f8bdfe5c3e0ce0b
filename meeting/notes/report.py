"""What becomes of each line of the notes, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from meeting.floor import phase
from meeting.model import Act, Entry, Meeting
from meeting.notes.notes import Notes
from meeting.notes.placing import Fate, Intake, Placed
from meeting.roster import name_of
from meeting.text import clean, uncoloured

_SHOWN = 24
"""Characters of a text."""
_STEPS = {Act.OPENED: "开会", Act.ADJOURNED: "休会", Act.RECONVENED: "复会", Act.CLOSED: "散会"}
_FATES = {Fate.ADDED: "补记", Fate.KNOWN: "已有", Fate.STRUCK: "作废过", Fate.LEFT: "未归入"}


def report(meeting: Meeting, notes: Notes, intake: Intake) -> Iterator[str]:
    """A line for each piece and each line that tells day or time, in the order of the file."""
    rows = [(number, f"第 {number} 行  日期时刻  {_cut(notes.lines[number - 1])}") for number in notes.guides]
    rows += [
        (placed.note.lines[0], _piece(meeting, notes, placed, intake.entries)) for placed in intake.placed
    ]
    yield from (row for _, row in sorted(rows, key=lambda row: row[0]))


def summary(meeting: Meeting, intake: Intake) -> str:
    """How many pieces fare in which way, and how the meeting stands once they are recorded."""
    added, known, struck, left = (len(intake.of(fate)) for fate in Fate)
    gone = f"作废过不再记 {struck} 条，" if struck else ""
    counts = f"可补记 {added} 条，已在记录里 {known} 条，{gone}未归入 {left} 条。"
    stands = phase(replace(meeting, entries=(*meeting.entries, *intake.entries)))
    return counts if stands is phase(meeting) else f"{counts}记入后会议{stands.label}。"


def _piece(meeting: Meeting, notes: Notes, placed: Placed, added: tuple[Entry, ...]) -> str:
    note, entry = placed.note, placed.entry
    first, last = note.lines[0], note.lines[-1]
    lines = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
    head = f"{lines}  {_FATES[placed.fate]}"
    if placed.fate is Fate.LEFT:
        whole = (f"\n      {_printable(notes.lines[number - 1])}" for number in note.lines)
        return f"{head}  {placed.reason}：{''.join(whole)}"
    at = f"{entry.at if entry else note.at:%H:%M}"
    if note.act in _STEPS:
        return f"{head}  {at}  {_STEPS[note.act]}"
    kind = f"{entry.kind.label}  " if entry else "程序记事  " if note.act is Act.NOTED else ""
    to = f" 对 {name_of(meeting, note.to)}" if note.to else ""
    who = f"{name_of(meeting, note.by)}{to}  " if note.by else ""
    return f"{head}  {at}  {kind}{who}{_cut(note.text)}"


def _cut(text: str) -> str:
    line = _printable(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}..（{len(line)} 字）"


def _printable(text: str) -> str:
    return " ".join(clean(uncoloured(text)).split())
