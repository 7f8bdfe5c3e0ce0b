"""Tables as they come in from offices, good and bad: each is read whole, or refused with what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from meeting.refused import Refused
from meeting.tables.columns import Listing
from meeting.tables.sheet import MOST_ROWS, Sheet, headed
from storage.errors import NotReadable
from storage.given.sheets import read_sheet
from tests.storage.workbook import Formula, Rows, package, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TABLE = "意见,对象\n到基层调研不够,赵一\n开会多,\n"
SHEET = [["意见", "对象"], ["到基层调研不够", "赵一"], ["开会多", ""]]


def read(folder: Path, content: bytes, listing: Listing = Listing.OPINIONS, name: str = "表.csv") -> Sheet:
    path = folder / name
    path.write_bytes(content)
    return read_sheet(path, listing)


def refusal(folder: Path, content: bytes, name: str = "表.xlsx") -> str:
    with pytest.raises(Refused) as caught:
        read(folder, content, name=name)
    return str(caught.value)


def cells(table: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_in_every_encoding_and_with_every_delimiter_that_spreadsheets_write(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    table = read(tmp_path, TABLE.replace(",", delimiter).encode(encoding))
    assert cells(table) == [("意见", "对象"), ("到基层调研不够", "赵一"), ("开会多", "")]


def test_a_comma_in_what_was_said_delimits_nothing_where_semicolons_do(tmp_path: Path) -> None:
    table = read(tmp_path, "意见;对象\n调研少,开会多,文件多;赵一\n".encode())
    assert cells(table)[1] == ("调研少,开会多,文件多", "赵一")


def test_a_cell_of_several_lines_is_one_and_the_next_row_keeps_its_own_line(tmp_path: Path) -> None:
    table = read(tmp_path, '意见,对象\r\n"调研少\r\n开会多",赵一\r\n\r\n文件多,\r\n'.encode())
    assert [(row.line, row.cells[0]) for row in table.rows] == [
        (1, "意见"),
        (2, "调研少\n开会多"),
        (5, "文件多"),
    ]


def test_marks_that_cannot_be_seen_are_dropped_wherever_they_stand(tmp_path: Path) -> None:
    table = read(tmp_path, "\ufeff意见,对象\n\ufeff调研\ufeff少\u200b,赵一\n".encode())
    assert cells(table) == [("意见", "对象"), ("调研少", "赵一")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b" \r\n\t\n", "是空的"),
        (b"\xef\xbb\xbf,,\n,,\n", "表格是空的"),
        (TABLE.encode("utf-16-le"), "不是能读的文字表格"),
        (b"a\0b,c\n", "不是能读的文字表格"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)), "不是能读的文字表格"),
        ('意见,对象\n"没有另一半,赵一\n'.encode(), "第 2 行起的引号"),
        (("意见\n" + "开会多\n" * (MOST_ROWS + 1)).encode(), f"一次最多 {MOST_ROWS} 行"),
        (("意见" + ",列" * 100 + "\n").encode(), "超过 100 列"),
    ],
)
def test_text_that_is_no_table_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert sentence in refusal(tmp_path, content, "表.csv")


def test_a_workbook_reads_as_it_shows(tmp_path: Path) -> None:
    rows: Rows = [["主题", "日期", "形式"], ["学习……精神", date(2022, 1, 10), 3]]
    table = read(tmp_path, workbook({"一": rows}), Listing.STUDIES)
    assert cells(table) == [("主题", "日期", "形式"), ("学习……精神", "2022-01-10", "3")]
    assert table.notes == ()


def test_the_name_of_the_file_decides_nothing(tmp_path: Path) -> None:
    assert cells(read(tmp_path, workbook({"一": SHEET}), name="表.csv")) == [tuple(row) for row in SHEET]
    assert len(read(tmp_path, TABLE.encode(), name="表.xlsx").rows) == 3


def test_cells_merged_downwards_hold_for_each_row_and_a_merged_title_for_none(tmp_path: Path) -> None:
    rows = [["征求意见汇总表"], ["意见", "对象"], ["调研少", "赵一"], ["开会多"], ["文件多", "钱一"]]
    table = read(tmp_path, workbook({"一": rows}, merged=["A1:B1", "B3:B4"]))
    assert [row.cells for row in table.rows[2:]] == [
        ("调研少", "赵一"),
        ("开会多", "赵一"),
        ("文件多", "钱一"),
    ]
    assert table.rows[0].cells == ("征求意见汇总表", "")
    assert table.notes == ("有 1 处上下合并的单元格，其中每一行都按同样的内容读。",)


def test_a_formula_is_read_by_its_kept_result_and_that_is_said(tmp_path: Path) -> None:
    rows: Rows = [["意见", "对象"], [Formula('"调研"&"少"', "调研少"), Formula('""', "")]]
    table = read(tmp_path, workbook({"一": rows}))
    assert cells(table)[1] == ("调研少", "")
    assert table.notes == ("有 2 格公式（如 A2），按上次存下的结果读。",)


@pytest.mark.parametrize("formula", [Formula("1+1"), Formula("1+1", "", "n")])
def test_a_formula_without_a_result_is_refused_rather_than_read_as_nothing(
    tmp_path: Path, formula: Formula
) -> None:
    sentence = refusal(tmp_path, workbook({"一": [["意见"], [formula]]}))
    assert "1 格公式没有存下结果（如 A2）" in sentence


def test_an_error_in_a_cell_is_told(tmp_path: Path) -> None:
    rows: Rows = [["意见", "对象"], ["开会多", Formula("1/0", "#DIV/0!", "e")]]
    assert "有 1 格是错误值（如 B2），读作空的。" in read(tmp_path, workbook({"一": rows})).notes


def test_the_sheet_with_the_heads_is_read_and_what_was_not_is_told(tmp_path: Path) -> None:
    sheets = {"说明": [["填表说明"]], "空": [], "意见": SHEET, "藏": [["意见"], ["看不见的"]]}
    table = read(tmp_path, workbook(sheets, hidden=["藏"]))
    assert cells(table) == [tuple(row) for row in SHEET]
    assert table.notes == ("只读工作表“意见”，另外 1 张没有读。",)


def test_where_no_sheet_has_the_heads_it_is_the_first_whose_heads_are_missed(tmp_path: Path) -> None:
    table = read(tmp_path, workbook({"一": [["事项"], ["甲"]], "二": [["别的"]]}))
    with pytest.raises(Refused, match="没有找到表头。请加一行表头，征求意见的栏有：意见、对象、方面"):
        headed(table, Listing.OPINIONS)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (OLE + "Workbook".encode("utf-16-le"), "旧格式"),
        (package({"word/document.xml": "<document/>"}), "这是 Word 文档"),
        (package({"content.xml": "<office/>", "mimetype": ""}), "这是 .ods 表格"),
        (package({"名单.csv": TABLE}), "这是压缩包"),
        (workbook({"一": SHEET})[:-200], "坏了"),
        (b"PK\x03\x04" + bytes(100), "坏了"),
        (package({"xl/workbook.xml": "<workbook", "xl/worksheets/sheet1.xml": "<a"}), "坏了"),
        (package({"xl/workbook.xml": "<workbook/>"}), "没有内容|坏了"),
        (workbook({"一": []}), "没有内容"),
        (workbook({"一": SHEET}, hidden=["一"]), "没有内容"),
        (workbook({"一": SHEET}, far="XFD1048576"), "单元格 XFD1048576 里还有内容：一次最多"),
        (workbook({"一": SHEET}, far=f"A{MOST_ROWS + 1001}"), "请只留要导入的那一张表"),
    ],
)
def test_what_is_no_workbook_that_can_be_read_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    assert any(part in refusal(tmp_path, content) for part in sentence.split("|"))


def test_a_workbook_that_would_unpack_to_no_end_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.given.workbooks.LARGEST_UNPACKED", 50_000)
    assert read(tmp_path, workbook({"一": SHEET}))
    parts = {"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": " " * 50_000}
    assert "展开后太大" in refusal(tmp_path, package(parts))


def test_ten_thousand_lines_are_read(tmp_path: Path) -> None:
    rows = [["意见", "对象"], *([f"示例意见{number}", "赵一"] for number in range(10_000))]
    assert cells(read(tmp_path, workbook({"一": rows})))[-1] == ("示例意见9999", "赵一")
    text = "\n".join(",".join(row) for row in rows)
    assert cells(read(tmp_path, text.encode("gb18030")))[-1] == ("示例意见9999", "赵一")


def test_a_place_without_a_file_to_read_is_told(tmp_path: Path) -> None:
    fifo = tmp_path / "管道"
    os.mkfifo(fifo)
    for path, sentence in (
        (tmp_path / "没有.csv", "没有文件"),
        (tmp_path, "不是文件"),
        (fifo, "不是文件"),
        (tmp_path / ("长" * 300), "路径太长"),
        (tmp_path / "a\0b", "不能用的字符"),
    ):
        with pytest.raises(NotReadable, match=sentence):
            read_sheet(path, Listing.ROSTER)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(NotReadable, match="超过 20 MB，不像一张表格"):
        read_sheet(path, Listing.OPINIONS)


def test_what_only_workbooks_need_is_loaded_only_for_them(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(TABLE, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from meeting.tables.columns import Listing;"
        "from storage.given.sheets import read_sheet; read_sheet(Path(sys.argv[1]), Listing.OPINIONS);"
        "sys.exit('zipfile' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 0
