"""A paper that was read out keeps its place: what is handed in later, changed or lost is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import shilu
from commands import exit_codes
from meeting.dossier.read_out import words_for
from meeting.template import DuePaper
from storage.archive import Archive
from storage.handed_in import file_of
from tests.storage.examples import MEETING, reading_out

READ, OTHER = "一、我有问题。", "一、我没有问题。"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A meeting in whose record the secretary has read a paper out."""
    monkeypatch.setenv("SHILU_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    archive = Archive(tmp_path / "data")
    due = (DuePaper("secretary_speech", "主要负责同志的发言稿"),)
    archive.create(replace(MEETING, template=replace(MEETING.template, due_after=due))).close()
    hand_in(tmp_path / "稿.txt", READ)
    with archive.open(MEETING.id) as file:
        words = words_for(file.meeting.dossier.speech_papers[0])
        file.append(reading_out(file.meeting, words).entries)
    return archive


def hand_in(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    title = "个人对照检查材料"
    assert shilu.main(["attach", MEETING.id, str(path), "--of", "王𠮷", "--title", title]) == exit_codes.OK


def kept(archive: Archive) -> Path:
    """Where the file lies that was read out."""
    meeting = archive.read(MEETING.id)
    return file_of(archive.folder(meeting.id), meeting.dossier.speech_papers[0].file)


def test_the_paper_that_was_read_out_is_sent_in_and_not_a_later_one(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path / "另稿.txt", OTHER)
    assert "记录里写着照先前交来的《个人对照检查材料》宣读，报送的仍是那一份。" in capsys.readouterr().out
    assert shilu.main(["package", MEETING.id, "after", "-o", str(tmp_path)]) == exit_codes.OK
    (place,) = tmp_path.glob("*会后材料")
    assert (place / "01 主要负责同志的发言稿.txt").read_text(encoding="utf-8") == READ


def test_a_changed_file_is_not_sent_in_as_it_was_handed_in(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(archive).write_text(OTHER, encoding="utf-8")
    assert shilu.main(["package", MEETING.id, "after", "-o", str(tmp_path)]) == exit_codes.DAMAGED
    told = f"《个人对照检查材料》的原文件与交来时不一样，被改动过（{kept(archive)}）"
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("*会后*"))


def test_a_changed_file_is_told_at_each_backup_and_restore(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["backup", "sound"]) == exit_codes.OK
    kept(archive).write_text(OTHER, encoding="utf-8")
    told = (
        f"会议 {MEETING.id} 的发言材料有缺损，其余的已复制：王𠮷：《个人对照检查材料》的原文件与交来时不一样"
    )
    capsys.readouterr()
    assert shilu.main(["backup", "changed"]) == exit_codes.DAMAGED
    out, err = capsys.readouterr()
    assert err.startswith(told) and "已备份到" in out
    (copy,) = (tmp_path / "changed").iterdir()
    assert shilu.main(["restore", str(copy), "--replace"]) == exit_codes.DAMAGED
    out, err = capsys.readouterr()
    assert err.startswith(told) and "已从备份恢复到" in out
    (copy,) = (tmp_path / "sound").iterdir()
    assert shilu.main(["restore", str(copy), "--replace"]) == exit_codes.OK
    assert kept(archive).read_text(encoding="utf-8") == READ
