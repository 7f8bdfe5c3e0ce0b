"""TinyDB on a journal: nothing that was acknowledged is lost, and a change costs what it changes.

`JournalDB(path)` is a TinyDB; beside its file, which stock TinyDB can open once it is closed, lie a journal
and a lock. `JournalStorage` works under TinyDB's own tables as well, but then a change costs the whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from storage.journal import changes
from storage.journal.journal_storage import JournalStorage
from storage.journal.overlay import Overlay

__all__ = ["JournalDB", "JournalStorage", "JournalTable"]


class JournalTable(Table):
    """A table on which an insert, and an update or removal by id, cost only what they change.

    On another storage, or on one behind a middleware, it is TinyDB's own table.
    """

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's, with documents that share nothing with the store."""
        if isinstance(self._storage, JournalStorage) and self._storage.is_following:
            # Of what the writer changes since, a reader's own table hears nothing.
            self.clear_cache()
        return [_apart(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """As TinyDB's, with documents that share nothing with the store."""
        found = super().get(*args, **kwargs)
        if isinstance(found, list):
            return [_apart(document) for document in found]
        return None if found is None else _apart(found)

    def __iter__(self) -> Iterator[Document]:
        # All at once, as the table itself may be changed before the last one is asked for.
        return map(_apart, list(super().__iter__()))

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
        # Before and not after, as a change that is broken off by Ctrl-C may have been made.
        self.clear_cache()
        if change:
            self._storage.commit(change)


class JournalDB(TinyDB):
    """A TinyDB that loses nothing it has acknowledged; the arguments are those of `JournalStorage`."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]


def _apart(document: Document) -> Document:
    """A document as TinyDB makes it, a shallow copy that its cache holds too, as one for the caller alone."""
    return type(document)(changes.copied(document), document.doc_id)
