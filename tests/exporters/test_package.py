"""报送包: everything that is due, in order, with digests that anybody can check."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from exporters.errors import NotWritten
from exporters.package import CONTENTS, DIGESTS, Package, enclosed, package_of, zipped
from exporters.package_parts import Enclosed, Found
from exporters.profile import STANDARD, Profile
from meeting.calendar.deadlines import When
from meeting.dossier.model import PaperState, Stage
from meeting.model import Meeting
from meeting.template import DuePaper
from tests.exporters.dossiers import with_dossier
from tests.exporters.meetings import PRINTED, held, planned
from tests.exporters.word_file import Word


def made(meeting: Meeting, when: When, profile: Profile = STANDARD, **finished: bytes) -> Package:
    def of(due: DuePaper) -> Found:
        return Found(Enclosed("我写的.docx", finished[due.id])) if due.id in finished else Found()

    return package_of(meeting, when, PRINTED, profile, of)


def test_the_papers_come_in_the_order_of_the_template_under_numbered_names() -> None:
    files, _ = enclosed(made(with_dossier(planned(2)), When.BEFORE))
    assert [file.name for file in files] == [
        CONTENTS,
        "01 召开民主生活会的请示.docx",
        "02 会议方案.docx",
        "03 征求群众意见情况.docx",
        "04 上一年度整改情况.docx",
        DIGESTS,
    ]


def test_what_somebody_finished_goes_in_as_it_is() -> None:
    meeting = with_dossier(held(2).meeting)
    package = made(meeting, When.AFTER, group_examination="材料".encode(), report=b"by hand")
    files = {file.name: file.content for file in enclosed(package)[0]}
    assert files["02 综合报告.docx"] == b"by hand"
    assert files["04 班子对照检查材料.docx"] == "材料".encode()
    assert {"03 整改清单.docx", "03 整改清单.xlsx"} <= set(files)


def test_an_annex_that_is_missing_and_that_the_request_may_name_is_told() -> None:
    meeting = with_dossier(planned(2), last_year=())
    assert [one for one in made(meeting, When.BEFORE).lacking if "请示的附件" in one] == []
    (by_hand,) = (one for one in made(meeting, When.BEFORE, request=b"x").lacking if "上一年度" in one)
    assert by_hand.endswith("请示是改好的，请核对附件里有没有列它")
    papers = (PaperState("last_year", Stage.DRAFTED, file="/gone/x.docx"),)
    lost = replace(meeting, dossier=replace(meeting.dossier, papers=papers))
    (listed,) = (one for one in made(lost, When.BEFORE).lacking if "上一年度" in one)
    assert listed.endswith("请示的附件里列着它，请补上或改请示")


def test_what_is_missing_is_told_in_the_contents_and_never_passed_over() -> None:
    meeting = with_dossier(planned(2), opinions=(), last_year=())
    package = made(meeting, When.BEFORE)
    (contents, *_), _ = enclosed(package)
    cells = Word(contents.content).texts("TableCell", "TableCellCentred")
    assert cells.count("未附") == 2
    assert [line.partition("：")[0] for line in package.lacking] == [
        "召开民主生活会的请示",
        "会议方案",
        "征求群众意见情况",
        "上一年度整改情况",
    ]
    template = replace(meeting.template, due_before=(DuePaper("x", "别的"),))
    package = made(replace(meeting, template=template), When.BEFORE)
    assert package.lacking == ("别的：没有文件：请在“材料”里指定",)
    assert [file.name for file in enclosed(package)[0]] == [CONTENTS, DIGESTS]


def test_a_finished_file_is_told_with_its_place_and_one_that_is_gone_keeps_no_paper_out() -> None:
    found = {
        "record": Found(Enclosed("我写的.docx", b"by hand"), origin="/a/x.docx（2022-01-29 09:30 存）"),
        "report": Found(gone="/b/y.docx"),
        "group_examination": Found(Enclosed("1.docx", b"handed in"), gone="/b/z.docx"),
    }
    meeting = with_dossier(held(2).meeting)
    package = package_of(meeting, When.AFTER, PRINTED, STANDARD, lambda due: found.get(due.id, Found()))
    assert package.finished == ("会议原始记录：没有重印，放的是改好的 /a/x.docx（2022-01-29 09:30 存）",)
    lacking = {line.partition("：")[0]: line for line in package.lacking}
    for title, path in (("综合报告", "/b/y.docx"), ("班子对照检查材料", "/b/z.docx")):
        assert (
            f"先前的文件不见了或读不了，没有放它，改过的话请放回原处或在“材料”里重新指定（{path}）"
            in lacking[title]
        )
    files = {file.name: file.content for file in enclosed(package)[0]}
    assert files["04 班子对照检查材料.docx"] == b"handed in"
    assert "02 综合报告.docx" in files


def test_every_figure_that_was_counted_is_told_with_its_paper() -> None:
    package = made(with_dossier(held(2).meeting), When.AFTER)
    assert "综合报告：整改清单共2项，其中领导班子1项、班子成员1项。" in package.counted
    # What somebody finished has figures of its own.
    counted = made(with_dossier(held(2).meeting), When.AFTER, report=b"x").counted
    assert counted and not [told for told in counted if told.startswith("综合报告：")]


def test_characters_that_no_file_holds_are_counted_over_all_papers(tmp_path: Path) -> None:
    meeting = with_dossier(planned(2, place="会\x1b议室"))
    written = made(meeting, When.BEFORE).write(tmp_path, as_zip=False)
    # Once in the request and once in the plan.
    assert written.notes == ("有 2 个印不出的控制字符没有写入。",)


def test_every_page_of_it_is_the_office_s_own() -> None:
    profile = Profile(fangsong="仿宋_GB2312")
    files, _ = enclosed(made(with_dossier(planned(2)), When.BEFORE, profile))
    for file in files[:-1]:
        assert Word(file.content).effective("TableCell", "rPr", "rFonts")["eastAsia"] == "仿宋_GB2312"


@pytest.mark.parametrize("as_zip", [False, True])
def test_each_stage_is_told_before_it_begins(tmp_path: Path, as_zip: bool) -> None:
    told: list[str] = []

    def stage(one: str) -> None:
        assert list(tmp_path.iterdir()) == []
        told.append(one)

    made(with_dossier(planned(2)), When.BEFORE).write(tmp_path, as_zip, stage)
    papers = ("召开民主生活会的请示", "会议方案", "征求群众意见情况", "上一年度整改情况", "目录")
    assert told == [*(f"排版（{paper}）" for paper in papers), "写到磁盘"]
    assert len(list(tmp_path.iterdir())) == 1


def test_the_digests_are_those_of_the_files(tmp_path: Path) -> None:
    package = made(with_dossier(held(2).meeting), When.AFTER)
    files, _ = enclosed(package)
    place = package.write(tmp_path, as_zip=False).path
    assert place == tmp_path / "2022-01-28 党史学习教育专题民主生活会 会后材料"
    written = {one.name: one.read_bytes() for one in place.iterdir()}
    assert written.keys() == {file.name for file in files}
    for line in written[DIGESTS].decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(written[name]).hexdigest() == digest
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--quiet", "-c", DIGESTS], cwd=place, check=True)


def test_a_zip_may_be_named_and_a_folder_must_be_there(tmp_path: Path) -> None:
    package = made(with_dossier(planned(2)), When.BEFORE)
    assert package.write(tmp_path / "报送.zip", as_zip=True).path == tmp_path / "报送.zip"
    for as_zip, words in ((True, "以 .zip 结尾"), (False, "文件夹不存在")):
        with pytest.raises(NotWritten, match=words):
            package.write(tmp_path / "没有", as_zip)


def test_a_zip_holds_the_same_files_by_their_chinese_names() -> None:
    files = (Enclosed("00 目录.docx", b"1"), Enclosed("01 请示.docx", b"22"))
    with zipfile.ZipFile(BytesIO(zipped(files, PRINTED))) as whole:
        assert {name: whole.read(name) for name in whole.namelist()} == {f.name: f.content for f in files}


@pytest.mark.parametrize(("due", "annexed"), [("record", False), ("record", True), ("record_annexed", False)])
def test_what_was_read_out_goes_with_the_record_with_its_annexes_or_without(due: str, annexed: bool) -> None:
    meeting = with_dossier(held(2).meeting)
    meeting = replace(meeting, template=replace(meeting.template, due_after=(DuePaper(due, "记录"),)))
    read_out = (Enclosed("附件1 张三宣读材料.txt", b"x"),)
    package = package_of(meeting, When.AFTER, PRINTED, STANDARD, lambda _: Found(), read_out, annexed=annexed)
    files = {file.name: file.content for file in enclosed(package)[0]}
    assert "01 记录 附件1 张三宣读材料.txt" in files
    has_annexes = "计划与实际用时对照表" in "".join(Word(files["01 记录.docx"]).texts())
    assert has_annexes == (annexed or due == "record_annexed")
