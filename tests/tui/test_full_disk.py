"""Transcripts of a disk that fills: what is typed stays, and is saved by itself when there is room again."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.draft.draft import read_draft
from tests.tui.keyboard import at_the_keyboard, running


@contextmanager
def full_disk() -> Iterator[None]:
    """Lets no draft be written, neither into the room set aside nor anywhere else."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    with pytest.MonkeyPatch.context() as disk:
        for call in ("pwrite", "write", "posix_fallocate"):
            disk.setattr(os, call, full)
        yield


def saved(data: Path) -> set[str]:
    """The drafts' texts as another program reads them now."""
    (path,) = data.glob("meetings/*/draft")
    desk, trouble = read_draft(path)
    assert not trouble
    return {draft.text for draft in desk.drafts.values()}


async def test_typing_goes_on_and_is_saved_when_there_is_room_again(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("存得上的")
        with full_disk():
            await keyboard.type("存不上的")
            assert "没有存上！" in keyboard.screen
            assert "磁盘已满，请腾出空间" in keyboard.screen
            await keyboard.type("还在写")
            assert "存得上的存不上的还在写" in keyboard.screen
            assert "没有存上！" in keyboard.screen
            assert saved(tmp_path) == {"存得上的"}
        await keyboard.wait_for(lambda: "没有存上" not in keyboard.screen)
        assert saved(tmp_path) == {"存得上的存不上的还在写"}
        assert "没存上" not in keyboard.screen


async def test_the_draft_has_its_file_before_the_first_key(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四"):
        assert saved(tmp_path) == set()


async def test_a_draft_that_can_not_be_read_is_told_on_opening(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报")
    (path,) = tmp_path.glob("meetings/*/draft")
    path.write_bytes(b"x")
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        assert "未记下的文字，全部读不出来" in keyboard.screen
        await keyboard.type("重写")
        assert saved(tmp_path) == {"重写"}
    assert path.with_name("draft.damaged-1").read_bytes() == b"x"


async def test_a_correction_is_saved_by_itself_too_and_the_line_goes_on_every_screen(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报内容。")
        await keyboard.press("f2")
        await keyboard.type("下一轮写到一半")
        await keyboard.press("f12", "enter")
        with full_disk():
            await keyboard.type("补一句")
            assert "没有存上！" in keyboard.screen
            assert "通报内容。补一句" in keyboard.screen
        await keyboard.wait_for(lambda: "没有存上" not in keyboard.screen)
        assert saved(tmp_path) == {"通报内容。补一句", "下一轮写到一半"}
        await keyboard.press("escape", "escape")
        assert "下一轮写到一半" in keyboard.screen
        assert "没有存上" not in keyboard.screen


async def test_what_is_not_saved_yet_is_there_after_a_look_at_the_agenda(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        with full_disk():
            await keyboard.type("存不上的")
            opened = keyboard.app.opened
            assert opened
            keyboard.app.go("agenda")
            await keyboard.settle()
            assert "存不上的" not in keyboard.screen
            keyboard.app.go("live")
            await keyboard.settle()
            assert "存不上的" in keyboard.screen


async def test_the_draft_comes_back_at_the_turn_and_place_where_it_was_left(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.type("通报写到一半")
        await keyboard.press("tab", "down", "down", "down", "enter", "2")
        await keyboard.paste("意见一。\n意见二。")
        await keyboard.press("up", "left", "left", "a")
        screen = keyboard.screen.splitlines()
        opened = keyboard.app.opened
        assert opened
        kept = opened.file.draft.desk
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        opened = keyboard.app.opened
        assert opened
        assert opened.file.draft.desk == kept
        assert keyboard.screen.splitlines()[3:12] == screen[3:12]
        await keyboard.type("b")
        assert saved(tmp_path) == {"通报写到一半", "意见ab一。\n意见二。"}


async def test_a_remark_that_could_not_be_recorded_stays_and_it_is_said_when_it_can(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报内容")
        with full_disk():
            await keyboard.press("f2")
            assert "没有存上！磁盘已满，请腾出空间" in keyboard.screen
            await keyboard.type("，接着写")
            assert "通报内容，接着写" in keyboard.screen
            assert keyboard.record == []
        await keyboard.wait_for(lambda: "磁盘又能写了" in keyboard.screen)
        assert "没有存上" not in keyboard.screen
        assert keyboard.record == []
        await keyboard.press("f2")
        assert keyboard.record == ["张三：通报内容，接着写"]


async def test_the_red_line_stays_while_the_disk_stays_full(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报内容")
        with full_disk():
            await keyboard.press("f2")
            await asyncio.sleep(2.2)
            await keyboard.settle()
            assert "没有存上！" in keyboard.screen


async def test_leaving_asks_first_where_what_is_typed_would_be_lost(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        with full_disk():
            await keyboard.type("存不上的话")
            await keyboard.call_leave()
            assert "编辑区有 5 字存不上，现在离开就没有了" in keyboard.screen
            await keyboard.press("1")
            assert "存不上的话" in keyboard.screen
        await keyboard.wait_for(lambda: "没有存上" not in keyboard.screen)
        await keyboard.call_leave()
        assert "会议列表" in keyboard.screen
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        assert "存不上的话" in keyboard.screen


async def test_the_caret_is_kept_where_it_was_moved_to(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("一二三")
        await keyboard.press("left", "left")
        (path,) = tmp_path.glob("meetings/*/draft")

        def caret() -> set[tuple[int, int]]:
            return {draft.caret for draft in read_draft(path)[0].drafts.values()}

        await keyboard.wait_for(lambda: caret() == {(0, 1)})
