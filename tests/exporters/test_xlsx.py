"""Excel: every cell of every table is there as the text that it is."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from exporters import xlsx
from exporters.blocks import Caption, Column, Heading, Paper, Prose, Table
from exporters.errors import NotWritten
from exporters.letters import problem_lists
from exporters.papers import PAPERS
from tests.exporters.dossiers import with_dossier
from tests.exporters.meetings import PRINTED, held, planned

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
        listed = [[column.heading for column in table.columns], *map(list, table.rows)]
        assert rows[: len(listed)] == listed


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


@pytest.mark.parametrize("paper", ["record", "record_annexed", "check", "report", "request", "plan"])
def test_a_paper_with_a_text_of_its_own_is_refused_and_not_cut_down_to_its_tables(paper: str) -> None:
    meeting = with_dossier(held(2).meeting)
    with pytest.raises(NotWritten, match="请选 Word 或纯文本"):
        xlsx.render(PAPERS[paper].blocks(meeting, PRINTED))


@pytest.mark.parametrize("paper", ["opinions", "talks", "last_year", "rectification"])
def test_what_is_told_around_a_list_stands_below_its_first_table(paper: str) -> None:
    made = PAPERS[paper].blocks(with_dossier(planned(2)), PRINTED)
    rows, *_ = sheets(xlsx.render(made)).values()
    told = [block.text for block in made.blocks if isinstance(block, Prose | Caption)]
    assert told and [row[0] for row in rows[-len(told) :]] == told


@pytest.mark.parametrize("text", ["长" * 32_768, "\U00020bb7" * 16_384])
def test_a_text_that_no_cell_holds_is_refused_and_not_cut(text: str) -> None:
    paper = Paper("题", "", PRINTED, (Table((Column("甲", 1),), ((text,),)),))
    with pytest.raises(NotWritten, match="第 1 行有一格超过 32767 个字"):
        xlsx.render(paper)


def test_a_text_that_just_fits_is_there_in_full() -> None:
    text = "\U00020bb7" * 16_383 + "长"
    paper = Paper("题", "", PRINTED, (Table((Column("甲", 1),), ((text,),)),))
    assert sheets(xlsx.render(paper)) == {"题": [["甲"], [text]]}


@pytest.mark.parametrize("title", ["题" * 400, "&" * 300, "\U00020bb7" * 300])
def test_a_long_title_costs_the_header_neither_mark_nor_example(title: str) -> None:
    table = Table((Column("甲", 1),), (("1",),))
    content = xlsx.render(Paper(title, "", PRINTED, (table,), mark="内部&资料", footer="示例"))
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    (header,) = (str(one.text) for one in sheet.iter(f"{_MAIN}oddHeader"))
    assert header.startswith("&L内部&&资料&C") and header.endswith("&R示例")
    assert 250 <= len(header.encode("utf-16-le")) // 2 <= 255
    assert header.count("&") % 2 == 1


def test_the_mark_and_the_example_stand_on_every_page() -> None:
    meeting = replace(with_dossier(planned(1, mark="内部")), sample=True)
    with zipfile.ZipFile(BytesIO(xlsx.render(problem_lists.rectification(meeting, PRINTED)))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r"<oddHeader>&amp;L内部&amp;C.*&amp;R示例</oddHeader>", sheet)
