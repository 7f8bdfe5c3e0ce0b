"""Transcripts of 放假安排: a pasted notice is shown as read, and kept if it is that of a whole year's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from meeting.calendar.deadlines import UNSURE
from meeting.model import Meeting
from tests.storage.config.test_days_off import NOTICE
from tests.tui.closed import after, choose
from tests.tui.keyboard import meeting_of
from tests.tui.test_meetings import flat


def planned_for_2031(data: Path) -> Meeting:
    meeting = meeting_of(data, "张三", "李四")
    dossier = replace(meeting.dossier, working_days_before=5)
    return replace(meeting, head=replace(meeting.head, date=date(2031, 2, 10)), dossier=dossier)


async def test_a_pasted_notice_is_shown_and_kept_and_the_days_follow_it_at_once(tmp_path: Path) -> None:
    async with after(planned_for_2031(tmp_path), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        assert f"会前报送  2031-02-03（{UNSURE}）" in keyboard.screen
        await choose(keyboard, "fjap")
        assert "年份：2031" in "".join(keyboard.screen.split(" "))
        await keyboard.press("f2")
        assert "还没有通知" in keyboard.screen
        await keyboard.paste(NOTICE)
        assert "放假  2031-01-22（周三） 至 2031-01-29（周三）  8 天" in keyboard.screen
        path = keyboard.app.config_dir / "days-off" / "2031.txt"
        assert not path.exists()
        await keyboard.press("f2")
        assert "2031年的放假安排已存为" in keyboard.screen
        assert path.read_text(encoding="utf-8") == NOTICE + "\n" and path.stat().st_mode & 0o777 == 0o600
        assert "会前报送  2031-02-03  还剩" in keyboard.screen


async def test_what_can_not_be_right_is_refused_and_a_changed_year_reads_it_again(tmp_path: Path) -> None:
    async with after(planned_for_2031(tmp_path), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await choose(keyboard, "fjap")
        await keyboard.paste("关于2032年部分节假日安排的通知\n" + NOTICE)
        assert "这是2032年的通知，不是2031年的" in flat(keyboard.screen)
        await keyboard.press("f2")
        assert not (keyboard.app.config_dir / "days-off").exists()
        await keyboard.press("backspace", "2", "enter")
        assert "放假  2032-10-01（周五） 至 2032-10-08（周五）  8 天" in keyboard.screen
        await keyboard.press("backspace", "f2")
        assert not (keyboard.app.config_dir / "days-off").exists()
        await keyboard.press("enter")
        assert "年份“203”要写成 2027 这样，写好了按回车。" in keyboard.screen


async def test_a_notice_of_one_line_is_read_behind_the_year(tmp_path: Path) -> None:
    async with after(planned_for_2031(tmp_path), tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await choose(keyboard, "fjap")
        await keyboard.paste(NOTICE.replace("\n", ""))
        await keyboard.press("enter")
        assert "放假  2031-05-01（周四） 至 2031-05-05（周一）  5 天" in keyboard.screen
        await keyboard.press("f2")
        assert (keyboard.app.config_dir / "days-off" / "2031.txt").is_file()
