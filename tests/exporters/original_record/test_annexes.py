"""会议原始记录（带附表）: the record unchanged, and behind it tables that agree with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from exporters.blocks import Annex, Attachments, Caption, Colophon, Paper, Table
from exporters.original_record import annexes, record
from exporters.original_record.coverage import MOST, in_parts
from meeting import roster
from meeting.model import Absence, Account, Meeting, Mode
from meeting.order import set_minutes
from meeting.special import account
from meeting.template import SpecialItem
from tests.exporters.meetings import NINE, PRINTED, Room, held, opened, planned

COVERAGE, TIMES = "批评意见覆盖表", "计划与实际用时对照表"
ACCOUNTS = "二项说明情况表"
ITEMS = (
    SpecialItem("family", "个人、家庭、亲属重大事项", "重大事项"),
    SpecialItem("last", "上年度整改落实情况", "上年度整改"),
)


def printed(meeting: Meeting) -> Paper:
    return annexes.blocks(meeting, PRINTED)


def test_the_annexes_are_called_what_they_are_titled() -> None:
    for items in (ITEMS, ()):
        meeting = held(2).meeting
        meeting = replace(meeting, template=replace(meeting.template, special_items=items))
        titles = tuple(one.title for one in printed(meeting).blocks if isinstance(one, Annex))
        assert titles == annexes.titles(meeting)


def tables(meeting: Meeting, title: str) -> list[Table]:
    """The tables of the annex with this title."""
    blocks = printed(meeting).blocks
    start = next(place for place, one in enumerate(blocks) if isinstance(one, Annex) and one.title == title)
    found = []
    for block in blocks[start + 1 :]:
        if isinstance(block, Annex):
            break
        if isinstance(block, Table):
            found.append(block)
    return found


def notes(meeting: Meeting) -> dict[str, str]:
    """What stands above the tables of each annex that was changed by corrections, by its title."""
    return {
        annex.title: note.text
        for annex, note in pairwise(printed(meeting).blocks)
        if isinstance(annex, Annex) and isinstance(note, Caption) and "更正后" in note.text
    }


def matrix(meeting: Meeting) -> dict[tuple[str, str], str]:
    """What stands for each (from, to), over all the tables of the annex."""
    return {
        (row[0], column.heading): cell
        for table in tables(meeting, COVERAGE)
        for row in table.rows
        for column, cell in zip(table.columns[1:], row[1:], strict=True)
    }


def turns(meeting: Meeting) -> list[tuple[str, ...]]:
    """Kind, who, start, plan, actual and difference of each turn."""
    return [row[1:] for row in tables(meeting, TIMES)[1].rows]


def sums(meeting: Meeting) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in tables(meeting, TIMES)[0].rows}


class TestTheRecord:
    def test_is_the_same_but_for_what_it_lists_as_attached(self) -> None:
        meeting = held(3).meeting
        plain, annexed = record.blocks(meeting, PRINTED), printed(meeting)
        end = next(place for place, one in enumerate(annexed.blocks) if isinstance(one, Annex))
        own = [one for one in annexed.blocks[:end] if not isinstance(one, Attachments)]
        assert own == list(plain.blocks)
        assert isinstance(own[-1], Colophon)
        assert (annexed.title, annexed.mark, annexed.footer) == (plain.title, plain.mark, plain.footer)

    def test_numbers_the_annexes_on_from_what_was_read_out_as_its_end_lists_them(self) -> None:
        for read_out in (0, 1, 2):
            room = opened(2)
            for _ in range(read_out):
                room.say("宣读的材料。", Mode.READ_OUT)
            blocks = printed(room.meeting).blocks
            (listed,) = [one.titles for one in blocks if isinstance(one, Attachments)]
            annexes = [one for one in blocks if isinstance(one, Annex)]
            assert [one.number for one in annexes] == [read_out + 1, read_out + 2]
            assert [listed[one.number - 1] for one in annexes] == [COVERAGE, TIMES]
            assert len(listed) == read_out + 2


class TestAfterTheSeal:
    def test_each_annex_that_a_correction_changed_says_by_which_version_it_is(self) -> None:
        room = held(2)
        room.seal()
        first, second = (one.number for one in room.meeting.entries if one.text in room.texts[:2])
        room.correct_sealed(first, "p1", "笔误", text="改过的话。")
        assert notes(room.meeting) == {}
        room.retime(second, NINE, "核对录音")
        number = next(
            one.number for one in room.meeting.entries if one.turn == "criticism:p2>p1" and one.text
        )
        room.correct_sealed(number, "p2", "记成了回应", by="p1", to="p2")
        assert notes(room.meeting) == {
            COVERAGE: "本表按第4版更正后的记录编成，更正前后见记录正文。",
            TIMES: "本表按第3版更正后的记录编成，更正前后见记录正文。",
        }


class TestTheCoverage:
    def test_has_the_numbers_under_which_the_record_has_each_criticism(self) -> None:
        found = matrix(held(3).meeting)
        assert found["李四", "张三"] == "4" and found["王五", "张三"] == "5"
        assert found["张三", "张三"] == "／"
        assert len(found) == 9

    def test_tells_why_there_is_none(self) -> None:
        room = Room(roster.set_absence(planned(4), "p4", Absence("因病")))
        room.open()
        room.go_to("criticism:p2>p1")
        room.no_opinion()
        room.skip("criticism:p3>p2", "时间不够")
        found = matrix(room.meeting)
        assert found["李四", "张三"] == "未提"
        assert found["王五", "李四"] == "跳过"
        assert found["赵六", "张三"] == "缺席"
        assert found["张三", "李四"] == "—"
        legend = next(one.text for one in printed(room.meeting).blocks if isinstance(one, Caption))
        for sign in ("未提", "跳过", "缺席", "离会", "—", "／"):
            assert sign in legend

    def test_has_every_number_where_one_spoke_more_than_once_and_says_what_is_to_be_completed(self) -> None:
        room = opened(2)
        room.go_to("criticism:p2>p1")
        room.say("先说一条。")
        room.go_to("criticism:p2>p1")
        room.say("再说一", unfinished=True)
        assert matrix(room.meeting)["李四", "张三"] == "1、2\n待补"

    def test_follows_a_correction_of_who_spoke_to_whom(self) -> None:
        room = held(3)
        number = next(
            one.number for one in room.meeting.entries if one.turn == "criticism:p2>p1" and one.text
        )
        room.seal()
        room.correct_sealed(number, "p2", "对象记错", to="p3")
        found = matrix(room.meeting)
        assert found["李四", "王五"].split("、")[0] == "4"
        assert found["李四", "张三"] == "—"

    def test_of_twenty_five_members_stands_in_several_tables_with_every_name_whole(self) -> None:
        meeting = planned(1)
        for place in range(24):
            meeting = roster.add(meeting, f"阿依努尔·买买提{place}")
        names = [person.name for person in meeting.people[:1]]
        names += [f"阿依努尔·买买提{place}" for place in range(24)]
        found = tables(meeting, COVERAGE)
        assert [len(table.columns) - 1 for table in found] == [8, 8, 9]
        assert [column.heading for table in found for column in table.columns[1:]] == names
        assert all([row[0] for row in table.rows] == names for table in found)
        told = [one.text for one in printed(meeting).blocks if isinstance(one, Caption)]
        assert f"第3表（共3表）：对{names[16]}至{names[24]}的意见" in told

    def test_tells_what_was_accepted_from_what_is_open(self) -> None:
        room = opened(3)
        room.accept("turn:criticism:p2>p1", "会后书面补提")
        found = matrix(room.meeting)
        assert (found["李四", "张三"], found["王五", "张三"]) == ("不补", "—")
        legend = next(one.text for one in printed(room.meeting).blocks if isinstance(one, Caption))
        assert "不补：没有进行，理由在记录的说明里" in legend

    @given(st.integers(0, 80), st.integers(1, 30))
    def test_is_divided_evenly_with_nobody_lost(self, count: int, most: int) -> None:
        people = [str(place) for place in range(count)]
        parts = in_parts(people, most)
        assert [*chain(*parts)] == people
        sizes = {len(part) for part in parts}
        assert max(sizes) <= most and max(sizes) - min(sizes) <= 1
        assert len(parts) == max(1, -(-len(people) // most))

    def test_stands_in_one_table_as_long_as_that_will_do(self) -> None:
        assert len(in_parts([str(place) for place in range(MOST)], MOST)) == 1


class TestTheAccounts:
    def room(self) -> Room:
        meeting = roster.set_absence(planned(3), "p3", Absence("因病"))
        room = Room(replace(meeting, template=replace(meeting.template, special_items=ITEMS)))
        room.open()
        return room

    def test_have_a_row_for_each_member_with_the_number_of_the_entry_that_shows_it(self) -> None:
        room = self.room()
        room.say("通报。")
        shown_by = room.say("没有需要报告的事项。")
        for person, item, state in (("p1", "family", Account.STATED), ("p2", "last", Account.NOTHING)):
            number = shown_by if state is Account.STATED else 0
            room.recorder.record(account(room.meeting, person, item, state, number, room.tick()))
        room.recorder.record(account(room.meeting, "p2", "family", Account.OPEN, 0, room.tick()))
        (table,) = tables(room.meeting, ACCOUNTS)
        assert [column.heading for column in table.columns] == ["姓名", "重大事项", "上年度整改"]
        assert table.rows == (
            ("张三", "已说明\n（第2条）", "未说明"),
            ("李四", "未说明", "无此情况"),
            ("王五", "缺席", "缺席"),
        )

    def test_follow_a_correction_that_takes_the_speech_from_the_member(self) -> None:
        room = self.room()
        room.say("通报。")
        number = room.say("没有需要报告的事项。")
        room.recorder.record(account(room.meeting, "p1", "family", Account.STATED, number, room.tick()))
        room.close()
        room.seal()
        room.correct_sealed(number, "p2", "发言人记错", by="p2")
        assert tables(room.meeting, ACCOUNTS)[0].rows[0] == ("张三", "未说明", "未说明")

    def test_stand_between_the_two_others_with_what_each_item_is(self) -> None:
        blocks = printed(self.room().meeting).blocks
        annexes = [one for one in blocks if isinstance(one, Annex)]
        assert [(one.number, one.title) for one in annexes] == [(1, COVERAGE), (2, ACCOUNTS), (3, TIMES)]
        told = [one.text for one in blocks if isinstance(one, Caption)]
        assert any("重大事项：个人、家庭、亲属重大事项；上年度整改：" in one for one in told)

    def test_are_left_out_where_the_template_asks_for_none(self) -> None:
        titles = [one.title for one in printed(planned(2)).blocks if isinstance(one, Annex)]
        assert titles == [COVERAGE, TIMES]


class TestTheTimes:
    def test_have_plan_start_and_actual_time_of_each_turn(self) -> None:
        room = opened(2)
        room.tick(7.5)
        room.say("通报。")
        room.tick(14)
        room.say("班子。")
        found = turns(room.meeting)
        assert found[0] == ("通报", "张三", "1月28日 09:00", "10分", "8分30秒", "少1分30秒")
        assert found[1] == ("班子对照检查", "张三", "09:08", "15分", "15分", "相符")
        assert found[2][:4] == ("个人对照检查", "张三", "09:23", "12分")
        assert found[2][4].endswith("\n正在发言") and found[2][5] == "—"
        assert found[3] == ("批评意见", "李四→张三", "—", "3分", "未进行", "—")
        assert len(found) == 2 + 2 * 3

    def test_are_summed_by_kind_over_the_turns_that_were_held(self) -> None:
        room = opened(2)
        room.tick(7)
        room.say("通报。")
        room.skip("group_examination:group", "已书面提交")
        room.say_the_rest()
        room.close()
        found = sums(room.meeting)
        assert found["通报"] == ("1／1", "10分", "8分", "少2分")
        assert found["批评意见"] == ("2／2", "6分", "2分", "少4分")
        assert [*found][-1] == "合计"
        assert found["合计"][0].endswith("／8")

    def test_leave_out_a_break_and_name_the_day_where_it_changes(self) -> None:
        room = opened(2)
        room.tick(9)
        room.say("通报。")
        room.tick(4)
        room.adjourn()
        room.tick(60 * 24)
        room.reconvene()
        room.tick(5)
        room.say("班子。")
        room.say("个人。")
        found = turns(room.meeting)
        assert found[1][:4] == ("班子对照检查", "张三", "09:10", "15分")
        assert found[1][4] == "11分"
        assert found[2][2].startswith("1月29日 ")

    def test_tell_of_what_was_skipped_or_had_nobody_to_speak(self) -> None:
        room = Room(roster.set_absence(planned(3), "p3", Absence("因病")))
        room.open()
        room.skip("criticism:p2>p1", "时间不够")
        told = {row[1]: row[4] for row in turns(room.meeting) if row[0] == "批评意见"}
        assert told["李四→张三"] == "跳过"
        assert told["王五→张三"] == "不在场"

    def test_follow_minutes_set_by_hand(self) -> None:
        meeting = set_minutes(planned(2), "response:p2", 1.5)
        assert [row[3] for row in turns(meeting) if row[:2] == ("表态回应", "李四")] == ["1分30秒"]

    def test_of_a_meeting_that_has_not_begun_are_the_plan(self) -> None:
        found = turns(planned(2))
        assert {row[2] for row in found} == {"—"} and {row[4] for row in found} == {"未进行"}
        assert sums(planned(2))["合计"] == ("0／8", "—", "—", "—")
        assert printed(replace(planned(0), people=())).blocks
