"""A table from an .xlsx workbook, read with the standard library alone.

A reader in another language could end the whole program over a broken file, and tells nothing of formulas.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from meeting.refused import Refused
from meeting.tables.columns import Listing
from meeting.tables.sheet import Sheet, has_heads, sheet
from storage.given.workbook_cells import Book, Cells, bare, cells_of, text_in

LARGEST_UNPACKED = 50 * 1024 * 1024
"""Bytes of what is read, pictures apart; a sheet of twenty thousand lines has a fifth of it."""

_BROKEN = "这个 .xlsx 文件坏了，读不了；请用 Excel 或 WPS 打开，另存一份再导入。"
_LOCKED = "这个工作簿加了密码，读不了；请打开后去掉密码，另存一份再导入。"
_BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of formats that show a day or an hour without being spelled out (section 18.8.30)."""
_FIRST_DAY, _FIRST_DAY_MAC = date(1899, 12, 30), date(1904, 1, 1)


def sheet_of_workbook(content: bytes, listing: Listing) -> Sheet:
    """The first sheet that has the listing's heads; raises `Refused`, and says what to do."""
    try:
        with ZipFile(BytesIO(content)) as package:
            _refuse_what_is_none(package)
            return _best(package, listing)
    except Refused:
        raise
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError) as error:
        raise Refused(_BROKEN) from error
    except (EOFError, LookupError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(_BROKEN) from error
    except RuntimeError as error:
        # What the standard library raises for a part with a password.
        raise Refused(_LOCKED) from error


def _best(package: ZipFile, listing: Listing) -> Sheet:
    """The first visible sheet with the listing's heads; the first of all where none has them."""
    book = _book(package)
    found = []
    for name, part in _sheets(package):
        with package.open(part) as file:
            cells = cells_of(file, book)
        if cells.rows:
            found.append((name, cells))
    if not found:
        raise Refused("工作簿里没有内容（隐藏的工作表不读）。")
    first: Sheet | None = None
    for name, cells in found:
        more = [f"只读工作表“{name}”，另外 {len(found) - 1} 张没有读。"] if len(found) > 1 else []
        table = sheet(_rows(cells), [*_notes(cells), *more])
        if has_heads(table, listing):
            _refuse_unfinished(cells)
            return table
        first = first or table
    assert first
    return first


def _rows(cells: Cells) -> list[tuple[int, list[str]]]:
    width = max(max(row) for row in cells.rows.values())
    columns = range(1, width + 1)
    return [(line, [row.get(column, "") for column in columns]) for line, row in sorted(cells.rows.items())]


def _refuse_unfinished(cells: Cells) -> None:
    if cells.without_result:
        raise Refused(
            f"有 {len(cells.without_result)} 格公式没有存下结果（如 {cells.without_result[0]}）；"
            "请用 Excel 或 WPS 打开、保存一次再导入。"
        )


def _notes(cells: Cells) -> Iterator[str]:
    if cells.formulas:
        yield f"有 {len(cells.formulas)} 格公式（如 {cells.formulas[0]}），按上次存下的结果读。"
    if cells.errors:
        yield f"有 {len(cells.errors)} 格是错误值（如 {cells.errors[0]}），读作空的。"
    if cells.merged_down:
        yield f"有 {cells.merged_down} 处上下合并的单元格，其中每一行都按同样的内容读。"


def _refuse_what_is_none(package: ZipFile) -> None:
    """Raises `Refused` for what is no workbook, or would unpack to no end."""
    names = package.namelist()
    if "xl/workbook.xml" not in names:
        raise Refused(_no_workbook(names))
    read = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in read) > LARGEST_UNPACKED:
        raise Refused("这个工作簿展开后太大，读不了；请只留要导入的那一张表，另存一份再导入。")


def _no_workbook(names: Sequence[str]) -> str:
    if "word/document.xml" in names:
        return "这是 Word 文档，不是表格；请在 Word 里复制那张表，到导入一屏里粘贴，或存成 .xlsx 再导入。"
    if "content.xml" in names:
        return "这是 .ods 表格，读不了；请另存为 .xlsx 再导入。"
    return "这是压缩包或别的文件，不是 .xlsx 表格；请另选文件。"


def _part(package: ZipFile, name: str) -> Sequence[Element]:
    """All elements of a part; none where the workbook has no such part."""
    if name not in package.namelist():
        return ()
    return tuple(ElementTree.fromstring(package.read(name)).iter())


def _sheets(package: ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each visible sheet of cells."""
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in _part(package, "xl/_rels/workbook.xml.rels")
        if one.get("Type", "").endswith("/worksheet")
    }
    for one in _part(package, "xl/workbook.xml"):
        if bare(one) != "sheet" or one.get("state", "visible") != "visible":
            continue
        id = next((value for key, value in one.attrib.items() if key.endswith("}id")), None)
        if id in targets:
            yield one.get("name", ""), normpath(join("/xl", targets[id])).lstrip("/")


def _book(package: ZipFile) -> Book:
    texts = [text_in(one) for one in _part(package, "xl/sharedStrings.xml") if bare(one) == "si"]
    properties = [one for one in _part(package, "xl/workbook.xml") if bare(one) == "workbookPr"]
    is_mac = any(one.get("date1904") in ("1", "true") for one in properties)
    return Book(texts, _day_styles(package), _FIRST_DAY_MAC if is_mac else _FIRST_DAY)


def _day_styles(package: ZipFile) -> frozenset[int]:
    """Which of the cells' styles show a day or an hour."""
    elements = _part(package, "xl/styles.xml")
    spelled = {one.get("numFmtId"): one.get("formatCode", "") for one in elements if bare(one) == "numFmt"}
    days = {id for id, code in spelled.items() if _shows_day(code)}
    days |= {str(id) for id in _BUILT_IN_DAYS} - set(spelled)
    styles = next((one for one in elements if bare(one) == "cellXfs"), ())
    return frozenset(index for index, style in enumerate(styles) if style.get("numFmtId") in days)


def _shows_day(code: str) -> bool:
    """Whether a format has a year, month, day or hour beyond words, colours and conditions."""
    return bool(re.search("[ymdhs]", re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", code.lower())))
