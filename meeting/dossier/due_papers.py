"""材料: how far each paper that is due has come, and what the letters say beyond the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from meeting.calendar.deadlines import LONGEST_LEAD
from meeting.dossier.model import Dossier, Letter, PaperState, Stage
from meeting.model import Meeting
from meeting.refused import Refused
from meeting.text import fits_one_line

RECORDS = ("record", "record_annexed")
"""The record by its ids: where only it is due, what has its annexes too counts as it."""


def state_of(dossier: Dossier, paper: str) -> PaperState:
    """How far the paper has come."""
    return next((one for one in dossier.papers if one.paper == paper), PaperState(paper))


def is_packed(state: PaperState) -> bool:
    """Whether the program wrote the paper into a .zip with others, so that it has no file of its own."""
    return bool(state.sha256) and state.file.lower().endswith(".zip")


def drafted(meeting: Meeting, paper: str, file: str) -> Dossier:
    """The paper lies in this file now, as somebody finished it; one that was sent stays sent.

    Naming the file again that it lies in changes nothing.
    """
    state = state_of(meeting.dossier, _known(meeting, paper))
    return meeting.dossier if file == state.file else _lying_in(meeting.dossier, state, file, "")


def _lying_in(dossier: Dossier, state: PaperState, file: str, sha256: str) -> Dossier:
    stage = Stage.DRAFTED if state.stage is Stage.OPEN and file else state.stage
    if not file and stage is Stage.DRAFTED:
        stage = Stage.OPEN
    return _with(dossier, replace(state, stage=stage, file=file, sha256=sha256))


def written(meeting: Meeting, files: Mapping[str, tuple[str, str]]) -> Dossier:
    """The papers were written to these files, by their ids: path and SHA-256; what is not due is passed over.

    A paper that was sent keeps its file, of which the digest alone may be new.
    """
    dossier = meeting.dossier
    for paper, (file, sha256) in files.items():
        state = state_of(dossier, due_as(meeting, paper))
        if state.paper and (state.stage is not Stage.SENT or state.file == file):
            dossier = _lying_in(dossier, state, file, sha256)
    return dossier


def due_as(meeting: Meeting, paper: str) -> str:
    """The id under which a paper that was printed is due; empty for one that is not."""
    due, (record, annexed) = _due(meeting), RECORDS
    if paper in due:
        return paper
    return record if paper == annexed and record in due else ""


def sent(meeting: Meeting, paper: str, on: date | None) -> Dossier:
    """The paper went out on this day; None takes that back."""
    state = state_of(meeting.dossier, _known(meeting, paper))
    before = Stage.DRAFTED if state.file else Stage.OPEN
    return _with(meeting.dossier, replace(state, stage=Stage.SENT if on else before, sent_on=on))


def all_sent(meeting: Meeting, papers: Iterable[str], on: date) -> Dossier:
    """Several papers went out on this day."""
    for paper in papers:
        meeting = replace(meeting, dossier=sent(meeting, paper, on))
    return meeting.dossier


def with_letter(dossier: Dossier, working_days: str, letter: Letter) -> Dossier:
    """Working days before the meeting, as typed, and what the letters say; raises `Refused`."""
    told = working_days.strip()
    if told and not (told.isdecimal() and 1 <= int(told) <= LONGEST_LEAD):
        raise Refused(f"会前工作日请写 1 到 {LONGEST_LEAD} 的整数；不知道就空着。", "会前工作日")
    lines = {
        "依据的通知": (letter.notice,),
        "主送机关": letter.addressees,
        "发文字号": (letter.number,),
        "签发人": (letter.signer,),
        "联系人": (letter.contact,),
        "联系电话": (letter.phone,),
    }
    for field, texts in lines.items():
        if not all(map(fits_one_line, texts)):
            raise Refused("这一栏里有换行或不能印出的字符，请删去后再输入。", field)
    return replace(dossier, working_days_before=int(told) if told else None, letter=letter)


def addressees(text: str) -> tuple[str, ...]:
    """主送机关 as typed, told apart by 、 or a comma."""
    return tuple(one.strip() for one in re.split("[、，,]", text) if one.strip())


def _known(meeting: Meeting, paper: str) -> str:
    if paper not in _due(meeting):
        raise Refused("会议模板里没有这份材料，请从列出的材料中选。")
    return paper


def _due(meeting: Meeting) -> set[str]:
    template = meeting.template
    return {one.id for one in (*template.due_before, *template.due_after)}


def _with(dossier: Dossier, state: PaperState) -> Dossier:
    others = tuple(one for one in dossier.papers if one.paper != state.paper)
    return replace(dossier, papers=(*others, state))
