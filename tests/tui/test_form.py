"""Transcripts of forms and choice boxes: their help, the field that is wrong, and what stood there before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import OptionList

from meeting.dossier.model import Study
from meeting.model import Head
from storage.archive import Archive
from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import Keyboard, at_the_agenda, at_the_keyboard, meeting_of, running
from tui.widgets.entry_line import EntryLine

STUDY = Study(1, "学习全会精神", date(2022, 1, 5), "集中学习")


@asynccontextmanager
async def at_the_studies(data: Path, day: date | None = date(2022, 1, 28)) -> AsyncIterator[Keyboard]:
    """会前准备 of a meeting on this day, with one session of study."""
    meeting = meeting_of(data, "张三", "李四")
    meeting = replace(
        meeting,
        head=Head("示例市某某局党组", "民主生活会", 2021, day),
        dossier=replace(meeting.dossier, studies=(STUDY,)),
    )
    Archive(data).create(meeting).close()
    async with at_the_keyboard(data, meeting_id=meeting.id) as keyboard:
        await choose(keyboard, "hqzb")
        yield keyboard


def here(keyboard: Keyboard) -> str:
    """The label of the field that has the focus."""
    line = keyboard.app.focused
    assert isinstance(line, EntryLine) and line.parent
    return str(line.parent.query_one(".label").render()).strip()


def line(keyboard: Keyboard, label: str) -> str:
    """What stands in the field of this label."""
    found = [row for row in keyboard.screen.split("\n") if row.strip().startswith(label)]
    return found[0].strip().removeprefix(label).strip()


@pytest.mark.parametrize("key", ["f1", "ctrl+k"])
async def test_a_form_tells_its_keys_and_goes_on_where_it_was(tmp_path: Path, key: str) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter", "left")
        await keyboard.type("再")
        await keyboard.press("left", key)
        assert "填写：按键" in keyboard.screen
        assert "F2 / Ctrl+N     确定              存下各栏" in keyboard.screen
        assert "填写的一行里的键：" in keyboard.screen
        await keyboard.press("escape")
        assert line(keyboard, "主题") == "再学习全会精神"
        await keyboard.type("先")
        await keyboard.press("f2")
        assert keyboard.meeting.dossier.studies[0].topic == "先再学习全会精神"


async def test_what_belongs_into_a_field_is_told_whole_below_it_and_first_in_its_help(tmp_path: Path) -> None:
    choices = "写序号：1理想信念 2担当作为 3为民服务 4斗争本领 5从严治党"
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "zgqd")
        await keyboard.press("f3", "down")
        assert line(keyboard, "方面").endswith("..")
        assert line(keyboard, choices) == ""
        assert "F1 帮助" in keyboard.screen
        await keyboard.press("f1")
        page = [row.strip() for row in keyboard.screen.split("\n") if row.strip()]
        assert page[:3] == ["填写：按键", "“方面”一栏：", choices]
        await keyboard.press("escape", "down", "down")
        assert choices not in keyboard.screen
        await keyboard.press("escape")
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f3", "down", "down")
        assert line(keyboard, f"{choices}；可空着") == ""
        await keyboard.press("down")
        assert choices not in keyboard.screen


async def test_a_field_that_stands_full_still_tells_what_may_be_written_there(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "4", "enter")
        await keyboard.commit("改过来。")
        await keyboard.press("f2")
        assert here(keyboard) == "由谁提出"
        assert "名单里的姓名；名单外的写单位、职务和姓名" in keyboard.screen


@pytest.mark.parametrize("key", ["f1", "ctrl+k"])
async def test_a_choice_tells_its_keys_and_keeps_its_line(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f6", "down", key)
        assert "选择：按键" in keyboard.screen
        assert "也可直接按行首的数字" in keyboard.screen
        await keyboard.press("escape")
        assert keyboard.app.screen.query_one(OptionList).highlighted == 1
        await keyboard.press("enter")
        await keyboard.commit("补充一句。")
        await keyboard.press("f2")
        assert keyboard.record == ["李四：补充一句。"]


async def test_the_menu_tells_its_keys_too(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", "s", "f1")
        assert "更多操作：按键" in keyboard.screen
        await keyboard.press("escape")
        assert "找：s" in keyboard.screen


async def test_the_cursor_goes_to_the_field_that_is_wrong(tmp_path: Path) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("f3")
        await keyboard.type("研讨")
        await keyboard.press("enter")
        await keyboard.type("13月1日")
        await keyboard.press("enter")
        await keyboard.type("集中学习")
        await keyboard.press("enter")
        assert here(keyboard) == "日期"
        assert "注意：到 2022-01-28 为止的一年里没有 13月1日 这一天，请核对日期" in keyboard.screen
        await keyboard.press("end", *["left"] * 4, "delete", "f2")
        assert keyboard.meeting.dossier.studies[1] == Study(2, "研讨", date(2022, 1, 1), "集中学习")


async def test_the_field_of_a_name_is_found_in_the_forms_of_the_agenda_and_the_roster(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "cryl")
        await keyboard.press("1")
        await keyboard.type("张三")
        await keyboard.press("down")
        await keyboard.type("王五")
        await keyboard.press("down", "f2")
        assert here(keyboard) == "对谁"
        assert "“对谁”一栏：名单里没有“王五”" in keyboard.screen
        await keyboard.press("escape", "escape", "escape", "enter", "down", "down", "down")
        await keyboard.type("来宾")
        await keyboard.press("up", "up", "f2")
        assert here(keyboard) == "身份"


async def test_the_head_goes_to_its_wrong_field_too(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", *["down"] * 8)
        await keyboard.type("某处")
        await keyboard.press("up", "up", "f2")
        assert here(keyboard) == "时区"
        assert "不认识时区“某处”" in keyboard.screen


@pytest.mark.parametrize("typed", ["12月11日", "12.11", "12-11"])
async def test_a_day_without_its_year_stands_in_full_once_its_field_is_left(
    tmp_path: Path, typed: str
) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("f3", "down")
        await keyboard.commit(typed)
        await keyboard.press("down")
        assert line(keyboard, "日期") == "2021-12-11"
        await keyboard.press("up", "ctrl+z")
        assert line(keyboard, "日期") == typed
        await keyboard.press("up")
        await keyboard.commit("研讨")
        await keyboard.press("f2")
        assert keyboard.meeting.dossier.studies[1].day == date(2021, 12, 11)
        assert "2021-12-11" in keyboard.screen


async def test_a_deadline_stands_in_full_too(tmp_path: Path) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "zgqd")
        await keyboard.press("f3", *["down"] * 4)
        await keyboard.commit("限时整改3月底")
        await keyboard.press("down")
        assert line(keyboard, "完成时限") == "限时整改 2022-03-31"
        await keyboard.press("up", "ctrl+u")
        await keyboard.commit("立行立改")
        await keyboard.press("down")
        assert line(keyboard, "完成时限") == "立行立改"
        await keyboard.press("up", "ctrl+u")
        await keyboard.commit("看情况")
        await keyboard.press("down")
        assert line(keyboard, "完成时限") == "看情况"


async def test_without_the_meeting_s_day_the_year_is_asked_for(tmp_path: Path) -> None:
    async with at_the_studies(tmp_path, day=None) as keyboard:
        await keyboard.press("enter", "down")
        await keyboard.commit("12月11日")
        await keyboard.press("f2")
        assert "请把年份写上，例如 2022年12月11日" in keyboard.screen.replace("\n", "").replace(" " * 5, "")
        assert here(keyboard) == "日期"


async def test_typing_takes_the_place_of_what_stood_there_and_undoing_brings_it_back(tmp_path: Path) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter")
        assert "原有的字：打字就换掉，先按左右方向键就接着写；Ctrl+Z 撤销" in keyboard.screen
        await keyboard.commit("专题", "研讨")
        assert line(keyboard, "主题") == "专题研讨"
        await keyboard.press("ctrl+z")
        assert line(keyboard, "主题") == "学习全会精神"
        await keyboard.press("ctrl+y")
        assert line(keyboard, "主题") == "专题研讨"
        await keyboard.press("ctrl+z", "right")
        await keyboard.commit("等")
        await keyboard.press("down", "up", "end")
        await keyboard.commit("文件")
        await keyboard.press("ctrl+u")
        assert line(keyboard, "主题") == "学习……精神"
        await keyboard.press("ctrl+z", "f2")
        assert keyboard.meeting.dossier.studies[0].topic == "学习全会精神等文件"


async def test_what_was_typed_before_is_replaced_as_well_when_its_field_is_reached_again(
    tmp_path: Path,
) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter", "down")
        await keyboard.commit("2022-01-06")
        await keyboard.press("down", "up")
        await keyboard.commit("2021-12-30")
        assert line(keyboard, "日期") == "2021-12-30"
        await keyboard.press("down", "up", "end", "backspace")
        await keyboard.commit("1")
        await keyboard.press("f2")
        assert keyboard.meeting.dossier.studies[0].day == date(2021, 12, 31)


@pytest.mark.parametrize("key", ["backspace", "delete", "ctrl+u"])
async def test_what_was_deleted_at_one_touch_comes_back_at_one(tmp_path: Path, key: str) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter", key)
        assert line(keyboard, "主题") == "学习……精神"
        await keyboard.press("ctrl+z", "f2")
        assert keyboard.meeting.dossier.studies == (STUDY,)


async def test_a_paste_takes_the_place_of_what_stood_there_as_typing_does(tmp_path: Path) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter", "down", "down")
        await keyboard.paste("专题\n研讨")
        assert line(keyboard, "形式") == "专题 研讨"
        await keyboard.press("ctrl+z", "f2")
        assert keyboard.meeting.dossier.studies == (STUDY,)


@pytest.mark.parametrize("nothing", ["", "\n", "\r\n\n", "\u200b"])
async def test_a_paste_of_nothing_takes_nothing_away(tmp_path: Path, nothing: str) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter")
        await keyboard.paste(nothing)
        assert line(keyboard, "主题") == "学习全会精神"


async def test_passing_through_changes_nothing(tmp_path: Path) -> None:
    async with at_the_studies(tmp_path) as keyboard:
        await keyboard.press("enter", "enter", "enter", "up", "up", "down", "down", "enter")
        assert keyboard.meeting.dossier.studies == (STUDY,)
