"""`shilu list`: all meetings."""

from __future__ import annotations

import argparse
import json
import sys

from commands.exit_codes import OK
from storage.archive import Archive, Listed
from storage.documents import to_document


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Prints a line for each meeting."""
    listed = archive.list()
    if options.json:
        print(json.dumps([_as_json(one) for one in listed], ensure_ascii=False, indent=2))
        return OK
    for one in listed:
        if one.facts is None:
            print(f"{one.id}\t{one.state}\t{one.problem}")
            continue
        held = one.facts.begun or one.facts.date
        day = held.isoformat() if held else "日期待定"
        mark = "示例 " if one.facts.sample else ""
        print(f"{one.id}\t{one.state}\t{day}\t{mark}{one.facts.group}{one.facts.title}")
    if not listed:
        print("还没有会议。用 shilu 打开程序新建，或用 shilu sample 做一个示例。", file=sys.stderr)
    return OK


def _as_json(listed: Listed) -> dict[str, object]:
    if listed.facts is None:
        return {"id": listed.id, "damaged": listed.is_damaged, "problem": listed.problem}
    return {"id": listed.id, **to_document(listed.facts)}
