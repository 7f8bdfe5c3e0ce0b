"""材料: how far each has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from meeting.dossier.due_papers import (
    addressees,
    drafted,
    due_as,
    sent,
    state_of,
    with_letter,
    written,
)
from meeting.dossier.model import NO_DOSSIER, Dossier, Letter, PaperState, Stage
from meeting.model import Meeting
from meeting.refused import Refused
from meeting.template import DuePaper
from tests.meeting.plan import planned

TODAY = date(2022, 1, 20)
PLAN = planned(2)
MEETING = replace(PLAN, template=replace(PLAN.template, due_before=(DuePaper("request", "请示"),)))


def test_a_paper_is_open_then_drafted_then_sent_and_back() -> None:
    meeting = MEETING
    stages = [state_of(meeting.dossier, "request").stage]
    steps: tuple[Callable[[Meeting], Dossier], ...] = (
        lambda m: drafted(m, "request", "/a/x.docx"),
        lambda m: sent(m, "request", TODAY),
        lambda m: drafted(m, "request", "/a/y.docx"),
        lambda m: sent(m, "request", None),
        lambda m: drafted(m, "request", ""),
    )
    for step in steps:
        meeting = replace(meeting, dossier=step(meeting))
        stages.append(state_of(meeting.dossier, "request").stage)
    assert stages == [Stage.OPEN, Stage.DRAFTED, Stage.SENT, Stage.SENT, Stage.DRAFTED, Stage.OPEN]
    assert len(meeting.dossier.papers) == 1


def test_a_paper_that_the_template_does_not_know_is_refused() -> None:
    with pytest.raises(Refused, match="没有这份材料"):
        sent(MEETING, "other", TODAY)


@pytest.mark.parametrize(("typed", "kept"), [("5", 5), (" １５ ", 15), ("", None)])
def test_working_days_are_a_number_or_open(typed: str, kept: int | None) -> None:
    assert with_letter(NO_DOSSIER, typed, Letter()).working_days_before == kept


@pytest.mark.parametrize("typed", ["0", "61", "五", "-3", "2.5"])
def test_other_working_days_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="1 到 60 的整数"):
        with_letter(NO_DOSSIER, typed, Letter())


def test_a_line_end_in_a_letters_field_is_refused() -> None:
    with pytest.raises(Refused, match="换行"):
        with_letter(NO_DOSSIER, "", Letter(signer="张\n三"))


def test_addressees_are_told_apart_by_commas() -> None:
    assert addressees("XX纪委、XX组织部， XX办 ,") == ("XX纪委", "XX组织部", "XX办")


def test_a_paper_that_was_written_is_drafted_unless_it_went_out_or_keeps_its_file() -> None:
    meeting = replace(MEETING, dossier=written(MEETING, {"request": "/a/x.docx", "check": "/a/c.docx"}, ()))
    assert meeting.dossier.papers == (PaperState("request", Stage.DRAFTED, file="/a/x.docx"),)
    assert written(meeting, {"request": "/a/y.docx"}, {"/a/x.docx"}) == meeting.dossier
    assert state_of(written(meeting, {"request": "/a/y.docx"}, ()), "request").file == "/a/y.docx"
    meeting = replace(meeting, dossier=sent(meeting, "request", TODAY))
    assert written(meeting, {"request": "/a/y.docx"}, ()) == meeting.dossier


def test_the_record_with_its_annexes_counts_as_the_record_where_only_that_is_due() -> None:
    def due(*ids: str) -> Meeting:
        after = tuple(DuePaper(one, one) for one in ids)
        return replace(MEETING, template=replace(MEETING.template, due_after=after))

    assert due_as(due("record"), "record_annexed") == "record"
    assert due_as(due("record", "record_annexed"), "record_annexed") == "record_annexed"
    assert due_as(due("record_annexed"), "record") == ""
    assert due_as(due("report"), "record_annexed") == ""
