"""The dossier on disk: kept row by row beside the record, read back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from meeting.dossier.carried import CarriedPerson, CarriedProblem
from meeting.dossier.model import (
    NO_DOSSIER,
    Channel,
    Dossier,
    Letter,
    Opinion,
    PaperState,
    Problem,
    Source,
    SpeechPaper,
    Stage,
    Study,
    Talk,
    TalkKind,
    Term,
)
from storage.dossier_tables import NAMES, ROWS, difference, dossier_in, dossier_tables_of
from storage.errors import Damaged
from storage.journal.changes import Tables, apply
from storage.meeting_file import MeetingFile, read_meeting
from storage.meeting_tables import tables_of
from tests.storage.examples import MEETING

FULL = Dossier(
    working_days_before=5,
    forms_sent=30,
    forms_returned=28,
    letter=Letter("《通知》", ("XX纪委", "XX组织部"), "X党〔2022〕3号", "张三", "吴十", "0000-0000"),
    studies=(Study(1, "学习条例", date(2022, 1, 5), "集中学习"),),
    opinions=(Opinion(1, "办事慢", "p1", "people", Channel.FORM), Opinion(2, "办事拖", merged_into=1)),
    talks=(Talk(1, TalkKind.SECRETARY, "p1", "p2", day=date(2022, 1, 6), points="直说"),),
    speech_papers=(SpeechPaper(1, "提纲", "正文", "1.docx", "ab", datetime(2022, 1, 7, tzinfo=UTC), "p1"),),
    problems=(Problem(1, "拖了两个月", "p1", source=Source.CRITICISM, entry=3, due=date(2022, 6, 30)),),
    last_year=(Problem(1, "去年的", term=Term.LASTING, done=True),),
    papers=(PaperState("request", Stage.SENT, date(2022, 1, 20)),),
    carried_people=(CarriedPerson("20210128#p2", "p1"),),
    carried_problems=(CarriedProblem("20210128#3", "改了一半", True),),
)


def test_every_field_of_a_dossier_is_tried_here() -> None:
    assert all(getattr(FULL, one.name) != one.default for one in fields(Dossier))
    assert set(ROWS) | {"dossier"} == NAMES


def test_an_empty_dossier_takes_no_place() -> None:
    assert dossier_tables_of(NO_DOSSIER) == {}
    assert dossier_in({}, "f") == NO_DOSSIER


def test_what_was_filed_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / MEETING.id
    folder.mkdir()
    from storage.meeting_file import write_first

    write_first(folder, tables_of(MEETING))
    with MeetingFile(folder) as file:
        file.keep_dossier(FULL)
    assert read_meeting(folder) == replace(MEETING, dossier=FULL)
    with MeetingFile(folder) as file:
        assert file.meeting.dossier == FULL
        file.keep_dossier(replace(FULL, opinions=FULL.opinions[1:], forms_sent=31))
        file.keep_dossier(replace(FULL, opinions=FULL.opinions[1:], forms_sent=31))
    assert read_meeting(folder).dossier == replace(FULL, opinions=FULL.opinions[1:], forms_sent=31)


def test_only_what_changed_is_written() -> None:
    before = dossier_tables_of(FULL)
    after = dossier_tables_of(replace(FULL, talks=(), studies=(replace(FULL.studies[0], topic="新"),)))
    change = difference(before, after)
    assert set(change) == {"cut", "put"}
    assert (change["cut"], list(change["put"])) == ({"talks": ["1"]}, ["studies"])
    assert dossier_in(apply(dict(before), change), "f").talks == ()
    assert difference(before, before) == {}


def test_an_emptied_dossier_is_empty_when_read() -> None:
    emptied = apply(dossier_tables_of(FULL), difference(dossier_tables_of(FULL), {}))
    assert dossier_in(emptied, "f") == NO_DOSSIER


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tables: tables["problems"]["1"].update(id=2),
        lambda tables: tables["problems"]["1"].update(text=3),
        lambda tables: tables["problems"]["1"].update(more=""),
        lambda tables: tables["dossier"].update({"2": {}}),
        lambda tables: tables["dossier"]["1"].update(talks=[]),
        lambda tables: tables["dossier"]["1"].update(forms_sent="30"),
    ],
)
def test_what_no_dossier_can_hold_is_refused(spoil: Callable[[Tables], None]) -> None:
    tables = dossier_tables_of(FULL)
    spoil(tables)
    with pytest.raises(Damaged, match=r"meeting\.json 的案卷"):
        dossier_in(tables, "meeting.json")
