"""`shilu import-table`: what each line of a table becomes; with --write it is taken over."""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from commands.exit_codes import INCOMPLETE, OK
from meeting.columns import Listing
from meeting.preview import preview, take_over
from meeting.recorder import Recorder
from storage.archive import Archive
from storage.sheets import read_sheet


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Prints every line; takes all of them over or, where one can't be taken, none (INCOMPLETE)."""
    listing = Listing(options.listing)
    table = read_sheet(options.table, listing)
    with archive.open(options.id) if options.write else nullcontext() as file:
        seen = preview(file.meeting if file else archive.read(options.id), listing, table)
        for note in seen.notes:
            print(note)
        for line in seen.lines:
            print(f"第 {line.number} 行  {line.told}" + (f"  不能收：{line.problem}" if line.problem else ""))
        if file and not seen.bad:
            take_over(Recorder(file.meeting, file), seen)
            print(f"已收下 {seen.good} 行，都在{listing.label}里。")
            return OK
    print(f"能收 {seen.good} 行，不能收 {seen.bad} 行；什么也没有收。", end="")
    print("请改好不能收的各行再导入。" if seen.bad else "看过无误，加 --write 收下。")
    return INCOMPLETE if seen.bad else OK
