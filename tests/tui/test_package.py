"""Transcripts of 报送包: what is to be known before, and all papers written while the screen lives on."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from commands.package import package_on_page
from exporters.package import Package
from meeting.calendar.deadlines import When
from meeting.dossier.due_papers import state_of
from meeting.dossier.model import PaperState, Problem, Stage
from meeting.model import Meeting
from meeting.template import DuePaper
from tests.exporters.word_file import Word
from tests.tui.closed import after, choose, held
from tests.tui.keyboard import Keyboard

NAME = "2022-01-28 民主生活会 会后材料"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "家"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def dull(data: Path, *, done: bool = False) -> Meeting:
    """After it two papers are due: last year's list, which may be known, and one that is written by hand."""
    meeting = held(data, "张三", "李四")
    due = (DuePaper("last_year", "上年度整改情况"), DuePaper("secretary_speech", "发言稿"))
    row = (Problem(1, "下基层少。", done=True),) if done else ()
    template = replace(meeting.template, due_after=due)
    return replace(meeting, template=template, dossier=replace(meeting.dossier, last_year=row))


async def to_package(keyboard: Keyboard, which: str = "2") -> None:
    await choose(keyboard, "cl")
    await keyboard.press("f6", which)


async def written(keyboard: Keyboard) -> None:
    await keyboard.wait_for(lambda: "正在导出" not in keyboard.screen)


async def to_folder(keyboard: Keyboard, home: Path, folder: str) -> None:
    await keyboard.press(*["backspace"] * len(str(home)))
    await keyboard.type(folder)


def shows(keyboard: Keyboard, text: str) -> bool:
    """Whether the screen has the text, however it is folded."""
    return "".join(text.split()) in "".join(keyboard.screen.split())


async def test_all_papers_are_written_where_told_with_what_they_lack(tmp_path: Path, home: Path) -> None:
    async with after(dull(tmp_path), tmp_path) as keyboard:
        await to_package(keyboard)
        assert "会后材料，一个文件夹" in keyboard.screen
        assert "上年度整改情况：没有文件：没有带入上年度的整改清单" in keyboard.screen
        assert shows(keyboard, f"将写成：{home / NAME}")
        await keyboard.press("f2")
        await written(keyboard)
        assert shows(keyboard, f"已导出：{home / NAME}")
        assert "发言稿：没有文件" in keyboard.screen
    assert sorted(one.name for one in (home / NAME).iterdir()) == ["00 校验码.sha256", "00 目录.docx"]


async def test_figures_are_listed_and_to_be_confirmed_first(tmp_path: Path, home: Path) -> None:
    async with after(dull(tmp_path, done=True), tmp_path) as keyboard:
        await to_package(keyboard, "4")
        assert "以下数字由程序数出，写出前请核对：" in keyboard.screen
        assert shows(keyboard, "上年度整改清单共1项，已完成1项，未完成0项")
        await keyboard.press("f2")
        assert "上面列出的 1 处数字核对过了吗" in keyboard.screen
        await keyboard.press("2")
        assert list(home.iterdir()) == []
        await keyboard.press("f2", "1")
        await written(keyboard)
        assert shows(keyboard, f"已导出：{home / NAME}.zip")
    with zipfile.ZipFile(home / f"{NAME}.zip") as whole:
        assert "01 上年度整改情况.docx" in whole.namelist()


@pytest.mark.parametrize(("which", "where"), [("2", "/nonexistent/x"), ("4", "~查无此人/a")])
async def test_a_folder_that_can_not_be_is_told_and_another_can_be_written_at_once(
    tmp_path: Path, home: Path, which: str, where: str
) -> None:
    async with after(dull(tmp_path), tmp_path) as keyboard:
        await to_package(keyboard, which)
        await to_folder(keyboard, home, where)
        await keyboard.press("f2")
        await written(keyboard)
        assert "没有导出：" in keyboard.screen
        assert "没有导出，原因写在上面。" in keyboard.screen
        assert where in keyboard.screen
        await keyboard.press(*["backspace"] * len(where))
        await keyboard.type("~")
        await keyboard.press("f2")
        await written(keyboard)
        assert "已导出，写在上面的位置。" in keyboard.screen
    assert len(list(home.iterdir())) == 1


async def test_a_finished_file_that_is_gone_is_told_and_its_paper_made_anew(
    tmp_path: Path, home: Path
) -> None:
    meeting = dull(tmp_path, done=True)
    state = PaperState("last_year", Stage.DRAFTED, file="/gone/x.docx")
    meeting = replace(meeting, dossier=replace(meeting.dossier, papers=(state,)))
    async with after(meeting, tmp_path) as keyboard:
        await to_package(keyboard)
        assert shows(keyboard, "；先前的文件不见了或读不了，没有放它")
        assert shows(keyboard, "（/gone/x.docx）")
        await keyboard.press("f2", "1")
        await written(keyboard)
    assert (home / NAME / "01 上年度整改情况.docx").exists()


@pytest.fixture
def go() -> Iterator[Event]:
    one = Event()
    yield one
    # A test that failed must not leave a thread waiting.
    one.set()


async def test_while_it_is_written_the_stage_is_told_and_a_second_f2_is_refused(
    tmp_path: Path, home: Path, go: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Package.write

    def slowly(package: Package, output: Path, as_zip: bool, stage: object) -> object:
        stage("排版（目录）")  # type: ignore[operator]
        assert go.wait(10)
        return write(package, output, as_zip)

    monkeypatch.setattr(Package, "write", slowly)
    async with after(dull(tmp_path), tmp_path) as keyboard:
        await to_package(keyboard)
        await keyboard.press("f2")
        await keyboard.wait_for(lambda: "正在导出：排版（目录）……已" in keyboard.screen)
        await keyboard.press("f2")
        assert "上一份还在写，写好了再按 F2。" in keyboard.screen
        await keyboard.press("escape", "2")
        assert "F6 报送包" in keyboard.screen
        go.set()
        await keyboard.wait_for(lambda: "已导出：" in keyboard.screen)


async def test_the_package_is_on_the_office_s_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[Mapping[str, str | bool]] = []

    def noting(
        page: Mapping[str, str | bool], meeting: Meeting, folder: Path, when: When, *, annexed: bool
    ) -> Package:
        pages.append(page)
        return package_on_page(page, meeting, folder, when, annexed=annexed)

    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[page]\ndigits = "Times New Roman"\n', encoding="utf-8")
    monkeypatch.setattr("tests.tui.keyboard.package_on_page", noting)
    async with after(dull(tmp_path), tmp_path) as keyboard:
        await to_package(keyboard)
    assert pages == [{"digits": "Times New Roman"}]


async def test_what_was_written_as_a_part_is_drafted_and_what_is_edited_there_goes_in_next(
    tmp_path: Path, home: Path
) -> None:
    async with after(dull(tmp_path, done=True), tmp_path) as keyboard:
        await to_package(keyboard)
        await keyboard.press("f2", "1")
        await written(keyboard)
        assert "“材料”里记为已起草：" in keyboard.screen
        part = home / NAME / "01 上年度整改情况.docx"
        assert state_of(keyboard.meeting.dossier, "last_year").file == str(part)
        part.write_bytes(b"PK edited")
        # On the same screen, which knows of it by now; nothing is counted in what somebody edited.
        await keyboard.press("f2")
        await written(keyboard)
        await keyboard.press("escape")
        assert ".上年度整改情况.docx" in keyboard.screen
        await keyboard.press("f6", "2")
        assert shows(keyboard, f"上年度整改情况：没有重印，放的是改好的 {part}（")
        assert shows(keyboard, f"将写成：{home / NAME}")
    assert (home / f"{NAME}（2）" / part.name).read_bytes() == b"PK edited"


@pytest.mark.parametrize("key", ["f5", "ctrl+r"])
async def test_the_record_takes_its_annexes_along_by_a_key(tmp_path: Path, home: Path, key: str) -> None:
    meeting = held(tmp_path, "张三", "李四")
    template = replace(meeting.template, due_after=(DuePaper("record", "会议原始记录"),))
    async with after(replace(meeting, template=template), tmp_path) as keyboard:
        await to_package(keyboard, "1")
        await keyboard.press(key)
        assert "这一套里没有会议原始记录" in keyboard.screen
        # Neither its key nor its label; what stands beside it keeps its place.
        before = keyboard.screen.splitlines()[-1]
        assert "附表" not in before
        await keyboard.press("escape", "f6", "2")
        assert "F5 附表" in (foot := keyboard.screen.splitlines()[-1])
        assert before == foot.replace("F5 附表", " " * 7)
        await keyboard.press(key)
        assert "会后材料，一个文件夹，记录带附表" in keyboard.screen
        assert shows(keyboard, "带附表：批评意见覆盖表、四项说明情况表、计划与实际用时对照表；")
        await keyboard.press("f2")
        await written(keyboard)
    (record,) = home.glob("*/01*")
    assert "批评意见覆盖表" in "".join(Word(record.read_bytes()).texts())
