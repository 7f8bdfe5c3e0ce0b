"""`shilu import`: what was noted elsewhere becomes part of the record."""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from commands.exit_codes import INCOMPLETE, OK
from commands.present import now_here
from meeting.notes.notes import read_notes
from meeting.notes.placing import Fate, take_in
from meeting.notes.report import report, summary
from meeting.recorder import Recorder
from storage.archive import Archive
from storage.given.notes_file import keep_rest, notes_in


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Shows what each line becomes, and records it where told so; INCOMPLETE where lines are left."""
    found = notes_in(options.notes)
    print(f"{options.notes} 的编码：{found.encoding}。")
    with archive.open(options.id) if options.write else nullcontext() as file:
        meeting = file.meeting if file else archive.read(options.id)
        notes = read_notes(meeting, found.text)
        intake = take_in(meeting, notes, now_here())
        for line in report(meeting, notes, intake):
            print(line)
        print(summary(meeting, intake))
        left = [line for _, line in notes.left_of(intake.of(Fate.LEFT))]
        if file and left:
            kept = keep_rest(options.notes, left)
            print(f"未归入的 {len(left)} 行原样抄在 {kept}；在笔记里改好再导入一次，已有的不会重记。")
        if file and intake.entries:
            Recorder(meeting, file).record(intake.entries)
            print(f"已记入 {len(intake.of(Fate.ADDED))} 条，都注明补记。")
    if not file and intake.entries:
        print("这只是预览，什么也没有记。看过无误，加 --write 记入。")
    return INCOMPLETE if left else OK
