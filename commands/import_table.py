"""`shilu import-table`: what each line of a table becomes; with --write it is taken over."""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from commands.exit_codes import INCOMPLETE, OK
from meeting.recorder import Recorder
from meeting.tables.columns import Listing
from meeting.tables.preview import Preview, preview, take_over
from storage.archive import Archive
from storage.given.sheets import read_sheet

_AGAIN = "确要再收一遍请加 --again。"


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Prints every line; takes over what was not before or, where a line can't be, nothing (INCOMPLETE)."""
    listing = Listing(options.listing)
    table = read_sheet(options.table, listing)
    with archive.open(options.id) if options.write else nullcontext() as file:
        meeting = file.meeting if file else archive.read(options.id)
        seen = preview(meeting, listing, table, again=options.again)
        for note in seen.notes:
            print(note)
        for line in seen.lines:
            left_out = f"  不能收：{line.problem}" if line.problem else "  已收过" if line.is_filed else ""
            print(f"第 {line.number} 行  {line.told}{left_out}")
        if file and not seen.bad and seen.good:
            take_over(Recorder(file.meeting, file), seen)
            left = f"已收过的 {seen.filed} 行没有再收；{_AGAIN}" if seen.filed else ""
            print(f"已收下 {seen.good} 行，都在{listing.label}里。{left}")
            return INCOMPLETE if seen.filed else OK
    filed = f"，已收过 {seen.filed} 行" if seen.filed else ""
    print(f"能收 {seen.good} 行，不能收 {seen.bad} 行{filed}；什么也没有收。{_next(seen)}")
    return INCOMPLETE if seen.bad or not seen.good else OK


def _next(seen: Preview) -> str:
    """What to do after looking."""
    if seen.bad:
        return "请改好不能收的各行再导入。"
    if not seen.good:
        return _AGAIN
    return "看过无误，加 --write 收下。"
