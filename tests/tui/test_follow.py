from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from meeting import steps
from meeting.desk import draft_on
from meeting.draft import Desk, Draft
from meeting.model import Kind
from meeting.order import speaking_order
from meeting.recorder import Recorder
from storage.archive import Archive
from storage.meeting_file import MeetingFile
from tests.tui.keyboard import NINE, Keyboard, at_the_keyboard, meeting_of


@asynccontextmanager
async def looking_on(data: Path) -> AsyncIterator[tuple[Keyboard, MeetingFile]]:
    """A meeting that another session records, and this one opened after it."""
    meeting = meeting_of(data, "张三", "李四")
    with Archive(data).create(meeting) as file:
        file.append(steps.open_meeting(meeting, NINE))
        async with at_the_keyboard(data, meeting_id=meeting.id) as keyboard:
            yield keyboard, file


def record(file: MeetingFile, data: Path, text: str) -> None:
    meeting = Archive(data).read("20220128")
    draft = draft_on(meeting, Desk(meeting.entries[-1].turn, {}))
    assert draft
    recorder = Recorder(meeting, file)
    recorder.record(steps.confirm(meeting, replace(draft, text=text), NINE, pass_on=True))


async def test_the_second_session_is_told_who_holds_the_pen_since_when_and_sees_the_floor(
    tmp_path: Path,
) -> None:
    async with looking_on(tmp_path) as (keyboard, _):
        assert "只看" in keyboard.screen
        assert "正在记录，自 " in keyboard.screen
        assert "第 1/" in keyboard.screen


async def test_what_the_other_session_records_appears_by_itself(tmp_path: Path) -> None:
    async with looking_on(tmp_path) as (keyboard, file):
        record(file, tmp_path, "去年三次调研")
        await keyboard.wait_for(lambda: "去年三次调研" in keyboard.screen)
        assert "第 2/" in keyboard.screen


async def test_nothing_can_be_typed_and_the_pen_not_taken_while_it_is_held(tmp_path: Path) -> None:
    async with looking_on(tmp_path) as (keyboard, _):
        await keyboard.type("乱敲")
        await keyboard.press("f2")
        assert "两处不能同时记" in keyboard.screen
        await asyncio.sleep(1.2)
        assert "两处不能同时记" in keyboard.screen
        assert "乱敲" not in keyboard.screen


async def test_once_the_holder_is_gone_f2_takes_over_where_the_meeting_stands(tmp_path: Path) -> None:
    async with looking_on(tmp_path) as (keyboard, file):
        record(file, tmp_path, "去年三次调研")
        file.close()
        await keyboard.wait_for(lambda: "那边已退出" in keyboard.screen)
        await keyboard.press("f2")
        assert "第 2/" in keyboard.screen
        await keyboard.type("接着记")
        await keyboard.press("f2")
        texts = [line.split("：")[1] for line in keyboard.record]
        assert texts == ["去年三次调研", "接着记"]


async def test_escape_leads_back_to_the_list(tmp_path: Path) -> None:
    async with looking_on(tmp_path) as (keyboard, _):
        await keyboard.press("escape")
        assert "会议列表" in keyboard.screen


async def test_what_the_other_session_is_typing_can_be_seen(tmp_path: Path) -> None:
    async with looking_on(tmp_path) as (keyboard, file):
        turn = speaking_order(file.meeting)[0].id
        file.draft.save(Desk(turn, {turn: Draft(turn, Kind.BRIEFING, text="写到一半的通报")}))
        await keyboard.wait_for(lambda: "写到一半的通报" in keyboard.screen)
        assert "正在记：" in keyboard.screen
