"""Transcripts of the live screen: what is keyed, what is seen, what is on record."""

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands.export import export_paper
from commands.package import package_on_page
from meeting import order, roster
from meeting.draft import Desk
from meeting.model import Absence, Head, Meeting, Role
from storage.archive import Archive
from storage.errors import NotSaved
from storage.templates import load
from tests.tui.keyboard import Keyboard, Wall, at_the_keyboard, keep_running, running
from tui.app import ShiluApp


async def through_the_first_three(keyboard: Keyboard) -> None:
    """通报, 班子对照检查 and the secretary's own examination are recorded; the first criticism is on."""
    for text in ("筹备情况。", "班子问题。", "个人问题。"):
        await keyboard.type(text)
        await keyboard.press("f2")


async def test_one_key_records_a_remark_and_gives_the_floor_to_the_next(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        assert "正在记：张三  通报" in keyboard.screen
        await keyboard.type("筹备情况通报如下：学习三次。")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：筹备情况通报如下：学习三次。"]
        assert "正在记：张三  班子对照检查" in keyboard.screen
        assert "上一条  第1条  09:00 张三：筹备情况" in keyboard.screen


async def test_a_criticism_costs_one_key_beyond_its_text(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.type("去年三次调研都没有形成报告。")
        await keyboard.press("f2")
        entry = next(e for e in keyboard.meeting.entries if e.text.startswith("去年三次"))
        assert (entry.kind, entry.turn) == ("criticism", "criticism:p2>p1")
        assert "正在记：王五 对 张三  批评意见" in keyboard.screen


async def test_the_same_speaker_goes_on_after_f3(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("第一段。")
        await keyboard.press("f3")
        assert "正在记：张三  通报" in keyboard.screen
        assert "本轮已记 1 条" in keyboard.screen
        await keyboard.type("第二段。")
        await keyboard.press("ctrl+s", "f2")
        assert keyboard.record == ["张三：第一段。", "张三：第二段。"]
        assert "班子对照检查" in keyboard.screen


async def test_a_stamp_keeps_the_sentence_and_times_the_next_speaker(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.type("前半句，")
        keyboard.wall.forward(40)
        await keyboard.press("f5")
        assert "补写：李四 对 张三  批评意见" in keyboard.screen
        assert "王五 对 张三  批评意见" in keyboard.screen.splitlines()[1]
        keyboard.wall.forward(20)
        await keyboard.type("后半句。")
        await keyboard.press("f2")
        await keyboard.type("我的意见。")
        await keyboard.press("f2")
        assert keyboard.record[-2:] == ["李四：前半句，后半句。", "王五：我的意见。"]
        later = next(e for e in keyboard.meeting.entries if e.text == "我的意见。")
        assert f"{later.at:%H:%M:%S}" == "09:00:40"


async def test_two_stamps_ahead_lead_the_editor_through_both_turns(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.type("李四说。")
        keyboard.wall.forward(5)
        await keyboard.press("f5")
        keyboard.wall.forward(5)
        await keyboard.press("f5")
        await keyboard.press("f2")
        assert "补写：王五 对 张三" in keyboard.screen
        await keyboard.type("王五说。")
        await keyboard.press("f2")
        assert "正在记：张三  表态回应" in keyboard.screen
        assert keyboard.record[-2:] == ["李四：李四说。", "王五：王五说。"]


async def test_going_back_keeps_the_unfinished_text_for_its_own_turn(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2")
        await keyboard.type("写到一半")
        await keyboard.press("ctrl+p")
        assert "正在记：张三  通报" in keyboard.screen
        assert "写到一半" not in "".join(keyboard.screen.splitlines()[:20])
        await keyboard.type("补一句。")
        await keyboard.press("f2")
        assert "正在记：张三  班子对照检查" in keyboard.screen
        assert "写到一半" in keyboard.screen
        assert keyboard.record == ["张三：通报。", "张三：补一句。"]


async def test_an_interjection_is_recorded_within_the_turn_and_returns_to_it(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.type("通报到一半")
        keyboard.wall.forward(30)
        await keyboard.press("f6", "3")
        assert "插话：王五" in keyboard.screen
        await keyboard.type("请说明经费。")
        await keyboard.press("f2")
        assert "通报到一半" in keyboard.screen
        assert "正在记：张三  通报" in keyboard.screen
        await keyboard.type("，接着通报。")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：通报到一半，接着通报。", "王五：请说明经费。"]


async def test_no_opinion_is_one_key_and_only_for_criticism(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f8")
        assert "“未提意见”只用于批评意见" in keyboard.screen
        await through_the_first_three(keyboard)
        await keyboard.type("有话")
        await keyboard.press("f8")
        assert "先把文字删去" in keyboard.screen
        await keyboard.press("backspace", "backspace", "f8")
        assert keyboard.record[-1] == "李四：未提意见"
        assert "正在记：张三  表态回应" in keyboard.screen


async def test_an_empty_turn_is_passed_only_at_the_second_time_of_asking(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f2")
        assert "这一轮还没有文字" in keyboard.screen
        await keyboard.press("f2")
        assert "正在记：张三  通报" in keyboard.screen
        keyboard.wall.forward(1)
        await keyboard.press("f2")
        assert "正在记：张三  班子对照检查" in keyboard.screen


async def test_overrun_is_told_in_words_and_the_pause_stops_the_clock(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(9 * 60)
        await keyboard.press("f9", "3")
        assert "已停表 本轮 09:00 / 10:00" in keyboard.screen
        keyboard.wall.forward(3600)
        await keyboard.press("f9", "3")
        keyboard.wall.forward(2 * 60)
        await keyboard.press("left")
        keyboard.app.screen._tick()  # type: ignore[attr-defined]
        await keyboard.settle()
        assert "超时 +01:00  本轮 11:00 / 10:00" in keyboard.screen


async def test_the_start_of_a_turn_can_be_moved_back(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(60)
        await keyboard.type("通报。")
        await keyboard.press("f2")
        keyboard.wall.forward(45)
        await keyboard.press("f9", "1", "2")
        assert "本轮 01:15" in keyboard.screen


async def test_skipping_asks_for_a_reason_and_shows_it_in_the_record(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", "6", "enter")
        assert "跳过要写明理由" in keyboard.screen
        await keyboard.type("会前已书面通报")
        await keyboard.press("enter")
        assert "正在记：张三  班子对照检查" in keyboard.screen
        assert keyboard.record == ["张三：会前已书面通报"]


async def test_mode_aspect_and_what_a_response_refers_to_go_into_the_entry(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.press("ctrl+r", "ctrl+r")
        await keyboard.type("李四的意见。")
        await keyboard.press("f9", "4", "2", "f2")
        await keyboard.type("王五的意见。")
        await keyboard.press("f2")
        await keyboard.type("诚恳接受。")
        await keyboard.press("f9", "5", "3", "1")
        assert "回应 1 条意见" in keyboard.screen
        await keyboard.press("f2")
        entries = {entry.text: entry for entry in keyboard.meeting.entries}
        second = keyboard.meeting.template.aspects[1].id
        assert entries["李四的意见。"].aspects == (second,)
        assert entries["李四的意见。"].mode == "summary"
        assert entries["诚恳接受。"].refers == (entries["王五的意见。"].number,)


async def test_on_the_last_turn_that_is_said_and_no_nought_is_counted(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        for _ in range(7):
            assert "还有" in keyboard.screen
            keyboard.wall.forward(1)
            await keyboard.press("f5")
        assert "第 8/8 轮" in keyboard.screen
        assert "最后一轮  预计" in keyboard.screen


async def test_what_was_not_heard_is_marked_at_the_caret(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("经费")
        await keyboard.press("f9", "2")
        await keyboard.type("万元。")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：经费〔未听清〕万元。"]


async def test_adjourning_and_resuming_are_on_record_and_the_clock_waits(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(300)
        await keyboard.press("f9", "8", "1")
        assert "休会中" in keyboard.screen
        keyboard.wall.forward(86400)
        await keyboard.press("f9", "8", "1")
        assert "本轮 05:00 / 10:00" in keyboard.screen
        assert "第2次会" in keyboard.screen
        acts = [entry.act.value for entry in keyboard.meeting.entries]
        assert acts == ["opened", "began", "adjourned", "reconvened"]


async def test_closing_names_what_is_still_open_and_text_can_be_added_afterwards(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2", "f9", "9")
        assert "还有 7 轮没有记录，现在散会" in keyboard.screen
        await keyboard.press("1")
        assert "散会后补写：张三  班子对照检查" in keyboard.screen
        await keyboard.type("散会后补写。")
        await keyboard.press("f2")
        assert "已散会；要补写就打字，Tab 选别轮：张三  班子对照检查" in keyboard.screen
        assert keyboard.screen.splitlines()[-1].split() == ["F2", "记下", "F9", "更多", "F1", "帮助"]
        assert keyboard.record == ["张三：通报。", "张三：散会后补写。"]


async def test_the_order_panel_goes_to_a_turn_or_completes_one(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2", "tab")
        assert "发言次序" in keyboard.screen
        assert "+   1 09:00 通报" in keyboard.screen
        await keyboard.press("up", "enter", "2")
        assert "补写：张三  通报" in keyboard.screen
        await keyboard.type("漏了一句。")
        await keyboard.press("f2")
        assert "正在记：张三  班子对照检查" in keyboard.screen
        await keyboard.press("tab", "down", "down", "down", "enter", "1")
        assert "正在记：王五 对 张三  批评意见" in keyboard.screen


async def test_a_killed_program_comes_back_to_the_same_turn_text_and_clock(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2")
        await keyboard.type("写到这里，机器断电")
        await keyboard.press("left", "left")
        await keyboard.type("x")
    wall = Wall()
    wall.forward(125)
    async with at_the_keyboard(tmp_path, wall=wall, meeting_id="20220128") as keyboard:
        assert "正在记：张三  班子对照检查" in keyboard.screen
        assert "写到这里，机器x断电" in keyboard.screen
        assert "本轮 02:05 / 15:00" in keyboard.screen
        await keyboard.press("delete")
        await keyboard.press("f2")
        assert keyboard.record[-1] == "张三：写到这里，机器x电"


async def test_escape_never_leaves_nor_loses(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("不能丢")
        await keyboard.press("escape", "escape", "escape")
        assert "不能丢" in keyboard.screen
        assert "Esc 不会退出" in keyboard.screen


async def test_a_wide_screen_shows_the_speaking_order_beside_the_editor(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", size=(120, 40)) as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2")
        assert "+ 张三  通报" in keyboard.screen
        assert "> 张三  班子对照检查" in keyboard.screen


async def test_a_full_disk_leaves_the_text_and_a_standing_line(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("不能丢的话")
        full = True

        def append(entries: object) -> None:
            if full:
                raise NotSaved("没有存上：磁盘已满，请腾出空间后再试。")
            real(entries)  # type: ignore[arg-type]

        opened = keyboard.app.opened
        assert opened
        real = opened.file.append
        opened.file.append = append  # type: ignore[method-assign]
        await keyboard.press("f2")
        assert "没有存上！磁盘已满" in keyboard.screen
        assert "不能丢的话" in keyboard.screen
        assert keyboard.record == []
        await keyboard.type("还能写")
        assert "没有存上！磁盘已满" in keyboard.screen
        full = False
        await keyboard.press("f2")
        assert keyboard.record == ["张三：不能丢的话还能写"]
        assert "没有存上" not in keyboard.screen


async def test_a_paste_keeps_every_character_but_control_characters(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.paste("一\x1b[31m二\x00\r\n三　𠮷")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：一二\n三　𠮷"]


async def test_twenty_thousand_characters_go_into_one_entry_and_more_are_refused_whole(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        text = "去年的问题有三条。" * 2222 + "完了"
        assert len(text) == 20_000
        await keyboard.paste(text)
        await keyboard.type("多")
        await keyboard.press("f2")
        assert "一条记录最多 20000 字，现在 20001 字" in keyboard.screen
        assert keyboard.record == []
        await keyboard.press("backspace", "f2")
        assert keyboard.record == [f"张三：{text}"]


async def test_a_written_speech_is_offered_for_reading_out(tmp_path: Path) -> None:
    meeting = Meeting(
        "20220128", load("2021-dangshi-xuexi", tmp_path), Head("示例局党组", "民主生活会", 2021)
    )
    for name in ("张三", "李四"):
        meeting = roster.add(meeting, name, "党组成员")
    meeting = roster.set_absence(meeting, "p2", Absence("因公出差", written_speech=True, read_by="p1"))
    keep_running(meeting, tmp_path)
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.type("接受。")
        await keyboard.press("f2")
        assert "正在记：李四（张三宣读）  个人对照检查" in keyboard.screen
        assert "宣读材料" in keyboard.screen


async def test_a_server_clock_set_back_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(600)
        await keyboard.type("通报。")
        await keyboard.press("f2")
    archive = Archive(tmp_path)
    early = datetime(2022, 1, 28, 0, 30, tzinfo=UTC)

    def clock(after: datetime | None) -> Callable[[], datetime]:
        return lambda: max(early, after) if after else early

    app = ShiluApp(
        archive,
        tmp_path,
        export_paper,
        package=package_on_page,
        meeting_id="20220128",
        clock=clock,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        keyboard = Keyboard(app, pilot, Wall(), archive)
        await keyboard.settle()
        assert "服务器的时钟比已有记录慢了 40:00" in keyboard.screen
        await keyboard.type("班子。")
        await keyboard.press("f2")
        assert keyboard.record == ["张三：通报。", "张三：班子。"]
        written = [entry.written for entry in keyboard.meeting.entries]
        assert written == sorted(written)


async def test_text_that_could_not_be_saved_survives_a_look_at_a_menu(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("存得上的")
        opened = keyboard.app.opened
        assert opened

        keep = opened.file.draft.save

        def save(desk: Desk) -> None:
            keep(desk)
            raise NotSaved("没有存上：磁盘已满，请腾出空间后再试。")

        opened.file.draft.save = save  # type: ignore[method-assign]
        await keyboard.type("存不上的")
        assert "没有存上！磁盘已满" in keyboard.screen
        assert keyboard.screen.splitlines()[-4].endswith("没存上")
        await keyboard.press("f9", "escape", "f12", "f12", "f2")
        assert keyboard.record == ["张三：存得上的存不上的"]


async def test_nobody_is_removed_whose_words_are_still_being_typed(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f6", "2")
        await keyboard.type("李四插话")
        await keyboard.press("f9", *"hyxx", "enter", "escape", "down", "f9", "3")
        assert "还没记下的文字" in keyboard.screen
        assert len(keyboard.meeting.people) == 2


async def test_who_comments_is_asked_when_the_comment_is_recorded(tmp_path: Path) -> None:
    meeting = Meeting(
        "20220128", load("2021-dangshi-xuexi", tmp_path), Head("示例局党组", "民主生活会", 2021)
    )
    meeting = roster.add(meeting, "张三", "党组书记")
    meeting = roster.add(meeting, "钱七", "处长", "市委组织部", Role.OBSERVER)
    meeting = order.hold_item(meeting, "commentary", True)
    keep_running(meeting, tmp_path)
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.type("接受。")
        await keyboard.press("f2")
        await keyboard.type("会议开得好。")
        await keyboard.press("f2")
        assert "这是谁的发言" in keyboard.screen
        await keyboard.press("2")
        assert keyboard.record[-1] == "钱七：会议开得好。"


async def test_an_interjection_left_unrecorded_is_come_back_to(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2", "f6", "3")
        await keyboard.type("王五的插话")
        await keyboard.press("ctrl+p", "f6")
        assert "王五的插话" in keyboard.screen
        assert "插话：王五" in keyboard.screen
        await keyboard.press("f2")
        assert "王五：王五的插话" in keyboard.record


async def test_completing_an_older_turn_leads_back_to_the_floor(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.type("李四的意见。")
        await keyboard.press("f2", "tab", "home", "enter", "2")
        await keyboard.type("通报还有一句。")
        await keyboard.press("f2")
        assert "正在记：王五 对 张三  批评意见" in keyboard.screen


async def test_after_closing_what_is_typed_is_kept_for_the_last_turn(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报。")
        await keyboard.press("f2", "f9", "9", "1")
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        await keyboard.type("散会后补一句")
        assert "散会后补一句" in keyboard.screen
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        assert "散会后补一句" in keyboard.screen


async def test_a_turn_left_out_while_its_words_are_being_typed_is_still_shown(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        opened = keyboard.app.opened
        assert opened
        opened.recorder.set_up(order.hold_item(opened.meeting, "commentary", True))
        await keyboard.press("tab", "end", "enter", "2")
        await keyboard.type("点评到一半")
        opened.recorder.set_up(order.hold_item(opened.meeting, "commentary", False))
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        assert "补写：（发言人到时定）  点评" in keyboard.screen
        assert "点评到一半" in keyboard.screen
        await keyboard.press("f2", "2")
        assert keyboard.record == ["李四：点评到一半"]


async def test_a_new_chair_speaks_in_the_chair_s_turn_from_then_on(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        opened = keyboard.app.opened
        assert opened
        await keyboard.press("ctrl+r")
        opened.recorder.set_up(roster.set_chair(opened.meeting, "p2"))
        await keyboard.type("通报。")
        await keyboard.press("f2")
        assert keyboard.record == ["李四：通报。"]


async def test_closing_names_words_that_are_not_recorded_yet(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("没记下")
        await keyboard.press("f9", "9")
        assert "1 处文字没有记下" in keyboard.screen


async def test_every_line_fits_again_after_the_window_changed(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.resize(120, 30)
        await keyboard.resize(80, 24)
        lines = keyboard.screen.splitlines()
        assert "预计" in lines[2]
        assert lines[4].endswith("原话")


async def test_long_names_leave_room_for_the_kind_and_the_clock(tmp_path: Path) -> None:
    async with running(tmp_path, "张" + "三" * 19, "李" + "四" * 19) as keyboard:
        await through_the_first_three(keyboard)
        floor = keyboard.screen.splitlines()[1]
        assert "对 张三三三三三三..  批评意见" in floor
        assert "本轮 00:00 / 03:00" in floor


async def test_a_full_disk_at_leaving_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("去年三次调研")
        await keyboard.press("f2")
        with monkeypatch.context() as broken:
            broken.setattr(os, "replace", full)
            keyboard.app.leave_meeting()
            await keyboard.settle()
        assert "没有整理好" in keyboard.screen
        assert "磁盘已满" in keyboard.screen
        assert keyboard.record == ["张三：去年三次调研"]


async def test_a_key_held_down_takes_one_step_and_no_more(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五", "赵六") as keyboard:
        await keyboard.press("f5", "f5", "f5")
        assert "第 2/" in keyboard.screen
        await through_the_first_three(keyboard)
        await keyboard.press("f8", "f8", "f8")
        assert keyboard.record.count("李四：未提意见") == 1
        assert "王五：未提意见" not in keyboard.record
        keyboard.wall.forward(1)
        await keyboard.press("f8")
        assert keyboard.record[-1] == "王五：未提意见"


async def test_after_the_stamp_the_editor_stays_with_the_one_who_spoke_before(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("通报前半句，")
        await keyboard.press("f3", "f5")
        assert "补写：张三  通报" in keyboard.screen
        await keyboard.type("后半句。")
        await keyboard.press("f2")
        assert keyboard.record[-2:] == ["张三：通报前半句，", "张三：后半句。"]
        assert {entry.turn for entry in keyboard.meeting.entries if entry.text} == {"briefing:briefing"}
        assert "正在记：张三  班子对照检查" in keyboard.screen


async def test_with_nothing_more_to_write_f2_says_that_nothing_was_recorded(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f5", "f2")
        assert "什么也没有记；已到张三  班子对照检查。那一轮还没有记录" in keyboard.screen


async def test_esc_and_time_withdraw_the_question_whether_a_turn_stays_empty(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        for away in (("escape",), ("f12", "f12")):
            await keyboard.press("f2", *away)
            keyboard.wall.forward(2)
            await keyboard.press("f2")
            assert "再按一次 F2" in keyboard.screen
            assert "第 1/" in keyboard.screen
        keyboard.wall.forward(30)
        await keyboard.press("f2")
        assert "第 1/" in keyboard.screen
        keyboard.wall.forward(2)
        await keyboard.press("f2")
        assert "第 2/" in keyboard.screen


async def test_in_a_break_recording_does_not_run_through_the_order(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        keyboard.wall.forward(60)
        await keyboard.press("f9", "8", "1")
        for sentence in ("一。", "二。"):
            await keyboard.type(sentence)
            await keyboard.press("f2", "ctrl+d")
            assert "正在休会，先复会" in keyboard.screen
        assert keyboard.record == []
        await keyboard.press("f3")
        assert keyboard.record == ["张三：一。二。"]
        await keyboard.press("f2")
        assert "正在休会，先复会" in keyboard.screen
        assert "第 1/" in keyboard.screen


async def test_in_a_break_what_was_missed_before_it_can_be_written_down(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f5")
        await keyboard.type("通报。")
        await keyboard.press("f9", *"xhhfh", "enter", "1", "f2")
        assert keyboard.record == ["张三：通报。"]
        assert "正在记：张三  班子对照检查" in keyboard.screen
        await keyboard.type("班子。")
        await keyboard.press("f2")
        assert "正在休会，先复会" in keyboard.screen
        await keyboard.press("f9", *"xhhfh", "enter", "1", "f2")
        assert keyboard.record[-1] == "张三：班子。"


async def test_after_no_opinion_a_criticism_is_a_correction(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await through_the_first_three(keyboard)
        await keyboard.press("f8", "ctrl+p")
        await keyboard.type("其实有意见。")
        await keyboard.press("f2")
        assert "这一轮已记“未提意见”" in keyboard.screen
        assert "其实有意见。" in keyboard.screen
