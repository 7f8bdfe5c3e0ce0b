"""Folders that come into being whole or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from storage.errors import BadPlace, Taken, cause
from storage.whole_file import sync_folder

_IS_THERE = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)


def make_folder(folder: Path) -> None:
    """Makes the folder and those above it that are missing, durably, mode 0700; raises `BadPlace`."""
    missing = []
    try:
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
            sync_folder(one.parent)
    except OSError as error:
        raise BadPlace(f"文件夹 {missing[0]} 建不了：{cause(error)}。") from error


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A hidden folder to be filled, which gets its name, durably, when the block has ended well.

    What is written in it has to be durable by then. Raises `Taken` if the name is there by then, `BadPlace`,
    or what the block raises; nothing is left behind, except by a kill, and that stays hidden.
    """
    try:
        # A name of its own for each: two that make the same folder at once must not share one.
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise BadPlace(f"在 {folder.parent} 里建不了文件夹：{cause(error)}。") from error
    try:
        yield fresh
        # Renaming would replace an empty folder without a word.
        if folder.exists():
            raise Taken(f"{folder} 已经有了。")
        fresh.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if error.errno in _IS_THERE:
            raise Taken(f"{folder} 已经有了。") from error
        raise BadPlace(f"在 {folder.parent} 里建不了 {folder.name}：{cause(error)}。") from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def stamped(parent: Path, name: str, now: datetime) -> Path:
    """A free place `name-20220128-093000` in the folder; a second one of that moment ends in -2."""
    first = f"{name}-{now:%Y%m%d-%H%M%S}"
    free, count = parent / first, 1
    while free.exists():
        count += 1
        free = parent / f"{first}-{count}"
    return free
