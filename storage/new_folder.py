"""Folders that come into being whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from storage.errors import BadPlace, NotSaved, Taken, cause
from storage.whole_file import sync_folder

_IS_THERE = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)

_HIDDEN = re.compile(r"\.[0-9]{8}[-0-9]*\.[a-z0-9_]{8}")
"""What a new folder for a meeting or a backup is called until it gets its name."""

_OLD = 3600
"""Seconds after which a folder that nobody uses was left by a kill."""


def make_folder(folder: Path) -> None:
    """Makes the folder and those above it that are missing, durably, mode 0700; raises `BadPlace`."""
    wanted, missing = folder, []
    try:
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
            sync_folder(one.parent)
    except OSError as error:
        raise BadPlace(f"文件夹 {wanted} 建不了：{cause(error)}。") from error


@contextmanager
def new_folder(folder: Path, aside: Path | None = None) -> Iterator[Path]:
    """A hidden folder to be filled, which gets its name, durably, when the block has ended well.

    What is written in it has to be durable by then. A folder that has the name by then moves to `aside`, or
    without one raises `Taken`. Raises `BadPlace`, or what the block raises, and all is as before unless the
    sentence says otherwise; what a kill leaves stays hidden until a later call clears it away. Raises
    `NotSaved` when all is in place, but not yet safe from a power cut.
    """
    clear_away(folder.parent, _HIDDEN)
    try:
        # A name of its own for each: two that make the same folder at once must not share one.
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise BadPlace(f"在 {folder.parent} 里建不了文件夹：{cause(error)}。") from error
    try:
        with in_use(fresh):
            yield fresh
            # Renaming would replace an empty folder without a word.
            if not aside and folder.exists():
                raise Taken(f"{folder} 已经有了。")
            # The name is free for no longer than this, and nothing else can fail in between.
            if aside:
                _rename(folder, aside)
            _rename(fresh, folder)
    except BaseException as error:
        try:
            if aside:
                _bring_back(aside, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        if isinstance(error, OSError):
            raise BadPlace(f"在 {folder.parent} 里建不了 {folder.name}：{cause(error)}。") from error
        raise
    try:
        if aside:
            sync_folder(aside.parent)
        sync_folder(folder.parent)
    except OSError as error:
        before = f"原来的在 {aside}。" if aside else ""
        raise NotSaved(f"{folder} 已经建好，但断电后不一定还在：{cause(error)}。{before}") from error


@contextmanager
def in_use(folder: Path) -> Iterator[bool]:
    """Locks the folder and tells whether that went well: nobody else uses it, and the disk knows locks."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    is_locked = False
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_locked = True
        yield is_locked
    finally:
        os.close(descriptor)


def clear_away(parent: Path, named: re.Pattern[str]) -> None:
    """Removes the folders of such names that kills have left here; whatever hinders that is no matter."""
    left: list[Path] = []
    with suppress(OSError):
        left += (item for item in parent.iterdir() if named.fullmatch(item.name))
    for item in left:
        with suppress(OSError):
            # The age first: a lock taken here must not meet one who has only just made the folder.
            if time.time() - item.stat().st_mtime > _OLD:
                with in_use(item) as is_left:
                    if is_left:
                        shutil.rmtree(item, ignore_errors=True)


def _rename(folder: Path, target: Path) -> None:
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in _IS_THERE:
            raise Taken(f"{target} 已经有了。") from error
        raise BadPlace(f"在 {target.parent} 里建不了 {target.name}：{cause(error)}。") from error


def _bring_back(aside: Path, folder: Path) -> None:
    """Undoes a move, if there was one and the name is still free; raises `BadPlace`, saying where it lies."""
    # Asked of the disk, as a Ctrl-C may have come between the move and any note of it.
    if os.path.lexists(folder):
        return
    try:
        aside.rename(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise BadPlace(
            f"{folder} 没有换成，原来的移到了 {aside}，移不回来：{cause(error)}。请把它移回 {folder}。"
        ) from error
    with suppress(OSError):
        sync_folder(folder.parent)
        sync_folder(aside.parent)


def stamped(parent: Path, name: str, now: datetime) -> Path:
    """A free place `name-20220128-093000` in the folder; a second one of that moment ends in -2."""
    first = f"{name}-{now:%Y%m%d-%H%M%S}"
    free, count = parent / first, 1
    while free.exists():
        count += 1
        free = parent / f"{first}-{count}"
    return free
