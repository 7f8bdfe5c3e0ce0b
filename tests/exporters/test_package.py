"""报送包: everything that is due, in order, with digests that anybody can check."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from exporters import package
from exporters.errors import NotWritten
from exporters.package import CONTENTS, DIGESTS, Enclosed, Part, enclosed, parts, write_folder, zipped
from exporters.profile import STANDARD
from meeting.deadlines import When
from meeting.model import DuePaper, Meeting
from tests.exporters.dossiers import with_dossier
from tests.exporters.meetings import PRINTED, held, planned
from tests.exporters.word import Word


def made(meeting: Meeting, when: When, **finished: bytes) -> tuple[Part, ...]:
    def of(due: DuePaper) -> Enclosed | None:
        return Enclosed("我写的.docx", finished[due.id]) if due.id in finished else None

    return parts(meeting, when, PRINTED, STANDARD, of)


def test_the_papers_come_in_the_order_of_the_template_under_numbered_names() -> None:
    row = made(with_dossier(planned(2)), When.BEFORE)
    assert [file.name for part in row for file in part.files] == [
        "01 召开民主生活会的请示.docx",
        "02 会议方案.docx",
        "03 征求群众意见情况.docx",
        "04 上一年度整改情况.docx",
    ]


def test_what_somebody_finished_goes_in_as_it_is() -> None:
    finished = {"group_examination": "材料".encode(), "report": b"by hand"}
    row = made(with_dossier(held(2).meeting), When.AFTER, **finished)
    by_paper = {part.paper.id: part for part in row}
    assert by_paper["report"].files == (Enclosed("02 综合报告.docx", b"by hand"),)
    assert by_paper["report"].told == by_paper["group_examination"].told == "所附文件原样"
    assert [file.name for file in by_paper["rectification"].files] == ["03 整改清单.docx", "03 整改清单.xlsx"]


def test_what_is_missing_is_told_in_the_contents_and_never_passed_over() -> None:
    meeting = with_dossier(planned(2), opinions=(), last_year=())
    row = made(meeting, When.BEFORE)
    (contents, *_) = enclosed(meeting, When.BEFORE, PRINTED, row)
    cells = Word(contents.content).texts("TableCell")
    assert any("没有文件：还没有登记征求到的意见" in cell for cell in cells)
    told = list(package.names_open(row))
    assert [line.partition("：")[0] for line in told] == [
        "召开民主生活会的请示",
        "会议方案",
        "征求群众意见情况",
        "上一年度整改情况",
    ]
    template = replace(meeting.template, due_before=(DuePaper("x", "别的"),))
    (part,) = made(replace(meeting, template=template), When.BEFORE)
    assert (part.files, part.told) == ((), "没有文件：请在“材料”里指定")


def test_the_digests_are_those_of_the_files(tmp_path: Path) -> None:
    meeting = with_dossier(held(2).meeting)
    files = enclosed(meeting, When.AFTER, PRINTED, made(meeting, When.AFTER))
    place = write_folder(files, tmp_path / "会后材料")
    written = {one.name: one.read_bytes() for one in place.iterdir()}
    assert written == {file.name: file.content for file in files}
    for line in written[DIGESTS].decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(written[name]).hexdigest() == digest
    assert CONTENTS in written
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--quiet", "-c", DIGESTS], cwd=place, check=True)


def test_a_package_is_private_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    files = (Enclosed("甲.txt", b"1"),)
    first, second = (write_folder(files, tmp_path / "材料") for _ in range(2))
    assert (first.name, second.name) == ("材料", "材料（2）")
    assert stat.S_IMODE(first.stat().st_mode) == 0o700
    assert stat.S_IMODE((first / "甲.txt").stat().st_mode) == 0o600


def test_a_package_that_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        write_folder((Enclosed("甲.txt", b"1"), Enclosed("没有/乙.txt", b"2")), tmp_path / "材料")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotWritten, match="文件夹不存在"):
        write_folder((), tmp_path / "没有" / "材料")


def test_a_zip_holds_the_same_files_by_their_chinese_names() -> None:
    files = (Enclosed("00 目录.docx", b"1"), Enclosed("01 请示.docx", b"22"))
    with zipfile.ZipFile(BytesIO(zipped(files, PRINTED))) as whole:
        assert {name: whole.read(name) for name in whole.namelist()} == {f.name: f.content for f in files}
