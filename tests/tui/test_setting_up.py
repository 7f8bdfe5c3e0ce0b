"""Transcripts of setting up: from the empty list to a meeting that runs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from meeting.chain import broken_link
from storage.archive import Archive
from tests.tui.keyboard import at_the_agenda, at_the_keyboard, meeting_of, set_up


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        assert "还没有会议" in keyboard.screen
        assert "按 F3 新建会议" in keyboard.screen
        await keyboard.press("f2")
        assert "请按 F3 新建" in keyboard.screen


async def test_leaving_an_untouched_form_makes_no_meeting(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", "escape")
        assert "还没有会议" in keyboard.screen
        assert keyboard.archive.list() == ()


async def test_leaving_a_form_in_which_something_is_written_keeps_it(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3")
        await keyboard.type("示例局党组")
        await keyboard.press("escape")
        assert keyboard.meeting.head.group == "示例局党组"


async def test_a_date_that_does_not_exist_is_named_and_the_form_stays(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3")
        await keyboard.type("示例局党组")
        await keyboard.press("down", "down", "down")
        await keyboard.type("2022年2月30日")
        await keyboard.press("f2")
        assert "没有 2022年2月30日 这一天" in keyboard.screen
        assert "示例局党组" in keyboard.screen
        await keyboard.press(*["backspace"] * 3)
        await keyboard.type("8日")
        await keyboard.press("f2")
        assert "加入班子成员" in keyboard.screen
        assert keyboard.meeting.head.date and keyboard.meeting.head.date.isoformat() == "2022-02-08"


async def test_a_year_that_no_meeting_is_held_in_is_named_and_the_form_stays(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", "down", "down", "down")
        await keyboard.type("9999-12-20")
        await keyboard.press("f2")
        assert "会议日期的年份要在 2000 到 2100 之间，请核对“9999-12-20”。" in keyboard.screen
        assert keyboard.archive.list() == ()


async def test_the_name_follows_the_year_until_somebody_types_their_own(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", "down", "down")
        assert "2021年度党史学习教育专题民主生活会" in keyboard.screen
        assert "主题（随模板）：" in keyboard.screen
        await keyboard.press("end", "backspace")
        await keyboard.type("3")
        assert "2023年度党史学习教育专题民主生活会" in keyboard.screen
        assert "主题（随模板，是 2021 年度的）：" in keyboard.screen
        await keyboard.press("up", "end")
        await keyboard.type("（扩大）")
        await keyboard.press("down", "end", "backspace")
        await keyboard.type("2")
        await keyboard.press("f2")
        head = keyboard.meeting.head
        assert (head.year, head.title) == (2022, "2023年度党史学习教育专题民主生活会（扩大）")


async def test_the_year_of_a_new_meeting_follows_its_day_until_somebody_types_their_own(
    tmp_path: Path,
) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", "down", "down", "down")
        await keyboard.type("2026-12-20")
        assert "2026年度党史学习教育专题民主生活会" in keyboard.screen
        await keyboard.press("up")
        await keyboard.type("2025")
        await keyboard.press("down", *["backspace"] * 10)
        await keyboard.type("2028-01-20")
        await keyboard.press("f2")
        head = keyboard.meeting.head
        assert (head.year, head.title) == (2025, "2025年度党史学习教育专题民主生活会")


async def test_year_and_name_of_a_meeting_that_is_set_up_follow_its_day_too(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard, "张三")
        await keyboard.press("escape", "escape", "down", "down", "down")
        await keyboard.type("2027-01-20")
        await keyboard.press("f2", "escape")
        assert (keyboard.meeting.head.year, keyboard.meeting.head.title[:6]) == (2026, "2026年度")


async def test_another_year_than_the_day_s_is_somebody_s_own_and_stays_when_a_meeting_is_set_up(
    tmp_path: Path,
) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard, "张三")
        await keyboard.press("escape", "escape", "down", "down")
        await keyboard.type("2")
        await keyboard.press("f2")
        assert "年度要写四位数字，例如 2021。" in keyboard.screen
        await keyboard.press("end")
        await keyboard.type("022")
        # The key may overtake what the form is told of the typing.
        await keyboard.press("f2")
        assert (keyboard.meeting.head.year, keyboard.meeting.head.title[:6]) == (2022, "2022年度")
        await keyboard.press("escape", "down", "down", "down")
        await keyboard.type("2027-01-20")
        await keyboard.press("f2")
        assert (keyboard.meeting.head.year, keyboard.meeting.head.title[:6]) == (2022, "2022年度")


async def test_without_a_day_the_year_follows_the_first_one_that_is_typed(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3")
        await keyboard.type("示例局党组")
        await keyboard.press("f2", "escape", "down", "down", "down")
        await keyboard.type("2027-01-20")
        await keyboard.press("f2")
        assert (keyboard.meeting.head.year, keyboard.meeting.head.title[:6]) == (2026, "2026年度")


async def test_times_and_numbers_that_can_not_be_read_are_named(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", "down", "down", "down", "down")
        await keyboard.type("25:61")
        await keyboard.press("f2")
        assert "请写成 09:00" in keyboard.screen
        await keyboard.press(*["backspace"] * 5, "down")
        await keyboard.type("x")
        await keyboard.press("f2")
        assert "会期（天）要写数字" in keyboard.screen


async def test_a_second_esc_leaves_a_field_that_can_not_be_read_as_it_was_and_keeps_the_rest(
    tmp_path: Path,
) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard, "张三")
        await keyboard.press("escape", "escape", "down", "down", "down")
        await keyboard.type("2022年2月30日")
        await keyboard.press("down")
        await keyboard.type("25:61")
        await keyboard.press("down", "down")
        await keyboard.type("三楼会议室")
        await keyboard.press("escape")
        said = "".join(keyboard.screen.split())
        assert "没有2022年2月30日这一天，请核对日期。再按一次Esc，这一栏照原来的，别的存下，离开。" in said
        await keyboard.press("escape")
        assert "25:61" in keyboard.screen and "再按一次 Esc" in keyboard.screen
        await keyboard.press("escape")
        assert "F3 新建" in keyboard.screen
        head = keyboard.meeting.head
        assert (str(head.date), f"{head.starts:%H:%M}", head.place) == ("2022-01-28", "09:00", "三楼会议室")


async def test_what_is_changed_after_the_first_esc_counts(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3", *["down"] * 5)
        await keyboard.type("x")
        await keyboard.press("escape", "backspace")
        await keyboard.type("y")
        await keyboard.press("escape")
        assert "会期（天）要写数字" in keyboard.screen
        await keyboard.press("backspace")
        await keyboard.type("2")
        await keyboard.press("escape")
        assert keyboard.meeting.head.days == 2


async def test_without_a_start_the_turns_have_lengths_and_no_times(tmp_path: Path) -> None:
    meeting = meeting_of(tmp_path, "张三", "李四")
    head = replace(meeting.head, date=date(2022, 1, 28), starts=None)
    Archive(tmp_path).create(replace(meeting, head=head)).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        assert " 轮  开始时间未定  1小时" in keyboard.screen
        assert "  1   -   通报" in keyboard.screen and "09:" not in keyboard.screen


async def test_seven_members_give_fifty_eight_turns_with_times(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard, *"甲乙丙丁戊己庚")
        assert "58 轮  09:00 到" in keyboard.screen
        assert "  1 09:00 通报" in keyboard.screen
        assert "  4 09:40 批评意见     乙             甲" in keyboard.screen


async def test_the_roster_takes_members_observers_and_recorders(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三") as keyboard:
        await keyboard.press("escape", "f3")
        await keyboard.type("钱七 副处长 市委组织部")
        await keyboard.press("enter", "f3")
        await keyboard.type("周八 办公室主任")
        await keyboard.press("enter")
        people = [(p.name, p.post, p.unit, p.role.value) for p in keyboard.meeting.people]
        assert people == [
            ("张三", "党组成员", "", "member"),
            ("钱七", "副处长", "市委组织部", "observer"),
            ("周八", "办公室主任", "", "recorder"),
        ]


async def test_rare_and_long_names_arrive_whole(tmp_path: Path) -> None:
    names = ["王𠮷五", "阿卜杜拉·买买提·艾力", "名" * 20]
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard, *names)
        assert [person.name for person in keyboard.meeting.people] == names


async def test_a_pasted_list_is_added_line_by_line_and_stops_at_a_line_that_is_refused(
    tmp_path: Path,
) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard)
        await keyboard.paste("张三 党组书记\r\n李四 副局长\n李四 副局长\n王五 副局长\n")
        assert [person.name for person in keyboard.meeting.people] == ["张三", "李四"]
        assert "行没有加入，请改好这一行" in keyboard.screen
        assert "李四 副局长" in keyboard.screen.splitlines()[-4]


async def test_two_of_one_name_need_posts_that_tell_them_apart(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张伟") as keyboard:
        await keyboard.press("escape")
        await keyboard.type("张伟 党组成员")
        await keyboard.press("enter")
        assert "请写明各自的职务" in keyboard.screen
        assert "张伟 党组成员" in keyboard.screen.splitlines()[-4]
        await keyboard.type("、总工程师")
        await keyboard.press("enter")
        assert "名单里有同名的人" in keyboard.screen
        assert len(keyboard.meeting.people) == 2


async def test_a_roster_line_not_yet_added_is_not_left_behind(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三") as keyboard:
        await keyboard.press("escape")
        await keyboard.type("李四")
        await keyboard.press("f2")
        assert "输入行里还有没加入的人" in keyboard.screen
        await keyboard.press("escape")
        assert "输入行里还有没加入的人" in keyboard.screen


async def test_going_on_without_members_is_refused_with_what_to_do(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard)
        assert "还没有班子成员：请写姓名和职务" in keyboard.screen


async def test_one_member_alone_still_gives_an_order(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三") as keyboard:
        assert "4 轮" in keyboard.screen


async def test_a_member_can_be_away_with_a_reason_and_speaks_no_turn(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.press("escape", "down", "down", "f8")
        await keyboard.press("enter", "enter", "enter")
        assert "缺席要写明理由" in keyboard.screen
        await keyboard.press("up", "up")
        await keyboard.type("因公出差")
        await keyboard.press("f2")
        assert "应到 3 人，实到 2 人" in keyboard.screen
        assert "党组成员                        缺席：因公出差" in keyboard.screen
        await keyboard.press("f8", "f8")
        await keyboard.commit("因公出差到外地参加重要会议，会前已请假")
        await keyboard.press("f2")
        assert "\n      缺席：因公出差到外地参加重要会议，会前已请假\n" in keyboard.screen
        await keyboard.press("f2")
        assert "x   5   -   批评意见     王五" in keyboard.screen
        await keyboard.press("escape", "down", "down", "f8")
        assert "实到 3 人" in keyboard.screen


async def test_a_closed_form_asks_before_it_throws_typing_away(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三") as keyboard:
        await keyboard.press("escape", "enter", "end")
        await keyboard.type("丰")
        await keyboard.press("escape")
        assert "改动还没有存" in keyboard.screen
        await keyboard.press("f2")
        assert keyboard.meeting.people[0].name == "张三丰"


async def test_secretary_and_chair_are_one_person_each(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("escape", "down", "f9", "2")
        assert (keyboard.meeting.secretary, keyboard.meeting.chair) == ("p1", "p2")
        assert "主持人只能有一位：已由张三改为李四。会议模板定的是书记主持，请核对。" in keyboard.screen
        await keyboard.press("f9", "1")
        assert keyboard.meeting.secretary == "p2"
        assert "书记  主持人" in keyboard.screen


async def test_the_group_s_order_and_removal(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.press("escape", "down", "down", "f5")
        assert [person.name for person in keyboard.meeting.people] == ["张三", "王五", "李四"]
        await keyboard.press("f9", "3")
        assert [person.name for person in keyboard.meeting.people] == ["张三", "李四"]


async def test_turns_are_moved_timed_skipped_restored_and_inserted(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.press("down", "f5")
        assert "  1 09:00 班子对照检查" in keyboard.screen
        await keyboard.press("f3", "backspace", "backspace")
        await keyboard.type("20")
        await keyboard.press("enter")
        assert "  2 09:20 通报" in keyboard.screen
        await keyboard.press("f8")
        await keyboard.type("另行通报")
        await keyboard.press("enter")
        assert "已跳过：另行通报" in keyboard.screen
        await keyboard.press("f8")
        assert "已跳过" not in keyboard.screen
        await keyboard.press("f9", "2", "1")
        await keyboard.type("李四")
        await keyboard.press("enter")
        await keyboard.type("王五")
        await keyboard.press("enter", "enter")
        assert "15 轮" in keyboard.screen
        assert "  2 09:20 批评意见     李四           王五" in keyboard.screen


async def test_minutes_of_a_kind_change_every_turn_of_it(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四", "王五") as keyboard:
        await keyboard.press("down", "down", "down", "f9", "1", "backspace")
        await keyboard.type("x")
        await keyboard.press("enter")
        assert "分钟数要写数字" in keyboard.screen
        await keyboard.press("backspace")
        await keyboard.type("1.5")
        await keyboard.press("enter")
        assert keyboard.screen.count(" 1.5") == 6


async def test_optional_agenda_items_are_taken_in(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        assert "8 轮" in keyboard.screen
        await keyboard.press("f9", "4", "1")
        assert "9 轮" in keyboard.screen
        await keyboard.press("f9", "4", "2")
        assert "10 轮" in keyboard.screen


async def test_opening_asks_once_and_says_what_is_missing(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await set_up(keyboard, "张三", "李四")
        await keyboard.press("f2")
        assert "没有登记记录人" in keyboard.screen
        # What each member has to say can only be said in the meeting.
        assert "未说明" not in keyboard.screen
        await keyboard.press("escape")
        assert keyboard.meeting.entries == ()
        await keyboard.press("f2", "1")
        assert "正在记：张三  通报" in keyboard.screen


async def test_opening_on_another_day_than_announced_is_asked_with_a_way_to_the_date(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f2")
        assert "确定今天开会" not in keyboard.screen
        await keyboard.press("escape")
        keyboard.wall.forward(2 * 86400)
        await keyboard.press("f2")
        assert "日期写的是 2022-01-28，今天是 2022-01-30：确定今天开会？" in keyboard.screen
        await keyboard.press("enter")
        assert "会议信息" in keyboard.screen.splitlines()[0]
        assert keyboard.meeting.entries == ()
        await keyboard.press("f2", "f2", "f2", "1")
        assert "正在记：张三  通报" in keyboard.screen


async def test_the_roster_can_change_while_the_meeting_runs(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f2", "1")
        await keyboard.type("通报。")
        await keyboard.press("f2", "tab", "escape", "f9", *"hyxx", "enter")
        assert "议程与发言次序" in keyboard.screen
        await keyboard.press("escape")
        await keyboard.type("王五 党组成员")
        await keyboard.press("enter", "f2", "f2")
        assert "第 2/14 轮" in keyboard.screen
        assert keyboard.record == ["张三：通报。"]


async def test_people_move_among_their_own(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "甲", "乙") as keyboard:
        await keyboard.press("escape", "f3")
        await keyboard.type("观 处长 市委组织部")
        await keyboard.press("enter", "f3", "f3")
        await keyboard.paste("丙 党组成员\n丁 党组成员")
        await keyboard.press("up", "f5")
        members = [person.name for person in keyboard.meeting.people if person.role == "member"]
        assert members == ["甲", "丙", "乙", "丁"]


async def test_namesakes_are_told_apart_when_a_turn_is_inserted(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("escape")
        await keyboard.type("张三 总工程师")
        await keyboard.press("enter", "f2", "f9", "2", "1")
        await keyboard.type("张三")
        await keyboard.press("enter")
        await keyboard.type("李四")
        await keyboard.press("enter", "enter")
        assert "名单里有几位“张三”" in keyboard.screen
        await keyboard.press("up", "up", "end")
        await keyboard.type("（总工程师）")
        await keyboard.press("f2")
        assert keyboard.meeting.arrangement.extras[0].turn.by == "p3"
        assert "张三(3)" in keyboard.screen


async def test_what_is_wrong_with_a_template_is_read_before_going_on(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "2030-mine.toml").write_text("title = 1\n", encoding="utf-8")
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3")
        assert "有的会议模板不能用" in keyboard.screen
        assert "第 1 行" in keyboard.screen
        await keyboard.press("escape")
        assert "单位（班子全称）" in keyboard.screen


async def test_a_sample_made_on_the_screen_is_sound(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f5", "1")
        assert "示例" in keyboard.screen
        assert broken_link(keyboard.meeting) == 0


async def test_a_turn_put_in_by_mistake_is_taken_out_again(tmp_path: Path) -> None:
    async with at_the_agenda(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", "2", "2", "enter", "enter")
        assert "9 轮" in keyboard.screen
        await keyboard.press("f9", "3")
        assert "这一轮不是插入的" in keyboard.screen
        await keyboard.press("down", "f9", "3")
        assert "8 轮" in keyboard.screen
