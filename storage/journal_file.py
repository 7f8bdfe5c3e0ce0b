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
from storage.chained_lines import FIRST, Line, Lines, line, read_lines, stands
from storage.changes import Change, Tables
from storage.errors import BadPlace, Damaged, NotSaved, cause
from storage.whole_file import put_in_place, sync_folder, write

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
    files = None
    try:
        for _ in range(_TRIES):
            before, files = files, _read_files(path)
            try:
                return _stand(files, path)
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
    contents = cast(tuple[Change, ...], lines.contents)
    digest = digest_of(snapshot)
    marks = [index for index, content in enumerate(contents) if content.get("snapshot") == digest]
    if not marks:
        raise Damaged(snapshot_trouble(path))
    tables = tables_in(snapshot, path)
    since = [content for content in contents[marks[-1] + 1 :] if "snapshot" not in content]
    try:
        for change in since:
            tables = changes.apply(tables, change)
    except (KeyError, AttributeError, TypeError):
        raise Damaged(f"{journal_of(path)} 与 {path} 对不上。文件没有动，请用备份恢复。") from None
    return tables, len(since)


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
    journal = journal_of(path)
    if files.journal is None and lock.is_marked(lock_of(path)):
        raise Damaged(f"日志 {journal} 不见了，最近记下的都在里面。请找回它，或用备份恢复。")
    if files.snapshot is None:
        if files.journal is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        raise Damaged(f"{path} 不见了，只有日志还在。请找回它，或用备份恢复。")
    if files.journal is None:
        return Standing(tables_in(files.snapshot, path), None)
    lines = read_journal(journal, files.journal)
    tables, replayed = replay(files.snapshot, lines, path)
    return Standing(tables, lines, files.inode, replayed)


class Journal:
    """A journal open for appending, by the one who holds the lock."""

    def __init__(self, path: Path, lines: Lines) -> None:
        """Takes up the journal behind its whole lines; raises `NotSaved`."""
        self._path = path
        self._last = lines.last
        self._end = lines.end
        self.digest = lines.digest
        """Digest of its last line."""
        self._room = 0
        self._descriptor = -1
        self.has_changes = len(lines.contents) > 1
        """Whether it holds more than the name of its snapshot."""
        self.is_short_of_room = False
        """Whether the disk had no room to set aside."""
        self.settle()

    def append(self, content: object) -> object:
        """Adds a line, safe from a power cut once this returns, and gives its content as it was written.

        Raises `NotSaved`, and then the line is not there; ValueError or TypeError for what is not JSON.
        """
        written = line(self.digest, content)
        # Parsed before it is written, so that what can't be read back does not get in.
        parsed = written.content
        self.settle()
        try:
            write(self._descriptor, written.data, self._end)
            os.fdatasync(self._descriptor)
        except OSError as error:
            self._take_back()
            raise self._not_saved(error) from error
        except BaseException:
            self._take_back()
            raise
        self._last, self._end = self._end, self._end + len(written.data)
        self.digest = written.digest
        self.has_changes = True
        if self._end + ROOM // 4 > self._room:
            self._make_room()
        return parsed

    def has_room(self) -> bool:
        """Whether room for more lines is set aside; tries to do so where there was none before."""
        try:
            self.settle()
        except NotSaved:
            return False
        if self.is_short_of_room:
            self._make_room()
        return not self.is_short_of_room

    @property
    def size(self) -> int:
        """Bytes of its lines."""
        return self._end

    def settle(self) -> None:
        """Sees to it that nothing stands behind the last line that is safe; raises `NotSaved`."""
        try:
            # What goes into a file that was removed or replaced would be lost.
            if self._descriptor >= 0 and not os.fstat(self._descriptor).st_nlink:
                self.let_go()
            if self._descriptor < 0:
                self._open()
        except FileNotFoundError:
            raise NotSaved(_changed_hands(self._path)) from None
        except OSError as error:
            raise self._not_saved(error) from error

    def begin_anew(self, snapshot: bytes) -> None:
        """Puts an empty journal that continues this snapshot in the place of this one; raises `NotSaved`."""
        first = first_line(snapshot)
        before = self._inode()
        try:
            put_in_place(self._path, first.data, durable=True)
        finally:
            # It may be there although its name is not yet safe: then the next line has to see to that first.
            if self._inode() != before:
                self.let_go()
                self._last, self._end, self.digest = 0, len(first.data), first.digest
                self.has_changes = False

    def close(self) -> None:
        """Gives back the room that was set aside."""
        self._take_back()

    def let_go(self) -> None:
        """Lets go of the file as it stands; further calls do nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)

    def _open(self) -> None:
        """Opens the file anew, with nothing in it behind the last line that is safe; raises OSError."""
        self._descriptor = os.open(self._path, os.O_RDWR)
        try:
            if os.fstat(self._descriptor).st_size < self._end or not stands(
                self._descriptor, self._last, self.digest
            ):
                raise NotSaved(_changed_hands(self._path))
            os.ftruncate(self._descriptor, self._end)
            self._make_room()
            os.fsync(self._descriptor)
            sync_folder(self._path.parent)
        except BaseException:
            self.let_go()
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
        try:
            if self._descriptor >= 0:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, self._end)
        finally:
            self.let_go()

    def _inode(self) -> int:
        """Which file lies in the place of the journal; 0 for none."""
        try:
            return self._path.stat().st_ino
        except OSError:
            return 0

    def _not_saved(self, error: OSError) -> NotSaved:
        return NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{self._path}）")


def _changed_hands(path: Path) -> str:
    return f"没有存上：{path} 被移走或换掉了，请找回原来的文件。"
