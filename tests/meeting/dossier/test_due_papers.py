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
    is_packed,
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


def test_a_paper_that_was_written_is_drafted_and_what_went_out_keeps_its_file() -> None:
    files = {"request": ("/a/x.docx", "0a"), "check": ("/a/c.docx", "0b")}
    meeting = replace(MEETING, dossier=written(MEETING, files))
    assert meeting.dossier.papers == (PaperState("request", Stage.DRAFTED, None, "/a/x.docx", "0a"),)
    assert state_of(written(meeting, {"request": ("/a/y.docx", "0c")}), "request").file == "/a/y.docx"
    meeting = replace(meeting, dossier=sent(meeting, "request", TODAY))
    assert written(meeting, {"request": ("/a/y.docx", "0c")}) == meeting.dossier
    # The same file, which now holds something else.
    again = state_of(written(meeting, {"request": ("/a/x.docx", "0c")}), "request")
    assert again == PaperState("request", Stage.SENT, TODAY, "/a/x.docx", "0c")


def test_a_file_named_by_hand_is_somebodys_own_unless_it_is_the_same_again() -> None:
    meeting = replace(MEETING, dossier=written(MEETING, {"request": ("/a/x.docx", "0a")}))
    assert drafted(meeting, "request", "/a/x.docx") == meeting.dossier
    assert state_of(drafted(meeting, "request", "/a/y.docx"), "request").sha256 == ""
    assert state_of(drafted(meeting, "request", ""), "request") == PaperState("request")


@pytest.mark.parametrize(
    ("file", "sha256", "packed"),
    [("/a/x.zip", "0a", True), ("/a/X.ZIP", "0a", True), ("/a/x.zip", "", False), ("/a/x.docx", "0a", False)],
)
def test_only_a_zip_of_the_program_holds_a_paper_among_others(file: str, sha256: str, packed: bool) -> None:
    assert is_packed(PaperState("request", Stage.DRAFTED, file=file, sha256=sha256)) is packed


def test_a_paper_known_from_a_package_alone_is_still_drafted_when_its_sending_is_taken_back() -> None:
    meeting = replace(MEETING, dossier=written(MEETING, {"request": ("/a/x.zip", "0a")}))
    before = meeting.dossier
    meeting = replace(meeting, dossier=sent(meeting, "request", TODAY))
    assert sent(meeting, "request", None) == before


def test_the_record_with_its_annexes_counts_as_the_record_where_only_that_is_due() -> None:
    def due(*ids: str) -> Meeting:
        after = tuple(DuePaper(one, one) for one in ids)
        return replace(MEETING, template=replace(MEETING.template, due_after=after))

    assert due_as(due("record"), "record_annexed") == "record"
    assert due_as(due("record", "record_annexed"), "record_annexed") == "record_annexed"
    assert due_as(due("record_annexed"), "record") == ""
    assert due_as(due("report"), "record_annexed") == ""
