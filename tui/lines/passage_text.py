"""A passage of the record as it reads on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from meeting.history import history, seal_numbers
from meeting.model import Act, Entry, Meeting, Mode, Number
from meeting.record import TO_COMPLETE, Passage, passages, words_typed
from meeting.roster import name_of
from tui.lines.wrapping import wrapped

_EVENTS = {
    Act.OPENED: "开会",
    Act.ADJOURNED: "休会",
    Act.RECONVENED: "复会",
    Act.CLOSED: "散会",
    Act.SKIPPED: "跳过",
    Act.NOTED: "记事",
    Act.ARRIVED: "到会",
    Act.LEFT: "离会",
    Act.HANDED_OVER: "记录人交接",
    Act.ACCEPTED: "说明",
}

_INDENT = 5
"""Cells before the text of a passage."""


def passage_texts(meeting: Meeting, shown: Sequence[Passage], width: int) -> list[Text]:
    """Passages as they read in so many cells: each a line of particulars, and the text indented below it."""
    numbers = {passage.entry.number: passage.number for passage in passages(meeting)}
    seals = seal_numbers(meeting)
    return [
        _passage_text(meeting, passage, _marks(meeting, passage, numbers, seals), width) for passage in shown
    ]


def label_of(passage: Passage) -> str:
    """What a passage is called: the kind of a speech, else the step of the meeting."""
    return passage.valid.kind.label if passage.number else _EVENTS[passage.entry.act]


def _passage_text(meeting: Meeting, passage: Passage, marks: str, width: int) -> Text:
    entry = passage.valid
    number = f"{passage.number:>3}" if passage.number else "   "
    kind = label_of(passage)
    to = f" 对 {name_of(meeting, entry.to)}" if entry.to else ""
    # The opening bears who recorded from then on, which the head of the paper tells.
    by = "" if entry.act is Act.OPENED else name_of(meeting, entry.by)
    day = f"{entry.at:%m-%d}" if entry.act is Act.RECONVENED else ""
    head = f"{number}  {entry.at:%H:%M}  {kind}  {day}{by}{to}"
    if cell_len(head + marks) > width:
        marks = f"\n{' ' * _INDENT}{marks.lstrip()}"
    text = Text((head + marks).rstrip(), style="bold")
    told = f"{entry.text}\n不补的理由：{entry.reason}" if entry.act is Act.ACCEPTED else entry.text
    for line in told.split("\n") if told else ():
        for piece in wrapped(line, width - _INDENT):
            text.append("\n" + " " * _INDENT + piece, style="not bold")
    return text


def _marks(
    meeting: Meeting, passage: Passage, numbers: Mapping[Number, int], seals: tuple[Number, ...]
) -> str:
    entry, past = passage.valid, history(passage, seals)
    marks = [f"（{entry.mode.label}）"] if entry.mode is not Mode.VERBATIM and entry.act is Act.SAID else []
    marks += [f"[{aspect.label}]" for aspect in meeting.template.aspects if aspect.id in entry.aspects]
    if standing := [str(numbers[n]) for n in entry.refers if n in numbers]:
        marks.append(f"[回应第{'、'.join(standing)}条]")
    if entry.at != passage.entry.at:
        form = "%H:%M" if entry.at.date() == passage.entry.at.date() else "%m-%d %H:%M"
        marks.append(f"〔原记 {passage.entry.at:{form}}〕")
    if passage.late:
        marks.append(f"〔补记 {passage.entry.written:%H:%M}〕")
    if entry.unfinished and words_typed(entry):
        marks.append(TO_COMPLETE)
    if past.completed:
        marks.append(completed_mark(past.completed))
    if past.corrected:
        marks.append(f"〔更正 {len(past.corrected)} 次〕")
    if past.revised:
        marks.append(f"〔定稿后更正 {len(past.revised)} 次〕")
    return "  " + " ".join(marks) if marks else ""


def completed_mark(version: Entry) -> str:
    """That this version completed what was left 待补, and when."""
    return f"〔补记 {version.written:%H:%M}〕"
