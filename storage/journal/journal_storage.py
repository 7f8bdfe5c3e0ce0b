"""The TinyDB storage on a journal: one writer, and readers that follow it."""

from __future__ import annotations

import codecs
import gc
import io
import json
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from tinydb import Storage

from storage.errors import Damaged, NotSaved, StorageError, cause
from storage.journal import changes
from storage.journal.chained_lines import read_lines
from storage.journal.changes import Change, Tables
from storage.journal.following import Follower
from storage.journal.journal_file import Journal
from storage.journal.standing import digest_of, first_line, journal_of, lock_of, read_standing
from storage.lock import Lock
from storage.whole_file import free_name, put_in_place, sync_file, sync_folder

_COMPACT: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


class JournalStorage(Storage):
    """A storage for one writer, and any number of readers that follow it."""

    def __init__(
        self,
        path: str | Path,
        *,
        access_mode: str = "r+",
        create_dirs: bool = False,
        encoding: str = "utf-8",
        limit: int | None = None,
        **json_options: Any,
    ) -> None:
        """Opens the database, and makes it if it is not there; with the access mode "r" only to read.

        `limit` is the number of bytes that the journal may reach before everything is written as a snapshot,
        which otherwise is done on closing only. The options are those of `json.dumps`, for the snapshot; the
        encoding may be named, as JSONStorage needs it, but UTF-8 is the only one.
        Raises `InUse` when another writer holds it, `Damaged`, leaving everything as it was, `BadPlace`,
        `NotSaved`, and FileNotFoundError for a folder, or when reading a file, that is not there.
        """
        # Absolute, as the program may change its working folder before the next snapshot.
        self._path = Path(path).absolute()
        self._options = {**_COMPACT, **json_options}
        # Now, and not on closing, is the time to hear of an option that is none.
        json.dumps({}, **self._options)
        if codecs.lookup(encoding).name != "utf-8":
            raise ValueError(f"the files are always UTF-8, not {encoding}")
        self._limit = limit
        self._lock: Lock | None = None
        self._journal: Journal | None = None
        self._has_frozen = False
        self._mended = ""
        if access_mode.rstrip("b+") != "r":
            warnings.warn("Using an `access_mode` other than 'r' or 'r+' has no meaning here", stacklevel=2)
        self._follower: Follower | None = None
        self._tables: Tables | None = None
        self._in_doubt = False
        if access_mode in ("r", "rb"):
            self._follower = Follower(self._path)
            if self._follower.torn:
                self._mended = f"{self._path} 的最后一条没写完，或正在写入。"
            return
        if create_dirs:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.parent.stat()
        self._lock = Lock(lock_of(self._path))
        try:
            self._take_up()
            self._has_frozen = _freeze()
        except BaseException:
            self.let_go()
            raise

    def read(self) -> Tables | None:
        """The tables, which the caller may change; None when nothing was ever written."""
        return cast(Tables | None, changes.copied(self.tables))

    def write(self, data: Mapping[str, Any]) -> None:
        """Makes the tables what they shall be, durably; raises `NotSaved`, and nothing changed."""
        if change := changes.difference(self.tables, data):
            self.commit(change)

    @property
    def tables(self) -> Tables | None:
        """The tables themselves, not to be changed but through `commit`; a reader's are read on."""
        if self._follower:
            self._follower.read_on()
            return self._follower.tables
        if self._journal:
            self._settle()
        return self._tables

    @property
    def is_following(self) -> bool:
        """Whether another program may change the tables at any time."""
        return self._follower is not None

    def commit(self, change: Change) -> None:
        """Makes the change, durably and as a whole; raises `NotSaved`, and nothing changed.

        Raises KeyError for a change that does not fit, and ValueError or TypeError for what is not JSON.
        """
        journal = self._settle()
        self._check_lock()
        changes.check(self._tables, change)
        self._in_doubt = True
        try:
            written = cast(Change, journal.append(change))
            self._tables = changes.apply(self._tables, written)
        except (NotSaved, ValueError, TypeError):
            self._in_doubt = False
            raise
        self._in_doubt = False
        if self._limit is not None and journal.size > self._limit:
            try:
                self.compact()
            except StorageError as error:
                # The change itself is safe; the next one tries again.
                self._mended = str(error)

    @property
    def notice(self) -> str:
        """What had to be mended on opening, or is amiss now, as a sentence; empty for nothing."""
        if self._journal and self._journal.is_short_of_room:
            return self._mended + f"磁盘快满了，没能为 {self._path} 预留空间，请尽快腾出空间。"
        return self._mended

    def give_room_back(self) -> None:
        """Gives back the room set aside, for others who need some; the next change sets it aside again."""
        if self._journal:
            self._journal.close()

    def has_room(self) -> bool:
        """Whether the disk takes more changes by now, as far as can be told before there is one."""
        return self._settle().has_room()

    def compact(self) -> None:
        """Writes everything as a snapshot and begins an empty journal; raises `NotSaved` or `Damaged`.

        It starts from the files and not from memory, so nothing else than what was acknowledged gets in.
        """
        journal = self._compact()
        # Room is set aside at once, while there is some; whatever hinders that is said by the next change.
        with suppress(NotSaved):
            journal.settle()

    def _compact(self) -> Journal:
        journal = self._settle()
        self._check_lock()
        journal.settle()
        try:
            standing = read_standing(self._path)
        except FileNotFoundError:
            raise Damaged(f"{self._path} 和它的日志不见了，请找回它们，或用备份恢复。") from None
        if not standing.lines or standing.lines.digest != journal.digest:
            raise Damaged(f"{journal_of(self._path)} 在写的时候被别的程序改动过。请用备份恢复。")
        text = "" if standing.tables is None else json.dumps(standing.tables, **self._options)
        content = text.encode("utf-8", "backslashreplace")
        self._in_doubt = True
        try:
            journal.append({"snapshot": digest_of(content)})
            put_in_place(self._path, content, durable=True)
            journal.begin_anew(content)
        except NotSaved:
            self._in_doubt = False
            raise
        self._in_doubt = False
        return journal

    def close(self) -> None:
        """Lets go of the database; raises `NotSaved` if no snapshot could be written, or `Damaged`."""
        try:
            if self._journal:
                journal = self._settle()
                # A line that was refused may still stand in the file, where taking it back failed too.
                journal.settle()
                if journal.has_changes:
                    self._compact()
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Lets go of the database as it stands, with the changes in the journal; further calls do nothing."""
        journal, self._journal = self._journal, None
        lock, self._lock = self._lock, None
        try:
            # What is in doubt stays as it is, for the next opening to see.
            if journal and self._in_doubt:
                journal.let_go()
            elif journal:
                journal.close()
        finally:
            if lock:
                lock.release()
        if self._has_frozen:
            gc.unfreeze()
            self._has_frozen = False

    def _check_lock(self) -> None:
        """Raises `NotSaved` where somebody else may write by now, as the lock was removed or exchanged."""
        if self._lock and not self._lock.is_current:
            raise NotSaved(
                f"没有存上：{lock_of(self._path)} 被删除或换掉了，别处可能也在写。"
                "请先抄下没存上的文字，再重新打开。"
            )

    def _settle(self) -> Journal:
        """The journal, taken up anew where a Ctrl-C, say, has left open how far the last change got."""
        if not self._journal:
            raise io.UnsupportedOperation(f"{self._path} is open for reading only, or closed")
        if self._in_doubt:
            self._journal.let_go()
            self._take_up()
        return self._journal

    def _take_up(self) -> None:
        """Reads what is there, makes what is not, and mends a torn end."""
        assert self._lock
        journal = journal_of(self._path)
        if not (self._path.exists() or journal.exists() or self._lock.is_marked):
            put_in_place(self._path, b"", durable=True)
        standing = read_standing(self._path)
        lines = standing.lines
        try:
            # Whoever put it there may not have made it durable, and all that follows builds on it.
            sync_file(self._path)
            if lines is None:
                sync_folder(self._path.parent)
        except OSError as error:
            raise NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{self._path}）") from error
        if lines is None:
            first = first_line(self._path.read_bytes())
            put_in_place(journal, first.data, durable=True)
            lines = read_lines(first.data)
        if lines.rest:
            self._mended = _set_aside(journal, lines.rest)
        self._journal = Journal(journal, lines)
        # Only now, as the journal's name is safe: a mark without a journal is damage.
        self._lock.mark()
        self._tables = standing.tables
        self._in_doubt = False


def _set_aside(journal: Path, torn: bytes) -> str:
    """Keeps the torn end of a journal in a file of its own, and gives the sentence that says so."""
    aside = free_name(journal, "torn")
    put_in_place(aside, torn, durable=True)
    return f"上次写到一半中断：没写完的 {len(torn)} 字节已另存为 {aside}；前面的都在，请核对最后一条。"


def _freeze() -> bool:
    """Keeps what was read out of the garbage collector's rounds; False where others have done so before.

    Sooner or later a round falls into an insert, and over 50,000 documents it takes more than 0.1 s.
    """
    if gc.get_freeze_count():
        return False
    gc.freeze()
    return True
