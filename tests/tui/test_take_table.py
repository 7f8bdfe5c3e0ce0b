"""Transcripts of taking a table in: it is shown line by line, and taken at once or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.errors import NotSaved
from storage.meeting_file import MeetingFile
from tests.storage.workbook import Formula, Rows, workbook
from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import at_the_agenda


async def test_a_pasted_table_is_shown_and_taken_at_once(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f7")
        assert "导入征求意见" in keyboard.screen
        await keyboard.press("f2")
        assert "还没有表格：请写文件名按回车，或把几行粘贴进来。" in keyboard.screen
        await keyboard.paste("对象\t意见\n李四\t开会多\n\t“调研”少\n")
        assert "能收 2 行，不能收 0 行" in keyboard.screen
        assert "     2   开会多  李四  其他方式" in keyboard.screen
        assert not keyboard.meeting.dossier.opinions
        await keyboard.press("f2")
        assert "已收下 2 行。" in keyboard.screen
        assert "[征求意见 2]" in keyboard.screen
        assert [one.text for one in keyboard.meeting.dossier.opinions] == ["开会多", "“调研”少"]


async def test_lines_that_cannot_be_taken_are_told_and_left_out_only_once_that_was_asked(
    tmp_path: Path,
) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f7")
        await keyboard.paste("意见\t对象\n开会多\t\n调研少\t王五\n文件多\t张三\n")
        assert "能收 2 行，不能收 1 行" in keyboard.screen
        assert (
            "     3   调研少  王五\n         不能收：“对象”一栏：名单里没有“王五”，请写名单里的姓名。\n"
            in keyboard.screen
        )
        await keyboard.press("f2")
        assert "有 1 行不能收，收下时会漏掉它们。" in keyboard.screen
        await keyboard.press("enter")
        assert not keyboard.meeting.dossier.opinions
        await keyboard.press("f2", "1")
        assert "已收下 2 行；1 行没有收。" in keyboard.screen
        assert [one.text for one in keyboard.meeting.dossier.opinions] == ["开会多", "文件多"]


async def test_a_workbook_is_named_its_notes_shown_and_its_people_taken(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    rows: Rows = [["名单"], ["姓名", "职务"], ["王 五", "副局长"], [Formula('"赵"&"六"', "赵六"), "副局长"]]
    path.write_bytes(workbook({"一": rows}))
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("escape")
        await choose(keyboard, "drmd")
        await keyboard.type(f"'{path}'")
        await keyboard.press("enter")
        lines = keyboard.screen.split("\n")
        assert lines[1:5] == [
            " 有 1 格公式（如 A4），按上次存下的结果读。",
            " 第 2 行是表头。",
            "     3   班子成员  王五  副局长",
            "     4   班子成员  赵六  副局长",
        ]
        await keyboard.press("f2")
        assert "已收下 2 行。" in keyboard.screen
        assert "应到 4 人" in keyboard.screen
        assert [person.name for person in keyboard.meeting.people] == ["张三", "李四", "王五", "赵六"]


async def test_a_table_that_is_refused_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "旧.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("f7")
        await keyboard.paste("学习全会精神\t2022-01-05\n研讨\t\n")
        assert "没有表头，按 主题、日期、形式 的次序读。" in keyboard.screen
        for name, sentence in (
            (str(tmp_path / "旧.xlsx"), "旧格式"),
            (str(tmp_path / "没有"), "没有文件"),
            ("~nobody-of-this-name/表.csv", "没有“~nobody-of-this-name”这个用户"),
        ):
            await keyboard.type(name)
            await keyboard.press("enter")
            assert sentence in keyboard.screen
            await keyboard.press(*["backspace"] * len(name))
            await keyboard.press("f2")
            assert "还没有表格" in keyboard.screen
        await keyboard.press("escape")
        assert keyboard.meeting.dossier.studies == ()


async def test_the_cursor_goes_from_one_bad_line_to_the_next_in_a_long_table(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f7")
        rows = [f"示例意见{n}\t{'王五' if n in (40, 80) else ''}" for n in range(1, 101)]
        await keyboard.paste("\n".join(["意见\t对象", *rows]))
        for shown, hidden in (
            ("示例意见40 ", "示例意见80"),
            ("示例意见80 ", "示例意见40"),
            ("示例意见40 ", "示例意见80"),
        ):
            await keyboard.press("tab")
            assert shown in keyboard.screen
            assert hidden not in keyboard.screen


async def test_escape_asks_before_a_typed_path_or_a_previewed_paste_is_lost(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f7")
        await keyboard.type("~/意见.xlsx")
        await keyboard.press("escape")
        assert "写的还没有用上。回车先看；再按一次 Esc 才放弃。" in keyboard.screen
        assert "~/意见.xlsx" in keyboard.screen
        await keyboard.paste("意见\n开会多\n文件多\n")
        await keyboard.press("escape")
        assert "表格还没有收下。F2 收下；再按一次 Esc 才放弃。" in keyboard.screen
        assert "     2   开会多" in keyboard.screen
        await keyboard.press("escape")
        assert "文件：" not in keyboard.screen
        assert not keyboard.meeting.dossier.opinions
        await keyboard.press("f7", "escape")
        assert "文件：" not in keyboard.screen


async def test_what_was_taken_before_is_left_out_unless_it_is_wanted_again(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f7")
        await keyboard.paste("意见\n开会多\n文件多\n")
        await keyboard.press("f2", "f7")
        await keyboard.paste("意见\n开会多\n文件多\n调研少\n")
        assert "能收 1 行，不能收 0 行，已收过 2 行" in keyboard.screen
        assert "     2   开会多  其他方式\n         已收过，不再收\n" in keyboard.screen
        await keyboard.press("f2")
        assert "有 2 行已收过，收下时会漏掉它们。" in keyboard.screen
        await keyboard.press("1")
        assert "已收下 1 行；2 行没有收。" in keyboard.screen
        await keyboard.press("f7")
        await keyboard.paste("意见\n开会多\n文件多\n")
        await keyboard.press("f2")
        assert "已收过的也再收一遍，共收 2 行" in keyboard.screen
        await keyboard.press("1")
        assert len(keyboard.meeting.dossier.opinions) == 5


async def test_one_line_that_was_pasted_is_a_row(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("f7")
        await keyboard.paste("学习全会精神\t2022-01-05")
        await keyboard.press("enter")
        assert "     1   学习全会精神  2022-01-05" in keyboard.screen


async def test_a_full_disk_takes_nothing_and_keeps_the_table_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NotSaved("没有存上：磁盘已满，请腾出空间后再试。")

    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "hqzb")
        await keyboard.press("tab", "f7")
        await keyboard.paste("意见\n开会多\n文件多\n")
        with monkeypatch.context() as broken:
            broken.setattr(MeetingFile, "keep_dossier", fail)
            await keyboard.press("f2")
            assert "磁盘已满" in keyboard.screen
            assert "     2   开会多" in keyboard.screen
        assert not keyboard.meeting.dossier.opinions
        await keyboard.press("f2")
        assert len(keyboard.meeting.dossier.opinions) == 2


async def test_a_sealed_roster_takes_no_table(tmp_path: Path) -> None:
    meeting = sealed(held(tmp_path, "张三", "李四"))
    async with after(meeting, tmp_path) as keyboard:
        keyboard.app.go("roster")
        await keyboard.settle()
        await choose(keyboard, "drmd")
        assert "定稿" in keyboard.screen
        assert "文件：" not in keyboard.screen
