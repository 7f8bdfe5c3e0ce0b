"""The entries of a snapshot as pieces of its bytes, in which words are counted faster than parsed.

That works for files as this program writes them; of any other nothing is said, and it has to be parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from meeting.find.even import pattern, traces
from meeting.find.query import Query, holds_all
from meeting.ids import PersonId

_FIRST = b'"entries":{"1":{"number":1,'
_LAST = b'"previous":"'
_BY, _TO = b'"by":', b'"to":'
_TEXT = b'"text":"'
_MODE = b'","mode":"'
# Between two quotes that are not escaped stands no text, so what is split at stands in no text either.


@dataclass(frozen=True, slots=True)
class Rows:
    """All entries of a meeting."""

    setup: bytes
    """JSON of the tables without the entries."""
    pieces: Sequence[bytes]
    """The entries, cut where a text begins: each but the last ends with what stands before a text."""
    texts: Sequence[bytes]
    """The text of each entry, with the escapes of JSON."""

    def is_of(self, index: int, by: tuple[bytes, ...], to: tuple[bytes, ...]) -> bool:
        """Whether the entry is by one of the first or to one of the second, each id as JSON.

        Raises ValueError for an entry that has its fields in another order.
        """
        piece = self.pieces[index]
        own = piece.rindex(_BY) + len(_BY)
        return piece.startswith(by, own) or piece.startswith(to, piece.index(_TO, own) + len(_TO))

    def entries(self, indexes: Iterable[int]) -> bytes:
        """JSON of a list of these entries."""
        return b"[" + b",".join(map(self._entry, indexes)) + b"]"

    def _entry(self, index: int) -> bytes:
        before, behind = self.pieces[index], self.pieces[index + 1]
        begin = before.rindex(b'{"number":')
        end = behind.index(b"}", len(self.texts[index])) + 1
        return before[begin:] + _TEXT + behind[:end]


def rows_in(snapshot: bytes) -> Rows | None:
    """The entries; None for a file that this program did not write so, or that has none."""
    first, last = snapshot.find(_FIRST), snapshot.rfind(_LAST)
    if not 0 <= first < last or _is_escaped(snapshot):
        return None
    pieces = snapshot[first:last].split(_TEXT)
    before, _, behind = snapshot[last:].partition(_TEXT)
    pieces[-1] += before
    pieces.append(behind)
    try:
        texts = [piece[: piece.index(_MODE)] for piece in pieces[1:]]
    except ValueError:
        return None
    return Rows(snapshot[:first] + b'"entries":{}}', pieces, texts)


def holding(rows: Rows, names: Mapping[PersonId, str], query: Query) -> list[int] | None:
    """Indexes of the entries that meet the query, whether they stand or not; None if bytes can't tell."""
    if any(set('"\\/') & set(word) or not word.isprintable() for word in query.words):
        return None
    try:
        return _holding(rows, names, query)
    except ValueError:
        return None


def _holding(rows: Rows, names: Mapping[PersonId, str], query: Query) -> list[int]:
    kept: Iterable[int] = range(len(rows.texts))
    whose = {word: _ids(names, [word]) for word in query.words}
    # What only the texts tell comes first, as it leaves the fewest.
    for word in sorted(whose, key=lambda word: len(whose[word])):
        ids, is_in = whose[word], _test(word, rows.texts)
        if not ids:
            kept = [index for index in kept if is_in(rows.texts[index])] if is_in else []
        else:
            kept = [
                index for index in kept if (is_in and is_in(rows.texts[index])) or rows.is_of(index, ids, ids)
            ]
    if query.by:
        by = _ids(names, query.by)
        kept = [index for index in kept if rows.is_of(index, by, ())]
    if query.to:
        to = _ids(names, query.to)
        kept = [index for index in kept if rows.is_of(index, (), to)]
    return list(kept)


def not_said(rows: Rows) -> list[int]:
    """Indexes of the entries that are no remarks."""
    return [index for index, piece in enumerate(rows.pieces[:-1]) if b'"act":"said",' not in piece]


def _ids(names: Mapping[PersonId, str], parts: Sequence[str]) -> tuple[bytes, ...]:
    """JSON of the ids of those whose names hold all these parts."""
    ids = [id for id, name in names.items() if holds_all(name, parts)]
    return tuple(json.dumps(id, ensure_ascii=False).encode() for id in ids)


def _test(word: str, texts: Sequence[bytes]) -> Callable[[bytes], object] | None:
    """Tells whether a text holds the word; None if none of the texts does."""
    every = b"\n".join(texts)
    if not any(map(str.isascii, word)) and (some := traces(word)):
        plain, *others = some
        if not any(other in every for other in others):
            return re.compile(plain).search if plain in every else None
    search = pattern(word).search
    # An escape can look like the word, but can't hide it.
    if not search(every.decode()):
        return None
    return lambda text: search(_decoded(text))


def _decoded(text: bytes) -> str:
    return str(json.loads(b'"' + text + b'"')) if b"\\" in text else text.decode()


def _is_escaped(snapshot: bytes) -> bool:
    """Whether characters that can be looked for may stand there by their numbers, or otherwise disguised."""
    # Hardly any file has a backslash at all, and one byte is found at a tenth of the cost of two.
    return b"\\" in snapshot and (b"\\u" in snapshot or b"\\/" in snapshot)
