"""The text of a .docx is what stands on its pages, no more and no less."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.errors import NotReadable
from storage.given.word_package import LARGEST_PART
from storage.given.word_text import text_in_word
from tests.storage.word_files import STRICT, of_paragraphs, of_xml, package, run

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


def text(body: str) -> str:
    return text_in_word(of_xml(body), "稿.docx").text


@settings(max_examples=25)
@given(st.lists(PRINTABLE, min_size=1, max_size=6))
@example(["　　一、问题", "", "𠮷野·买买提 <&> “引号”", "a  b"])
def test_a_document_gives_its_paragraphs_back(paragraphs: list[str]) -> None:
    read = text_in_word(of_paragraphs(*paragraphs), "稿.docx")
    assert read.text.split("\n") == paragraphs
    assert read.left_out == ()


def test_the_cells_of_a_table_come_in_its_place_and_headers_do_not() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("前")
    table = document.add_table(2, 2)
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{place}"
    table.rows[0].cells[0].add_table(1, 1).rows[0].cells[0].text = "里层"
    document.add_paragraph("后")
    whole = BytesIO()
    document.save(whole)
    read = text_in_word(whole.getvalue(), "稿.docx")
    assert [line for line in read.text.split("\n") if line] == [
        "前",
        "格0",
        "里层",
        "格1",
        "格2",
        "格3",
        "后",
    ]


def test_a_revision_counts_as_accepted() -> None:
    body = (
        f"<w:p>{run('我')}<w:del><w:r><w:delText>没</w:delText></w:r>{run('不')}</w:del>"
        f"<w:ins>{run('已经')}</w:ins><w:moveFrom>{run('旧处')}</w:moveFrom>{run('改')}"
        f"<w:moveTo>{run('新处')}</w:moveTo></w:p>"
    )
    read = text_in_word(of_xml(body), "稿.docx")
    assert read.text == "我已经改新处"
    assert read.left_out == ("修订中删去的文字", "修订中移走的文字")


def test_a_text_box_is_read_once_and_behind_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('框里')}</w:p></w:txbxContent>"
    twins = (
        f"<mc:AlternateContent><mc:Choice><a:box>{box}</a:box></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text(f"<w:p>{run('前')}<w:r>{twins}</w:r>{run('后')}</w:p>") == "前后\n框里"
    assert text(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>") == "\n框里"


def test_soft_breaks_tabs_and_hyphens_stand_and_tab_stops_do_not() -> None:
    stops = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    inner = "<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/><w:t>四</w:t></w:r>"
    assert text(f"<w:p>{stops}{inner}</w:p>") == "一\t二\n三-四"


def test_what_holds_runs_is_looked_into() -> None:
    holders = "".join(f"<w:{tag}>{run(tag)}</w:{tag}>" for tag in ("hyperlink", "smartTag", "fldSimple"))
    control = f"<w:sdt><w:sdtPr>{run('提示')}</w:sdtPr><w:sdtContent>{run('填写')}</w:sdtContent></w:sdt>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('zhāng')}</w:rt><w:rubyBase>{run('张')}</w:rubyBase></w:ruby></w:r>"
    assert text(f"<w:p>{holders}{control}{field}{ruby}</w:p>") == "hyperlinksmartTagfldSimple填写张"
    assert text(f"<w:sdt><w:sdtContent><w:p>{run('整段')}</w:p></w:sdtContent></w:sdt>") == "整段"


def test_what_is_no_text_is_told() -> None:
    body = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:footnoteReference/></w:r>'
        f"<w:r><a:blip/></w:r><w:r><w:sym/></w:r>{run('一')}</w:p>"
    )
    read = text_in_word(of_xml(body), "稿.docx")
    assert (read.text, read.left_out) == ("一", ("脚注", "图片", "特殊符号", "认不出的自动编号"))


def test_other_programs_name_and_space_their_parts_otherwise() -> None:
    body = f"<w:p>{run('正文')}</w:p>"
    assert text_in_word(of_xml(body, part="word/document2.xml"), "稿.docx").text == "正文"
    assert text_in_word(of_xml(body, namespace=STRICT), "稿.docx").text == "正文"


def test_a_document_without_a_word_has_none() -> None:
    assert text("<w:p><w:r><a:blip/></w:r></w:p>") == ""
    assert text_in_word(of_paragraphs(), "稿.docx").text == ""


WHOLE = of_paragraphs("一、问题", "二、原因")
SPREADSHEET = package({"xl/workbook.xml": b"<workbook/>"}, "xl/workbook.xml")
ENTITIES = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="w">&b;'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7",
        package({}),
        SPREADSHEET,
        package({"word/document.xml": b"<w:document"}),
        package({"word/document.xml": ENTITIES}),
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace(b"_rels/.rels", b"_rels/.xxxx"),
    ],
)
def test_what_is_no_word_document_or_damaged_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable, match=r"稿\.docx 打不开：不是 Word 的 \.docx，或已损坏"):
        text_in_word(content, "稿.docx")


def test_a_document_that_swells_when_it_is_unpacked_is_refused() -> None:
    bomb = package({"word/document.xml": b"<a>" + b" " * LARGEST_PART})
    assert len(bomb) < LARGEST_PART / 100
    with pytest.raises(NotReadable, match="文字多得不像一份材料"):
        text_in_word(bomb, "稿.docx")


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_damage_anywhere_is_refused_or_without_consequence(place: int, put: bytes) -> None:
    damaged = WHOLE[:place] + put + WHOLE[place + len(put) :]
    try:
        read = text_in_word(damaged, "稿.docx").text
    except NotReadable:
        return
    assert read == "一、问题\n二、原因"
