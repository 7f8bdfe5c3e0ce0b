"""`shilu attach`: 对照检查材料 and 发言提纲 as they are handed in, and which ones there are."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from commands.exit_codes import OK
from meeting.dossier.read_out import paper_of
from meeting.dossier.speech_papers import GROUP, named_instead, paragraphs_of, whose
from meeting.model import Meeting
from meeting.recorder import Recorder
from meeting.refused import Refused
from meeting.roster import find
from meeting.timing import in_zone
from storage.archive import Archive
from storage.handed_in import ASIDE, file_of, move_aside, take_in


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Files a paper and says what of it was not read, lists what was handed in, or moves strays aside."""
    if options.tidy:
        if options.file or options.of or options.title:
            raise Refused("--tidy 只移开多余的文件，不能同时交来；请分两次执行。")
        return _tidy(archive, options.id)
    if options.file is None:
        return _list(archive, archive.read(options.id))
    if not options.of:
        raise Refused(f"请用 --of 写明是谁的材料：班子成员的姓名，或“{GROUP}”。")
    with archive.open(options.id) as file:
        person = "" if options.of == GROUP else find(file.meeting, options.of)
        recorder = Recorder(file.meeting, file)
        taken = take_in(file.folder, recorder, options.file, person, options.title, datetime.now(UTC))
        paper = taken.paper
        print(f"已交来：{whose(file.meeting, paper)}《{paper.title}》，{len(paper.text)} 字。")
        print(f"原文件存为 {file_of(file.folder, paper.file)}")
        titles = (paper.title, options.file.stem, *paragraphs_of(paper)[:1])
        if other := named_instead(recorder.meeting, person, *titles):
            of = whose(file.meeting, paper)
            print(f"请核对：文件标题里写的是{other}，交来的却是{of}的；错了请拿掉重交。", file=sys.stderr)
        if (sent := paper_of(recorder.meeting, person)) and sent != paper:
            print(f"记录里写着照先前交来的《{sent.title}》宣读，报送的仍是那一份。")
    if taken.left_out:
        print(f"文字里没有：{'、'.join(taken.left_out)}；原文件里都在。")
    return OK


def _tidy(archive: Archive, meeting_id: str) -> int:
    with archive.open(meeting_id) as file:
        moved = move_aside(file.folder, file.meeting)
        place = file.folder / ASIDE
    print(f"已移到 {place}：{'、'.join(moved)}。" if moved else "没有多余的文件。")
    return OK


def _list(archive: Archive, meeting: Meeting) -> int:
    for paper in meeting.dossier.speech_papers:
        taken = f"{in_zone(paper.taken, meeting.head.zone):%Y-%m-%d %H:%M}"
        file = file_of(archive.folder(meeting.id), paper.file)
        print("\t".join((whose(meeting, paper), paper.title, f"{len(paper.text)} 字", taken, str(file))))
    if not meeting.dossier.speech_papers:
        print("还没有交来发言材料。交来一份：shilu attach 编号 文件 --of 姓名。")
    return OK
