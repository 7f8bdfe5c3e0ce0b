"""TinyDB on a journal: nothing that was acknowledged is lost, and a change costs what it changes.

`JournalDB(path)` is a TinyDB; beside its file, which stock TinyDB can open once it is closed, lie a journal
and a lock. `JournalStorage` works under TinyDB's own tables as well, but then a change costs the whole file.
"""

from __future__ import annotations

import codecs
import gc
import io
import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any, cast

from tinydb import Storage, TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from storage import changes
from storage.chained_lines import read_lines
from storage.changes import Change, Tables
from storage.errors import NotSaved
from storage.following import Follower
from storage.journal_file import (
    Journal,
    digest_of,
    first_line,
    journal_of,
    lock_of,
    read_standing,
)
from storage.lock import Lock
from storage.overlay import Overlay
from storage.whole_file import put_in_place

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
        self._path = Path(path)
        self._options = {**_COMPACT, **json_options}
        # Now, and not on closing, is the time to hear of an option that is none.
        json.dumps({}, **self._options)
        if codecs.lookup(encoding).name != "utf-8":
            raise ValueError(f"the files are always UTF-8, not {encoding}")
        self._limit = limit
        self._lock: Lock | None = None
        self._journal: Journal | None = None
        self._has_frozen = False
        self.notice = ""
        """What had to be mended or is amiss since opening, as a sentence; empty for nothing."""
        if access_mode.rstrip("b+") != "r":
            warnings.warn("Using an `access_mode` other than 'r' or 'r+' has no meaning here", stacklevel=2)
        self._follower: Follower | None = None
        self._tables: Tables | None = None
        if access_mode in ("r", "rb"):
            self._follower = Follower(self._path)
            return
        if create_dirs:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.parent.stat()
        self._lock = Lock(lock_of(self._path))
        try:
            self._tables = self._take_up()
            self._has_frozen = _freeze()
        except BaseException:
            self._lock.release()
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
        return self._tables

    @property
    def is_reader(self) -> bool:
        """Whether it follows what another writes."""
        return self._follower is not None

    def commit(self, change: Change) -> None:
        """Makes the change, durably and as a whole; raises `NotSaved`, and nothing changed."""
        if not self._journal:
            raise io.UnsupportedOperation(f"{self._path} is open for reading only, or closed")
        written = cast(Change, self._journal.append(change))
        self._tables = changes.apply(self._tables, written)
        if self._limit is not None and self._journal.size > self._limit:
            try:
                self.compact()
            except NotSaved:
                # The change itself is safe; the next one tries again.
                return

    def compact(self) -> None:
        """Writes everything as a snapshot and begins an empty journal; raises `NotSaved` or `Damaged`.

        It starts from the files and not from memory, so nothing else than what was acknowledged gets in.
        """
        if not self._journal:
            raise io.UnsupportedOperation(f"{self._path} is open for reading only, or closed")
        tables = read_standing(self._path).tables
        text = "" if tables is None else json.dumps(tables, **self._options)
        content = text.encode("utf-8", "backslashreplace")
        self._journal.append({"snapshot": digest_of(content)})
        put_in_place(self._path, content, durable=True)
        self._journal.begin_anew(content)

    def close(self) -> None:
        """Lets go of the database; raises `NotSaved` if no snapshot could be written, and nothing is lost."""
        try:
            if self._journal and self._journal.has_changes:
                self.compact()
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Lets go of the database as it stands, with the changes in the journal; further calls do nothing."""
        if self._journal:
            self._journal.close()
            self._journal = None
        if self._lock:
            self._lock.release()
            self._lock = None
        if self._has_frozen:
            gc.unfreeze()
            self._has_frozen = False

    def _take_up(self) -> Tables | None:
        """Reads what is there, makes what is not, and mends a torn end."""
        assert self._lock
        journal = journal_of(self._path)
        if not (self._path.exists() or journal.exists() or self._lock.is_marked):
            put_in_place(self._path, b"", durable=True)
        standing = read_standing(self._path)
        lines = standing.lines
        if lines is None:
            first = first_line(self._path.read_bytes())
            put_in_place(journal, first.data, durable=True)
            lines = read_lines(first.data)
        self._lock.mark()
        if lines.rest:
            self.notice = _set_aside(journal, lines.rest)
        self._journal = Journal(journal, lines)
        if self._journal.is_short_of_room:
            self.notice += f"磁盘快满了，没能为 {self._path} 预留空间，请尽快腾出空间。"
        return standing.tables


class JournalTable(Table):
    """A table on which an insert, and an update or removal by id, cost only what they change.

    On another storage, or on one behind a middleware, it is TinyDB's own table.
    """

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's, with documents that share nothing with the store, nor with another search."""
        if isinstance(self._storage, JournalStorage) and self._storage.is_reader:
            # Of what the writer changes since, a reader's own table hears nothing.
            self.clear_cache()
        return [_apart(copy(document)) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """As TinyDB's, with documents that share nothing with the store."""
        found = super().get(*args, **kwargs)
        return [_apart(document) for document in found] if isinstance(found, list) else _apart(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_apart, super().__iter__())

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        if not isinstance(self._storage, JournalStorage):
            return super()._read_table()
        table: dict[str, Mapping[Any, Any]] = (self._storage.tables or {}).get(self.name, {})
        return table

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        if not isinstance(self._storage, JournalStorage):
            super()._update_table(updater)
            return
        tables = self._storage.tables or {}
        overlay = Overlay(tables.get(self.name, {}), self.document_id_class)
        updater(overlay)
        change = overlay.change(self.name)
        if self.name not in tables:
            change.setdefault("put", {}).setdefault(self.name, {})
        if change:
            self._storage.commit(change)
        self.clear_cache()


class JournalDB(TinyDB):
    """A TinyDB that loses nothing it has acknowledged; the arguments are those of `JournalStorage`."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]


def _set_aside(journal: Path, torn: bytes) -> str:
    """Keeps the torn end of a journal in a file of its own, and gives the sentence that says so."""
    number = 1
    while (aside := journal.with_name(f"{journal.name}.torn-{number}")).exists():
        number += 1
    put_in_place(aside, torn, durable=True)
    return f"上次写到一半中断：没写完的 {len(torn)} 字节已另存为 {aside}，之前记下的都在。"


def _freeze() -> bool:
    """Keeps what was read out of the garbage collector's rounds; False where others have done so before.

    Sooner or later a round falls into an insert, and over 50,000 documents it takes more than 0.1 s.
    """
    if gc.get_freeze_count():
        return False
    gc.freeze()
    return True


def _apart(document: Any) -> Any:
    """The document, a shallow copy of what is stored, with values of its own."""
    if isinstance(document, dict):
        for key, value in document.items():
            document[key] = changes.copied(value)
    return document
