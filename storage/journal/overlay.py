"""A TinyDB table as an update sees it, with what the update touches kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from storage.journal import changes
from storage.journal.changes import Change


class Overlay(MutableMapping[Any, Any]):
    """Documents by id, over a table that stays as it is; a document that is read is a copy to be changed."""

    def __init__(self, table: Mapping[str, Any], as_id: Callable[[str], Any]) -> None:
        self._table = table
        self._as_id = as_id
        self._read: dict[Any, Any] = {}
        self._gone: dict[Any, None] = {}
        self._new: dict[Any, Any] = {}

    def change(self, name: str) -> Change:
        """What was done, as a change of the table of this name; {} for nothing."""
        cut = [str(id) for id in self._gone]
        read = {str(id): document for id, document in self._read.items()}
        put = {**changes.changed(self._table, read), **{str(id): item for id, item in self._new.items()}}
        return changes.change(drop=[], cut={name: cut} if cut else {}, put={name: put} if put else {})

    def __getitem__(self, id: Any) -> Any:
        if id in self._new:
            return self._new[id]
        if id not in self._read:
            if not self._stands(id):
                raise KeyError(id)
            self._read[id] = changes.copied(self._table[str(id)])
        return self._read[id]

    def __setitem__(self, id: Any, document: Any) -> None:
        (self._read if self._stands(id) else self._new)[id] = document

    def __delitem__(self, id: Any) -> None:
        if id in self._new:
            del self._new[id]
        elif self._stands(id):
            self._read.pop(id, None)
            self._gone[id] = None
        else:
            raise KeyError(id)

    def __contains__(self, id: object) -> bool:
        return id in self._new or self._stands(id)

    def __iter__(self) -> Iterator[Any]:
        for name in self._table:
            if (id := self._as_id(name)) not in self._gone:
                yield id
        yield from self._new

    def __len__(self) -> int:
        return len(self._table) - len(self._gone) + len(self._new)

    def clear(self) -> None:
        """Takes every document out."""
        self._gone = {self._as_id(name): None for name in self._table}
        self._read.clear()
        self._new.clear()

    def _stands(self, id: object) -> bool:
        """Whether the table holds the document and it was not taken out; the text "1" is not the id 1."""
        name = str(id)
        return name in self._table and self._as_id(name) == id and id not in self._gone
