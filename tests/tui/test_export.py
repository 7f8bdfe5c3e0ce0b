"""Transcripts of the export screen."""

from __future__ import annotations

import asyncio
import errno
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from commands.export import export_paper
from exporters.papers import FORMATS, PAPERS, Exported
from meeting.refused import Refused
from storage.archive import Archive
from storage.draft.draft import read_draft
from tests.storage.examples import MEETING
from tests.tui.keyboard import Keyboard, at_the_keyboard, running
from tui.screens import export


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "家"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


class Slow:
    """An export that waits at its first stage until it is let go."""

    def __init__(self) -> None:
        self._go = Event()

    def __call__(self, *arguments: object) -> Exported:
        stage: Callable[[str], None] = arguments[6]  # type: ignore[assignment]
        stage("排成 PDF")
        assert self._go.wait(10)
        return Exported(Path("/家/记录.pdf"), "", 0, renamed=False)

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def slow() -> Iterator[Slow]:
    one = Slow()
    yield one
    # A test that failed must not leave a thread waiting.
    one.let_go()


async def write(keyboard: Keyboard) -> None:
    """Presses F2 and waits until it is written or refused."""
    await keyboard.press("f2")
    await keyboard.wait_for(lambda: "正在导出" not in keyboard.screen)


def unwrapped(keyboard: Keyboard) -> str:
    """The screen as one text without blanks, of which a row that breaks there loses its last."""
    return "".join(keyboard.screen.split())


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_every_paper_and_format_that_can_be_printed_can_be_chosen() -> None:
    assert list(export.PAPERS) == list(PAPERS)
    for name, label in export.PAPERS.items():
        assert label.startswith(PAPERS[name].label)
    assert list(export.FORMATS) == list(FORMATS)
    for name, label in export.FORMATS.items():
        assert label == f"{FORMATS[name].label}（.{name}）"


@pytest.mark.parametrize("key", ["f5", "ctrl+r"])
async def test_the_paper_is_chosen_by_a_key_and_written_in_the_chosen_format(
    tmp_path: Path, key: str
) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f6")
        assert "材料：会议原始记录（F5 换）　格式：Word 文档（.docx）（F3 换）" in keyboard.screen
        await keyboard.press(key, "2", "f3")
        assert "材料：发言核对单（每人一份）（F5 换）　格式：纯文本（.txt）（F3 换）" in keyboard.screen
        await write(keyboard)
        assert "写的是 check  txt。" in keyboard.screen
        await keyboard.press(key, "1", "f3", "f3")
        await write(keyboard)
        assert "写的是 record  pdf。" in keyboard.screen


async def test_the_file_is_named_before_it_is_written_and_in_full_afterwards(
    tmp_path: Path, home: Path
) -> None:
    deep = home / ("很长的文件夹名字" * 4) / ("又一层" * 6)
    deep.mkdir(parents=True)
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.app.export = partial(export_paper, {})
        await keyboard.press("f9", *"dc", "enter")
        name = "2022-01-28 民主生活会 会议原始记录"
        shown = name.replace(" ", "")
        assert f"将写成：{home / shown}.docx" in unwrapped(keyboard)
        await keyboard.press("f3")
        await keyboard.paste(f"/{deep.relative_to(home)}")
        assert f"将写成：{deep / shown}.txt" in unwrapped(keyboard)
        await write(keyboard)
        assert f"已导出：{deep / shown}.txt" in unwrapped(keyboard)
        assert "已导出，写在上面的位置。" in keyboard.screen
        rows = [line[1:] for line in keyboard.screen.splitlines()]
        # The path has its rows for itself, and every row of it but the last is full.
        at = rows.index("已导出：")
        assert rows[at + 1].startswith("/") and len(rows[at + 1]) > 39
    written = only_file(deep)
    assert written.name == f"{name}.txt"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


async def test_the_home_folder_may_be_a_tilde_and_a_folder_that_is_not_there_is_told(
    tmp_path: Path, home: Path
) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = partial(export_paper, {})
        await keyboard.press("f6", "f3", *["backspace"] * len(str(home)))
        await keyboard.type("~/a/b.txt")
        assert "文件夹不存在，请先建好，或换一个位置。" in unwrapped(keyboard)
        await write(keyboard)
        assert "没有导出：文件夹不存在" in unwrapped(keyboard)
        assert "没有导出，原因写在上面。" in keyboard.screen
        await keyboard.press(*["backspace"] * len("/b.txt"))
        assert "没有“~/a”这个文件夹；要写成文件，名字要和格式一致，以.txt结尾。" in unwrapped(keyboard)
        await keyboard.press("backspace")
        assert f"将写成：{home}/" in unwrapped(keyboard)
        await write(keyboard)
    assert only_file(home).suffix == ".txt"


async def test_a_paper_that_can_not_be_printed_yet_is_refused_in_a_sentence(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()

    def refuse(*_: object) -> Exported:
        raise Refused("还没有记下发言，没有可以核对的。")

    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = refuse
        await keyboard.press("f6", "f5", "2")
        await write(keyboard)
        assert "还没有记下发言，没有可以核对的。" in keyboard.screen
        assert "材料：发言核对单" in keyboard.screen


async def test_the_office_s_page_of_the_settings_is_what_is_printed_on(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()
    (tmp_path / "config").mkdir()
    settings = '[page]\ndigits = "Times New Roman"\ntitle = 5\n'
    (tmp_path / "config" / "config.toml").write_text(settings, encoding="utf-8")
    async with at_the_keyboard(tmp_path) as keyboard:
        assert "title 要写字体的名称" in keyboard.screen
        await keyboard.press("escape", "f6", "f5", "3")
        assert "材料：会议原始记录（带附表）" in keyboard.screen
        await write(keyboard)
        assert "写的是 record_annexed" in keyboard.screen
        assert "Times New Roman" in keyboard.screen


async def test_while_it_is_written_the_stage_is_told_and_a_second_f2_is_refused(
    tmp_path: Path, slow: Slow
) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = slow
        await keyboard.press("f6", "f2")
        await keyboard.wait_for(lambda: "正在导出：排成 PDF……已" in keyboard.screen)
        await keyboard.press("f2")
        assert "上一份还在写，写好了再按 F2。" in keyboard.screen
        # The screen lives: what is to be written next can be chosen.
        await keyboard.press("f5", "2")
        assert "材料：发言核对单" in keyboard.screen
        slow.let_go()
        await keyboard.wait_for(lambda: "已导出，写在上面的位置。" in keyboard.screen)
        assert "/家/记录.pdf" in keyboard.screen
        await write(keyboard)
        assert "已导出，写在上面的位置。" in keyboard.screen


async def test_leaving_meanwhile_asks_first(tmp_path: Path, slow: Slow) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = slow
        await keyboard.press("f6", "f2", "escape")
        assert "文件还在写。" in keyboard.screen
        await keyboard.press("1")
        assert "材料：会议原始记录" in keyboard.screen
        slow.let_go()
        await keyboard.wait_for(lambda: "已导出，写在上面的位置。" in keyboard.screen)
        await keyboard.press("escape")
        assert "会议列表" in keyboard.screen


async def test_who_goes_on_recording_meanwhile_types_and_is_told_when_it_is_written(
    tmp_path: Path, slow: Slow
) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.app.export = slow
        await keyboard.press("f9", *"dc", "enter")
        await keyboard.press("f2", "escape", "2")
        await keyboard.type("通报写到一半")
        (draft,) = tmp_path.glob("meetings/*/draft")
        assert {one.text for one in read_draft(draft)[0].drafts.values()} == {"通报写到一半"}
        slow.let_go()
        await keyboard.wait_for(lambda: "已导出：/家/记录.pdf" in keyboard.screen)
        await keyboard.type("，接着写")
        assert "通报写到一半，接着写" in keyboard.screen


async def test_what_was_edited_by_hand_is_kept_and_the_new_name_is_told(tmp_path: Path, home: Path) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = partial(export_paper, {})
        await keyboard.press("f6", "f3")
        await write(keyboard)
        file = only_file(home)
        await write(keyboard)
        assert only_file(home) == file
        file.write_text("手工改过", encoding="utf-8")
        await write(keyboard)
        assert "（2）.txt" in unwrapped(keyboard)
        assert "原处已有文件，认不出是上次导出的原样，没有覆盖，换了名字。" in unwrapped(keyboard)
    assert file.read_text(encoding="utf-8") == "手工改过"


async def test_a_full_disk_leaves_the_old_file_whole_and_the_sentence_stays(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Archive(tmp_path).create(MEETING).close()
    monkeypatch.setattr("tui.actions.writing.TICK", 0.01)
    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = partial(export_paper, {})
        await keyboard.press("f6", "f3")
        await write(keyboard)
        file = only_file(home)
        before = file.read_bytes()

        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as disk:
            disk.setattr(os, "write", full)
            await write(keyboard)
            # The clock of the writing stands still, and takes nothing away.
            await asyncio.sleep(0.05)
            await keyboard.settle()
            assert "没有导出：磁盘已满，请腾出空间后再试" in unwrapped(keyboard)
            assert "原有的文件没有动。" in unwrapped(keyboard)
        assert only_file(home).read_bytes() == before
        await write(keyboard)
        assert "已导出" in keyboard.screen


async def test_what_a_pdf_had_to_do_without_is_told(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()

    def substituted(*_: object) -> Exported:
        told = ("缺少的字体用别的代替了：“仿宋”用了“思源宋体”。",)
        return Exported(Path("/家/记录.pdf"), "", 0, renamed=False, lacking=told)

    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = substituted
        await keyboard.press("f6")
        await write(keyboard)
        assert "缺少的字体用别的代替了：“仿宋”用了“思源宋体”。" in keyboard.screen


async def test_what_does_not_fit_above_is_turned_to_by_page(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.app.screen.run_action("export")
        await keyboard.settle()
        assert "李四：“重大事项”未说明。" not in keyboard.screen
        await keyboard.press("pagedown", "pagedown")
        assert "李四：“重大事项”未说明。" in keyboard.screen
        await keyboard.press("pageup", "pageup")
        assert "还没有散会。" in keyboard.screen
