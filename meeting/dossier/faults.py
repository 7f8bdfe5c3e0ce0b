"""What fits the types of a dossier and still can't be true: nothing that this program does leaves it so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from meeting.dossier.model import Dossier, Problem
from meeting.dossier.rectification import Year, rows
from meeting.model import Meeting


def faults(meeting: Meeting) -> tuple[str, ...]:
    """What contradicts itself, the list of people or the record, each in a clause that names the row."""
    return (
        *_of_opinions(meeting.dossier),
        *_of_people(meeting),
        *(fault for year in Year for problem in rows(meeting, year) for fault in _of(meeting, year, problem)),
        *(
            f"发言材料第 {one.id} 号没有原文件"
            for one in meeting.dossier.speech_papers
            if not one.file or not one.sha256
        ),
        *_of_papers(meeting.dossier),
    )


def _of_opinions(dossier: Dossier) -> Iterator[str]:
    sent, returned = dossier.forms_sent, dossier.forms_returned
    if sent < 0 or not 0 <= returned <= max(0, sent):
        yield f"征求意见表发出 {sent} 份、收回 {returned} 份"
    standing = {one.id for one in dossier.opinions if not one.merged_into}
    for one in dossier.opinions:
        if one.merged_into and one.merged_into not in standing:
            yield f"征求意见第 {one.id} 号并入的第 {one.merged_into} 号不在，或自己也并入了别的"


def _of_people(meeting: Meeting) -> Iterator[str]:
    """The rows that name somebody who is not on the list."""
    dossier, known = meeting.dossier, {"", *(person.id for person in meeting.people)}
    named = (
        *(("征求意见", one.id, one.about) for one in dossier.opinions),
        *(("谈心谈话", one.id, person) for one in dossier.talks for person in (one.by, one.to)),
        *(("发言材料", one.id, one.person) for one in dossier.speech_papers),
        *((year.label, one.id, one.person) for year in Year for one in rows(meeting, year)),
    )
    for part, id, person in named:
        if person not in known:
            yield f"{part}第 {id} 号写的人（{person}）不在名单里"
    yield from (f"谈心谈话第 {one.id} 号没有谈话人" for one in dossier.talks if not one.by)


def _of(meeting: Meeting, year: Year, problem: Problem) -> Iterator[str]:
    """The entries that a problem names and the record does not have."""
    for number in (problem.entry, problem.reported_in):
        if not 0 <= number <= len(meeting.entries):
            yield f"{year.label}第 {problem.id} 号写的记录第 {number} 条不存在"


def _of_papers(dossier: Dossier) -> Iterator[str]:
    for paper, times in Counter(one.paper for one in dossier.papers).items():
        if times > 1:
            yield f"材料 {paper} 的状态写了 {times} 次"
