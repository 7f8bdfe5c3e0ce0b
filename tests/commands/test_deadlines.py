"""`shilu deadlines`: what is due when, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import shilu
from commands import exit_codes
from meeting.dossier.model import NO_DOSSIER, Letter
from storage.archive import Archive
from tests.storage.examples import MEETING


@pytest.fixture
def number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A meeting on 2022-02-08, whose papers are due 5 working days before."""
    monkeypatch.setenv("SHILU_DATA", str(tmp_path))
    monkeypatch.setenv("SHILU_CONFIG", str(tmp_path / "config"))
    letter = Letter(addressees=("XX纪委", "XX组织部"))
    dossier = replace(NO_DOSSIER, working_days_before=5, letter=letter)
    head = replace(MEETING.head, date=date(2022, 2, 8))
    Archive(tmp_path).create(replace(MEETING, head=head, dossier=dossier)).close()
    return MEETING.id


def test_each_paper_is_a_line(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu.main(["deadlines", number]) == exit_codes.OK
    before, after = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert before[:3] == ["会前", "请示", "2022-01-27"]
    assert after[:3] == ["会后", "原始记录", "2022-02-23"]
    assert before[3].startswith("已过 ") and before[4:] == ["未起草", "主送 XX纪委、XX组织部"]


def test_programs_read_the_same(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu.main(["deadlines", number, "--json"]) == exit_codes.OK
    before, after = json.loads(capsys.readouterr().out)
    assert (before["paper"], before["when"], before["due"], before["unsure"]) == (
        "request",
        "before",
        "2022-01-27",
        False,
    )
    assert (after["due"], after["stage"], after["sent_on"]) == ("2022-02-23", "open", None)
    assert before["addressees"] == after["addressees"] == ["XX纪委", "XX组织部"]
    assert after["days_left"] == before["days_left"] + 27


def test_what_is_not_settled_is_told_and_in_the_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path))
    Archive(tmp_path).create(MEETING).close()
    assert shilu.main(["deadlines", MEETING.id]) == exit_codes.INCOMPLETE
    out = capsys.readouterr().out
    assert "会前几个工作日报送，还没有写明" in out
    assert "2022-02-12（休息日，宜在02-11前报出）" in out
    assert out.count("主送未写\n") == 2


def test_a_template_without_papers_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path))
    template = replace(MEETING.template, due_before=(), due_after=())
    Archive(tmp_path).create(replace(MEETING, template=template)).close()
    assert shilu.main(["deadlines", MEETING.id]) == exit_codes.OK
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "会议模板 2021-test 没有列出要报送的材料。\n")


def test_a_day_out_of_reach_is_told_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path))
    head = replace(MEETING.head, date=date(9999, 12, 20), days=10**9)
    dossier = replace(NO_DOSSIER, working_days_before=10**9)
    Archive(tmp_path).create(replace(MEETING, head=head, dossier=dossier)).close()
    assert shilu.main(["deadlines", MEETING.id]) == exit_codes.INCOMPLETE
    assert capsys.readouterr().out.count("算不出") == 2
    assert shilu.main(["list"]) == exit_codes.OK
    assert "9999-12-20" in capsys.readouterr().out


def test_a_year_file_that_can_not_be_used_is_told(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config" / "days-off").mkdir(parents=True)
    (tmp_path / "config" / "days-off" / "2022.txt").write_text("不对", encoding="utf-8")
    shilu.main(["deadlines", number])
    assert "没有从中读出2022年的放假日期" in capsys.readouterr().err
