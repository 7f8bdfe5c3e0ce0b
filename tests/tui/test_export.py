"""Transcripts of the export screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters.papers import PAPERS
from meeting.refused import Refused
from storage.archive import Archive
from tests.storage.examples import MEETING
from tests.tui.keyboard import at_the_keyboard
from tui.screens import export


def test_every_paper_that_can_be_printed_can_be_chosen() -> None:
    assert list(export.PAPERS) == list(PAPERS)
    for name, label in export.PAPERS.items():
        assert label.startswith(PAPERS[name].label)


@pytest.mark.parametrize("key", ["f5", "ctrl+r"])
async def test_the_paper_is_chosen_by_a_key_and_written_in_the_chosen_format(
    tmp_path: Path, key: str
) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f6")
        assert "材料：会议原始记录（F5 换）　格式：Word 文档（.docx）（F3 换）" in keyboard.screen
        await keyboard.press(key, "f3")
        assert "材料：发言核对单（每人一份）（F5 换）　格式：纯文本（.txt）（F3 换）" in keyboard.screen
        await keyboard.press("f2")
        assert "已写出 check" in keyboard.screen and "txt 到" in keyboard.screen
        await keyboard.press(key, "f2")
        assert "已写出 record" in keyboard.screen


async def test_a_paper_that_can_not_be_printed_yet_is_refused_in_a_sentence(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()

    def refuse(*_: object) -> str:
        raise Refused("还没有记下发言，没有可以核对的。")

    async with at_the_keyboard(tmp_path) as keyboard:
        keyboard.app.export = refuse
        await keyboard.press("f6", "f5", "f2")
        assert "还没有记下发言，没有可以核对的。" in keyboard.screen
        assert "材料：发言核对单" in keyboard.screen


async def test_the_office_s_page_of_the_settings_is_what_is_printed_on(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()
    (tmp_path / "config").mkdir()
    settings = '[page]\ndigits = "Times New Roman"\ntitle = 5\n'
    (tmp_path / "config" / "config.toml").write_text(settings, encoding="utf-8")
    async with at_the_keyboard(tmp_path) as keyboard:
        assert "title 要写字体的名称" in keyboard.screen
        await keyboard.press("escape", "f6", "f5", "f5")
        assert "材料：会议原始记录（带附表）" in keyboard.screen
        await keyboard.press("f2")
        assert "已写出 record_annexed" in keyboard.screen
        assert "Times New Roman" in keyboard.screen
