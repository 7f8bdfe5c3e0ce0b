"""`shilu backup`: copies of one meeting or of all."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from commands.exit_codes import DAMAGED, OK, REFUSED
from commands.present import now_here
from meeting.refused import Refused
from storage.archive import Archive
from storage.backup import Copied, back_up
from storage.errors import Damaged, StorageError


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Copies what it can; DAMAGED or REFUSED where one was not copied whole, which stderr tells."""
    into: Path = options.folder
    chosen = archive.folders()
    if options.id:
        chosen = (archive.folder(options.id),)
    elif str(into) in {folder.name for folder in chosen} and not into.exists():
        raise Refused(f"“{into}”是会议的编号，还要写备份到哪个文件夹：shilu backup {into} 文件夹。")
    if not chosen:
        raise Refused(f"{archive.place_of_meetings} 里没有会议，什么也没有备份；请检查数据文件夹。")
    code = OK
    for copied in back_up(chosen, into, now_here()):
        if isinstance(copied, StorageError):
            print(copied, file=sys.stderr)
            code = max(code, DAMAGED if isinstance(copied, Damaged) else REFUSED)
        else:
            print(f"会议 {copied.id} 已备份到 {copied.folder}：{size(copied)}")
            code = max(code, tell_troubles(copied))
    return code


def tell_troubles(copied: Copied) -> int:
    """Tells what of the speech papers was not whole when it was copied; DAMAGED or OK."""
    for trouble in copied.troubles:
        print(f"会议 {copied.id} 的发言材料有缺损，其余的已复制：{trouble}", file=sys.stderr)
    return DAMAGED if copied.troubles else OK


def size(copied: Copied) -> str:
    """How much was copied, and the digest by which it is known."""
    papers = f"发言材料 {copied.handed_in} 份，" if copied.handed_in else ""
    return f"{copied.entries} 条记录，{papers}最后的校验值 {copied.digest[:16]}。"
