"""What stands in the cells of a workbook, as the standard writes it and as it reads."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.refused import Refused
from meeting.tables.columns import Listing
from storage.given.workbook_cells import Book, Cells, cells_of
from storage.given.workbooks import sheet_of_workbook
from tests.storage.workbook import package

BOOK = Book(("共享的字",), frozenset({1}), date(1899, 12, 30))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(cells: str, more: str = "", book: Book = BOOK) -> Cells:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{more}</worksheet>'
    return cells_of(BytesIO(sheet.encode()), book)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "共享的字"),
        ('<c r="A1" t="inlineStr"><is><t>直接</t></is></c>', "直接"),
        ('<c r="A1" t="inlineStr"><is><r><t>两</t></r><r><rPr/><t>段</t></r></is></c>', "两段"),
        ('<c r="A1" t="inlineStr"><is><t>字</t><rPh sb="0" eb="1"><t>zi</t></rPh></is></c>', "字"),
        ('<c r="A1" t="str"><v>换_x000A_行</v></c>', "换\n行"),
        ('<c r="A1" t="b"><v>1</v></c>', "是"),
        ('<c r="A1" t="b"><v>0</v></c>', "否"),
        ('<c r="A1"><v>3</v></c>', "3"),
        ('<c r="A1"><v>3.0</v></c>', "3"),
        ('<c r="A1"><v>0.95</v></c>', "0.95"),
        ('<c r="A1"><v>1.3800138E10</v></c>', "13800138000"),
        ('<c r="A1" t="d"><v>2022-01-10</v></c>', "2022-01-10"),
        ('<c r="A1" s="1"><v>44571</v></c>', "2022-01-10"),
        ('<c r="A1" s="1"><v>44571.6041666666</v></c>', "2022-01-10 14:30"),
        ('<c r="A1" s="1"><v>0.375</v></c>', "09:00"),
        ('<c r="A1" s="1"><v>1E300</v></c>', "1E300"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ""),
        ('<c r="A1" s="1"/>', ""),
    ],
)
def test_a_cell_reads_as_it_shows(cell: str, text: str) -> None:
    assert read(f'<row r="1">{cell}</row>').rows.get(1, {}).get(1, "") == text


def test_rows_and_cells_without_a_place_follow_the_one_before() -> None:
    first = '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row>'
    found = read(f'{first}<row r="5"/><row><c><v>4</v></c></row>')
    assert found.rows == {1: {1: "1", 3: "2", 4: "3"}, 6: {1: "4"}}


def test_a_range_merged_over_the_whole_column_ends_with_the_table() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    found = read(rows, '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B3:C3"/></mergeCells>')
    assert found.rows == {1: {1: "1"}, 2: {1: "1"}, 3: {1: "1", 2: "2"}}
    assert found.merged_down == 1


def test_blank_cells_that_were_only_coloured_reach_nowhere() -> None:
    assert read('<row r="1048576"><c r="XFD1048576" s="1"/></row>').rows == {}


def whole(styles: str, properties: str = "", main: str = MAIN) -> bytes:
    return package(
        {
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{OFFICE}">{properties}'
            '<sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><r Id="rId1" Type="/worksheet" Target="/xl/sheets/a.xml"/></R>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
            "xl/sheets/a.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">'
            '<c r="A1" t="inlineStr"><is><t>主题</t></is></c></row>'
            '<row r="2"><c r="A2" s="1"><v>44571</v></c></row>'
            "</sheetData></worksheet>",
        }
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "2022-01-10"),
        ("[$-804]aaaa;@", "44571"),
        ("[$-F800]dddd, mmmm dd, yyyy", "2022-01-10"),
        ("[Red]0.00", "44571"),
        ("&quot;day&quot;0", "44571"),
        ("General", "44571"),
        ("h:mm", "2022-01-10"),
    ],
)
def test_a_format_tells_whether_a_number_is_a_day(code: str, shown: str) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="176" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>'
    )
    assert sheet_of_workbook(whole(styles), Listing.STUDIES).rows[1].cells == (shown,)


def test_workbooks_of_either_namespace_and_either_first_day_are_read() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>'
    strict = whole(styles, main=STRICT)
    assert sheet_of_workbook(strict, Listing.STUDIES).rows[1].cells == ("2022-01-10",)
    mac = whole(styles, '<workbookPr date1904="1"/>')
    assert sheet_of_workbook(mac, Listing.STUDIES).rows[1].cells == ("2026-01-11",)


@given(st.data())
def test_a_workbook_that_was_tampered_with_is_read_or_refused(data: st.DataObject) -> None:
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    with ZipFile(BytesIO(whole(styles))) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)), "part")
    start = data.draw(st.integers(0, len(parts[name])), "start")
    gone = data.draw(st.integers(0, 12), "gone")
    put = data.draw(st.sampled_from(["", "0", "-1", "99999999999", "1e400", "ZZZ9", "<", '"', "&#0;"]), "put")
    parts[name] = parts[name][:start] + put + parts[name][start + gone :]
    try:
        assert sheet_of_workbook(package(parts), Listing.STUDIES).rows
    except Refused as refused:
        assert str(refused).endswith("。")
