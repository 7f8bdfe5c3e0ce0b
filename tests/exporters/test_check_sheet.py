"""发言核对单: each speaker's own words and nobody else's, on a page of their own, to be signed."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from exporters import check_sheet, text
from exporters.blocks import (
    Block,
    Closing,
    Colophon,
    Field,
    Notice,
    Paper,
    RevisedSpeech,
    Signatures,
    Speech,
    Title,
)
from exporters.changes import Change
from exporters.colophon import in_groups
from exporters.word import docx
from meeting.chain import last_digest
from meeting.model import Mode
from meeting.refused import Refused
from meeting.seal import seals
from tests.exporters.meetings import PRINTED, held, opened, planned, sealed
from tests.exporters.word_file import Word, style_of


def sheets_of(paper: Paper) -> list[list[Block]]:
    """The blocks from one title to the next."""
    found: list[list[Block]] = []
    for block in paper.blocks:
        if isinstance(block, Title):
            found.append([])
        found[-1].append(block)
    return found


def speeches(sheet: list[Block]) -> list[Speech]:
    return [block for block in sheet if isinstance(block, Speech)]


def test_everybody_who_spoke_has_a_sheet_in_the_order_of_the_roster() -> None:
    sheets = sheets_of(check_sheet.blocks(held(3).meeting, PRINTED))
    names = [
        block.lines
        for sheet in sheets
        for block in sheet
        if isinstance(block, Field) and block.label == "姓名"
    ]
    assert names == [
        ("张三（党组书记、局长）",),
        ("李四（党组成员、副局长）",),
        ("王五（党组成员、副局长）",),
    ]


def test_a_sheet_holds_all_of_ones_own_words_in_order_and_nobody_elses() -> None:
    room = held(3)
    own = {
        person: [one.text for one in room.meeting.entries if one.by == person and one.text]
        for person in ("p1", "p2")
    }
    for person, texts in own.items():
        paper = check_sheet.of_person(room.meeting, PRINTED, person)
        assert [speech.text for speech in speeches(list(paper.blocks))] == texts
        others = set(room.texts) - set(texts)
        plain = text.render(paper).decode()
        assert others and not [one for one in others if one in plain]


def test_all_sheets_together_hold_every_speech_once() -> None:
    room = held(4)
    paper = check_sheet.blocks(room.meeting, PRINTED)
    assert sorted(speech.number for sheet in sheets_of(paper) for speech in speeches(sheet)) == list(
        range(1, len(room.texts) + 1)
    )


def test_an_entry_has_number_time_kind_from_to_and_mode_as_on_the_record() -> None:
    room = opened(2)
    room.say("通报。", Mode.READ_OUT)
    room.say("检查。")
    room.interject("p3", "插话。")
    room.say("自查。")
    room.say("批评。", Mode.SUMMARY, aspects=("duty",))
    (criticism,) = speeches(list(check_sheet.of_person(room.meeting, PRINTED, "p2").blocks))
    assert criticism.label.split("　") == [
        "5",
        "1月28日 09:04",
        "批评意见",
        "李四（党组成员、副局长）→张三（党组书记、局长）",
        "（摘要）（担当作为方面）",
    ]
    (aside,) = speeches(list(check_sheet.of_person(room.meeting, PRINTED, "p3").blocks))
    assert (aside.kind, aside.text) == ("插话", "插话。")


def test_it_asks_whether_the_words_are_right_and_leaves_room_to_answer_and_sign() -> None:
    (sheet,) = sheets_of(check_sheet.of_person(held(2).meeting, PRINTED, "p1"))
    assert [block.text for block in sheet if isinstance(block, Closing)] == [
        "□以上记录与本人发言一致　□需更正之处："
    ]
    (signatures,) = [block for block in sheet if isinstance(block, Signatures)]
    assert [set(line) for line in signatures.lines[:-1]] == [{"＿"}, {"＿"}]
    assert signatures.lines[-1] == "发言人（签名）：＿＿＿＿＿＿＿　＿＿＿＿年＿＿月＿＿日"


def test_each_sheet_names_the_meeting_and_the_digest_of_what_it_was_printed_from() -> None:
    meeting = held(2).meeting
    for sheet in sheets_of(check_sheet.blocks(meeting, PRINTED)):
        title = sheet[0]
        assert isinstance(title, Title)
        assert title.lines == ("XX局党组", "2021年度党史学习教育专题民主生活会", "发言核对单")
        colophon = sheet[-1]
        assert isinstance(colophon, Colophon)
        assert in_groups(last_digest(meeting)) in colophon.lines
        assert "不代替会议原始记录" in colophon.lines[0]
    last = check_sheet.blocks(sealed().meeting, PRINTED).blocks[-1]
    assert isinstance(last, Colophon)
    assert last.lines[-1] == in_groups(seals(sealed().meeting)[-1].digest)


def test_every_sheet_but_the_first_begins_a_page_of_its_own() -> None:
    word = Word(docx.render(check_sheet.blocks(held(3).meeting, PRINTED)))
    titles = [style_of(one) for one in word.paragraphs("Title", "TitleOnNewPage")]
    assert titles == ["Title", "TitleOnNewPage", "TitleOnNewPage"]
    assert word.effective("TitleOnNewPage", "pPr", "pageBreakBefore") == {"val": "true"}
    assert not word.effective("Title", "pPr", "pageBreakBefore")
    for group, element in (("pPr", "jc"), ("pPr", "spacing"), ("rPr", "rFonts"), ("rPr", "sz")):
        assert word.effective("TitleOnNewPage", group, element) == word.effective("Title", group, element)
    rows = [key for key, _ in groupby(word.paragraphs(), key=lambda one: style_of(one))]
    assert rows[rows.index("TitleOnNewPage") - 1] == "ColophonEnd"


def test_who_has_confirmed_reads_when_and_a_sample_and_an_open_record_say_so() -> None:
    room = held(2)
    room.confirm_sheet("p1")
    first, second = sheets_of(check_sheet.blocks(replace(room.meeting, sample=True), PRINTED))
    confirmed = "本人已于2022年1月28日9时10分核对确认。"
    assert confirmed in [block.text for block in first if isinstance(block, Closing)]
    assert confirmed not in [block.text for block in second if isinstance(block, Closing)]
    notices = ["（示例：人员和发言均为虚构）", "〔未定稿〕"]
    assert [block.text for block in second if isinstance(block, Notice)] == notices


def test_a_correction_after_the_seal_is_shown_here_too() -> None:
    room = sealed()
    room.correct_sealed(3, "p2", "记错了", text="改过的话。")
    (revised,) = [
        block
        for block in check_sheet.of_person(room.meeting, PRINTED, "p1").blocks
        if isinstance(block, RevisedSpeech)
    ]
    assert revised.text == (Change(room.texts[0], "改过的话。"),)


def test_what_was_taken_back_stands_on_no_sheet() -> None:
    room = opened(2)
    room.say("说错的话。")
    room.take_back()
    room.say("说对的话。")
    assert "说错的话" not in repr(check_sheet.blocks(room.meeting, PRINTED))


def test_whoever_has_not_spoken_has_no_sheet_and_hears_why() -> None:
    with pytest.raises(Refused, match="还没有记下发言"):
        check_sheet.blocks(planned(), PRINTED)
    with pytest.raises(Refused, match="周九没有发言记录"):
        check_sheet.of_person(held(2).meeting, PRINTED, "p3")
    with pytest.raises(Refused, match="名单里没有这个人"):
        check_sheet.of_person(held(2).meeting, PRINTED, "p99")
