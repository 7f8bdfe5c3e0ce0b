"""The PDF: every character arrives, on the page of GB/T 9704-2012."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("typst", reason="typst is not installed: pip install 'shilu[pdf]'")

from pypdf import PdfReader

from exporters.blocks import (
    Annex,
    Attachments,
    Block,
    Caption,
    Closing,
    Colophon,
    Column,
    Correction,
    Event,
    Field,
    Heading,
    Notice,
    Paper,
    RevisedEvent,
    RevisedSpeech,
    Signatures,
    Speech,
    Table,
    Title,
)
from exporters.door import cleaned
from exporters.errors import NotWritten
from exporters.original_record import record
from exporters.profile import STANDARD
from exporters.typeset import pdf
from meeting.seal import seals
from tests.exporters.meetings import PRINTED, held, sealed
from tests.exporters.pages import FONTS, MILLIMETRE, legible, lines, printed, text_of
from tests.thorough import examples

PITCH = 28.95
CELL = 156 * MILLIMETRE / 28
MARKUP = "*_#`$@<>[]{}()\\/=-+~^&|!?.:;'\",%0123456789abc "
FULL = "，。、；：？！（）《》「」『』【】〔〕“”‘’—…·％￥　批评意见实事求是\n\t"
said = st.lists(st.text(st.sampled_from(MARKUP + FULL), max_size=80), min_size=1, max_size=4)


def paper_of(*blocks: Block, **more: object) -> Paper:
    return replace(Paper("题", "某局", PRINTED, blocks), **more)  # type: ignore[arg-type]


def speech(text: str) -> Speech:
    return Speech(1, "09:00", "插话", "张三", (), text)


@settings(max_examples=examples(20))
@given(said)
def test_every_character_of_a_remark_arrives_once_and_in_order(texts: list[str]) -> None:
    paper, _ = cleaned(paper_of(*map(speech, texts)))
    expected = "".join(f"109:00插话张三{legible(text)}" for text in texts)
    assert text_of(printed(paper)) == expected


@pytest.mark.parametrize(
    "text",
    [
        '#panic() #import "@preview/x:0.1.0" #read("/etc/passwd") $x^2$ *强* _调_ `码` <标> @引 \\n // 注',
        "-- --- ... 'a' \"b\" ~ 1/2 fi ffi Ⅳ ① ㎡ ℃ é ü",
        "，。、；：？！（）《》「」『』【】〔〕〖〗“”‘’——……·％",
        "喆堃玥珺镕昇赟祎𠮷",
    ],
)
def test_nothing_that_is_said_is_read_as_markup(text: str) -> None:
    assert legible(text) in text_of(printed(paper_of(speech(text))))


def test_every_block_arrives() -> None:
    revised = RevisedSpeech(speech("旧话。同。"), speech("新话。同。"))
    event = Event("09:01", "记事", "休息", ())
    blocks: tuple[Block, ...] = (
        Title(("甲", "乙")),
        Notice("（示例）"),
        Field("出席", ("张三", "李四")),
        *(Heading(level, f"{level}级") for level in (1, 2, 3, 4)),
        speech("一。\n二。"),
        revised,
        RevisedEvent(event, replace(event, text="复会")),
        Closing("完。"),
        Attachments(("丙", "丁")),
        Signatures(("签名：＿＿　＿＿年",)),
        Colophon(("校验：", "abc")),
        Annex(2, "清单"),
        Caption("表注"),
        Table((Column("序号", 1, centred=True), Column("问题", 3)), (("1", "甲\n乙"), ("2", ""))),
    )
    assert text_of(printed(paper_of(*blocks, mark="内部"))) == (
        "内部甲乙（示例）出席：张三李四1级2级3级4级109:00插话张三一。二。109:00插话张三旧话。新话。同。"
        "09:01记事休息复会完。附件：1.丙2.丁签名：年校验：abc附件2清单表注序号问题1甲乙2"
    )


def test_a_whole_meeting_is_found_again_once_and_in_order() -> None:
    room = held(3)
    text = text_of(printed(record.blocks(room.meeting, PRINTED)))
    at = [text.index(legible(one)) for one in room.texts]
    assert at == sorted(at) and all(text.count(legible(one)) == 1 for one in room.texts)


def test_the_digest_is_the_last_line() -> None:
    meeting = sealed().meeting
    *_, page = printed(record.blocks(meeting, PRINTED)).pages
    assert legible(lines(page)[-2].text) == seals(meeting)[-1].digest


def test_a_page_holds_22_lines_of_28_characters() -> None:
    reader = printed(paper_of(speech("批" * 28 * 60)))
    first, second, *_ = reader.pages
    assert [len(line.text) for line in lines(second)[:-1]] == [28] * 22
    assert [len(line.text) for line in lines(first)[:-1]] == [len("1　09:00　插话　张三"), 26, *[28] * 20]
    heights = [line.y for line in lines(second)[:-1]]
    assert all(abs(one - other - PITCH) < 0.15 for one, other in pairwise(heights))


def test_the_margins_are_those_of_the_standard() -> None:
    page = printed(paper_of(speech("批" * 28 * 60))).pages[1]
    assert abs(float(page.mediabox.width) - 210 * MILLIMETRE) < 0.1
    assert abs(float(page.mediabox.height) - 297 * MILLIMETRE) < 0.1
    first, *_, last, _ = lines(page)
    assert abs(first.x - 28 * MILLIMETRE) < 0.1
    top = 297 * MILLIMETRE - 37 * MILLIMETRE
    # Half of what a line is higher than its characters stands above them.
    assert abs(top - first.y - (PITCH - 16) / 2 - 0.88 * 16) < 0.1
    assert 35 * MILLIMETRE < last.y < 35 * MILLIMETRE + PITCH


def test_every_paragraph_begins_two_characters_in() -> None:
    event = Event("09:01", "记事", "休息", ())
    revised = (
        RevisedSpeech(speech("旧。"), speech("新。")),
        RevisedEvent(event, replace(event, text="复会")),
    )
    page = printed(paper_of(speech("批" * 30), event, *revised)).pages[0]
    label, text, rest, *others, _ = lines(page)
    assert abs(rest.x - 28 * MILLIMETRE) < 0.1
    for line in (label, text, *others):
        assert abs(line.x - rest.x - 2 * CELL) < 0.1


def test_page_numbers_stand_outside_with_the_mark_on_their_inner_side() -> None:
    reader = printed(paper_of(speech("批" * 28 * 60), footer="示例"))
    odd, even = (lines(page)[-1] for page in reader.pages[:2])
    assert (odd.text, even.text) == ("示例　— 1 —", "— 2 —　示例")
    assert abs(even.x - 28 * MILLIMETRE - 14) < 0.1
    assert odd.x > 105 * MILLIMETRE
    # The dashes stand 7 mm below the text.
    assert abs(35 * MILLIMETRE - 7 * MILLIMETRE - even.y - 0.36 * 14) < 0.3


def test_a_line_that_can_not_be_broken_stays_on_the_page() -> None:
    for word in ("1234567890" * 12, "！" * 80, "https://a.b/" + "c_d" * 60):
        longest = max(len(line.text) for line in lines(printed(paper_of(speech(word))).pages[0]))
        assert longest <= 60


def test_a_heading_or_label_never_ends_a_page_and_signatures_stay_together() -> None:
    for filled in range(14, 23):
        body = [Event("", "", "批", ())] * filled
        pages = printed(paper_of(*body, Heading(1, "一、标题"), speech("话" * 30))).pages
        assert lines(pages[0])[-2].text not in ("一、标题", "1　09:00　插话　张三")
        places = Signatures(tuple(f"签{n}" for n in "甲乙丙丁戊"))
        texts = [
            [line.text for line in lines(page)]
            for page in printed(paper_of(*body, Closing("完。"), places, Colophon(("码",)))).pages
        ]
        (there,) = [page for page in texts if "签甲" in page]
        assert {"完。", "签戊", "码"} <= set(there)


def test_a_long_correction_leaves_no_page_empty() -> None:
    revised = RevisedSpeech(speech("旧" * 2000), speech("新" * 2000))
    pages = printed(paper_of(Event("", "", "批", ()), revised)).pages
    assert len(lines(pages[0])) == 23


def test_the_head_of_a_table_stands_again_on_every_page_and_short_rows_are_whole() -> None:
    columns = (Column("序号", 1, centred=True), Column("问题", 5), Column("时限", 2))
    rows = tuple((str(n), f"第{n}个" + "问题" * 20 + f"完{n}。", "2022-03-31") for n in range(1, 40))
    reader = printed(paper_of(Table(columns, rows)))
    assert len(reader.pages) > 2
    found = ["".join(legible(line.text) for line in lines(page)[:-1]) for page in reader.pages]
    assert all(page.startswith("序号问题时限") for page in found)
    for number in range(1, 40):
        (there,) = [page for page in found if f"第{number}个" in page]
        assert f"完{number}。" in there


def test_a_row_longer_than_a_page_arrives_whole() -> None:
    text = "".join(f"第{n}句。" for n in range(700))
    found = text_of(printed(paper_of(Table((Column("问题", 3), Column("措施", 2)), ((text, ""),)))))
    assert found.replace("问题措施", "") == text


def test_a_wide_paper_lies_on_its_side() -> None:
    page = printed(paper_of(speech("批"), landscape=True)).pages[0]
    assert page.mediabox.width > page.mediabox.height


def test_corrections_are_struck_and_underlined() -> None:
    def drawn(block: Block) -> int:
        content = printed(paper_of(block)).pages[0].get_contents()
        assert content is not None
        return sum(1 for _, operator in content.operations if operator == b"l")

    plain = drawn(speech("旧话。"))
    assert drawn(RevisedSpeech(speech("旧话。"), speech("新话。"))) == plain + 2
    # Also where a word is so long that it may be broken anywhere.
    word = "1234567890" * 5
    assert drawn(RevisedSpeech(speech(f"{word}。"), speech("新话。"))) >= plain + 3


def test_a_record_in_a_table_holds_every_word_and_a_place_to_sign() -> None:
    room = held(3)
    room.seal()
    room.correct_sealed(3, "p1", "笔误", text="改过的话。")
    paper = record.blocks(room.meeting, PRINTED)
    reader = printed(paper, replace(STANDARD, record_as_table=True))
    text = text_of(reader)
    assert all(text.count(legible(one)) == 1 for one in room.texts)
    assert f"{legible(room.texts[0])}改过的话。" in text
    assert "理由：笔误更正签名：年月日" in text
    assert text.count("序号时间发言内容") >= 2


def test_in_a_table_a_correction_never_parts_from_its_words() -> None:
    revised = RevisedSpeech(speech("旧话。" * 6), speech("新话。" * 6))
    after = Correction("理由：笔误", "更正签名：＿＿")
    parted = 0
    for filled in range(22, 34):
        body = [Event("", "", "批", ())] * filled
        reader = printed(paper_of(*body, revised, after), replace(STANDARD, record_as_table=True))
        pages = ["".join(line.text for line in lines(page)) for page in reader.pages]
        (there,) = [page for page in pages if "理由：笔误" in page]
        assert "旧话。" in there and "更正签名：" in there
        parted += len(pages) > 1
    assert 0 < parted < 12


def test_the_file_is_made_for_the_archive_and_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    room = held(2)
    paper = record.blocks(room.meeting, PRINTED)
    monkeypatch.setattr(pdf, "installed_fonts", lambda: FONTS)
    content, _ = pdf.render(paper)
    reader = PdfReader(BytesIO(content))
    assert reader.metadata and (reader.metadata.title, reader.metadata.author) == (paper.title, paper.author)
    assert reader.metadata.creation_date == PRINTED
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    bookmarks = [str(one.title) for one in reader.outline if not isinstance(one, list)]
    headings = [block for block in paper.blocks if isinstance(block, Heading)]
    assert bookmarks == [heading.text for heading in headings if heading.level == 1]


def rendered(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[bytes, tuple[str, ...]]:
    monkeypatch.setattr(pdf, "installed_fonts", lambda: FONTS)
    return pdf.render(paper_of(speech(text)))


def test_a_character_that_no_face_has_is_told_and_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    content, told = rendered(monkeypatch, "前\u0378\ufe0f后\u0378")
    assert "后" in text_of(PdfReader(BytesIO(content)))
    assert "有 1 个字所有的字体都没有，印成了空框：\u0378。" in told
    assert "有的字符没有字体，所以这份 PDF 不合存档用的 PDF/A。" in told
    assert b"pdfaid" not in content


def test_nothing_is_told_where_every_character_has_a_face(monkeypatch: pytest.MonkeyPatch) -> None:
    content, told = rendered(monkeypatch, "前后")
    assert b"pdfaid" in content and "PDF/A" not in "".join(told)


def test_the_profile_chooses_the_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "installed_fonts", lambda: FONTS)
    _, told = pdf.render(paper_of(speech("话")), replace(STANDARD, fangsong="某某仿宋"))
    assert "“某某仿宋”用了“" in "".join(told)


def test_without_typst_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotWritten, match=r"pip install 'shilu\[pdf\]'"):
        pdf.render(paper_of(speech("话")))


def test_what_typst_refuses_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "installed_fonts", lambda: FONTS)
    monkeypatch.setattr(pdf, "_TEMPLATE", Path(__file__).with_name("__none__"))
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"#panic(1)")
    with pytest.raises(NotWritten, match="PDF 排不出来"):
        pdf.render(paper_of(speech("话")))
