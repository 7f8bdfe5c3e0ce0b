"""Transcripts of 会前准备: three lists kept by keyboard, opinions merged, and the table of talks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from meeting.dossier.model import Channel, Opinion, Study, Talk, TalkKind
from meeting.model import Meeting
from storage.archive import Archive
from storage.errors import NotSaved
from storage.meeting_file import MeetingFile
from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import Keyboard, at_the_agenda, at_the_keyboard, meeting_of


async def prepare(keyboard: Keyboard, *, tabs: int = 0) -> None:
    await choose(keyboard, "hqzb")
    await keyboard.press(*["tab"] * tabs)


def with_opinions(data: Path, *texts: str) -> Meeting:
    meeting = meeting_of(data, "张三", "李四")
    opinions = tuple(Opinion(number, text) for number, text in enumerate(texts, 1))
    return replace(meeting, dossier=replace(meeting.dossier, opinions=opinions))


async def test_a_study_is_added_changed_and_removed(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await prepare(keyboard)
        await keyboard.press("f3")
        await keyboard.type("学习全会精神")
        await keyboard.press("enter")
        await keyboard.type("2022年1月5日")
        await keyboard.press("enter")
        await keyboard.type("集中学习")
        await keyboard.press("enter")
        assert " 会前准备" in keyboard.screen
        assert "1 次  2022-01-05" in keyboard.screen.split("\n")[0]
        assert "     1  2022-01-05  集中学习      学习全会精神" in keyboard.screen
        await keyboard.press("enter", "down", "down", "right")
        await keyboard.type("、研讨")
        await keyboard.press("f2")
        (study,) = keyboard.meeting.dossier.studies
        assert study.form == "集中学习、研讨"
        await keyboard.press("f8")
        assert "删去：学习全会精神" in keyboard.screen
        await keyboard.press("2")
        assert [one.id for one in keyboard.meeting.dossier.studies] == [study.id]
        await keyboard.press("f8", "1")
        assert not keyboard.meeting.dossier.studies
        await keyboard.press("f8")
        assert "列表还是空的，请按 F3 新增。" in keyboard.screen


async def test_what_is_refused_stays_in_the_form_with_what_to_write(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await prepare(keyboard, tabs=1)
        await keyboard.press("f3")
        await keyboard.type("开会多")
        await keyboard.press("enter")
        await keyboard.type("王五")
        await keyboard.press("f2")
        assert "名单里没有“王五”，请写名单里的姓名。" in keyboard.screen
        assert "开会多" in keyboard.screen
        await keyboard.press("backspace", "backspace")
        await keyboard.type("李四")
        await keyboard.press("f2")
        assert keyboard.meeting.dossier.opinions == (Opinion(1, "开会多", "p2"),)


async def test_marked_opinions_are_merged_counted_and_taken_apart_again(tmp_path: Path) -> None:
    meeting = with_opinions(tmp_path, "调研少", "文件多", "下基层少")
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await prepare(keyboard, tabs=1)
        assert "原始 3 条，归并后 3 条" in keyboard.screen
        await keyboard.press("f6")
        assert "请先按 F5 标记两条以上的意见" in keyboard.screen
        await keyboard.press("end", "f5", "home", "f5")
        assert " *   1  班子                  其他方式    调研少" in keyboard.screen
        await keyboard.press("f6")
        assert "原始 3 条，归并后 2 条" in keyboard.screen
        rows = [line for line in keyboard.screen.split("\n") if "其他方式" in line]
        assert [row.split()[0] + row.split()[-1] for row in rows] == ["1文件多", "2下基层少", "并调研少"]
        await choose(keyboard, "ck")
        assert "原始 3 条，归并后 3 条" in keyboard.screen
        await keyboard.press("f6")
        assert "请先按 F5 标记" in keyboard.screen


async def test_the_forms_that_went_out_and_came_back_are_counted(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await prepare(keyboard)
        await choose(keyboard, "zqyjb")
        assert "先按 Tab 换过去" in keyboard.screen
        await keyboard.press("tab")
        await choose(keyboard, "zqyjb")
        await keyboard.type("30")
        await keyboard.press("enter")
        await keyboard.type("31")
        await keyboard.press("enter")
        assert "收回 31 份，比发出的 30 份还多" in keyboard.screen
        await keyboard.press("backspace", "backspace")
        await keyboard.type("28")
        await keyboard.press("enter")
        assert "意见表发 30 收 28" in keyboard.screen
        dossier = keyboard.meeting.dossier
        assert (dossier.forms_sent, dossier.forms_returned) == (30, 28)


async def test_an_open_place_of_the_table_starts_a_talk_with_both_filled_in(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四", "王五") as keyboard:
        await prepare(keyboard, tabs=2)
        assert "书记 0/2  互谈 0/1  部门 0/3  代表 0/3" in keyboard.screen
        await choose(keyboard, "txthb")
        assert "还欠 9 次" in keyboard.screen
        assert "张三 和 李四：还没有谈" in keyboard.screen
        await keyboard.press("enter")
        await keyboard.type("20220106")
        await keyboard.press("f2")
        assert "还欠 8 次" in keyboard.screen
        assert "张三 和 李四：2022-01-06" in keyboard.screen
        await keyboard.press("tab", "down")
        assert "李四 和 王五：还没有谈" in keyboard.screen
        await keyboard.press("right", "f2")
        await keyboard.type("办公室负责人")
        await keyboard.press("f2")
        assert "李四 与分管部门负责人：日期未填  办公室负责人" in keyboard.screen
        talks = keyboard.meeting.dossier.talks
        assert [(talk.kind, talk.by, talk.to or talk.with_whom) for talk in talks] == [
            (TalkKind.SECRETARY, "p1", "p2"),
            (TalkKind.HEADS, "p2", "办公室负责人"),
        ]


async def test_a_place_with_a_talk_leads_to_it_and_to_one_more(tmp_path: Path) -> None:
    meeting = meeting_of(tmp_path, "张三", "李四")
    talk = Talk(1, TalkKind.SECRETARY, "p2", "p1", points="分工")
    meeting = replace(meeting, dossier=replace(meeting.dossier, talks=(talk,)))
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await prepare(keyboard)
        await choose(keyboard, "txthb")
        await keyboard.press("down", "left", "left")
        assert "李四 和 张三：日期未填  “分工”" in keyboard.screen
        await keyboard.press("enter")
        assert "1  修改 日期未填 张三 分工" in keyboard.screen
        await keyboard.press("2", "f2")
        assert "李四 和 张三：谈过 2 次，最后一次日期未填" in keyboard.screen
        await keyboard.press("right")
        assert "这一格没有要谈的" in keyboard.screen
        await keyboard.press("enter")
        assert "注意：这一格没有要谈的" in keyboard.screen


async def test_twelve_members_fit_and_more_scroll(tmp_path: Path) -> None:
    names = [f"{name}一" for name in "赵钱孙李周吴郑王冯陈褚卫蒋沈"]
    async with at_the_agenda(tmp_path, *names[:12]) as keyboard:
        await prepare(keyboard)
        await choose(keyboard, "txthb")
        lines = keyboard.screen.split("\n")
        assert lines[4].endswith("欠13")
        assert lines[15].startswith(" 卫一")
        assert "共90" in lines[16]
        assert "见 " not in lines[0]
    async with at_the_agenda(tmp_path / "14", *names) as keyboard:
        await prepare(keyboard)
        await choose(keyboard, "txthb")
        await keyboard.press("pagedown")
        assert "见 2-14 行、1-14 列，共 14 人" in keyboard.screen
        assert keyboard.screen.split("\n")[16].startswith(" 沈一")


async def test_it_is_reached_from_the_list_and_the_roster_and_after_the_seal(tmp_path: Path) -> None:
    meeting = sealed(held(tmp_path, "张三", "李四"))
    async with after(meeting, tmp_path) as keyboard:
        await keyboard.call_leave()
        await prepare(keyboard, tabs=1)
        await keyboard.press("f3")
        await keyboard.type("会后补交的意见")
        await keyboard.press("f2")
        assert [one.text for one in keyboard.meeting.dossier.opinions] == ["会后补交的意见"]
        await keyboard.press("escape")
        assert "会前准备" not in keyboard.screen
    async with at_the_agenda(tmp_path / "roster", "张三", "李四") as keyboard:
        await keyboard.press("escape")
        await prepare(keyboard)
        assert "[学习研讨 0]" in keyboard.screen


async def test_a_full_disk_keeps_the_form_open_and_the_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NotSaved("没有存上：磁盘已满，请腾出空间后再试。")

    meeting = with_opinions(tmp_path, "调研少", "下基层少")
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await prepare(keyboard, tabs=1)
        await keyboard.press("f5", "down", "f5")
        with monkeypatch.context() as broken:
            broken.setattr(MeetingFile, "keep_dossier", fail)
            await keyboard.press("f6")
            assert "磁盘已满" in keyboard.screen
            assert keyboard.screen.count(" * ") == 2
            await keyboard.press("f3")
            await keyboard.type("开会多")
            await keyboard.press("f2")
            assert "没有存上：磁盘已满" in keyboard.screen
        await keyboard.press("f2")
        assert [one.text for one in keyboard.meeting.dossier.opinions][-1] == "开会多"
        assert keyboard.meeting.dossier.opinions[-1].channel is Channel.OTHER


async def test_long_lists_and_texts_keep_to_their_lines(tmp_path: Path) -> None:
    meeting = with_opinions(tmp_path, *(f"第{n}条" + "很长的意见" * 40 for n in range(1, 31)))
    study = Study(1, "题" * 200, form="形" * 50)
    meeting = replace(meeting, dossier=replace(meeting.dossier, studies=(study,)))
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await prepare(keyboard)
        first = keyboard.screen.split("\n")[3]
        assert "形形形形形..  题题" in first
        assert first.endswith("..")
        assert cell_len(first) < 80
        await keyboard.press("tab", "end")
        lines = keyboard.screen.split("\n")
        assert "  30  班子" in lines[20]
        assert lines[20].endswith("..")


async def test_without_members_the_table_of_talks_says_what_comes_first(tmp_path: Path) -> None:
    meeting = meeting_of(tmp_path)
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        await prepare(keyboard, tabs=2)
        await choose(keyboard, "txth")
        assert "还没有班子成员：先在“名单”里写上" in keyboard.screen
        assert "都谈过了" not in keyboard.screen
        await keyboard.press("enter")
        assert "注意：还没有班子成员" in keyboard.screen


async def test_marking_stays_on_its_line_so_that_a_second_press_takes_it_back(tmp_path: Path) -> None:
    meeting = with_opinions(tmp_path, "调研少", "下基层少")
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await prepare(keyboard)
        assert "F5 标记" not in keyboard.screen
        await keyboard.press("tab")
        assert "F2 修改  F3 新增  F5 标记  F6 合并  Tab 换栏" in keyboard.screen
        await keyboard.press("f5")
        assert "已标记“调研少”。共标记 1 条；F6 合并，先标记的一条作代表。" in keyboard.screen
        await keyboard.press("f5")
        assert "已去掉标记“调研少”。共标记 0 条；" in keyboard.screen
        await keyboard.press("f5", "down", "f5")
        assert "已标记“下基层少”。共标记 2 条；" in keyboard.screen
