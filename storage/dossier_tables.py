"""A dossier as TinyDB tables and back: each of its rows one document, and everything else another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from meeting.dossier import Dossier
from storage import changes
from storage.changes import Change, Tables
from storage.documents import from_document, to_document
from storage.errors import Damaged

REST = "dossier"
REST_ID = "1"
ROWS = ("studies", "opinions", "talks", "speech_papers", "problems", "last_year")
"""The fields of `Dossier` whose rows are documents of their own."""
NAMES = frozenset({REST, *ROWS})


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
    """The dossier that the tables hold; raises `Damaged`, naming the file."""
    rest = dict(tables.get(REST, {}).get(REST_ID, {}))
    if set(rest) & set(ROWS) or set(tables.get(REST, {})) - {REST_ID}:
        raise Damaged(f"{file} 的案卷不对，被改动过。文件没有动，请用备份恢复。")
    rows = {name: _rows(tables.get(name, {}), name, file) for name in ROWS}
    return from_document({**rest, **rows}, Dossier, file)


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


def _rows(table: Mapping[str, Any], name: str, file: str) -> list[dict[str, Any]]:
    """The rows by their ids; raises `Damaged` where one bears another's."""
    rows = [(id, table[id]) for id in sorted(table, key=int)]
    if any(str(row.get("id")) != id for id, row in rows):
        raise Damaged(f"{file} 的案卷（{name}）里有一行编号不对，被改动过。文件没有动，请用备份恢复。")
    return [row for _, row in rows]
