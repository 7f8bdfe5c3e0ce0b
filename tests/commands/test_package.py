"""`shilu package`: all that is due, from the archive to a folder."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

import shilu
from commands import exit_codes
from exporters.papers import PAPERS
from meeting.dossier import last_year
from meeting.dossier.due_papers import state_of
from meeting.dossier.model import Dossier, PaperState, Problem, SpeechPaper, Stage
from meeting.dossier.read_out import words_for
from meeting.model import Kind, Mode
from meeting.template import DuePaper
from storage import handed_in
from storage.archive import Archive
from tests.exporters.word_file import Word
from tests.storage.examples import MEETING, entry

TEMPLATE = replace(
    MEETING.template,
    due_after=(DuePaper("record", "原始记录"), DuePaper("secretary_speech", "主要负责同志的发言稿")),
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return Archive(tmp_path / "data")


def made(archive: Archive, dossier: Dossier) -> str:
    archive.create(replace(MEETING, template=TEMPLATE, dossier=dossier)).close()
    return MEETING.id


def test_a_folder_holds_what_is_due_and_tells_what_is_missing(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(archive, Dossier())
    assert shilu.main(["package", number, "after"]) == exit_codes.INCOMPLETE
    out = capsys.readouterr().out.splitlines()
    place = tmp_path / "2022-01-28 专题民主生活会 会后材料"
    assert out[0] == f"已写出：{place}"
    assert out[1] == "主要负责同志的发言稿：没有文件：请在“发言材料”里交来，或在“材料”里指定"
    assert out[2] == "“材料”里记为已起草：原始记录。"
    state = state_of(archive.read(number).dossier, "record")
    assert (state.stage, state.file) == (Stage.DRAFTED, str(place / "01 原始记录.docx"))
    assert sorted(one.name for one in place.iterdir()) == [
        "00 校验码.sha256",
        "00 目录.docx",
        "01 原始记录.docx",
    ]


def test_what_was_handed_in_or_finished_by_hand_goes_in_untouched_and_is_told(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finished = tmp_path / "定稿.pdf"
    finished.write_bytes(b"%PDF finished")
    saved = datetime(2022, 1, 29, 1, 30, tzinfo=UTC).timestamp()
    os.utime(finished, (saved, saved))
    taken = datetime(2022, 1, 20, tzinfo=UTC)
    contents = {"1.docx": b"first", "2.docx": b"second"}
    papers = tuple(
        SpeechPaper(id, "稿", "", name, sha256(content).hexdigest(), taken, "a")
        for id, (name, content) in enumerate(contents.items(), start=1)
    )
    state = PaperState("record", Stage.DRAFTED, file=str(finished))
    number = made(archive, Dossier(speech_papers=papers, papers=(state,)))
    for name, content in contents.items():
        handed_in.keep(archive.folder(number), name, content)
    assert shilu.main(["package", number, "after", "-o", str(tmp_path)]) == exit_codes.OK
    (place,) = tmp_path.glob("*会后材料")
    told = f"原始记录：没有重印，放的是改好的 {finished}（2022-01-29 09:30 存）"
    assert told in capsys.readouterr().out.splitlines()
    assert (place / "01 原始记录.pdf").read_bytes() == b"%PDF finished"
    assert (place / "02 主要负责同志的发言稿.docx").read_bytes() == b"second"


def test_a_file_of_another_machine_is_told_and_its_paper_made_anew(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(archive, Dossier(papers=(PaperState("record", Stage.DRAFTED, file="/gone/x.docx"),)))
    assert shilu.main(["package", number, "after"]) == exit_codes.INCOMPLETE
    assert "原始记录：先前的文件不见了或读不了，没有放它" in (out := capsys.readouterr().out)
    assert "/gone/x.docx" in out
    (record,) = tmp_path.glob("*会后材料/01*")
    assert MEETING.head.title in "".join(Word(record.read_bytes()).texts())


def test_after_a_restore_the_record_is_made_anew_with_what_came_since(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(archive, Dossier())
    shilu.main(["export", number, "-o", str(tmp_path / "记录.docx")])
    shilu.main(["backup", str(tmp_path / "backups")])
    (backup,) = (tmp_path / "backups").iterdir()
    assert shilu.main(["restore", str(backup), "--replace"]) == exit_codes.OK
    with archive.open(number) as file:
        file.append([replace(entry(1), text="恢复以后说的。")])
    capsys.readouterr()
    shilu.main(["package", number, "after"])
    (record,) = tmp_path.glob("*会后材料/01*")
    assert "恢复以后说的。" in "".join(Word(record.read_bytes()).texts())
    assert "改好的" not in capsys.readouterr().out


def test_a_zip_never_takes_the_place_of_another(archive: Archive, tmp_path: Path) -> None:
    number = made(archive, Dossier())
    for _ in range(2):
        shilu.main(["package", number, "after", "--zip"])
    names = sorted(one.name for one in tmp_path.glob("*.zip"))
    assert names == ["2022-01-28 专题民主生活会 会后材料.zip", "2022-01-28 专题民主生活会 会后材料（2）.zip"]


@pytest.mark.parametrize("form", [(), ("--zip",)])
@pytest.mark.parametrize("output", ["没有/a", "~nobodyx/a", "圈", "圈/a"])
def test_a_folder_that_can_not_be_is_told_and_is_no_fault(
    archive: Archive,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    output: str,
    form: tuple[str, ...],
) -> None:
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    number = made(archive, Dossier())
    assert shilu.main(["package", number, "after", *form, "-o", output]) == exit_codes.REFUSED
    assert capsys.readouterr().err.startswith("没有导出：")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
@pytest.mark.parametrize("form", [(), ("--zip",)])
def test_a_folder_that_may_not_be_looked_into_is_told(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: tuple[str, ...]
) -> None:
    number = made(archive, Dossier())
    shut = tmp_path / "关着"
    shut.mkdir(mode=0o600)
    assert shilu.main(["package", number, "after", *form, "-o", str(shut)]) == exit_codes.REFUSED
    assert "没有权限" in capsys.readouterr().err


def test_the_figures_that_were_counted_are_to_be_confirmed(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    template = replace(MEETING.template, due_after=(DuePaper("last_year", "上年度整改情况"),))
    problem = Problem(1, "下基层少。", measures="每季度下去一次。", done=True)
    meeting = replace(MEETING, template=template, dossier=Dossier(last_year=(problem,)))
    archive.create(meeting).close()
    assert shilu.main(["package", meeting.id, "after"]) == exit_codes.OK
    told = "上年度整改情况：上年度整改清单共1项，已完成1项，未完成0项：领导班子1项（已完成1项）。"
    assert capsys.readouterr().out.splitlines()[1:-1] == [f"请核对：{told}"]


def test_a_draft_is_made_anew_until_somebody_has_edited_it(archive: Archive, tmp_path: Path) -> None:
    draft = tmp_path / "原始记录.docx"
    number = made(archive, Dossier(papers=(PaperState("record", Stage.DRAFTED, file=str(draft)),)))
    assert shilu.main(["export", number, "-o", str(draft)]) == exit_codes.OK
    printed = draft.read_bytes()
    file = archive.open(number)
    file.keep(replace(file.meeting, head=replace(MEETING.head, place="三楼")))
    file.close()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    shilu.main(["package", number, "after", "-o", str(tmp_path / "one")])
    (anew,) = tmp_path.glob("one/*/01*")
    assert anew.read_bytes() != printed
    draft.write_bytes(b"PK edited")
    shilu.main(["package", number, "after", "-o", str(tmp_path / "two")])
    (edited,) = tmp_path.glob("two/*/01*")
    assert edited.read_bytes() == b"PK edited"


@pytest.mark.parametrize(
    "guide", ["storage/templates/2021-dangshi-xuexi.toml", "README.md", "README.zh-CN.md"]
)
def test_whoever_writes_a_template_can_read_which_ids_of_papers_mean_something(guide: str) -> None:
    lines = (Path(shilu.__file__).parent / guide).read_text(encoding="utf-8").splitlines()
    told = "\n".join(line for line in lines if line.startswith("#") or guide.endswith(".md"))
    ids = (*PAPERS, "group_examination", "secretary_speech", last_year.ITEM)
    assert [one for one in ids if not re.search(rf"\b{one}\b", told)] == []


def test_what_was_read_out_goes_with_the_record_under_the_number_that_it_says(
    archive: Archive, tmp_path: Path
) -> None:
    content = b"as it was handed in"
    digest = sha256(content).hexdigest()
    taken = datetime(2022, 1, 20, tzinfo=UTC)
    paper = SpeechPaper(1, "对照检查材料", "正文", "1.docx", digest, taken, "b")
    number = made(archive, Dossier(speech_papers=(paper,)))
    handed_in.keep(archive.folder(number), "1.docx", content)
    said = replace(
        entry(1), kind=Kind.SELF_EXAMINATION, by="b", to="", mode=Mode.READ_OUT, text=words_for(paper)
    )
    with archive.open(number) as file:
        file.append([said])
    shilu.main(["package", number, "after", "-o", str(tmp_path)])
    (place,) = tmp_path.glob("*会后材料")
    assert (place / "01 原始记录 附件1 买买提·艾力宣读材料.docx").read_bytes() == content
    lines = (place / "00 校验码.sha256").read_text(encoding="utf-8").splitlines()
    assert f"{digest}  01 原始记录 附件1 买买提·艾力宣读材料.docx" in lines


def test_a_package_is_written_again_whatever_became_of_the_last_one(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(archive, Dossier())
    (tmp_path / "寄").mkdir()
    for form in ((), ("--zip",)):
        shilu.main(["package", number, "after", *form, "-o", str(tmp_path)])
    (place,) = (one for one in tmp_path.glob("*会后材料") if one.is_dir())
    place.rename(tmp_path / "寄" / place.name)
    capsys.readouterr()
    assert shilu.main(["package", number, "after", "-o", str(tmp_path)]) == exit_codes.INCOMPLETE
    gone = place / "01 原始记录.docx"
    assert (out := capsys.readouterr().out).count("原始记录：先前的文件不见了") == 1 and f"（{gone}）" in out
    # Written anew in the same place, and edited there.
    gone.write_bytes(b"PK edited")
    shilu.main(["package", number, "after", "-o", str(tmp_path)])
    (again,) = tmp_path.glob("*会后材料（2）")
    assert (again / "01 原始记录.docx").read_bytes() == b"PK edited"


@pytest.mark.parametrize("spoil", ["edited", "gone", "unknown"])
def test_a_zip_that_we_wrote_is_never_one_of_the_papers(archive: Archive, tmp_path: Path, spoil: str) -> None:
    number = made(archive, Dossier())
    shilu.main(["package", number, "after", "--zip", "-o", str(tmp_path)])
    (whole,) = tmp_path.glob("*.zip")
    assert state_of(archive.read(number).dossier, "record").file == str(whole)
    if spoil == "edited":
        whole.write_bytes(b"PK more in it")
    else:
        (whole if spoil == "gone" else archive.folder(number) / "exports.json").unlink()
    assert shilu.main(["package", number, "after", "-o", str(tmp_path)]) == exit_codes.INCOMPLETE
    (part,) = tmp_path.glob("*会后材料/01*")
    assert part.name == "01 原始记录.docx"
    # Of both it is the one that can be edited.
    assert state_of(archive.read(number).dossier, "record").file == str(part)


def test_the_record_has_its_annexes_where_that_is_asked_for(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(archive, Dossier())
    texts = []
    for folder, more in (("one", ()), ("two", ("--annexed",))):
        (tmp_path / folder).mkdir()
        shilu.main(["package", number, "after", *more, "-o", str(tmp_path / folder)])
        (record,) = tmp_path.glob(f"{folder}/*/01*")
        texts.append("".join(Word(record.read_bytes()).texts()))
    assert ["计划与实际用时对照表" in text for text in texts] == [False, True]
    (record,) = tmp_path.glob("one/*/01*")
    record.write_bytes(b"PK edited")
    capsys.readouterr()
    shilu.main(["package", number, "after", "--annexed", "-o", str(tmp_path)])
    assert "原始记录：放的是改好的文件，附表没有加上" in capsys.readouterr().out
