"""`shilu attach`: papers are handed in without the screen, and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

import shilu
from commands import exit_codes
from storage.archive import Archive
from tests.storage.examples import MEETING
from tests.storage.word_files import of_xml, run


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path / "data"))
    archive = Archive(tmp_path / "data")
    archive.create(MEETING).close()
    return archive


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "提纲.docx"
    path.write_bytes(of_xml(f"<w:p>{run('一、问题')}<w:r><w:footnoteReference/></w:r></w:p>"))
    return str(path)


def test_a_paper_is_filed_and_what_is_no_text_in_it_is_told(
    archive: Archive, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["attach", "2022", paper, "--of", "王𠮷"]) == exit_codes.OK
    assert capsys.readouterr().out.splitlines() == [
        "已交来：王𠮷《提纲》，4 字。",
        f"原文件存为 {archive.folder('2022') / 'handed-in' / '提纲.docx'}",
        "文字里没有：脚注；原文件里都在。",
    ]
    (filed,) = archive.read("2022").dossier.speech_papers
    assert (filed.person, filed.text) == ("a", "一、问题")


def test_a_title_that_names_somebody_else_is_told_beside_what_was_done(
    archive: Archive, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = MEETING.people[1].name
    shilu.main(["attach", "2022", paper, "--of", "王𠮷", "--title", f"{other}的发言提纲"])
    assert f"请核对：文件标题里写的是{other}，交来的却是王𠮷的" in capsys.readouterr().err
    for title in ("王𠮷的发言提纲", f"王𠮷和{other}的发言提纲", "发言提纲"):
        shilu.main(["attach", "2022", paper, "--of", "王𠮷", "--title", title])
        assert capsys.readouterr().err == ""


def test_what_was_handed_in_is_listed(
    archive: Archive, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["attach", "2022"]) == exit_codes.OK
    assert "还没有交来发言材料" in capsys.readouterr().out
    shilu.main(["attach", "2022", paper, "--of", "班子", "--title", "《班子对照检查材料》"])
    capsys.readouterr()
    assert shilu.main(["attach", "2022"]) == exit_codes.OK
    whose, title, length, _, file = capsys.readouterr().out.splitlines()[0].split("\t")
    assert (whose, title, length) == ("班子", "班子对照检查材料", "4 字")
    assert Path(file).read_bytes() == Path(paper).read_bytes()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), "请用 --of 写明是谁的材料"),
        (("--of", "李四"), "名单里没有“李四”"),
        (("--of", "王𠮷", "--title", "长" * 61), "标题超过 60 个字"),
    ],
)
def test_whose_it_is_and_its_title_must_be_right(
    archive: Archive, paper: str, more: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["attach", "2022", paper, *more]) == exit_codes.REFUSED
    assert told in capsys.readouterr().err
    assert archive.read("2022").dossier.speech_papers == ()


def test_while_somebody_records_nothing_is_filed(
    archive: Archive, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive.open("2022"):
        assert shilu.main(["attach", "2022", paper, "--of", "王𠮷"]) == exit_codes.REFUSED
    assert "请先在那边退出" in capsys.readouterr().err
    assert not (archive.folder("2022") / "handed-in").exists()


def test_files_that_are_no_paper_s_are_moved_aside_and_that_alone(
    archive: Archive, paper: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shilu.main(["attach", "2022", paper, "--of", "王𠮷"])
    stray = archive.folder("2022") / "handed-in" / "旧稿.docx"
    stray.write_bytes(b"x")
    capsys.readouterr()
    assert shilu.main(["attach", "2022", paper, "--of", "王𠮷", "--tidy"]) == exit_codes.REFUSED
    assert "请分两次执行" in capsys.readouterr().err and stray.exists()
    assert shilu.main(["attach", "2022", "--tidy"]) == exit_codes.OK
    place = archive.folder("2022") / "handed-in-aside"
    assert capsys.readouterr().out == f"已移到 {place}：旧稿.docx。\n"
    assert (place / "旧稿.docx").read_bytes() == b"x"
    assert shilu.main(["attach", "2022", "--tidy"]) == exit_codes.OK
    assert capsys.readouterr().out == "没有多余的文件。\n"
    assert (stray.parent / "提纲.docx").exists()
