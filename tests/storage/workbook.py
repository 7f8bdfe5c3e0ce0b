"""Small .xlsx workbooks, written part by part as the standard (ECMA-376) has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the result that was kept; None for none."""

    formula: str
    result: str | None = None
    type: str = "str"


Cell = str | int | date | Formula
Rows = Sequence[Sequence[Cell]]


def workbook(
    sheets: Mapping[str, Rows], merged: Sequence[str] = (), hidden: Sequence[str] = (), far: str = ""
) -> bytes:
    """A workbook of these sheets; `merged` ranges are the first one's, and so is a last cell at `far`."""
    names = list(sheets)
    parts = {
        "[Content_Types].xml": _types(len(names)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _book(names, hidden),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)}
            | {"rIdStyles": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>"
        ),
    }
    for number, name in enumerate(names, 1):
        first = number == 1
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(
            sheets[name], merged if first else (), far if first else ""
        )
    return package(parts)


def package(parts: Mapping[str, str]) -> bytes:
    """A zip file of these parts."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return content.getvalue()


def _types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"workbook.xml": "sheet.main", "styles.xml": "styles"}
    parts |= {f"worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)}
    overrides = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{kind}.{what}+xml"/>' for name, what in parts.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{overrides}</Types>'


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _book(names: Sequence[str], hidden: Sequence[str]) -> str:
    rows = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        + (' state="hidden"/>' if name in hidden else "/>")
        for number, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{rows}</sheets></workbook>'


def _sheet(rows: Rows, merged: Sequence[str], far: str) -> str:
    lines = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{chr(ord('A') + column)}{number}", cell) for column, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    if far:
        lines += f'<row r="{far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">{_cell(far, "远")}</row>'
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    merges = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{merges}</worksheet>'


def _cell(place: str, cell: Cell) -> str:
    match cell:
        case "":
            return ""
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        case Formula():
            kept = "" if cell.result is None else f"<v>{escape(cell.result)}</v>"
            return f'<c r="{place}" t="{cell.type}"><f>{escape(cell.formula)}</f>{kept}</c>'
        case date():
            return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
        case _:
            return f'<c r="{place}"><v>{cell}</v></c>'
