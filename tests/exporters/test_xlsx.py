"""Excel: every cell of every table is there as the text that it is."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from exporters import problem_lists, record, xlsx
from exporters.blocks import Column, Heading, Paper, Table
from exporters.errors import NotWritten
from tests.exporters.dossiers import with_dossier
from tests.exporters.meetings import PRINTED, planned

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Every sheet's rows, read from the parts of the file."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        shared = etree.fromstring(package.read("xl/sharedStrings.xml"))
        texts = ["".join(map(str, one.itertext())) for one in shared.iter(f"{_MAIN}si")]
        book = etree.fromstring(package.read("xl/workbook.xml"))
        names = [str(one.get("name")) for one in book.iter(f"{_MAIN}sheet")]
        found = {}
        for place, name in enumerate(names, start=1):
            sheet = etree.fromstring(package.read(f"xl/worksheets/sheet{place}.xml"))
            assert not list(sheet.iter(f"{_MAIN}f"))
            found[name] = [
                [texts[int(v)] if (v := cell.findtext(f"{_MAIN}v")) else "" for cell in row]
                for row in sheet.iter(f"{_MAIN}row")
            ]
    return found


def test_each_list_is_a_sheet_with_its_headings_and_rows() -> None:
    paper = problem_lists.rectification(with_dossier(planned(2)), PRINTED)
    found = sheets(xlsx.render(paper))
    assert list(found) == ["一、领导班子", "二、张三"]
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    for rows, table in zip(found.values(), tables, strict=True):
        assert rows == [[column.heading for column in table.columns], *map(list, table.rows)]


@pytest.mark.parametrize(
    "said", ["=1+1", "+1", "-1", "@x", "http://x.y", "00123456789012345678", "\U00020bb7喆"]
)
def test_what_looks_like_a_formula_a_link_or_a_number_stays_text(said: str) -> None:
    paper = Paper("题", "", PRINTED, (Table((Column("甲", 1),), ((said,),)),))
    assert sheets(xlsx.render(paper)) == {"题": [["甲"], [said]]}


def test_sheets_of_the_same_or_of_forbidden_names_are_told_apart() -> None:
    table = Table((Column("甲", 1),), (("乙",),))
    long = "长" * 40
    paper = Paper(
        "题", "", PRINTED, tuple(b for n in ("a/b", "A b", long, long) for b in (Heading(1, n), table))
    )
    assert list(sheets(xlsx.render(paper))) == ["a b", "A b（2）", "长" * 31, "长" * 26 + "（2）"]


def test_a_paper_without_a_table_is_no_excel_file() -> None:
    with pytest.raises(NotWritten, match="没有表格"):
        xlsx.render(record.blocks(planned(1), PRINTED))


def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    paper = Paper("题", "", PRINTED, (Table((Column("甲", 1),), (("长" * 32_768,),)),))
    with pytest.raises(NotWritten, match="第 1 行有一格超过 32767 个字"):
        xlsx.render(paper)


def test_the_mark_and_the_example_stand_on_every_page() -> None:
    meeting = replace(with_dossier(planned(1, mark="内部")), sample=True)
    with zipfile.ZipFile(BytesIO(xlsx.render(problem_lists.rectification(meeting, PRINTED)))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r"<oddHeader>&amp;L内部&amp;C.*&amp;R示例</oddHeader>", sheet)
