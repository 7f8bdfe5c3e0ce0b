"""What stands on the 会议原始记录."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

import pytest

from exporters.blocks import (
    Attachments,
    Block,
    Closing,
    Colophon,
    Correction,
    Event,
    Field,
    Heading,
    Notice,
    RevisedEvent,
    RevisedSpeech,
    Signatures,
    Speech,
    Title,
)
from exporters.changes import Change
from exporters.colophon import in_groups
from exporters.original_record import record
from meeting import roster
from meeting.chain import last_digest
from meeting.floor import floor
from meeting.model import Absence, Act, Meeting, Mode, Role
from meeting.order import speaking_order
from meeting.refused import Refused
from meeting.seal import seals
from tests.exporters.meetings import NINE, PRINTED, TEMPLATE, Room, held, opened, planned, sealed

Kind = TypeVar("Kind", bound=Block)


def of(kind: type[Kind], meeting: Meeting) -> list[Kind]:
    return [block for block in record.blocks(meeting, PRINTED).blocks if isinstance(block, kind)]


def revisions(meeting: Meeting) -> list[tuple[RevisedSpeech | RevisedEvent, Correction]]:
    """Every correction after the seal, with what stands below it."""
    blocks = record.blocks(meeting, PRINTED).blocks
    return [
        (block, below)
        for block, below in pairwise(blocks)
        if isinstance(block, RevisedSpeech | RevisedEvent) and isinstance(below, Correction)
    ]


def counts(meeting: Meeting) -> str:
    """What the tail counts."""
    (found,) = [one.text for one in of(Closing, meeting) if one.text.startswith("本记录共有发言")]
    return found


def field(meeting: Meeting, label: str) -> tuple[str, ...]:
    (found,) = [one.lines for one in of(Field, meeting) if one.label == label]
    return found


class TestHead:
    def test_names_the_group_the_year_and_the_meeting(self) -> None:
        (title,) = of(Title, planned())
        assert title.lines == ("XX局党组", "2021年度党史学习教育专题民主生活会", "会议原始记录")

    def test_a_year_in_the_title_is_not_said_twice(self) -> None:
        (title,) = of(Title, planned(title="2021年度专题民主生活会"))
        assert title.lines == ("XX局党组2021年度专题民主生活会", "会议原始记录")

    def test_gives_start_and_end_to_the_minute(self) -> None:
        assert field(held().meeting, "时间") == ("2022年1月28日9时00分至9时59分",)

    def test_gives_each_of_two_sittings_also_past_midnight(self) -> None:
        room = opened(2)
        room.say("一")
        room.adjourn()
        room.tick(14 * 60)
        room.reconvene()
        room.tick(60)
        room.say_the_rest()
        room.close()
        assert field(room.meeting, "时间") == (
            "第一次会议：2022年1月28日9时00分至9时02分",
            "第二次会议：2022年1月28日23时03分至2022年1月29日0时11分",
        )
        times = [block.time for block in of(Speech, room.meeting)]
        assert times[:4] == ["09:00", "23:03", "1月29日 00:04", "00:05"]

    def test_reads_times_in_the_zone_of_the_meeting_whatever_the_server_says(self) -> None:
        meeting = replace(held(2).meeting, head=replace(held(2).meeting.head, zone="Asia/Urumqi"))
        times = field(meeting, "时间")
        assert times[0].startswith("2022年1月28日7时00分至7时")
        assert times[1] == "（本记录的时间均为Asia/Urumqi时区）"
        assert of(Speech, meeting)[0].time == "07:00"

    def test_names_chair_and_recorder_with_their_posts(self) -> None:
        assert field(planned(), "主持") == ("张三（党组书记、局长）",)
        assert field(planned(), "记录") == ("吴十（局办公室副主任）",)

    def test_lists_members_in_the_order_of_the_group_and_observers_by_unit_post_and_name(self) -> None:
        present = field(planned(), "出席")
        assert len(present) == 7
        assert present[:2] == ("张三（党组书记、局长）", "李四（党组成员、副局长）")
        assert field(planned(), "列席") == ("周九（XX纪委副书记）",)

    def test_tells_who_is_absent_why_and_what_became_of_the_speech(self) -> None:
        meeting = roster.set_absence(opened().meeting, "p5", Absence("因公出差", True, "p7"))
        meeting = roster.set_absence(meeting, "p3", Absence("住院"))
        assert field(meeting, "到会") == ("应到7人，实到5人，到会比例71.4%",)
        assert field(meeting, "缺席") == (
            "王五（党组成员、副局长），住院，未提交书面发言",
            "欧阳七（党组成员、纪检组组长），因公出差，已提交书面发言，由孙八宣读",
        )
        assert len(field(meeting, "出席")) == 5

    def test_says_that_nobody_is_absent(self) -> None:
        meeting = opened().meeting
        assert field(meeting, "到会") == ("应到7人，实到7人，到会比例100%",)
        assert field(meeting, "缺席") == ("无",)

    def test_before_the_opening_nobody_is_counted_as_present(self) -> None:
        assert field(planned(), "到会") == ("应到7人，实到＿＿＿＿人",)
        assert field(planned(), "缺席") == ("＿＿＿＿",)

    def test_numbers_the_agenda_that_is_held(self) -> None:
        assert field(planned(), "议程")[:2] == ("1.通报筹备情况", "2.党组书记代表班子作对照检查")
        assert field(planned(), "主题") == (TEMPLATE.theme,)

    def test_leaves_a_visible_blank_for_everything_that_is_not_known(self) -> None:
        meeting = Meeting("20220128", replace(TEMPLATE, theme=" "))
        (title,) = of(Title, meeting)
        assert title.lines == ("＿＿＿＿", "＿＿＿＿年度＿＿＿＿", "会议原始记录")
        labels = ("时间", "地点", "主持", "记录", "到会", "出席", "列席", "缺席", "主题")
        assert {field(meeting, label) for label in labels} == {("＿＿＿＿",)}

    def test_an_unknown_zone_is_refused_in_chinese(self) -> None:
        with pytest.raises(Refused, match="时区"):
            record.blocks(planned(zone="Mars/Olympus"), PRINTED)


class TestAttendance:
    """Who came when, sitting by sitting."""

    def test_whoever_came_late_or_went_early_is_told_with_the_time(self) -> None:
        room = Room(roster.set_absence(planned(4), "p3", Absence("路上堵车")))
        room.open()
        room.arrive("p3")
        room.leave("p2", "因公")
        room.arrive("p2")
        room.leave("p4")
        assert field(room.meeting, "到会") == (
            "应到4人，实到4人，到会比例100%",
            "王五（09:01到会）、李四（09:02离会，因公；09:03到会）、赵六（09:04离会）",
        )
        assert field(room.meeting, "缺席") == ("无",)
        assert len(field(room.meeting, "出席")) == 4

    def test_a_sitting_in_which_nobody_came_or_went_takes_one_line(self) -> None:
        assert field(held(2).meeting, "到会") == ("应到2人，实到2人，到会比例100%",)

    def test_each_sitting_has_its_own_numbers_names_and_times(self) -> None:
        meeting = roster.set_absence(planned(4), "p3", Absence("出差"))
        room = Room(roster.set_absence(meeting, "p4", Absence("住院", True, "p2")))
        room.open()
        room.adjourn()
        room.leave("p2", "因公")
        room.tick(24 * 60)
        room.reconvene()
        room.arrive("p3")
        room.close()
        assert field(room.meeting, "到会") == (
            "第一次会议：应到4人，实到2人，到会比例50%",
            "未到会：王五（出差）、赵六（住院）",
            "第二次会议：应到4人，实到2人，到会比例50%",
            "未到会：李四（因公）、赵六（住院）",
            "王五（09:04到会）",
        )
        assert [line.partition("（")[0] for line in field(room.meeting, "出席")] == ["张三", "李四", "王五"]
        assert field(room.meeting, "缺席") == ("赵六（党组成员、副局长），住院，已提交书面发言，由李四宣读",)

    def test_an_observer_who_goes_is_told_and_never_counted(self) -> None:
        room = opened(2)
        room.leave("p3")
        assert field(room.meeting, "到会") == ("应到2人，实到2人，到会比例100%", "周九（09:01离会）")

    def test_times_are_those_of_the_meetings_zone(self) -> None:
        room = opened(2)
        room.leave("p2")
        meeting = replace(room.meeting, head=replace(room.meeting.head, zone="Asia/Urumqi"))
        assert field(meeting, "到会")[1] == "李四（07:01离会）"

    def test_recorders_have_the_times_at_which_they_took_over(self) -> None:
        room = Room(roster.add(planned(2), "郑十一", "科员", "局办公室", Role.RECORDER))
        room.open()
        assert field(room.meeting, "记录") == ("吴十（局办公室副主任）", "郑十一（局办公室科员）")
        room.tick(119)
        room.hand_over("p5")
        assert field(room.meeting, "记录") == (
            "吴十（局办公室副主任，09:00—11:00）",
            "郑十一（局办公室科员，11:00起）",
        )
        room.hand_over("p4")
        room.adjourn()
        room.tick(24 * 60)
        room.reconvene()
        room.hand_over("p5")
        assert field(room.meeting, "记录") == (
            "吴十（局办公室副主任，09:00—11:00、11:01—1月29日 11:04）",
            "郑十一（局办公室科员，11:00—11:01、1月29日 11:04起）",
        )


class TestUnfinished:
    def test_a_planned_meeting_says_so_and_gives_the_plan_as_a_plan(self) -> None:
        assert [notice.text for notice in of(Notice, planned())] == ["〔会议尚未开始〕"]
        assert field(planned(), "时间") == ("（计划）2022年1月28日9时00分",)
        assert field(planned(starts=None), "时间") == ("（计划）2022年1月28日",)
        assert field(planned(date=None), "时间") == ("＿＿＿＿",)

    def test_a_running_meeting_leaves_its_end_open(self) -> None:
        room = opened()
        room.say("说了一段。")
        assert [notice.text for notice in of(Notice, room.meeting)] == ["〔会议尚未结束，未定稿〕"]
        assert of(Closing, room.meeting)[0].text == "〔会议尚未结束，未定稿〕"
        assert field(room.meeting, "时间") == ("2022年1月28日9时00分至＿＿＿＿",)

    def test_a_meeting_in_adjournment_is_not_at_its_end(self) -> None:
        room = opened()
        room.adjourn()
        assert of(Closing, room.meeting)[0].text == "〔会议尚未结束，未定稿〕"

    def test_a_finished_meeting_says_plainly_that_it_is_not_sealed(self) -> None:
        meeting = held(2).meeting
        assert [notice.text for notice in of(Notice, meeting)] == ["〔未定稿〕"]
        assert [closing.text for closing in of(Closing, meeting)] == [
            "〔未定稿〕",
            "本记录共有发言8条，更正0处，补记0条，待补0条，缺项说明0项。",
        ]

    def test_a_sealed_one_carries_no_such_words(self) -> None:
        meeting = sealed().meeting
        assert not of(Notice, meeting)
        assert [closing.text for closing in of(Closing, meeting)] == [
            "本记录已定稿：第1版，2022年1月28日9时10分，吴十定稿。",
            "本记录共有发言8条，定稿前更正0处，定稿后更正0处，补记0条，待补0条，缺项说明0项。",
        ]


class TestBody:
    def test_every_turn_stands_once_and_in_order(self) -> None:
        room = held()
        speeches = of(Speech, room.meeting)
        assert [speech.text for speech in speeches] == room.texts
        assert [speech.number for speech in speeches] == list(range(1, 59))
        kinds = [turn.kind.label for turn in speaking_order(room.meeting)]
        assert [speech.kind for speech in speeches] == kinds

    def test_a_label_has_number_time_kind_and_from_to_with_the_post_at_the_first_mention(self) -> None:
        labels = [speech.label for speech in of(Speech, held().meeting)]
        assert labels[0] == "1　09:00　通报　张三（党组书记、局长）"
        assert labels[3] == "4　09:03　批评意见　李四（党组成员、副局长）→张三"
        assert labels[11] == "12　09:11　批评意见　张三→李四"

    def test_namesakes_are_told_apart_by_their_posts_every_time(self) -> None:
        meeting = roster.add(planned(2), "李四", "总工程师")
        room = Room(meeting)
        room.open()
        room.say_the_rest()
        speakers = {speech.speakers for speech in of(Speech, room.meeting)}
        assert "李四（党组成员、副局长）→李四（总工程师）" in speakers

    def test_headings_lead_to_items_and_rounds(self) -> None:
        headings = [(heading.level, heading.text) for heading in of(Heading, held(3).meeting)]
        assert headings == [
            (1, "一、通报筹备情况"),
            (1, "二、党组书记代表班子作对照检查"),
            (1, "三、党组书记带头发言，班子成员对其提出批评意见"),
            (2, "（一）张三同志"),
            (1, "四、其他班子成员依次作对照检查"),
            (2, "（一）李四同志"),
            (2, "（二）王五同志"),
        ]

    def test_coming_back_to_a_round_is_marked(self) -> None:
        room = opened(3)
        for _ in range(7):
            room.say("说过。")
        room.go_to("criticism:p2>p1")
        room.say("再说一句。")
        texts = [heading.text for heading in of(Heading, room.meeting)]
        assert texts[-2:] == ["三、党组书记带头发言，班子成员对其提出批评意见（续）", "（一）张三同志（续）"]

    def test_how_it_was_recorded_stands_in_the_label(self) -> None:
        room = opened(2)
        room.say("材料另附。", Mode.READ_OUT)
        room.say("大意。", Mode.SUMMARY)
        room.say("我检查。")
        first = room.say("拖了半年。", aspects=("duty", "ideals"))
        room.say("我改。", refers=(first,))
        notes = [speech.notes for speech in of(Speech, room.meeting)]
        assert notes == [
            ("（宣读材料，附后）",),
            ("（摘要）",),
            (),
            ("（担当作为、理想信念方面）",),
            ("（回应第4条）",),
        ]
        assert of(Attachments, room.meeting) == [Attachments(("张三通报宣读材料（第1条）",))]

    def test_a_paper_that_was_read_out_is_attached_under_its_title_whatever_becomes_of_it(self) -> None:
        room = opened(2)
        room.go_to("self_examination:p2")
        room.say("照稿宣读《个人对照检查材料》，与附件一致。", Mode.READ_OUT)
        listed = Attachments(("李四个人对照检查宣读材料《个人对照检查材料》（第1条）",))
        assert not room.meeting.dossier.speech_papers
        assert of(Attachments, room.meeting) == [listed]

    def test_the_digest_of_a_paper_that_was_read_out_stands_among_the_attachments(self) -> None:
        room = opened(2)
        room.go_to("self_examination:p2")
        room.say("照稿宣读《个人对照检查材料》（校验码 0123456789abcdef），与附件一致。", Mode.READ_OUT)
        named = "《个人对照检查材料》（校验码 0123456789abcdef）（第1条）"
        assert of(Attachments, room.meeting) == [Attachments((f"李四个人对照检查宣读材料{named}",))]

    def test_a_written_speech_names_its_reader(self) -> None:
        room = opened(2)
        room.recorder.set_up(roster.set_absence(room.meeting, "p2", Absence("出差", True, "p1")))
        room.go_to("self_examination:p2")
        room.say("书面发言全文。")
        assert of(Speech, room.meeting)[-1].notes == ("（书面发言，由张三宣读）",)

    def test_interjections_stand_where_they_fell(self) -> None:
        room = opened(2)
        room.say("通报。")
        room.tick(5)
        room.interject("p2", "插一句。")
        room.say("后半段。")
        assert [(one.number, one.kind, one.speakers) for one in of(Speech, room.meeting)] == [
            (1, "通报", "张三（党组书记、局长）"),
            (2, "班子对照检查", "张三"),
            (3, "插话", "李四（党组成员、副局长）"),
        ]

    def test_no_opinion_is_on_record_without_a_mode(self) -> None:
        room = opened(2)
        for _ in range(3):
            room.say("说。")
        room.no_opinion()
        last = of(Speech, room.meeting)[-1]
        assert (last.text, last.notes) == ("未提意见", ())

    def test_steps_of_the_meeting_stand_between_the_speeches(self) -> None:
        room = opened(2)
        room.say("说。")
        room.note("王五到会。")
        room.adjourn()
        room.tick(24 * 60)
        room.reconvene()
        room.skip(floor(room.meeting), "临时离会")
        room.close()
        assert [event.line for event in of(Event, room.meeting)] == [
            "09:00　开会　2022年1月28日",
            "09:02　程序记事　王五到会。",
            "09:03　休会",
            "09:04　复会　2022年1月29日",
            "09:05　跳过　张三　班子对照检查（理由：临时离会）",
            "09:06　散会",
        ]

    def test_a_round_that_begins_with_a_skipped_turn_has_its_heading_above_it(self) -> None:
        room = opened(2)
        for _ in range(5):
            room.say("说。")
        room.skip("self_examination:p2", "材料未备")
        room.say_the_rest()
        lines = [
            block.text if isinstance(block, Heading) else block.kind
            for block in record.blocks(room.meeting, PRINTED).blocks
            if isinstance(block, Heading | Event)
        ]
        assert lines.index("（一）李四同志") < lines.index("跳过")

    def test_a_turn_skipped_long_before_pulls_no_heading_forward(self) -> None:
        room = opened(2)
        room.say("说。")
        room.skip("self_examination:p2", "材料未备")
        room.say_the_rest()
        headings = [heading.text for heading in of(Heading, room.meeting)]
        assert len(headings) == len(set(headings)) == 6

    def test_a_correction_prints_the_valid_words_and_when_they_were_put_right(self) -> None:
        room = opened(2)
        number = room.say("张三分管财物。")
        room.correct(number, "张三分管财务。")
        (speech,) = of(Speech, room.meeting)
        assert (speech.text, speech.notes) == ("张三分管财务。", ("〔更正 09:02〕",))
        assert counts(room.meeting) == "本记录共有发言1条，更正1处，补记0条，待补0条，缺项说明0项。"

    def test_a_correction_on_another_day_gives_the_day(self) -> None:
        room = held(2)
        room.tick(24 * 60)
        room.correct(3, "更正的话。")
        assert of(Speech, room.meeting)[0].notes == ("〔更正 1月29日 09:10〕",)

    def test_a_late_entry_is_marked_with_the_time_of_its_writing_and_stands_in_its_place(self) -> None:
        room = held(2)
        number = next(one.number for one in room.meeting.entries if one.text == room.texts[3])
        room.tick(30)
        room.add_later("会后补上的一句。", number)
        speeches = of(Speech, room.meeting)
        assert speeches[4].text == "会后补上的一句。"
        assert speeches[4].notes == ("〔补记 09:40〕",)
        assert counts(room.meeting) == "本记录共有发言9条，更正0处，补记1条，待补0条，缺项说明0项。"

    def test_coming_going_and_handing_over_stand_where_they_fell(self) -> None:
        meeting = roster.add(planned(3), "郑十一", "科员", "局办公室", Role.RECORDER)
        room = Room(roster.set_absence(meeting, "p3", Absence("开会")))
        room.open()
        room.arrive("p3")
        room.leave("p2", "因公外出")
        room.leave("p4")
        room.hand_over("p6")
        assert [event.line for event in of(Event, room.meeting)[1:]] == [
            "09:01　到会　王五（党组成员、副局长）",
            "09:02　离会　李四（党组成员、副局长）（理由：因公外出）",
            "09:03　离会　周九（XX纪委副书记）",
            "09:04　记录人交接　由郑十一（局办公室科员）接着记录",
        ]

    def test_a_gap_that_was_accepted_stands_with_its_reason_and_its_day(self) -> None:
        room = opened(2)
        room.close()
        room.tick(24 * 60)
        room.accept("turn:response:p2", "会后书面表态")
        assert of(Event, room.meeting)[-1].line == (
            "1月29日 09:02　说明　李四 表态回应：没有记录。（理由：会后书面表态）"
        )
        assert counts(room.meeting).endswith("缺项说明1项。")

    def test_a_reason_that_is_given_again_after_another_stands_once(self) -> None:
        room = opened(2)
        room.close()
        for reason in ("会后书面表态", "因病", "会后书面表态"):
            room.accept("turn:response:p2", reason)
        told = [event.line for event in of(Event, room.meeting) if "说明" in event.line]
        assert told == ["09:04　说明　李四 表态回应：没有记录。（理由：会后书面表态）"]
        assert counts(room.meeting).endswith("缺项说明1项。")

    def test_what_is_to_be_completed_says_so_and_once_completed_when(self) -> None:
        room = opened(2)
        number = room.say("前半句，", unfinished=True)
        room.say("", unfinished=True)
        assert [(one.text, one.notes) for one in of(Speech, room.meeting)] == [
            ("前半句，", ("〔待补〕",)),
            ("〔待补〕", ("〔待补〕",)),
        ]
        assert counts(room.meeting) == "本记录共有发言2条，更正0处，补记0条，待补2条，缺项说明0项。"
        room.correct(number, "前半句，后半句。")
        assert of(Speech, room.meeting)[0].notes == ("〔补记 09:03〕",)
        assert counts(room.meeting) == "本记录共有发言2条，更正0处，补记1条，待补1条，缺项说明0项。"
        room.correct(number, "前半句，另半句。")
        first = of(Speech, room.meeting)[0]
        assert (first.text, first.notes) == ("前半句，另半句。", ("〔补记 09:03〕", "〔更正 09:04〕"))
        assert counts(room.meeting) == "本记录共有发言2条，更正1处，补记1条，待补1条，缺项说明0项。"

    def test_what_was_taken_back_is_not_printed_and_leaves_no_number_behind(self) -> None:
        room = opened(2)
        room.say("说错的话。")
        room.take_back()
        room.say("说对的话。")
        room.interject("p2", "插错的话。")
        room.take_back()
        paper = record.blocks(room.meeting, PRINTED)
        assert [(one.number, one.text) for one in of(Speech, room.meeting)] == [(1, "说对的话。")]
        assert "错的话" not in repr(paper)
        assert counts(room.meeting).startswith("本记录共有发言1条，更正0处，")


class TestAfterTheSeal:
    """Corrections of a sealed record: both wordings, who asked, when and why."""

    def test_the_old_words_stand_beside_the_new_with_who_asked_when_and_why(self) -> None:
        room = sealed()
        number = room.meeting.entries[2].number
        room.correct_sealed(number, "p2", "记错了环节", text="改过的话。")
        ((revised, told),) = revisions(room.meeting)
        assert isinstance(revised, RevisedSpeech)
        assert revised.label == ("1", "　", "09:00", "　", "通报", "　", "张三（党组书记、局长）")
        assert revised.text == (Change(room.texts[0], "改过的话。"),)
        assert told.told == (
            "定稿后更正（见第2版）：2022年1月28日9时11分，李四（党组成员、副局长）提出。理由：记错了环节"
        )
        assert told.signing == "更正签名：＿＿＿＿＿＿＿　＿＿＿＿年＿＿月＿＿日"
        assert room.texts[0] not in [speech.text for speech in of(Speech, room.meeting)]
        assert "定稿前更正0处，定稿后更正1处" in counts(room.meeting)

    def test_the_head_tells_by_which_version_it_gives_other_times_of_coming_and_going(self) -> None:
        room = opened(2)
        room.leave("p2", "因病")
        room.say_the_rest()
        room.close()
        room.seal()
        number = next(one.number for one in room.meeting.entries if one.act is Act.LEFT)
        before = field(room.meeting, "到会")
        room.correct_sealed(number + 1, "p1", "笔误", text="改过的话。")
        assert field(room.meeting, "到会") == before
        room.retime(number, NINE + timedelta(minutes=2), "核对录像")
        assert field(room.meeting, "到会")[1:] == (
            "李四（09:02离会，因病）",
            "（到会离会按第3版更正后的记录编成，更正前后见记录正文）",
        )

    def test_several_corrections_of_one_entry_are_all_told_in_order(self) -> None:
        room = sealed()
        for text in ("第二稿。", "第三稿。"):
            room.correct_sealed(3, "p1", "再核对", text=text)
        (first, told), (second, told_again) = revisions(room.meeting)
        assert isinstance(first, RevisedSpeech) and isinstance(second, RevisedSpeech)
        assert (first.text, second.text) == (
            (Change(room.texts[0], "第二稿。"),),
            (Change("第二稿。", "第三稿。"),),
        )
        assert "见第2版" in told.told and "见第3版" in told_again.told
        assert "9时11分，张三提出" in told.told and "9时12分，张三提出" in told_again.told

    def test_what_was_corrected_before_the_seal_stays_as_it_was(self) -> None:
        room = held(2)
        room.correct(3, "定稿前改的话。")
        room.seal()
        assert of(Speech, room.meeting)[0].notes == ("〔更正 09:10〕",)
        room.correct_sealed(3, "p1", "再核对", text="定稿后改的话。")
        ((revised, _),) = revisions(room.meeting)
        assert isinstance(revised, RevisedSpeech)
        assert revised.text == (Change("定稿前改的话。", "定稿后改的话。"),)
        assert revised.label[-1] == "〔更正 09:10〕"
        assert "定稿前更正1处，定稿后更正1处" in counts(room.meeting)

    def test_another_speaker_or_mode_is_shown_in_the_label_and_the_text_stays_plain(self) -> None:
        room = sealed()
        number = next(one.number for one in room.meeting.entries if one.text == room.texts[3])
        room.correct_sealed(number, "p1", "记错了人", by="p1", to="p2", mode=Mode.SUMMARY)
        ((revised, _),) = revisions(room.meeting)
        assert isinstance(revised, RevisedSpeech)
        assert revised.label[-3:] == (
            Change("李四（党组成员、副局长）→张三", "张三→李四"),
            "　",
            Change("", "（摘要）"),
        )
        assert revised.text == (room.texts[3],)

    def test_a_step_of_the_meeting_is_corrected_in_its_line(self) -> None:
        room = opened(2)
        room.note("王五到会。")
        room.skip("self_examination:p2", "材料未备")
        room.close()
        room.seal()
        notes = [one.number for one in room.meeting.entries if one.text in ("王五到会。", "材料未备")]
        for number, text in zip(notes, ("赵六到会。", "材料未齐"), strict=True):
            room.correct_sealed(number, "p1", "笔误", text=text)
        (noted, _), (skipped, _) = revisions(room.meeting)
        assert isinstance(noted, RevisedEvent) and isinstance(skipped, RevisedEvent)
        assert noted.line == ("09:01", "　", "程序记事", "　", Change("王五到会。", "赵六到会。"))
        who = "李四（党组成员、副局长）　个人对照检查"
        assert skipped.line[-1] == Change(f"{who}（理由：材料未备）", f"{who}（理由：材料未齐）")

    def test_completing_after_the_seal_is_a_correction_and_shown_as_one(self) -> None:
        room = opened(1)
        number = room.say("前半句，", unfinished=True)
        room.close()
        room.seal()
        room.correct_sealed(number, "p1", "听录音补全", text="前半句，后半句。")
        ((revised, _),) = revisions(room.meeting)
        assert isinstance(revised, RevisedSpeech)
        assert revised.before.notes == ("〔待补〕",)
        assert revised.text == (Change("前半句，", "前半句，后半句。"),)
        assert "定稿后更正1处，补记0条，待补0条" in counts(room.meeting)

    def test_every_version_is_listed_with_the_beginning_of_its_digest(self) -> None:
        room = sealed()
        assert not [line for line in of(Colophon, room.meeting)[0].lines if "前16位" in line]
        room.correct_sealed(3, "p1", "笔误", text="改过的话。")
        first, second = seals(room.meeting)
        lines = of(Colophon, room.meeting)[0].lines
        assert lines[1:] == (
            "各版定稿校验码的前16位：",
            f"第1版，2022年1月28日9时10分，吴十定稿：{in_groups(first.digest[:16])}",
            f"第2版，2022年1月28日9时11分，吴十定稿：{in_groups(second.digest[:16])}",
            "定稿校验码（第2版，SHA-256）：",
            in_groups(second.digest),
        )
        assert of(Closing, room.meeting)[0].text.startswith("本记录已定稿：第2版，")


class TestTail:
    def test_chair_and_every_recorder_sign_with_a_date(self) -> None:
        meeting = roster.add(held(2).meeting, "郑十一", "科员", "局办公室", Role.RECORDER)
        (signatures,) = of(Signatures, meeting)
        blank = "（签名）：＿＿＿＿＿＿＿　＿＿＿＿年＿＿月＿＿日"
        assert signatures.lines == (f"主持人{blank}", f"记录人{blank}", f"记录人{blank}")

    def test_it_tells_who_has_checked_what_is_on_record_of_them_and_who_has_not(self) -> None:
        room = held(3)
        assert not [one for one in of(Closing, room.meeting) if "核对" in one.text]
        room.confirm_sheet("p1")
        room.confirm_sheet("p2")
        number = next(one.number for one in room.meeting.entries if one.by == "p2" and one.text)
        room.correct(number, "又改了。")
        (checked,) = [one.text for one in of(Closing, room.meeting) if "核对" in one.text]
        assert checked == "发言人核对：张三，2022年1月28日9时16分确认；李四，核对以后又有改动；王五，未核对。"

    def test_before_the_seal_the_digest_is_a_provisional_one_and_the_last_words_say_so(self) -> None:
        meeting = held(2).meeting
        (colophon,) = of(Colophon, meeting)
        assert colophon.lines[1] == "未定稿，暂记校验码（SHA-256）："
        assert colophon.lines[2] == in_groups(last_digest(meeting))
        assert "不是定稿校验码" in colophon.lines[-1]

    def test_the_digest_vouches_for_the_file_and_the_signed_paper_counts(self) -> None:
        meeting = sealed(2).meeting
        paper = record.blocks(meeting, PRINTED)
        colophon = paper.blocks[-1]
        assert isinstance(colophon, Colophon)
        assert "2022年1月28日18时05分" in colophon.lines[0]
        assert "以签字纸质件为准" in colophon.lines[0]
        assert colophon.lines[-1].replace(" ", "") == seals(meeting)[-1].digest == last_digest(meeting)
        assert {len(group) for group in colophon.lines[-1].split(" ")} == {8}

    def test_the_mark_is_repeated_at_the_end(self) -> None:
        assert of(Closing, planned(mark="内部"))[-1].text == "本件标注：内部。"

    def test_the_time_of_printing_is_told_in_the_zone_of_the_meeting(self) -> None:
        paper = record.blocks(planned(), datetime(2022, 1, 28, 10, 5, tzinfo=UTC))
        assert paper.made == PRINTED
        assert paper.made.hour == 18
