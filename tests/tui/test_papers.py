"""Transcripts of 材料: what is due, how far it has come, and writing it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from exporters.papers import Exported
from meeting.dossier.due_papers import state_of
from meeting.dossier.model import PaperState, SpeechPaper, Stage
from storage.archive import Archive
from tests.tui.closed import after, choose, held
from tests.tui.keyboard import NINE, at_the_keyboard


async def test_the_two_lists_tell_their_days_and_what_is_open(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        assert "会前报送  会前几个工作日报送，还没有写明" in keyboard.screen
        assert "会后报送  2022-02-12（休息日，宜在02-11前报出）  还剩 15 天" in keyboard.screen
        assert "未报送 9/9 份" in keyboard.screen
        assert "主送未写" in keyboard.screen


async def test_the_working_days_and_the_letter_are_filled_in_and_count_at_once(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f8")
        await keyboard.type("五")
        await keyboard.press("f2")
        assert "请写 1 到 60 的整数" in keyboard.screen
        await keyboard.press("backspace")
        await keyboard.type("5")
        await keyboard.press("enter")
        await keyboard.type("《关于认真开好民主生活会的通知》")
        await keyboard.press("enter")
        await keyboard.type("XX纪委、XX组织部")
        await keyboard.press("f2")
        assert "会前报送  2022-01-21  已过 7 天" in keyboard.screen
        assert "主送写了不止一个机关；一般只主送一个。" in keyboard.screen
        assert "会前报送  2022-01-21  已过 7 天  主送：XX纪委、XX组织部" in keyboard.screen
        assert "XX组织部" in keyboard.screen.split("会后报送")[1].split("原始记录")[0]
        await keyboard.press("f2", "escape")
        assert "主送写了不止一个机关" not in keyboard.screen
        letter = keyboard.meeting.dossier.letter
        assert (letter.notice, letter.addressees) == (
            "《关于认真开好民主生活会的通知》",
            ("XX纪委", "XX组织部"),
        )


async def test_a_paper_is_noted_as_sent_and_that_is_taken_back(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f3", "f2")
        assert "已报送 01-28" in keyboard.screen
        assert state_of(keyboard.meeting.dossier, "request").stage is Stage.SENT
        await keyboard.press("f3", *["backspace"] * 10, "f2")
        assert "已报送" not in keyboard.screen.replace("F3 已报送", "")
        assert state_of(keyboard.meeting.dossier, "request").sent_on is None


async def test_a_day_without_its_year_is_the_one_next_to_the_meeting_whatever_the_clock(
    tmp_path: Path,
) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        keyboard.wall.forward(1761 * 86_400)
        await choose(keyboard, "cl")
        await keyboard.press("f3")
        await keyboard.type("1月20日")
        await keyboard.press("f2")
        assert "2022-01-20 已报送。" in keyboard.screen
        assert "已报送 01-20" in keyboard.screen
        await keyboard.press("f3")
        await keyboard.type("12.31")
        await keyboard.press("f2")
        assert "已报送 2021-12-31" in keyboard.screen
        await keyboard.press("end", "f3")
        await keyboard.type("1月27日")
        await keyboard.press("f2")
        assert "已报送 2023-01-27" in keyboard.screen
        days = [one.sent_on for one in keyboard.meeting.dossier.papers]
        assert days == [date(2021, 12, 31), date(2023, 1, 27)]


async def test_a_finished_file_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "请示.docx").write_bytes(b"x")
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f5")
        await keyboard.type(str(tmp_path / "请示"))
        await keyboard.press("f2")
        assert "没有这个文件" in keyboard.screen
        await keyboard.type(".docx")
        await keyboard.press("f2")
        assert "已起草" in keyboard.screen and "请示.docx" in keyboard.screen


async def test_a_draft_that_was_deleted_is_told_and_not_noted_as_sent_with_the_others(tmp_path: Path) -> None:
    draft = tmp_path / "请示.docx"
    draft.write_bytes(b"x")
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f5")
        await keyboard.type(str(draft))
        await keyboard.press("f2", "escape")
        draft.unlink()
        await choose(keyboard, "cl")
        (line,) = (line for line in keyboard.screen.splitlines() if "请示.docx" in line)
        assert "文件不在了" in line and "已起草" not in line
        await choose(keyboard, "zytdybs")
        assert "会前余下的都没有文件" in keyboard.screen


@pytest.mark.parametrize("name", ["~查无此人/a", "没有\x00"])
async def test_a_finished_file_of_an_impossible_name_is_told(tmp_path: Path, name: str) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("f5")
        await keyboard.paste(name)
        await keyboard.press("f2")
        assert "没有这个文件" in keyboard.screen


async def test_what_the_program_does_not_print_says_so(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await keyboard.press("end", "f2")
        assert "主要负责同志的发言稿不由程序印出" in keyboard.screen


async def test_of_a_whole_list_only_what_has_a_file_is_sent_and_the_rest_is_named(tmp_path: Path) -> None:
    (tmp_path / "方案.docx").write_bytes(b"x")
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await choose(keyboard, "zyt")
        assert "会前余下的都没有文件：先写出，或按 F5 写上文件" in keyboard.screen
        await keyboard.press("down", "f5")
        await keyboard.type(str(tmp_path / "方案.docx"))
        await keyboard.press("f2")
        await choose(keyboard, "zyt")
        assert "会前有文件、还没有报送的 1 份：哪天报送的" in keyboard.screen
        await keyboard.press("f2")
        said = "".join(keyboard.screen.split())
        assert (
            "会前的1份材料：2022-01-28已报送。没有文件的没有记：召开党史学习教育专题民主生活会的请示、"
            in said
        )
        stages = {one.paper: one.stage for one in keyboard.meeting.dossier.papers}
        assert stages == {"plan": Stage.SENT}
        # One that went out on paper is noted by itself.
        await keyboard.press("up", "f3", "f2")
        assert state_of(keyboard.meeting.dossier, "request") == PaperState("request", Stage.SENT, NINE.date())


async def test_what_was_handed_in_shows_and_goes_out_with_the_rest(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四")
    paper = SpeechPaper(1, "稿", "一", "班子.docx", "0" * 64, NINE)
    meeting = replace(meeting, dossier=replace(meeting.dossier, speech_papers=(paper,)))
    async with after(meeting, tmp_path) as keyboard:
        await choose(keyboard, "cl")
        (line,) = (one for one in keyboard.screen.splitlines() if "班子对照检查材料" in one)
        assert line.split() == ["班子对照检查材料", "已交来", "班子.docx"]
        await keyboard.press("end", "up", "f2")
        assert "班子对照检查材料已交来（班子.docx），报送包里就放它" in keyboard.screen
        await choose(keyboard, "zyt")
        assert "会后有文件、还没有报送的 1 份" in keyboard.screen
        await keyboard.press("f2")
        assert state_of(keyboard.meeting.dossier, "group_examination").stage is Stage.SENT


@pytest.mark.parametrize("form", ["docx", "pdf"])
async def test_a_paper_that_is_exported_elsewhere_is_drafted_as_well(tmp_path: Path, form: str) -> None:
    written = tmp_path / f"记录.{form}"

    def export(*_: object) -> Exported:
        written.write_bytes(b"x")
        return Exported(written, sha256(b"x").hexdigest(), 0, renamed=False)

    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        keyboard.app.export = export
        await choose(keyboard, "dc")
        await keyboard.press("f2")
        await keyboard.wait_for(lambda: "已导出" in keyboard.screen)
        assert "“材料”里记为已起草：会议原始记录。" in keyboard.screen
        # What it was written to lies there, so the next one is proposed to go there.
        await keyboard.press("escape")
        await choose(keyboard, "cl")
        (line,) = (one for one in keyboard.screen.splitlines() if "会议原始记录" in one)
        assert line.split()[1:] == ["已起草", written.name]
        await keyboard.press("f2")
        assert f"写到：  {tmp_path}"[:60] in keyboard.screen
    assert state_of(keyboard.meeting.dossier, "record").file == str(written)


async def test_who_looks_on_exports_all_the_same_and_is_told_that_it_is_not_noted(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四")
    (tmp_path / "记录.docx").write_bytes(b"x")

    def export(*_: object) -> Exported:
        return Exported(tmp_path / "记录.docx", sha256(b"x").hexdigest(), 0, renamed=False)

    store = Archive(tmp_path).create(replace(meeting, entries=()))
    store.append(meeting.entries)
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        keyboard.app.export = export
        await keyboard.press("f6", "f2")
        await keyboard.wait_for(lambda: "已导出" in keyboard.screen)
        assert "文件已写出，只是“材料”里没有记下它" in keyboard.screen
    assert not keyboard.meeting.dossier.papers
    store.close()
