"""A dossier as TinyDB tables and back: each of its rows one document, and everything else another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from meeting.dossier.model import NO_DOSSIER, Dossier, Opinion, Problem, SpeechPaper, Study, Talk
from storage.documents import Misfit, convert, to_document
from storage.errors import Damaged
from storage.journal import changes
from storage.journal.changes import Change, Tables

REST = "dossier"
REST_ID = "1"
ROWS: Mapping[str, type[Study | Opinion | Talk | SpeechPaper | Problem]] = MappingProxyType(
    {
        "studies": Study,
        "opinions": Opinion,
        "talks": Talk,
        "speech_papers": SpeechPaper,
        "problems": Problem,
        "last_year": Problem,
    }
)
"""The fields of `Dossier` whose rows are documents of their own, and what each row is."""
NAMES = frozenset({REST, *ROWS})
_LABELS = {
    "studies": "学习研讨",
    "opinions": "征求意见",
    "talks": "谈心谈话",
    "speech_papers": "发言材料",
    "problems": "整改清单",
    "last_year": "上年度整改清单",
}


def dossier_tables_of(dossier: Dossier) -> Tables:
    """The tables that hold the dossier; none for an empty one."""
    tables: Tables = {
        name: {str(row.id): to_document(row) for row in getattr(dossier, name)} for name in ROWS
    }
    rest = to_document(replace(dossier, **dict.fromkeys(ROWS, ())))  # type: ignore[arg-type]
    if any(getattr(dossier, one.name) != one.default for one in fields(dossier) if one.name not in ROWS):
        tables[REST] = {REST_ID: {name: rest[name] for name in rest if name not in ROWS}}
    return {name: table for name, table in tables.items() if table}


def dossier_in(tables: Mapping[str, Any], file: str) -> Dossier:
    """The dossier that the tables hold; raises `Damaged`, naming the file and the row."""
    dossier, troubles = sound_part(tables)
    if troubles:
        more = f"（另有 {len(troubles) - 1} 处）" if len(troubles) > 1 else ""
        raise Damaged(
            f"{file} 的案卷已损坏或被改动过：{troubles[0]}{more}。会议记录没有坏，可以查、可以印；"
            "案卷没有动过，请用备份恢复，或请懂的人改正这一处。"
        )
    return dossier


def sound_part(tables: Mapping[str, Any]) -> tuple[Dossier, tuple[str, ...]]:
    """What of the dossier fits its types, and for each row that does not, where it is and why."""
    rest, troubles = _rest_in(tables.get(REST, {}))
    rows = {}
    for name in ROWS:
        rows[name], more = _rows_in(tables.get(name, {}), name)
        troubles += more
    return replace(rest, **rows), tuple(troubles)  # type: ignore[arg-type]


def difference(before: Mapping[str, Any], after: Tables) -> Change:
    """The change that makes the dossier's tables what they shall be, and touches no other; {} for none."""
    cut: dict[str, list[str]] = {}
    put: dict[str, dict[str, Any]] = {}
    for name in sorted(NAMES):
        old, new = before.get(name, {}), after.get(name, {})
        if gone := [id for id in old if id not in new]:
            cut[name] = gone
        if fresh := changes.changed(old, new):
            put[name] = fresh
    return changes.change(drop=[], cut=cut, put=put)


def _rest_in(table: object) -> tuple[Dossier, list[str]]:
    """Everything but the rows; as of an empty dossier where it does not fit."""
    if not table:
        return NO_DOSSIER, []
    rest = table.get(REST_ID) if isinstance(table, dict) and len(table) == 1 else None
    if not isinstance(rest, dict) or set(rest) & set(ROWS):
        return NO_DOSSIER, [f"表 {REST} 里不只有它该有的那一行"]
    try:
        return convert(rest, Dossier), []
    except Misfit as misfit:
        return NO_DOSSIER, [f"表 {REST}：{misfit}"]


def _rows_in(table: object, name: str) -> tuple[tuple[Any, ...], list[str]]:
    """The rows of a table that fit, in the order of their ids, and what is wrong with the others."""
    if not isinstance(table, dict):
        return (), [f"{_LABELS[name]}（{name}）整张表不对"]
    rows, troubles = [], []
    for id, document in sorted(
        table.items(), key=lambda item: (item[0].isdecimal() and int(item[0]), item[0])
    ):
        try:
            row = convert(document, ROWS[name])
            if str(row.id) != id:
                raise Misfit(("id",), f"写的是 {row.id}")
            rows.append(row)
        except Misfit as misfit:
            troubles.append(f"{_LABELS[name]}（{name}）编号 {id} 的一行，{misfit}")
    return tuple(rows), troubles
