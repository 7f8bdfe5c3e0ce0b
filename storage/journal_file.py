"""The two files of a journalled database: a snapshot of the tables, and the journal of the changes since.

The first line of a journal names the snapshot that it continues by its SHA-256; every further line is a
change (see `storage.changes`), or names the next snapshot, which holds everything up to that line. So each
moment of writing a new snapshot leaves two files that fit together.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from storage import changes, lock
from storage.chained_lines import FIRST, Line, Lines, line, read_lines
from storage.changes import Change, Tables
from storage.errors import BadPlace, Damaged, NotSaved, cause
from storage.whole_file import put_in_place, sync_folder

VERSION = 1
"""Version of the journal's format; raised when an older program could no longer read it."""

ROOM = 4 << 20
"""Bytes that are set aside at a time, so that a disk that fills up does not stop a meeting at once."""

_TRIES = 20


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


def read_standing(path: Path) -> Standing:
    """Reads snapshot and journal, also while they are written, and changes nothing.

    A torn end of the journal is left out and stands in `lines.rest`. Raises FileNotFoundError when there is
    no snapshot, `Damaged` when the files are not what was written, and `BadPlace` when they can't be read.
    """
    try:
        for _ in range(_TRIES):
            standing = _try_to_read(path)
            if standing:
                return standing
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
    contents = cast(tuple[Change, ...], lines.contents)
    digest = digest_of(snapshot)
    marks = [index for index, content in enumerate(contents) if content.get("snapshot") == digest]
    if not marks:
        raise Damaged(snapshot_trouble(path))
    tables = tables_in(snapshot, path)
    since = [content for content in contents[marks[-1] + 1 :] if "snapshot" not in content]
    for change in since:
        tables = changes.apply(tables, change)
    return tables, len(since)


def _try_to_read(path: Path) -> Standing | None:
    """Reads once; None when the files were changed for others meanwhile."""
    journal = journal_of(path)
    try:
        descriptor = os.open(journal, os.O_RDONLY)
    except FileNotFoundError:
        if lock.is_marked(lock_of(path)):
            raise Damaged(f"日志 {journal} 不见了，最近记下的都在里面。请找回它，或用备份恢复。") from None
        return Standing(tables_in(path.read_bytes(), path), None)
    with os.fdopen(descriptor, "rb") as file:
        inode = os.fstat(descriptor).st_ino
        # The snapshot before the lines: a line that names it has then been written by the time they are read.
        try:
            snapshot = path.read_bytes()
        except FileNotFoundError:
            raise Damaged(f"{path} 不见了，只有日志还在。请找回它，或用备份恢复。") from None
        data = file.read()
    try:
        lines = read_journal(journal, data)
        tables, replayed = replay(snapshot, lines, path)
    except Damaged:
        if _inode(journal) != inode:
            return None
        raise
    return Standing(tables, lines, inode, replayed)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


class Journal:
    """A journal open for appending, by the one who holds the lock."""

    def __init__(self, path: Path, lines: Lines) -> None:
        """Takes up the journal behind its whole lines; raises `NotSaved`."""
        self._path = path
        self._end = lines.end
        self._digest = lines.digest
        self._room = 0
        self._descriptor = -1
        self.has_changes = len(lines.contents) > 1
        """Whether it holds more than the name of its snapshot."""
        self.is_short_of_room = False
        """Whether the disk had no room to set aside."""
        try:
            self._open()
        except OSError as error:
            raise NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{path}）") from error

    def append(self, content: object) -> object:
        """Adds a line, safe from a power cut once this returns, and gives its content as it was written.

        Raises `NotSaved`, and then the line is not there; ValueError or TypeError for what is not JSON.
        """
        written = line(self._digest, content)
        try:
            if self._descriptor < 0:
                self._open()
            _write(self._descriptor, written.data, self._end)
            os.fdatasync(self._descriptor)
        except OSError as error:
            self._take_back()
            raise NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{self._path}）") from error
        self._end += len(written.data)
        self._digest = written.digest
        self.has_changes = True
        if self._end + ROOM // 4 > self._room:
            self._make_room()
        return written.content

    @property
    def size(self) -> int:
        """Bytes of its lines."""
        return self._end

    def begin_anew(self, snapshot: bytes) -> None:
        """Puts an empty journal that continues this snapshot in the place of this one; raises `NotSaved`."""
        first = first_line(snapshot)
        try:
            put_in_place(self._path, first.data, durable=True)
        finally:
            # It may be there although its name is not yet safe: then the next line has to see to that first.
            if self._path.stat().st_ino != self._inode:
                self._let_go()
                self._end, self._digest, self.has_changes = len(first.data), first.digest, False

    def close(self) -> None:
        """Gives back the room that was set aside."""
        self._take_back()

    def _open(self) -> None:
        """Opens the file anew, with nothing in it behind the last line that is safe; raises OSError."""
        self._descriptor = os.open(self._path, os.O_RDWR)
        try:
            self._inode = os.fstat(self._descriptor).st_ino
            os.ftruncate(self._descriptor, self._end)
            self._make_room()
            os.fsync(self._descriptor)
            sync_folder(self._path.parent)
        except OSError:
            self._let_go()
            raise

    def _make_room(self) -> None:
        """Sets room aside; without it a line is written all the same, as long as the disk takes it."""
        self.is_short_of_room = False
        try:
            os.posix_fallocate(self._descriptor, self._end, ROOM)
        except OSError as error:
            self.is_short_of_room = error.errno in (errno.ENOSPC, errno.EDQUOT)
        self._room = self._end + ROOM

    def _take_back(self) -> None:
        """Cuts off what stands behind the last whole line, and lets go.

        A descriptor that failed to sync would report success the next time, so it is never used again.
        """
        if self._descriptor >= 0:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
            self._let_go()

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _write(descriptor: int, data: bytes, position: int) -> None:
    rest = memoryview(data)
    while rest:
        written = os.pwrite(descriptor, rest, position)
        rest, position = rest[written:], position + written
