"""What Word and the printer will make of the file, told from its XML."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from docx import Document

from exporters.blocks import Field, Notice, Paper, Speech, Title
from exporters.original_record import record
from exporters.profile import STANDARD, Profile
from exporters.word import docx
from meeting.seal import seals
from tests.exporters.everything import everything
from tests.exporters.meetings import PRINTED, eventful, held, planned, sealed
from tests.exporters.word_file import R, W, Word, runs_of, style_of, text_of

FACES = {
    "Mark": "黑体",
    "Title": "方正小标宋简体",
    "TitleOnNewPage": "方正小标宋简体",
    "Notice": "楷体",
    "Field": "仿宋",
    "FieldLabel": "黑体",
    "Heading1": "黑体",
    "Heading2": "楷体",
    "SpeechLabel": "楷体",
    "BodyText": "仿宋",
    "BodyTextLeft": "仿宋",
    "Event": "楷体",
    "RevisedText": "仿宋",
    "RevisedEvent": "楷体",
    "Correction": "楷体",
    "CorrectionSigned": "楷体",
    "Closing": "仿宋",
    "Attachment": "仿宋",
    "AttachmentOnly": "仿宋",
    "AttachmentMore": "仿宋",
    "Signature": "仿宋",
    "Colophon": "仿宋",
    "ColophonEnd": "仿宋",
    "Heading3": "仿宋",
    "Heading4": "仿宋",
    "AnnexNumber": "黑体",
    "AnnexTitle": "方正小标宋简体",
    "TableCaption": "仿宋",
    "TableHeading": "黑体",
    "TableCell": "仿宋",
    "TableCellCentred": "仿宋",
    "TableText": "仿宋",
    "TableTextLeft": "仿宋",
    "TableCorrection": "楷体",
    "Letterhead": "仿宋",
    "SignerName": "楷体",
    "Addressee": "仿宋",
    "IssuedBy": "仿宋",
    "IssuedOn": "仿宋",
    "Footer": "宋体",
    "FooterOdd": "宋体",
}
SIZES = {
    "Title": "44",
    "TitleOnNewPage": "44",
    "AnnexTitle": "44",
    "Footer": "28",
    "FooterOdd": "28",
    "Colophon": "24",
    "ColophonEnd": "24",
} | {style: "24" for style in FACES if style.startswith("Table")}
"""In half points, where it is not 三号."""

HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")


@pytest.fixture(scope="module")
def word() -> Word:
    return Word(docx.render(record.blocks(held().meeting, PRINTED)))


def attributes(word: Word, name: str) -> dict[str, str]:
    (one,) = word.body.iter(f"{W}{name}")
    return {str(key).removeprefix(W): str(value) for key, value in one.attrib.items()}


def test_the_paper_is_a4_with_the_margins_of_the_standard(word: Word) -> None:
    margins = {"top": "2098", "bottom": "1984", "left": "1588", "right": "1474"}
    assert attributes(word, "pgSz") == {"w": "11906", "h": "16838"}
    assert attributes(word, "pgMar") == margins | {"header": "851", "footer": "1417", "gutter": "0"}


def test_the_grid_and_the_lines_give_22_lines_a_page(word: Word) -> None:
    assert attributes(word, "docGrid") == {"type": "lines", "linePitch": "579"}
    small = {style for style, size in SIZES.items() if size != "44"} | {"AfterTable"}
    for style in word.styles("paragraph") - small:
        spacing = word.effective(style, "pPr", "spacing")
        assert (spacing["line"], spacing["lineRule"]) == ("579", "exact")
        assert word.effective(style, "pPr", "widowControl") == {"val": "0"}


def test_every_style_names_all_four_faces_and_no_theme(word: Word) -> None:
    assert FACES.keys() >= word.styles("paragraph") - {"Normal", "AfterTable"}
    for style, face in FACES.items():
        fonts = word.effective(style, "rPr", "rFonts")
        assert {fonts[part] for part in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
        assert fonts["hint"] == "eastAsia"
    assert b"Theme=" not in word.parts["word/styles.xml"]


def test_sizes_are_those_of_the_standard_and_size_three_is_condensed(word: Word) -> None:
    for style in FACES:
        size = SIZES.get(style, "32")
        assert word.effective(style, "rPr", "sz") == {"val": size}
        assert word.effective(style, "rPr", "szCs") == {"val": size}
        assert word.effective(style, "rPr", "spacing") == {"val": "-6" if size == "32" else "0"}
        assert not word.effective(style, "rPr", "b")


def test_every_paragraph_begins_two_characters_in(word: Word) -> None:
    for style in (
        "BodyText",
        "BodyTextLeft",
        *HEADINGS,
        "Closing",
        "SpeechLabel",
        "Event",
        "RevisedText",
        "RevisedEvent",
    ):
        indent = word.effective(style, "pPr", "ind")
        assert (indent["firstLineChars"], indent["firstLine"]) == ("200", "640")
    for style in ("BodyText", *HEADINGS):
        assert word.effective(style, "pPr", "jc") == {"val": "both"}


def test_a_line_before_a_digest_is_not_stretched() -> None:
    texts = ("照稿宣读《材料》（校验码 0123456789abcdef），与附件一致。", "用 PowerPoint 讲。")
    speeches = tuple(Speech(1, "09:00", "通报", "张三", (), text) for text in texts)
    made = Word(docx.render(Paper("题", "局", PRINTED, speeches)))
    assert (made.texts("BodyTextLeft"), made.texts("BodyText")) == ([texts[0]], [texts[1]])
    assert made.effective("BodyTextLeft", "pPr", "jc") == {"val": "left"}


def test_attendance_hangs_behind_its_label(word: Word) -> None:
    indent = word.effective("Field", "pPr", "ind")
    assert (indent["leftChars"], indent["hangingChars"]) == ("500", "300")
    assert (indent["left"], indent["hanging"]) == ("1600", "960")


def test_headings_have_their_level_and_never_stand_alone_at_the_foot_of_a_page(word: Word) -> None:
    for level, style in enumerate(HEADINGS):
        assert word.effective(style, "pPr", "outlineLvl") == {"val": str(level)}
    for style in (*HEADINGS, "SpeechLabel", "TableCaption", "TableHeading"):
        assert word.effective(style, "pPr", "keepNext")


def test_the_title_is_centred_off_the_grid_with_one_line_behind_it(word: Word) -> None:
    assert word.effective("Title", "pPr", "jc") == {"val": "center"}
    assert word.effective("Title", "pPr", "snapToGrid") == {"val": "0"}
    assert word.effective("Title", "pPr", "spacing")["after"] == "579"
    assert word.texts("Title") == ["XX局党组\n2021年度党史学习教育专题民主生活会\n会议原始记录"]


def test_attachments_stand_a_line_below_two_characters_in_and_are_aligned_behind_the_number() -> None:
    two, one = (Word(docx.render(record.blocks(eventful(count).meeting, PRINTED))) for count in (2, 1))
    assert two.texts("Attachment", "AttachmentMore") == [
        "附件：1.张三通报宣读材料（第1条）",
        "2.张三班子对照检查宣读材料（第2条）",
    ]
    assert one.texts("AttachmentOnly") == ["附件：张三通报宣读材料（第1条）"]
    for style, left, hanging in (
        ("Attachment", 6, 4),
        ("AttachmentOnly", 5, 3),
        ("AttachmentMore", 6, 1),
    ):
        indent = two.effective(style, "pPr", "ind")
        assert (indent["leftChars"], indent["hangingChars"]) == (f"{left}00", f"{hanging}00")
        assert (indent["left"], indent["hanging"]) == (f"{left * 320}", f"{hanging * 320}")
        before = "0" if style == "AttachmentMore" else "579"
        assert two.effective(style, "pPr", "spacing")["before"] == before


def test_signatures_stay_together_with_what_stands_above_and_below(word: Word) -> None:
    for style in ("Closing", "Attachment", "AttachmentOnly", "AttachmentMore", "Signature"):
        assert word.effective(style, "pPr", "keepNext")
        assert word.effective(style, "pPr", "keepLines")
    assert [text.replace("　", "") for text in word.texts("Signature")] == [
        "主持人（签名）：年月日",
        "记录人（签名）：年月日",
    ]
    assert word.effective("Blank", "rPr", "u") == {"val": "single"}
    assert word.effective("ColophonEnd", "pPr", "keepNext") == {"val": "0"}


def test_the_tail_ends_with_the_digest_that_the_seal_fixed() -> None:
    room = sealed()
    room.correct_sealed(3, "p1", "笔误", text="改过的话。")
    word = Word(docx.render(record.blocks(room.meeting, PRINTED)))
    first, second = seals(room.meeting)
    assert word.texts()[-1].replace(" ", "") == second.digest
    assert [text for text in word.texts("Colophon") if first.digest[:8] in text]


def test_page_numbers_stand_outside_on_odd_and_even_pages(word: Word) -> None:
    for kind, part, style, side, number in (
        ("default", "odd", "FooterOdd", "right", "— 1 —"),
        ("even", "even", "Footer", "left", "— 2 —"),
    ):
        (paragraph,) = word.xml(f"word/footer_{part}.xml").iter(f"{W}p")
        assert style_of(paragraph) == style
        assert word.effective(style, "pPr", "jc") == {"val": side}
        indent = word.effective(style, "pPr", "ind")
        assert (indent[f"{side}Chars"], indent[side]) == ("100", "280")
        assert text_of(paragraph) == number
        assert [one.get(f"{W}instr") for one in paragraph.iter(f"{W}fldSimple")] == [" PAGE "]
        (named,) = (one for one in word.body.iter(f"{W}footerReference") if one.get(f"{W}type") == kind)
        assert word.target(str(named.get(f"{R}id"))) == f"footer_{part}.xml"
    assert word.xml("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_settings_are_chinese_and_of_a_current_word(word: Word) -> None:
    settings = word.xml("word/settings.xml")
    (compatibility,) = settings.iter(f"{W}compatSetting")
    assert compatibility.get(f"{W}name") == "compatibilityMode"
    assert compatibility.get(f"{W}val") == "15"
    assert [one.get(f"{W}eastAsia") for one in settings.iter(f"{W}themeFontLang")] == ["zh-CN"]
    assert [one.get(f"{W}val") for one in settings.iter(f"{W}characterSpacingControl")] == [
        "compressPunctuation"
    ]
    assert word.effective("BodyText", "rPr", "lang")["eastAsia"] == "zh-CN"


def test_nothing_is_left_of_the_default_template_of_python_docx(word: Word) -> None:
    assert not [part for part in word.parts if "theme" in part or "thumbnail" in part or "customXml" in part]
    assert len(word.style_names) < 50
    everything = b"".join(word.parts.values())
    assert b"python-docx" not in everything
    assert b"en-GB" not in everything and b"ja-JP" not in everything


def test_properties_are_those_of_the_meeting_with_the_time_in_utc() -> None:
    paper = record.blocks(held(2).meeting, PRINTED)
    properties = Document(BytesIO(docx.render(paper))).core_properties
    assert properties.title == "XX局党组2021年度党史学习教育专题民主生活会会议原始记录"
    assert properties.author == "XX局党组"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2022-01-28 10:05"
    assert (properties.last_modified_by, properties.comments) == ("", "")


def test_a_very_long_title_does_not_break_the_properties() -> None:
    meeting = planned(1, title="会" * 400, group="局" * 400)
    word = Word(docx.render(record.blocks(meeting, PRINTED)))
    assert "会" * 400 in word.texts("Title")[0]


def test_no_paragraph_is_empty_and_none_is_formatted_by_hand(word: Word) -> None:
    assert all(text.strip() for text in word.texts())
    assert directly(word, "pPr") == directly(word, "rPr") == set()


def directly(word: Word, group: str) -> set[str]:
    """What is said of paragraphs (pPr) or of runs (rPr) beside the name of their style."""
    found = {child.tag for one in word.paragraphs() for child in one.iterfind(f".//{W}{group}/*")}
    return {str(tag).removeprefix(W) for tag in found} - {"pStyle", "rStyle"}


@pytest.fixture(scope="module", params=[STANDARD, Profile(record_as_table=True)], ids=["prose", "table"])
def full(request: pytest.FixtureRequest) -> Word:
    return Word(docx.render(everything(), request.param))


def test_every_run_of_every_paper_is_set_as_its_style_asks(full: Word) -> None:
    footers = [full.xml(f"word/footer_{part}.xml")[0] for part in ("odd", "even")]
    # Without formatting by hand, runs of the same two styles are set alike.
    assert directly(full, "rPr") == set()
    pairs = {(style_of(one), named) for one in (*full.paragraphs(), *footers) for named, _ in runs_of(one)}
    for style, run_style in pairs:
        value = partial(full.effective, style, "rPr", run_style=run_style)
        face, size = FACES.get(run_style, FACES[style]), SIZES.get(style, "32")
        assert {value("rFonts")[part] for part in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
        assert (value("sz")["val"], value("szCs")["val"]) == (size, size)
        assert value("spacing") == {"val": "-6" if size == "32" else "0"}
        assert value("lang")["eastAsia"] == "zh-CN"
        assert bool(value("strike")) == (run_style == "Struck")
        assert value("u").get("val", "") == ("single" if run_style in ("Added", "Blank") else "")
        for forbidden in ("b", "bCs", "i", "iCs", "color", "highlight", "vertAlign", "w", "position"):
            assert not value(forbidden), (forbidden, style, run_style)


def test_no_paper_names_a_style_that_is_not_there_and_no_style_is_without_use() -> None:
    prose, table = (Word(docx.render(everything(), Profile(record_as_table=one))) for one in (False, True))
    paragraphs = [*prose.paragraphs(), *table.paragraphs()]
    runs = {run_style for paragraph in paragraphs for run_style, _ in runs_of(paragraph)}
    around = {"Normal", "Footer", "FooterOdd"}
    assert {style_of(paragraph) for paragraph in paragraphs} | around == prose.styles("paragraph")
    assert runs - {""} == prose.styles("character")


def test_the_section_is_the_last_thing_in_the_body(word: Word) -> None:
    assert word.body[-1].tag == f"{W}sectPr"


def test_a_sample_says_so_under_the_title_and_on_every_page() -> None:
    word = Word(docx.render(record.blocks(replace(held(2).meeting, sample=True), PRINTED)))
    assert word.texts("Notice") == ["（示例：人员和发言均为虚构）", "〔未定稿〕"]
    for part in ("odd", "even"):
        footer = word.xml(f"word/footer_{part}.xml")
        assert "示例" in "".join(one.text or "" for one in footer.iter(f"{W}t"))


def test_the_mark_stands_above_the_title_at_the_left() -> None:
    word = Word(docx.render(record.blocks(planned(2, mark="内部事项 注意保管"), PRINTED)))
    first = next(word.paragraphs())
    assert (style_of(first), word.texts()[0]) == ("Mark", "内部事项 注意保管")
    assert word.effective("Mark", "pPr", "jc") == {"val": "left"}


def test_line_ends_become_paragraphs_and_tabs_stay_tabs() -> None:
    blocks = (Title(("题",)), Notice("一\n\n  \n二\t三"), Field("地点", ("甲", "乙\n丙")))
    word = Word(docx.render(Paper("题", "", PRINTED, blocks)))
    assert word.texts("Notice") == ["一", "二\t三"]
    assert word.texts("Field") == ["地点：甲\n乙\n丙"]
