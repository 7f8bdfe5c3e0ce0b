"""The plain text, as it is read over SSH."""

from __future__ import annotations

from dataclasses import replace

from exporters import text
from exporters.blocks import (
    Annex,
    Attachments,
    Caption,
    Colophon,
    Column,
    Field,
    Notice,
    Paper,
    Speech,
    Table,
    Title,
)
from exporters.original_record import record
from meeting.chain import last_digest
from meeting.seal import seals
from tests.exporters.meetings import PRINTED, held, planned, sealed


def lines(paper: Paper) -> list[str]:
    return text.render(paper).decode().splitlines()


def test_every_text_of_a_full_meeting_stands_once_in_order_and_is_indented() -> None:
    room = held()
    said = [line for line in lines(record.blocks(room.meeting, PRINTED)) if "段发言" in line]
    assert said == [f"　　{one}" for one in room.texts]


def test_the_digest_is_the_last_line() -> None:
    meeting = sealed(2).meeting
    content = text.render(record.blocks(meeting, PRINTED))
    assert content.endswith(b"\n") and not content.startswith(b"\xef\xbb\xbf")
    assert content.decode().splitlines()[-1].replace(" ", "") == seals(meeting)[-1].digest


def test_before_the_seal_the_last_line_warns_of_the_digest_above_it() -> None:
    meeting = held(2).meeting
    *_, provisional, last = lines(record.blocks(meeting, PRINTED))
    assert provisional.replace(" ", "") == last_digest(meeting)
    assert "不是定稿校验码" in last


def test_a_page_that_begins_anew_has_a_line_of_the_page_s_width_above_it() -> None:
    found = lines(Paper("题", "", PRINTED, (Title(("甲",)), Title(("乙",), new_page=True))))
    assert found == ["甲", "", "", "＝" * 28, "", "乙", ""]


def test_the_head_hangs_behind_its_labels() -> None:
    found = lines(record.blocks(replace(planned(2, mark="内部"), sample=True), PRINTED))
    assert found[:4] == ["内部", "XX局党组", "2021年度党史学习教育专题民主生活会", "会议原始记录"]
    assert "（示例：人员和发言均为虚构）" in found
    place = found.index("出席：张三（党组书记、局长）")
    assert found[place + 1] == "　　　李四（党组成员、副局长）"


def test_each_paragraph_of_a_speech_has_a_line_of_its_own() -> None:
    speech = Speech(3, "09:00", "点评", "周九", (), "  一、好。\n\n\n　　二、还要\t改。\n")
    paper = Paper("题", "", PRINTED, (Title(("题",)), speech))
    assert lines(paper) == ["题", "", "", "3　09:00　点评　周九", "　　一、好。", "　　二、还要\t改。"]


def test_attachments_are_numbered() -> None:
    blocks = (Notice("注"), Field("地点", ("",)), Attachments(("甲", "乙")), Colophon(("码",)))
    found = lines(Paper("题", "", PRINTED, blocks))
    assert found == ["注", "", "地点：", "", "附件：1.甲", "　　　2.乙", "", "码"]


def test_a_single_attachment_has_no_number() -> None:
    assert lines(Paper("题", "", PRINTED, (Attachments(("甲",)),))) == ["", "附件：甲"]


def test_a_row_of_a_table_stands_in_one_line_unless_a_cell_is_a_text_of_its_own() -> None:
    columns = (Column("序号", 1), Column("措施", 9))
    rows = (("1", "每季度检查"), ("2", "每季度检查一次，并向党组报告检查的情况"), ("3", "一\n二"))
    found = lines(Paper("题", "", PRINTED, (Annex(1, "清单"), Caption("说明"), Table(columns, rows))))
    assert found[3:] == [
        *("附件1", "", "清单", "", "", "说明", ""),
        "序号：1　措施：每季度检查",
        *("", "序号：2", "措施：每季度检查一次，并向党组报告检查的情况", ""),
        *("序号：3", "措施：一", "　　　二"),
    ]
