"""`shilu check`: whether the files are sound, what is missing, and whose paper a digest is."""

from __future__ import annotations

import argparse

from commands.exit_codes import DAMAGED, INCOMPLETE, OK
from meeting.gaps import gaps
from meeting.model import Meeting
from meeting.refused import Refused
from meeting.seal import SHORTEST_DIGEST, printed_at, seals
from storage.archive import Archive
from storage.check import Grade, check


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Prints what is found; DAMAGED, INCOMPLETE or OK."""
    checked = check(archive.folder(options.id))
    matches = _compare(checked.meeting, "".join(options.digest) if options.digest else None)
    for finding in checked.findings:
        print(f"{finding.part}：{finding.sentence}")
    grades = {finding.grade for finding in checked.findings}
    missing = gaps(checked.meeting) if checked.meeting else ()
    for gap in missing:
        print(f"缺：{gap.sentence}")
    if Grade.DAMAGED in grades or not matches:
        return DAMAGED
    if missing or Grade.OPEN in grades:
        return INCOMPLETE
    print("没有缺项。")
    return OK


def _compare(meeting: Meeting | None, on_paper: str | None) -> bool:
    """Tells which state of the record the digest on a paper stands for; whether there is one."""
    if on_paper is None:
        return True
    if len("".join(on_paper.split())) < SHORTEST_DIGEST:
        raise Refused(f"校验码至少写 {SHORTEST_DIGEST} 位，空格不算。")
    found = printed_at(meeting, on_paper) if meeting else None
    if meeting is None:
        print("纸质件：文件有损坏，无法核对；下面说明哪里坏了。")
        return False
    if found is None:
        print("纸质件：校验码和这个文件的哪一版都对不上。纸质件不是由它印出的，或文件被改动过。")
        return False
    number, version = found
    if not version:
        print(f"纸质件：定稿前印出，到第 {number} 条为止相符；会议信息和名单定稿以后才算在校验码里。")
        return True
    last = seals(meeting)[-1].version
    newer = f"已不是最新的，现在是第 {last} 版。" if last > version else ""
    print(f"纸质件：与定稿第 {version} 版相符。{newer}")
    return True
