"""From a meeting to a file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exporters.papers import FORMATS, PAPERS, default_name, paper_of, write_paper
from exporters.target import sha256
from meeting import roster
from meeting.model import Role
from meeting.refused import Refused
from tests.exporters.meetings import PRINTED, held, opened, planned
from tests.exporters.word_file import Word


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
def test_a_meeting_becomes_a_file(tmp_path: Path, form: str) -> None:
    if form == "pdf":
        pytest.importorskip("tests.exporters.pages", reason="no typst or no Chinese face")
    room = held(2)
    name = default_name(room.meeting, "record", form)
    written = write_paper(PAPERS["record"].blocks(room.meeting, PRINTED), tmp_path / name, form, {})
    assert written.path == tmp_path / name
    assert written.sha256 == sha256(written.path.read_bytes())
    assert (written.dropped, written.renamed) == (0, False)


def test_exporting_again_replaces_our_own_file_but_never_one_edited_by_hand(tmp_path: Path) -> None:
    room = opened(2)
    place = tmp_path / "记录.docx"
    known: dict[str, str] = {}
    for text in ("一", "二"):
        room.say(text)
        written = write_paper(PAPERS["record"].blocks(room.meeting, PRINTED), place, "docx", known)
        known[str(written.path)] = written.sha256
        assert (written.path, written.renamed) == (place, False)
    place.write_bytes(place.read_bytes() + b"edited")
    edited = place.read_bytes()
    for _ in range(2):
        written = write_paper(PAPERS["record"].blocks(room.meeting, PRINTED), place, "docx", known)
        known[str(written.path)] = written.sha256
        assert (written.path, written.renamed) == (tmp_path / "记录（2）.docx", True)
    assert place.read_bytes() == edited
    assert Word(written.path.read_bytes()).texts("BodyText") == ["一", "二"]


def test_each_stage_is_told_before_it_begins(tmp_path: Path) -> None:
    told: list[tuple[str, bool]] = []
    place = tmp_path / "a.txt"
    paper = PAPERS["record"].blocks(held(2).meeting, PRINTED)
    write_paper(paper, place, "txt", {}, stage=lambda one: told.append((one, place.exists())))
    assert [one for one, _ in told] == [f"排版（纯文本，{len(paper.blocks)} 段）", "写到磁盘"]
    assert not any(there for _, there in told)


def test_dropped_characters_are_counted(tmp_path: Path) -> None:
    meeting = opened(1, place="会\x1b议\x00室").meeting
    written = write_paper(PAPERS["record"].blocks(meeting, PRINTED), tmp_path / "a.txt", "txt", {})
    assert written.dropped == 2
    assert written.notes == ("有 2 个印不出的控制字符没有写入。",)
    assert "地点：会议室" in written.path.read_text()


def test_a_person_can_be_named_only_for_a_paper_that_is_divided_by_persons(tmp_path: Path) -> None:
    meeting = held(2).meeting
    assert paper_of(meeting, "record", PRINTED) == PAPERS["record"].blocks(meeting, PRINTED)
    assert paper_of(meeting, "check", PRINTED) == PAPERS["check"].blocks(meeting, PRINTED)
    of_one = paper_of(meeting, "check", PRINTED, "p2")
    assert of_one != paper_of(meeting, "check", PRINTED)
    with pytest.raises(Refused, match="发言核对单"):
        paper_of(meeting, "record", PRINTED, "p2")


class TestDefaultName:
    def test_of_a_check_sheet_says_so_and_whose_it_is(self) -> None:
        title = "2022-01-28 党史学习教育专题民主生活会"
        assert default_name(planned(), "check", "docx") == f"{title} 发言核对单.docx"
        assert default_name(planned(), "check", "txt", "p5") == f"{title} 发言核对单（欧阳七）.txt"

    def test_of_namesakes_differs(self) -> None:
        meeting = roster.add(planned(2), "李四", "总工程师")
        names = {default_name(meeting, "check", "docx", person) for person in ("p2", "p5")}
        assert len(names) == 2

    def test_stays_short_and_safe_for_the_longest_name_of_a_person(self) -> None:
        meeting = roster.add(planned(1, title="会" * 300), "𠮷/" * 20, role=Role.OBSERVER)
        name = default_name(meeting, "check", "docx", meeting.people[-1].id)
        assert Path(name).name == name
        assert len(name.encode()) <= 200
        assert "𠮷 𠮷" in name

    def test_has_date_title_and_paper(self) -> None:
        expected = "2022-01-28 党史学习教育专题民主生活会 会议原始记录.docx"
        assert default_name(planned(), "record", "docx") == expected

    def test_has_the_day_on_which_it_was_opened_rather_than_the_planned_one(self) -> None:
        late = replace(held(2).meeting, head=planned(date=date(2022, 1, 25)).head)
        assert default_name(late, "record", "docx").startswith("2022-01-28 ")

    def test_says_when_the_date_is_open_and_goes_without_a_title(self) -> None:
        assert default_name(planned(date=None, title=""), "record", "txt") == "日期待定 会议原始记录.txt"

    @pytest.mark.parametrize(
        "title", ['../../a/b\\c:*?"<>|\n\x00d', "会" * 300, "𠮷" * 300, "\ud800题", ".", ".."]
    )
    def test_is_one_safe_name_whatever_the_title(self, tmp_path: Path, title: str) -> None:
        name = default_name(planned(title=title), "record", "docx")
        assert Path(name).name == name
        assert not set(name) & set('/\\:*?"<>|\n\x00')
        assert len(name.encode()) <= 200
        (tmp_path / name).touch()

    def test_early_years_are_written_with_four_digits(self) -> None:
        meeting = planned()
        meeting = replace(meeting, head=replace(meeting.head, date=date(987, 1, 2)))
        assert default_name(meeting, "record", "txt").startswith("0987-01-02 ")


def test_plain_text_needs_no_python_docx_and_no_paper_needs_a_screen() -> None:
    code = (
        "import sys; import exporters.papers as papers; papers.FORMATS['txt'];"
        "import exporters.text; print({'docx', 'lxml', 'textual'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
