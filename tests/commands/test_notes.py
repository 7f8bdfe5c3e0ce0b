"""shilu import: what the recorder types and reads, from the preview to the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import shilu
from commands import exit_codes, notes
from meeting.floor import Phase, phase
from meeting.record import passages
from meeting.recorder import Recorder
from meeting.seal import seal
from storage.archive import Archive
from tests.meeting.notes.test_placing import NOON, dated

NOTES = """# 2022-01-28
9:00 开会
9:02 赵一：通报筹备情况。
9点12分 钱一→赵一：批评意见的文字
继续的段落
9:15 小王→赵一：不知道是谁
也不知道说了什么
9:40 散会
"""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive with one meeting that is planned, and notes of it in the folder."""
    monkeypatch.setenv("SHILU_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(notes, "now_here", lambda: NOON)
    found = Archive(tmp_path / "data")
    found.create(replace(dated(), id="20220128")).close()
    Path("notes.txt").write_bytes(NOTES.encode("gbk"))
    return found


def test_from_the_preview_to_the_record(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    """
    $ shilu import 20220128 notes.txt
    $ shilu import 20220128 notes.txt --write
    (the recorder finds out who spoke, and strikes one line)
    $ shilu import 20220128 notes.txt --write
    """
    assert shilu.main(["import", "20220128", "notes.txt"]) == exit_codes.INCOMPLETE
    rows = """notes.txt 的编码：GB18030（GBK）。
第 1 行  日期时刻  # 2022-01-28
第 2 行  补记  09:00  开会
第 3 行  补记  09:02  通报  赵一  通报筹备情况。
第 4—5 行  补记  09:12  批评意见  钱一 对 赵一  批评意见的文字 继续的段落
第 6—7 行  未归入  名单里没有“小王”，请写全名：
      9:15 小王→赵一：不知道是谁
      也不知道说了什么
第 8 行  未归入  还有未归入的行：改好，或从笔记里删去，再导入时才记散会：
      9:40 散会
可补记 3 条，已在记录里 0 条，未归入 2 条。记入后会议进行中。
"""
    assert capsys.readouterr().out == f"{rows}这只是预览，什么也没有记。看过无误，加 --write 记入。\n"
    assert not archive.read("20220128").entries
    assert sorted(path.name for path in Path().iterdir()) == ["data", "notes.txt"]

    assert shilu.main(["import", "20220128", "notes.txt", "--write"]) == exit_codes.INCOMPLETE
    assert capsys.readouterr().out == (
        f"{rows}未归入的 3 行原样抄在 notes.txt.未归入.txt；在笔记里改好再导入一次，已有的不会重记。\n"
        "已记入 3 条，都注明补记。\n"
    )
    rest = Path("notes.txt.未归入.txt").read_text(encoding="utf-8")
    assert rest == "9:15 小王→赵一：不知道是谁\n也不知道说了什么\n9:40 散会\n"

    mended = NOTES.replace("小王", "孙一").replace("也不知道说了什么\n", "")
    Path("notes.txt").write_text(mended, encoding="utf-8")
    assert shilu.main(["import", "20220128", "notes.txt", "--write"]) == exit_codes.OK
    assert (
        capsys.readouterr().out
        == """notes.txt 的编码：UTF-8。
第 1 行  日期时刻  # 2022-01-28
第 2 行  已有  09:00  开会
第 3 行  已有  09:02  赵一  通报筹备情况。
第 4—5 行  已有  09:12  钱一 对 赵一  批评意见的文字 继续的段落
第 6 行  补记  09:15  批评意见  孙一 对 赵一  不知道是谁
第 7 行  补记  09:40  散会
可补记 2 条，已在记录里 3 条，未归入 0 条。记入后会议已散会。
已记入 2 条，都注明补记。
"""
    )
    meeting = archive.read("20220128")
    assert phase(meeting) is Phase.CLOSED
    times = [f"{passage.entry.at:%H:%M}" for passage in passages(meeting)]
    assert times == ["09:00", "09:02", "09:12", "09:15", "09:40"]
    assert all(passage.late for passage in passages(meeting))


def test_notes_that_are_on_record_already_add_nothing(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes.txt").write_text("9:00 开会\n9:02 赵一：通报。\n", encoding="utf-8")
    assert shilu.main(["import", "2022", "notes.txt", "--write"]) == exit_codes.OK
    before = archive.read("20220128")
    capsys.readouterr()
    for options in (["--write"], []):
        assert shilu.main(["import", "2022", "notes.txt", *options]) == exit_codes.OK
        told = capsys.readouterr().out
        assert told.endswith("可补记 0 条，已在记录里 2 条，未归入 0 条。\n")
    assert archive.read("20220128") == before


def test_while_somebody_records_notes_can_be_looked_at_and_not_recorded(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive.open("20220128"):
        assert shilu.main(["import", "20220128", "notes.txt"]) == exit_codes.INCOMPLETE
        capsys.readouterr()
        assert shilu.main(["import", "20220128", "notes.txt", "--write"]) == exit_codes.REFUSED
        assert "请先在那边退出" in capsys.readouterr().err
    assert not archive.read("20220128").entries
    assert not Path("notes.txt.未归入.txt").exists()


def test_a_sealed_meeting_takes_no_notes(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes.txt").write_text("9:00 开会\n9:40 散会\n", encoding="utf-8")
    assert shilu.main(["import", "20220128", "notes.txt", "--write"]) == exit_codes.OK
    with archive.open("20220128") as file:
        Recorder(file.meeting, file).record(seal(file.meeting, NOON))
    assert shilu.main(["import", "20220128", "notes.txt"]) == exit_codes.REFUSED
    assert "已定稿，只能更正" in capsys.readouterr().err


def test_what_can_not_be_kept_beside_the_notes_stops_the_import_before_anything_is_recorded(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes.txt.未归入.txt.new").mkdir()
    assert shilu.main(["import", "20220128", "notes.txt", "--write"]) == exit_codes.REFUSED
    assert "没有存上" in capsys.readouterr().err
    assert not archive.read("20220128").entries


@pytest.mark.parametrize(
    ("content", "told"),
    [("PK\x03\x04", "不是纯文本"), ("9:02 赵一：通报。", "例如 09:00 开会"), ("", "例如 09:00 开会")],
)
def test_notes_that_can_not_be_used_are_refused_in_a_sentence(
    content: str, told: str, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes.txt").write_text(content, encoding="utf-8")
    assert shilu.main(["import", "20220128", "notes.txt"]) == exit_codes.REFUSED
    assert told in capsys.readouterr().err
