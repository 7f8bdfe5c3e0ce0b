"""Transcripts of 发言材料: handed in on the screen, shown at the turn, read out, and taken from."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from meeting import steps
from meeting.dossier import speech_papers
from meeting.model import Mode
from storage.archive import Archive
from storage.errors import NotSaved
from tests.tui.closed import choose
from tests.tui.keyboard import NINE, Keyboard, at_the_agenda, at_the_keyboard, meeting_of, running

PARAGRAPHS = tuple(f"第{number}条问题，" + "整改不到位，" * 9 + "已列入清单。" for number in range(1, 21))
READ = "李四：照稿宣读《对照检查材料》（校验码 abababababababab），与附件一致。"
MINE = "self_examination:p2"


@asynccontextmanager
async def at_the_turn(
    data: Path, turn: str = MINE, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Keyboard]:
    """A running meeting in which 李四 has handed a paper in, with this turn on the floor."""
    meeting = meeting_of(data, "张三", "李四")
    dossier = speech_papers.handed_in(
        meeting, "p2", "对照检查材料", "\n".join(PARAGRAPHS), "a.txt", "ab" * 32, NINE
    )
    store = Archive(data).create(replace(meeting, dossier=dossier))
    store.append(steps.open_meeting(store.meeting, NINE))
    opened = replace(store.meeting, entries=steps.open_meeting(store.meeting, NINE))
    store.append(steps.go_to(opened, turn, NINE))
    store.close()
    async with at_the_keyboard(data, size=size, meeting_id=meeting.id) as keyboard:
        yield keyboard


def editor(keyboard: Keyboard) -> str:
    return keyboard.app.screen.query_one("DeskEditor").text  # type: ignore[attr-defined, no-any-return]


async def test_papers_are_handed_in_read_and_taken_out_before_the_meeting(tmp_path: Path) -> None:
    (tmp_path / "提纲.txt").write_bytes("一、问题。\n二、原因。".encode("gbk"))
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "fycl")
        assert "还没有交来的" in keyboard.screen
        await keyboard.press("enter")
        assert "还没有就按 F2 交来" in keyboard.screen
        await keyboard.press("f2", "3")
        await keyboard.commit(str(tmp_path / "提纲"))
        await keyboard.press("f2")
        assert "没有文件" in keyboard.screen
        await keyboard.type(".txt")
        await keyboard.press("enter", "f2")
        assert "已交来《提纲》，11 字。" in keyboard.screen
        assert "李四           提纲                           11  01-28 09:00  提纲.txt" in keyboard.screen
        await keyboard.press("enter")
        assert "李四《提纲》  11 字" in keyboard.screen and "二、原因。" in keyboard.screen
        await keyboard.press("escape", "f8", "2")
        assert "1 份" in keyboard.screen
        await keyboard.press("f8")
        assert "拿掉李四的《提纲》？文字和存下的文件都删去。" in keyboard.screen
        await keyboard.press("1")
        assert "《提纲》已拿掉。" in keyboard.screen
        assert not keyboard.meeting.dossier.speech_papers
        assert not list((tmp_path / "meetings" / "20220128" / "handed-in").iterdir())
        await keyboard.press("escape")
        assert "议程与发言次序" in keyboard.screen


async def test_a_paper_that_comes_during_the_meeting_is_there_at_once(tmp_path: Path) -> None:
    (tmp_path / "班子.md").write_text("# 班子\n\n一、问题。\n", encoding="utf-8")
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("筹备情况。")
        await keyboard.press("f2")
        assert "有发言材料" not in keyboard.screen
        await keyboard.press("insert")
        assert "这一轮没有会前交来的发言材料" in keyboard.screen
        await keyboard.type("写到一半")
        await choose(keyboard, "fycl")
        await keyboard.press("f2", "1")
        await keyboard.commit(str(tmp_path / "班子.md"))
        await keyboard.press("enter")
        await keyboard.type("《班子对照检查材料》")
        await keyboard.press("enter", "escape")
        assert "有发言材料" in keyboard.screen
        assert editor(keyboard) == "写到一半"
        await choose(keyboard, "kfy")
        assert "班子《班子对照检查材料》" in keyboard.screen and "# 班子" in keyboard.screen


async def test_one_key_records_that_the_paper_is_read_out_and_the_turn_goes_on(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        keyboard.wall.forward(30)
        await keyboard.press("f8")
        assert keyboard.record == [READ]
        entry = keyboard.meeting.entries[-1]
        assert (entry.mode, entry.turn) == (Mode.READ_OUT, MINE)
        assert "李四  个人对照检查" in keyboard.screen.splitlines()[1]
        assert "念完按 F2 请下一位" in keyboard.screen
        await keyboard.press("f8")
        assert len(keyboard.record) == 1
        keyboard.wall.forward(1)
        await keyboard.press("f8")
        assert "这一轮已记过照稿宣读" in keyboard.screen
        await keyboard.type("第三条他说已经改了。")
        await keyboard.press("f2")
        assert keyboard.record[1] == "李四：第三条他说已经改了。"
        assert keyboard.meeting.entries[-2].mode is Mode.VERBATIM
        assert "张三 对 李四  批评意见" in keyboard.screen.splitlines()[1]
        await choose(keyboard, "dc")
        await keyboard.press("pagedown", "pagedown", "pagedown")
        said = "".join(keyboard.screen.split())
        assert "附后的宣读材料有1份，印好后请附上；其中1份会后报送包里有。" in said


async def test_a_paper_that_was_read_out_is_not_taken_out(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.press("f8")
        await choose(keyboard, "fycl")
        await keyboard.press("f8")
        assert "记录里写着照《对照检查材料》宣读，它是附件，不能拿掉" in keyboard.screen
        assert "先不" not in keyboard.screen
        assert len(keyboard.meeting.dossier.speech_papers) == 1


async def test_reading_out_never_stands_in_for_typed_words(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.type("他补充说")
        await keyboard.press("f8")
        assert "编辑区里有文字" in keyboard.screen
        assert editor(keyboard) == "他补充说"
        assert keyboard.record == []


async def test_a_full_disk_records_nothing_and_the_next_press_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        opened = keyboard.app.opened
        assert opened

        def full(_: object) -> None:
            raise NotSaved("没有存上：磁盘已满。")

        with monkeypatch.context() as disk:
            disk.setattr(opened.file, "append", full)
            disk.setattr(opened.file, "can_append", lambda: False)
            await choose(keyboard, "zgxd")
            assert "这一条没有存上！磁盘已满" in keyboard.screen
            assert keyboard.record == []
        await choose(keyboard, "zgxd")
        assert keyboard.record == [READ]


async def test_f8_is_what_it_was_where_there_is_no_paper(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path, "self_examination:p1") as keyboard:
        await keyboard.press("f8")
        assert "“未提意见”只用于批评意见。" in keyboard.screen
        assert keyboard.record == []


async def test_paragraphs_are_taken_over_one_after_the_other_and_undone_one_by_one(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.press("insert", "2")
        assert "已取 1 段，还取哪一段（《对照检查材料》共 20 段），取完按 Esc" in keyboard.screen
        assert "   [x] 第2条问题" in keyboard.screen
        assert "1  [ ] 第3条问题" in keyboard.screen
        await keyboard.press("enter", "escape")
        assert "取了 2 段到编辑区" in keyboard.screen
        await keyboard.press("insert")
        assert "   [x] 第3条问题" in keyboard.screen
        await keyboard.press("1", "escape")
        first, second, third = PARAGRAPHS[1:4]
        assert editor(keyboard) == f"{first}\n{second}\n{third}"
        await keyboard.type("改")
        await keyboard.press("ctrl+z", "ctrl+z")
        assert editor(keyboard) == f"{first}\n{second}"
        await keyboard.press("ctrl+y", "ctrl+z", "ctrl+z")
        assert editor(keyboard) == first
        await keyboard.press("f2")
        entry = next(entry for entry in keyboard.meeting.entries if entry.text)
        assert (entry.text, entry.mode) == (first, Mode.VERBATIM)


async def test_a_paragraph_comes_where_the_caret_is_and_nothing_typed_goes(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.type("他说：就这些。")
        await keyboard.press(*["left"] * 4, "insert", "enter", "escape")
        assert editor(keyboard) == f"他说：{PARAGRAPHS[0]}就这些。"
        await keyboard.press("insert", "escape", "ctrl+z")
        assert editor(keyboard) == "他说：就这些。"


async def test_the_list_begins_at_the_next_paragraph_and_ends_at_the_last(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.press("insert", "end", "up", "enter")
        assert "1  好了" in keyboard.screen
        await keyboard.press("2")
        assert "还取哪一段" in keyboard.screen
        await keyboard.press("enter")
        assert "取了 1 段到编辑区" in keyboard.screen
        assert editor(keyboard) == PARAGRAPHS[19]
        await keyboard.press("insert", "up", "enter", "1")
        assert editor(keyboard) == f"{PARAGRAPHS[19]}\n{PARAGRAPHS[19]}"


async def test_words_of_somebody_else_are_not_taken_from_the_paper(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.press("f6", "1")
        await keyboard.press("insert")
        assert "发言材料不是他的" in keyboard.screen
        await choose(keyboard, "kfy")
        assert "李四《对照检查材料》" in keyboard.screen


async def test_the_paper_over_the_screen_is_found_where_it_was_left(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path) as keyboard:
        await keyboard.type("写到一半")
        await choose(keyboard, "kfy")
        assert "第1条问题" in keyboard.screen
        await keyboard.press("pagedown")
        await keyboard.wait_for(lambda: "第1条问题" not in keyboard.screen)
        await keyboard.wait_for(
            lambda: (
                not keyboard.app.animator.is_being_animated(
                    keyboard.app.screen.query_one("#page"), "scroll_y"
                )
            )
        )
        seen = keyboard.screen
        await keyboard.press("escape")
        assert editor(keyboard) == "写到一半"
        await choose(keyboard, "kfy")
        await keyboard.settle()
        assert keyboard.screen == seen


async def test_on_a_wide_screen_the_paper_stands_beside_the_editor_and_is_turned_over(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path, size=(120, 40)) as keyboard:
        await keyboard.type("他说")
        assert "《对照检查材料》" in keyboard.screen and "第1条问题" in keyboard.screen
        assert "还欠" not in keyboard.screen
        await keyboard.press("pagedown")
        assert "第1条问题" not in keyboard.screen
        assert keyboard.app.focused is keyboard.app.screen.query_one("DeskEditor")
        await keyboard.press("pageup")
        assert "第1条问题" in keyboard.screen
        await keyboard.press("insert", "end", "up", "enter", "escape")
        assert "第20条问题" in keyboard.screen[keyboard.screen.index("《") :]
        await keyboard.press("f2")
        assert "《对照检查材料》" not in keyboard.screen
        assert "还欠" in keyboard.screen


async def test_the_paper_beside_the_editor_goes_where_there_is_no_room_or_no_paper(tmp_path: Path) -> None:
    async with at_the_turn(tmp_path, size=(120, 40)) as keyboard:
        await keyboard.resize(80, 24)
        assert "《对照检查材料》" not in keyboard.screen
        await keyboard.press("一", "enter", "二")
        await keyboard.press("pageup")
        await keyboard.type("头")
        assert editor(keyboard) == "一头\n二"
        await keyboard.resize(120, 40)
        assert "《对照检查材料》" in keyboard.screen
        await choose(keyboard, "fycl")
        await keyboard.press("f8", "1", "escape")
        assert "《对照检查材料》" not in keyboard.screen
        assert "还欠" in keyboard.screen


async def test_a_meeting_without_papers_never_loads_what_shows_them(tmp_path: Path) -> None:
    lazy = (
        "tui.actions.paper_at_hand",
        "tui.widgets.paper_panel",
        "tui.screens.speech_papers",
        "storage.handed_in",
    )
    before = {name: sys.modules.pop(name, None) for name in lazy}
    try:
        async with running(tmp_path, "张三", "李四", size=(120, 40)) as keyboard:
            await keyboard.type("筹备情况。")
            await keyboard.press("f2", "pageup", "pagedown")
            assert not set(lazy) & set(sys.modules)
    finally:
        sys.modules.update({name: module for name, module in before.items() if module})


async def test_a_file_that_is_not_there_brings_the_cursor_back_to_it(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "fycl")
        await keyboard.press("f2", "1")
        await keyboard.commit(str(tmp_path / "没有.txt"))
        await keyboard.press("enter")
        await keyboard.commit("标题")
        await keyboard.press("enter")
        assert "没有文件" in keyboard.screen
        (tmp_path / "没有.txt.md").write_text("一、问题。", encoding="utf-8")
        await keyboard.press("end")
        await keyboard.commit(".md")
        await keyboard.press("f2")
        assert "已交来《标题》" in keyboard.screen


@pytest.mark.parametrize("name", ["李四个人对照检查材料.txt", "提纲.txt"])
async def test_a_paper_that_names_somebody_else_is_taken_once_that_is_confirmed(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text("李 四同志个人发言提纲\n一、问题。", encoding="utf-8")
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "fycl")
        await keyboard.press("f2", "2")
        await keyboard.commit(str(file))
        await keyboard.press("f2")
        assert "文件标题里写的是李四，确定是张三的？确定就再按一次 F2。" in keyboard.screen
        assert not len(keyboard.meeting.dossier.speech_papers)
        await keyboard.press("f2")
        assert "已交来《" in keyboard.screen
        assert [one.person for one in keyboard.meeting.dossier.speech_papers] == ["p1"]


async def test_files_that_are_no_paper_s_are_told_and_moved_aside(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await choose(keyboard, "fycl")
        await choose(keyboard, "yk")
        assert "没有多余的文件。" in keyboard.screen
        await keyboard.press("escape")
        (folder,) = tmp_path.glob("meetings/*")
        (folder / "handed-in").mkdir()
        (folder / "handed-in" / "旧稿.docx").write_bytes(b"x")
        await choose(keyboard, "fycl")
        assert "有 1 个存下的文件不属于哪一份材料：按 F9 选“移开多余的文件”，不删。" in keyboard.screen
        await choose(keyboard, "yk")
        assert "旧稿.docx" in keyboard.screen
    assert (folder / "handed-in-aside" / "旧稿.docx").read_bytes() == b"x"
