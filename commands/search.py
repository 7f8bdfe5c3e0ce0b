"""`shilu search`: what the records of all meetings hold of some words."""

from __future__ import annotations

import argparse
import gc
import json
import sys

from commands.exit_codes import DAMAGED, OK, REFUSED
from meeting.find.query import Query, excerpt, pieces, query_of
from meeting.refused import Refused
from storage.archive import Archive
from storage.documents import to_document
from storage.find.search import SHOWN, Hit, Searched

_ROOM = 60
"""Characters of a text that are printed around the first word."""


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Prints what is found; REFUSED or DAMAGED where a meeting could not be read, which stderr tells."""
    query = query_of(" ".join(options.words), options.by, options.to, options.year)
    if query.is_empty:
        raise Refused("请写要找的词，例如：shilu search 调研 --by 张三 --year 2021。")
    # Searching makes many objects and no garbage; the collector would go through them again and again.
    gc.disable()
    row = []
    for searched in archive.search(query, SHOWN):
        row.append(searched)
        if searched.problem:
            print(searched.problem, file=sys.stderr)
        if searched.hits and not options.json:
            _print(searched, query)
    if options.json:
        told = [to_document(searched) for searched in row if searched.count or searched.problem]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    _sum_up(row)
    return max([OK, *(DAMAGED if one.is_damaged else REFUSED for one in row if one.problem)])


def _sum_up(row: list[Searched]) -> None:
    read = sum(1 for searched in row if not searched.problem)
    total = sum(searched.count for searched in row)
    print(f"读了 {read} 场会议，{f'找到 {total} 条' if total else '没有找到'}。", file=sys.stderr)
    if more := total - sum(len(searched.hits) for searched in row):
        print(f"有 {more} 条没有列出，请再加一个词，或用 --by、--to、--year 缩小范围。", file=sys.stderr)


def _print(searched: Searched, query: Query) -> None:
    print(f"{searched.id}  {'示例 ' if searched.sample else ''}{searched.title}：{searched.count} 条")
    for hit in searched.hits:
        print("  " + "  ".join(filter(None, _parts(hit, query))))


def _parts(hit: Hit, query: Query) -> tuple[str, ...]:
    begin, end = ("\x1b[1;4m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    found = pieces(excerpt(hit.text, query, _ROOM))
    line = "".join(f"{begin}{piece}{end}" if is_word else piece for piece, is_word in found)
    number = f"第 {hit.number} 条" if hit.number else hit.label
    names = f"{hit.by} 对 {hit.to}" if hit.to else hit.by
    return number, f"{hit.at:%m-%d %H:%M}", names, "更正前" if hit.is_earlier else "", line
