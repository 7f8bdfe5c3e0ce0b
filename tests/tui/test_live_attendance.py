"""Transcripts of 到会离会 and 记录人交接: who is there, what is skipped for it, and how it is told."""

from __future__ import annotations

from pathlib import Path

from meeting import roster
from meeting.attendance import attendance, recorders
from meeting.model import Absence, Act, Role
from tests.tui.keyboard import Keyboard, at_the_keyboard, keep_running, meeting_of, running

MENU = ("f9", *"dhlh", "enter")


def comings(keyboard: Keyboard) -> list[str]:
    entries = [e for e in keyboard.meeting.entries if e.act in (Act.ARRIVED, Act.LEFT)]
    return [f"{entry.at:%m-%d %H:%M:%S} {entry.act} {entry.by} {entry.text}".rstrip() for entry in entries]


async def test_who_leaves_is_skipped_from_then_on_and_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五", "赵六") as keyboard:
        keyboard.wall.forward(65)
        await keyboard.press(*MENU)
        assert "应到 4 人，在场 4 人" in keyboard.screen
        assert "2  李四" in keyboard.screen
        await keyboard.press("2")
        assert "李四离会" in keyboard.screen
        assert "不写就是现在 09:01" in keyboard.screen
        await keyboard.press("enter")
        await keyboard.type("因公")
        await keyboard.press("enter")
        assert "已记 09:01 李四离会（因公）" in keyboard.screen
        for text in ("通报。", "班子。", "检查。"):
            await keyboard.type(text)
            await keyboard.press("f2")
        assert "正在记：王五 对 张三" in keyboard.screen
        await keyboard.press("tab")
        assert "缺席：因公" in keyboard.screen
        await keyboard.press("escape")
        keyboard.wall.forward(60)
        await keyboard.press(*MENU)
        assert "09:01 离会，不在场：因公" in keyboard.screen
        await keyboard.press("2", "enter")
        assert "已记 09:02 李四到会" in keyboard.screen
        assert comings(keyboard) == ["01-28 09:01:05 left p2 因公", "01-28 09:02:05 arrived p2"]
        await keyboard.press("f12")
        assert "09:01  离会  李四" in keyboard.screen
        assert "      因公" in keyboard.screen
        assert "09:02  到会  李四" in keyboard.screen


async def test_a_time_is_today_s_or_the_day_before_and_nonsense_is_told(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        keyboard.wall.forward(1800)
        await keyboard.press(*MENU, "3")
        await keyboard.type("九点")
        await keyboard.press("f2")
        assert "时刻“九点”看不懂，请写成 10:20" in keyboard.screen
        await keyboard.press("backspace", "backspace")
        await keyboard.type("0945")
        await keyboard.press("f2")
        assert "时刻要在 09:00 和 09:30 之间" in keyboard.screen
        await keyboard.press("backspace", "backspace")
        await keyboard.type("10")
        await keyboard.press("f2")
        assert "已记 09:10 王五离会" in keyboard.screen
        assert comings(keyboard) == ["01-28 09:10:00 left p3"]


async def test_after_midnight_a_late_hour_is_the_day_before(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        keyboard.wall.forward(15.25 * 3600)
        await keyboard.press(*MENU, "3")
        await keyboard.type("23：50")
        await keyboard.press("f2")
        assert comings(keyboard) == ["01-28 23:50:00 left p3"]


async def test_who_has_the_floor_is_let_go_with_f2_and_few_are_told_as_such(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        assert "不足到会比例" not in keyboard.screen
        await keyboard.press(*MENU, "1", "f2")
        assert "这一轮正是张三发言，按 F2 转下一位" in keyboard.screen
        # A row may break at a blank.
        assert "应到2人，在场1人，不足规定的到会比例" in "".join(keyboard.screen.split())
        assert "不足到会比例  还有" in keyboard.screen.splitlines()[2]
        await keyboard.type("先讲了几句。")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：先讲了几句。"]
        await keyboard.press(*MENU, "1", "f2")
        assert "不足到会比例" not in keyboard.screen.splitlines()[2]


async def test_who_left_is_not_among_those_who_may_speak(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.press(*MENU, "2", "f2", "f6")
        assert "2  王五" in keyboard.screen
        assert "李四" not in keyboard.screen


async def test_an_absent_member_and_an_observer_come_too(tmp_path: Path) -> None:
    meeting = roster.add(meeting_of(tmp_path, "张三", "李四"), "钱七", "处长", "市委", Role.OBSERVER)
    meeting = roster.set_absence(meeting, "p2", Absence("因病"))
    keep_running(meeting, tmp_path)
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        await keyboard.press(*MENU)
        assert "应到 2 人，在场 1 人，不足到会比例" in keyboard.screen
        assert "不在场：因病" in keyboard.screen
        assert "3  钱七（列席）" in keyboard.screen
        await keyboard.press("2", "f2", *MENU)
        assert "09:00 到会，在场" in keyboard.screen
        await keyboard.press("3", "f2")
        assert "钱七离会" in keyboard.screen
        assert "不足" not in keyboard.screen


async def test_the_second_day_has_its_own_attendance_and_reminds_of_who_is_away(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        keyboard.wall.forward(3600)
        await keyboard.press(*MENU, "3", "enter")
        await keyboard.type("因公")
        await keyboard.press("enter")
        keyboard.wall.forward(3600)
        await keyboard.press("f9", "8", "1")
        assert "已记休会" in keyboard.screen
        keyboard.wall.forward(22 * 3600)
        await keyboard.press("f9", "8", "1")
        assert "还不在场：王五（因公）" in keyboard.screen
        assert "第2次会" in keyboard.screen
        keyboard.wall.forward(600)
        await keyboard.press(*MENU)
        assert "01-28 10:00 离会，不在场：因公" in keyboard.screen
        await keyboard.press("3")
        await keyboard.type("9:05")
        await keyboard.press("enter")
        first, second = attendance(keyboard.meeting)
        assert f"{first.sitting.start:%m-%d %H:%M}" == "01-28 09:00"
        assert first.present == ("p1", "p2", "p3")
        assert [(c.person, c.arrived) for c in first.comings] == [("p3", False)]
        assert f"{second.sitting.start:%m-%d %H:%M}" == "01-29 09:00"
        assert second.present == ("p1", "p2")
        assert [f"{c.at:%m-%d %H:%M}" for c in second.comings] == ["01-29 09:05"]


async def test_the_record_passes_to_another_recorder(tmp_path: Path) -> None:
    meeting = meeting_of(tmp_path, "张三", "李四")
    for name in ("记甲", "记乙"):
        meeting = roster.add(meeting, name, "", "办公室", Role.RECORDER)
    keep_running(meeting, tmp_path)
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        keyboard.wall.forward(3600)
        await keyboard.press("f9", *"jlrjj", "enter")
        assert "从现在起由谁记录" in keyboard.screen
        assert "记甲" not in keyboard.screen
        await keyboard.press("1")
        assert "已记 10:00 起由记乙记录" in keyboard.screen
        assert [person for person, _ in recorders(keyboard.meeting)] == ["p3", "p4"]
        await keyboard.press("f12")
        assert "10:00  记录人交接  记乙" in keyboard.screen


async def test_without_another_recorder_it_says_what_to_do(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"jlrjj", "enter")
        assert "名单里没有别的记录人：F9 选“会议信息、名单和议程”" in keyboard.screen
