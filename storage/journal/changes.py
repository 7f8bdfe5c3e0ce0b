"""Changes of TinyDB tables as a journal holds them, and what they do to the tables.

A change is a dict with any of `drop` (names of tables), `cut` (ids of documents by table) and `put`
(documents by table and id), done in this order; or with `all` alone, which stands for everything anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Tables = dict[str, Any]
"""Documents by table and id, as TinyDB hands them to a storage; ids are text."""
Change = dict[str, Any]

_DEEPEST = 100
"""How many values may be nested; Python can't read back, or copy, what is nested very much deeper."""


def check(tables: Tables | None, change: Change) -> None:
    """Raises KeyError for a change that does not fit the tables, ValueError for one nested too deeply."""
    tables = tables or {}
    names = [name for name in change.get("drop", ()) if name not in tables]
    ids = [
        (name, id)
        for name, cut in change.get("cut", {}).items()
        for id in cut
        if id not in tables.get(name, {}) or name in change.get("drop", ())
    ]
    if names or ids:
        raise KeyError(*names, *ids)
    if _is_deeper(change, _DEEPEST):
        raise ValueError("nested too deeply")


def apply(tables: Tables | None, change: Change) -> Tables:
    """The tables with the change made in them; raises KeyError for a change that does not fit them."""
    if "all" in change:
        whole: Tables = change["all"]
        return whole
    if tables is None:
        tables = {}
    for name in change.get("drop", ()):
        del tables[name]
    for name, ids in change.get("cut", {}).items():
        for id in ids:
            del tables[name][id]
    for name, documents in change.get("put", {}).items():
        tables.setdefault(name, {}).update(documents)
    return tables


def difference(before: Tables | None, after: Mapping[str, Any]) -> Change:
    """The smallest change that makes the tables what they shall be, in value and in order; {} for none."""
    if before is None or not all(isinstance(table, dict) for table in (*before.values(), *after.values())):
        return {"all": after} if differs(before, after) else {}
    cut = {
        name: gone
        for name, table in before.items()
        if name in after and (gone := [id for id in table if id not in after[name]])
    }
    put = {
        name: new
        for name, table in after.items()
        if (new := changed(before.get(name, {}), table)) or name not in before
    }
    if not _keeps_order(list(before), list(after)) or not all(
        _keeps_order(list(before.get(name, {})), list(table)) for name, table in after.items()
    ):
        return {"all": after}
    return change(drop=[name for name in before if name not in after], cut=cut, put=put)


def change(*, drop: list[str], cut: dict[str, list[str]], put: dict[str, dict[str, Any]]) -> Change:
    """The change of these parts; parts that do nothing are left out."""
    parts: Change = {"drop": drop, "cut": cut, "put": put}
    return {name: part for name, part in parts.items() if part}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The documents that are new or read differently as JSON; 1, 1.0 and true are not the same there."""
    return {
        id: document for id, document in after.items() if id not in before or differs(before[id], document)
    }


def differs(before: object, after: object) -> bool:
    """Whether two values read differently as JSON."""
    if type(before) is not type(after):
        return True
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) != list(after) or any(differs(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) != len(after) or any(map(differs, before, after))
    if isinstance(before, float):
        # To Python, 0.0 is -0.0, and the NaN that a file of TinyDB's may hold is never itself.
        return repr(before) != repr(after)
    return before != after


def copied(value: Any) -> Any:
    """The JSON value anew, so that a change of one does not show in the other."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def _is_deeper(value: object, levels: int) -> bool:
    if isinstance(value, Mapping):
        return not levels or any(_is_deeper(item, levels - 1) for item in value.values())
    if isinstance(value, (list, tuple)):
        return not levels or any(_is_deeper(item, levels - 1) for item in value)
    return False


def _keeps_order(before: list[str], after: list[str]) -> bool:
    """Whether cutting what is gone and putting what is new behind the rest gives the order that is wanted."""
    wanted = set(after)
    kept = [name for name in before if name in wanted]
    return after[: len(kept)] == kept
