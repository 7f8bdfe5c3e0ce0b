"""Tables, annexes and a sheet on its side, told from the XML."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element

from exporters.blocks import Annex, Block, Caption, Column, Notice, Paper, Table, Title
from exporters.word import docx
from exporters.word.table import shared_out
from tests.exporters.meetings import PRINTED
from tests.exporters.word_file import W, Word, style_of, text_of

COLUMNS = (Column("序号", 1, centred=True), Column("问题", 5), Column("措施", 4))


def printed(*blocks: Block, landscape: bool = False) -> Word:
    return Word(docx.render(Paper("题", "", PRINTED, blocks, landscape=landscape)))


def table_of(*rows: Sequence[str]) -> _Element:
    (table,) = printed(Table(COLUMNS, tuple(map(tuple, rows)))).body.iterfind(f"{W}tbl")
    return table


def number(element: _Element | None, attribute: str = "w") -> int:
    assert element is not None
    return int(str(element.get(f"{W}{attribute}")))


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_is_exactly_as_wide_as_the_text_and_so_are_its_columns_and_cells(landscape: bool) -> None:
    word = printed(Table(COLUMNS, (("1", "甲", "乙"), ("2", "丙", "丁"))), landscape=landscape)
    (size,), (margins,) = word.body.iter(f"{W}pgSz"), word.body.iter(f"{W}pgMar")
    width = number(size) - number(margins, "left") - number(margins, "right")
    (table,) = word.body.iterfind(f"{W}tbl")
    assert number(table.find(f"{W}tblPr/{W}tblW")) == width == (12756 if landscape else 8844)
    layout = table.find(f"{W}tblPr/{W}tblLayout")
    assert layout is not None and layout.get(f"{W}type") == "fixed"
    grid = [number(one) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    assert sum(grid) == width
    for row in table.iterfind(f"{W}tr"):
        assert [number(one) for one in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")] == grid


@given(st.integers(100, 20_000), st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_the_width_is_shared_out_to_the_last_twip(width: int, shares: list[int]) -> None:
    widths = shared_out(width, shares)
    assert sum(widths) == width and len(widths) == len(shares)
    for part, share in zip(widths, shares, strict=True):
        assert abs(part - width * share / sum(shares)) < 1


def test_the_heading_row_and_no_other_stands_again_on_every_page() -> None:
    first, *others = table_of(("1", "甲", "乙"), ("2", "丙", "丁")).iterfind(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert [text_of(one) for one in first.iter(f"{W}p")] == ["序号", "问题", "措施"]
    assert not [row for row in others if row.find(f"{W}trPr/{W}tblHeader") is not None]


@pytest.mark.parametrize(
    ("text", "kept"), [("字" * 60, True), ("一\n二\n三", True), ("字" * 3_000, False), ("句\n" * 40, False)]
)
def test_a_row_is_kept_together_unless_it_is_so_long_that_it_may_need_pages(text: str, kept: bool) -> None:
    *_, row = table_of(("1", text, "乙")).iterfind(f"{W}tr")
    assert (row.find(f"{W}trPr/{W}cantSplit") is not None) is kept


def test_every_cell_has_a_paragraph_for_each_of_its_own_and_an_empty_one_has_one() -> None:
    *_, row = table_of(("", "甲\n\n  乙", "\n")).iterfind(f"{W}tr")
    cells = [[text_of(one) for one in cell.iterfind(f"{W}p")] for cell in row.iterfind(f"{W}tc")]
    assert cells == [[""], ["甲", "乙"], [""]]


def test_cells_have_their_styles_off_the_grid() -> None:
    word = printed(Table(COLUMNS, (("1", "甲", "乙"),)))
    assert [style_of(one) for one in word.paragraphs()][:6] == [
        *["TableHeading"] * 3,
        "TableCellCentred",
        *["TableCell"] * 2,
    ]
    for style in (
        "TableHeading",
        "TableCell",
        "TableCellCentred",
        "TableText",
        "TableTextLeft",
        "TableCorrection",
    ):
        assert word.effective(style, "pPr", "snapToGrid") == {"val": "0"}
    assert word.effective("TableHeading", "pPr", "jc") == {"val": "center"}
    assert word.effective("TableCellCentred", "pPr", "jc") == {"val": "center"}


def test_two_tables_never_touch_and_none_ends_the_paper() -> None:
    table = Table(COLUMNS, (("1", "甲", "乙"),))
    tags = [str(one.tag).removeprefix(W) for one in printed(table, table, Notice("注"), table).body]
    assert tags == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_of_thousands_of_rows_has_them_all_once_and_in_order() -> None:
    rows = tuple((str(place), f"问题{place}", "措施") for place in range(2_000))
    word = printed(Table(COLUMNS, rows))
    assert [text for text in word.texts("TableCell") if text != "措施"] == [row[1] for row in rows]


def test_an_annex_begins_a_page_with_its_number_in_the_first_line_and_its_title_in_the_third() -> None:
    word = printed(Title(("题",)), Annex(2, "覆盖表"), Caption("说明"), Annex(0, "又一张"))
    assert word.texts("AnnexNumber") == ["附件2", "附件"]
    assert word.texts("AnnexTitle") == ["覆盖表", "又一张"]
    assert word.effective("AnnexNumber", "pPr", "pageBreakBefore")
    number_line, title = (word.effective(style, "pPr", "spacing") for style in ("AnnexNumber", "AnnexTitle"))
    assert (number_line["before"], number_line["after"], number_line["line"]) == ("0", "0", "579")
    assert (title["before"], title["after"]) == ("579", "579")
    assert word.effective("AnnexTitle", "pPr", "jc") == {"val": "center"}
    assert not word.effective("AnnexTitle", "pPr", "pageBreakBefore")
    for style in ("AnnexNumber", "AnnexTitle", "TableCaption"):
        assert word.effective(style, "pPr", "keepNext")


def test_a_sheet_on_its_side_is_turned_with_its_margins_and_footers() -> None:
    upright, lying = printed(Title(("题",))), printed(Title(("题",)), landscape=True)
    sizes = [next(word.body.iter(f"{W}pgSz")) for word in (upright, lying)]
    assert [number(one) for one in sizes] == [number(one, "h") for one in sizes[::-1]]
    assert sizes[1].get(f"{W}orient") == "landscape"
    before, after = (next(word.body.iter(f"{W}pgMar")) for word in (upright, lying))
    turned = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    for side, was in turned.items():
        assert number(after, side) == number(before, was)
    gaps = {number(one, "bottom") - number(one, "footer") for one in (before, after)}
    assert gaps == {567}
    for word in (upright, lying):
        assert len([*word.body.iter(f"{W}footerReference")]) == 2
