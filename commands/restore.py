"""`shilu restore`: a copy back into the archive."""

from __future__ import annotations

import argparse

from commands.backup import size, tell_troubles
from commands.present import now_here
from storage.archive import Archive
from storage.backup import restore


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Restores the copy and tells where what it replaced lies; DAMAGED where speech papers are not whole."""
    copied = restore(archive, options.folder, now_here(), replace=options.replace)
    print(f"会议 {copied.id} 已从备份恢复到 {copied.folder}：{size(copied)}")
    if copied.replaced:
        print(f"原来的移到了 {copied.replaced}，没有删除。")
    return tell_troubles(copied)
