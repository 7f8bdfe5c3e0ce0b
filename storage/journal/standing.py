"""The two files of a journalled database: a snapshot of the tables, and the journal of the changes since.

The first line of a journal names the snapshot that it continues by its SHA-256; every further line is a
change (see `storage.journal.changes`), or names the next snapshot, which holds everything up to that line.
So each moment of writing a new snapshot leaves two files that fit together.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from storage import lock
from storage.errors import BadPlace, Damaged, cause
from storage.journal import changes
from storage.journal.chained_lines import FIRST, Line, Lines, line, read_lines
from storage.journal.changes import Change, Tables

VERSION = 1
"""Version of the journal's format; raised when an older program could no longer read it."""

_TRIES = 20
Taken = TypeVar("Taken")


def journal_of(path: Path) -> Path:
    """Where the journal of a database lies."""
    return path.with_name(path.name + ".journal")


def lock_of(path: Path) -> Path:
    """Where the lock of a database lies."""
    return path.with_name(path.name + ".lock")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the two files say together."""

    tables: Tables | None
    """None when nothing was ever written."""
    lines: Lines | None
    """The lines of the journal; None for a file that never had one."""
    inode: int = 0
    """Which file the journal is."""
    replayed: int = 0
    """How many changes lie in the journal and not in the snapshot."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The two files, found to fit together, with the snapshot not yet parsed."""

    snapshot: bytes
    journal: bytes
    lines: Lines | None
    """The lines of the journal; None for a file that never had one, and then nothing vouches for it."""
    changes: tuple[Change, ...]
    """What lies in the journal and not in the snapshot."""


def read_standing(path: Path) -> Standing:
    """Reads snapshot and journal, also while they are written, and changes nothing.

    A torn end of the journal is left out and stands in `lines.rest`. Raises FileNotFoundError when there is
    no snapshot, `Damaged` when the files are not what was written, and `BadPlace` when they can't be read.
    """
    return _read_sound(path, _stand)


def read_parts(path: Path) -> Parts:
    """Reads as `read_standing` does, and raises the same, but for a snapshot that can't be parsed."""
    return _read_sound(path, _part)


def _read_sound(path: Path, take: Callable[[_Files, Path], Taken]) -> Taken:
    """What `take` makes of the two files; it raises `Damaged` where they do not fit together."""
    files = None
    try:
        for _ in range(_TRIES):
            before, files = files, _read_files(path)
            try:
                return take(files, path)
            except Damaged:
                # What was read while it was being written looks like damage; damage is read twice the same.
                if files == before:
                    raise
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BadPlace(f"{path} 读不了：{cause(error)}。") from error
    raise BadPlace(f"{path} 一直在被改写，读不到完整的内容，请稍后再试。")


def first_line(snapshot: bytes) -> Line:
    """The first line of a journal that continues this snapshot."""
    return line(FIRST, {"journal": VERSION, "snapshot": digest_of(snapshot)})


def digest_of(snapshot: bytes) -> str:
    """What a journal calls a snapshot."""
    return hashlib.sha256(snapshot).hexdigest()


def tables_in(snapshot: bytes, path: Path) -> Tables | None:
    """The tables of a snapshot, which is None for an empty one; raises `Damaged`."""
    if not snapshot:
        return None
    try:
        tables = json.loads(snapshot)
    except (ValueError, RecursionError):
        raise Damaged(
            f"{path} 已损坏，读不出内容（{len(snapshot)} 字节）。文件没有动，请用备份恢复。"
        ) from None
    if not isinstance(tables, dict):
        raise Damaged(f"{path} 里不是数据表。文件没有动，请检查是否放错了地方。")
    return tables


def snapshot_trouble(path: Path) -> str:
    """What to tell of a snapshot that is not the one that its journal names."""
    return f"{path} 与校验值不符，被改动过或已损坏。文件没有动，请用备份恢复。"


def read_journal(path: Path, data: bytes) -> Lines:
    """The lines of the journal of this path; raises `Damaged` for what a cut-off write can't have left."""
    lines = read_lines(data)
    if not lines.contents:
        raise Damaged(f"{path} 的开头已损坏。文件没有动，请用备份恢复。")
    first = lines.contents[0]
    version = first.get("journal") if isinstance(first, dict) else None
    if type(version) is not int or version < 1:
        raise Damaged(f"{path} 不是实录的日志。文件没有动，请检查是否放错了地方。")
    if version > VERSION:
        raise Damaged(f"{path} 是由较新的程序写的，请升级本程序后再打开。")
    if lines.rest and not lines.is_torn:
        raise Damaged(
            f"{path} 从第 {len(lines.contents) + 1} 行起已损坏（第 {lines.end} 字节之后）。"
            "文件没有动，请用备份恢复。"
        )
    return lines


def replay(snapshot: bytes, lines: Lines, path: Path) -> tuple[Tables | None, int]:
    """The tables after all changes, and how many of these the snapshot lacked; raises `Damaged`."""
    since = _changes_since(snapshot, lines, path)
    tables = tables_in(snapshot, path)
    try:
        for change in since:
            tables = changes.apply(tables, change)
    except (KeyError, AttributeError, TypeError):
        raise Damaged(f"{journal_of(path)} 与 {path} 对不上。文件没有动，请用备份恢复。") from None
    return tables, len(since)


def _changes_since(snapshot: bytes, lines: Lines, path: Path) -> tuple[Change, ...]:
    """The changes that the snapshot lacks; raises `Damaged` for one that the journal does not name."""
    contents = cast(tuple[Change, ...], lines.contents)
    digest = digest_of(snapshot)
    marks = [index for index, content in enumerate(contents) if content.get("snapshot") == digest]
    if not marks:
        raise Damaged(snapshot_trouble(path))
    return tuple(content for content in contents[marks[-1] + 1 :] if "snapshot" not in content)


@dataclass(frozen=True, slots=True)
class _Files:
    """The bytes of the two files, read one after the other."""

    snapshot: bytes | None
    """None when there is no such file."""
    journal: bytes | None
    """None when there is no such file."""
    inode: int
    """Which file the journal is."""


def _read_files(path: Path) -> _Files:
    try:
        descriptor = os.open(journal_of(path), os.O_RDONLY)
    except FileNotFoundError:
        return _Files(_read(path), None, 0)
    with os.fdopen(descriptor, "rb") as file:
        # The snapshot before the lines: a line that names it has then been written by the time they are read.
        return _Files(_read(path), file.read(), os.fstat(descriptor).st_ino)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _stand(files: _Files, path: Path) -> Standing:
    """What the files say; raises `Damaged`."""
    snapshot, lines = _sound(files, path)
    if lines is None:
        return Standing(tables_in(snapshot, path), None)
    tables, replayed = replay(snapshot, lines, path)
    return Standing(tables, lines, files.inode, replayed)


def _part(files: _Files, path: Path) -> Parts:
    """The files, not yet parsed; raises `Damaged`."""
    snapshot, lines = _sound(files, path)
    since = _changes_since(snapshot, lines, path) if lines else ()
    return Parts(snapshot, files.journal or b"", lines, since)


def _sound(files: _Files, path: Path) -> tuple[bytes, Lines | None]:
    """The snapshot and the lines of the journal, if it ever had one; raises `Damaged`."""
    journal = journal_of(path)
    if files.journal is None and lock.is_marked(lock_of(path)):
        raise Damaged(f"日志 {journal} 不见了，最近记下的都在里面。请找回它，或用备份恢复。")
    if files.snapshot is None:
        if files.journal is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        raise Damaged(f"{path} 不见了，只有日志还在。请找回它，或用备份恢复。")
    return files.snapshot, None if files.journal is None else read_journal(journal, files.journal)
