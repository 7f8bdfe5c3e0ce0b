"""A table from an .xlsx workbook; what its sheets claim to be is looked at before they are read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from meeting.columns import Listing
from meeting.refused import Refused
from meeting.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, headed, sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes; a sheet of twenty thousand lines has a tenth of it."""

_BROKEN = "这个 .xlsx 文件坏了，读不了；请用 Excel 或 WPS 打开，另存一份再导入。"
_NAMESPACE = re.compile(r"\{.*\}")


@dataclass
class _Seen:
    """The cells with a formula, those of them for which no result was kept, and those that hold an error."""

    formulas: list[str]
    without_result: list[str]
    errors: list[str]


def sheet_of_workbook(content: bytes, listing: Listing) -> Sheet:
    """The first sheet that has the listing's heads; raises `Refused`, and says what to do."""
    seen = _looked_at(content)
    if seen.without_result:
        raise Refused(
            f"有 {len(seen.without_result)} 格公式没有存下结果（如 {seen.without_result[0]}）；"
            "请用 Excel 或 WPS 打开、保存一次再导入。"
        )
    notes = []
    if seen.formulas:
        notes.append(f"文件里有 {len(seen.formulas)} 格公式（如 {seen.formulas[0]}），按上次存下的结果读。")
    if seen.errors:
        notes.append(f"有 {len(seen.errors)} 格是错误值（如 {seen.errors[0]}），读作空的。")
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            shown = [one for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
            sheets = [book.get_sheet_by_name(one.name) for one in shown]
            return _best([one for one in sheets if one.end is not None], listing, notes)
    except CalamineError as error:
        raise Refused(_BROKEN) from error


def _best(sheets: Sequence[CalamineSheet], listing: Listing, notes: Sequence[str]) -> Sheet:
    """The first sheet with the listing's heads; the first of all where none has them."""
    if not sheets:
        raise Refused("工作簿里没有内容（隐藏的工作表不读）。")
    tables = []
    for one in sheets:
        rows, filled = _rows(one)
        told = [f"有 {filled} 处上下合并的单元格，其中每一行都按同样的内容读。"] if filled else []
        if len(sheets) > 1:
            told.append(f"只读工作表“{one.name}”，另外 {len(sheets) - 1} 张没有读。")
        tables.append((rows, [*notes, *told]))
    for rows, told in tables:
        try:
            table = sheet(rows, told)
            headed(table, listing)
        except Refused:
            continue
        return table
    return sheet(*tables[0])


def _rows(one: CalamineSheet) -> tuple[list[tuple[int, list[str]]], int]:
    """The rows with their numbers, cells merged downwards filled, and how many such there are."""
    cells = [[_words(value) for value in row] for row in one.to_python(skip_empty_area=False)]
    filled = 0
    for (top, left), (bottom, _) in one.merged_cell_ranges or ():
        if top < bottom and top < len(cells) and left < len(cells[top]) and cells[top][left]:
            filled += 1
            for row in cells[top + 1 : bottom + 1]:
                row[left] = cells[top][left]
    return list(enumerate(cells, 1)), filled


def _words(value: object) -> str:
    """A cell as it is read: a number without a needless fraction, a day without a needless hour."""
    match value:
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _looked_at(content: bytes) -> _Seen:
    """What to tell of all sheets' cells; raises `Refused` for what is no workbook or would unpack to no end.

    A single cell in the last corner of a sheet would have the whole of it reserved in memory.
    """
    found = _Seen([], [], [])
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            if "xl/workbook.xml" not in names:
                raise Refused(_no_workbook(names))
            if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
                raise Refused("这个工作簿展开后太大，读不了；请只留要导入的那一张表，另存一份再导入。")
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    with package.open(name) as part:
                        _look_at(ElementTree.iterparse(part, ("end",)), found)
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, NotImplementedError) as error:
        raise Refused(_BROKEN) from error
    except RuntimeError as error:
        # What the package of the standard library raises for a part with a password.
        raise Refused("这个工作簿加了密码，读不了；请打开后去掉密码，另存一份再导入。") from error
    return found


def _look_at(events: Iterator[tuple[str, ElementTree.Element]], found: _Seen) -> None:
    """Notes one sheet's formulas and errors; raises `Refused` where it reaches too far."""
    for _, element in events:
        kind = _NAMESPACE.sub("", element.tag)
        if kind == "row":
            # What was seen would otherwise all be kept until the sheet's end.
            element.clear()
        if kind != "c":
            continue
        inside = {_NAMESPACE.sub("", child.tag): child for child in element}
        if not inside:
            continue
        place = element.get("r", "")
        _refuse_far(place)
        if element.get("t") == "e":
            found.errors.append(place)
        if "f" in inside:
            found.formulas.append(place)
            result = inside.get("v")
            # A text may be the empty one.
            if result is None or not (result.text or element.get("t") == "str"):
                found.without_result.append(place)


def _refuse_far(place: str) -> None:
    column, row = 0, place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for letter in place[: len(place) - len(row)]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > MOST_COLUMNS or (row.isdecimal() and int(row) > MOST_ROWS + 1000):
        raise Refused(
            f"单元格 {place} 里还有内容：一次最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列；"
            "请只留要导入的那一张表，分成几份导入。"
        )


def _no_workbook(names: Sequence[str]) -> str:
    if "word/document.xml" in names:
        return "这是 Word 文档，不是表格；请在 Word 里复制那张表，到导入一屏里粘贴，或存成 .xlsx 再导入。"
    if "content.xml" in names:
        return "这是 .ods 表格，读不了；请另存为 .xlsx 再导入。"
    return "这是压缩包或别的文件，不是 .xlsx 表格；请另选文件。"
