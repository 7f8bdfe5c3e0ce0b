"""What an export that was killed left beside its target: found by its name and swept away."""

from __future__ import annotations

import os
import re
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

PREFIX = ".shilu-"
"""What the name of a file or folder begins with that is still being written."""

# The eight characters are tempfile's.
_OURS = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}(\.new)?")
_OLD = 3600
"""Seconds after which nobody can still be writing it."""


def sweep(folder: Path) -> None:
    """Removes from a folder what this user's killed exports left there more than an hour ago.

    It holds the text of a meeting. What can't be removed now stays for the next time.
    """
    with suppress(OSError), os.scandir(folder) as found:
        for one in found:
            if _OURS.fullmatch(one.name):
                _remove(one)


def _remove(one: os.DirEntry[str]) -> None:
    with suppress(OSError):
        told = one.stat(follow_symlinks=False)
        if told.st_uid != os.getuid() or time.time() - told.st_mtime < _OLD:
            return
        if stat.S_ISDIR(told.st_mode):
            shutil.rmtree(one.path)
        elif stat.S_ISREG(told.st_mode):
            Path(one.path).unlink()
