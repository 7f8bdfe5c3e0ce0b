"""The entries of a snapshot found in its bytes, which is faster than parsing them.

That works for files as this program writes them; of any other nothing is said, and it has to be parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from meeting.find.even import pattern, traces
from meeting.find.query import Query, holds_all
from meeting.fitting import CORRECTABLE
from meeting.ids import Number, PersonId
from meeting.model import Act

_FIRST = b'"entries":{"1":{"number":1,'
_NUMBER = b'{"number":'
_BY, _TO = b'"by":', b'"to":'
_LAST = b'"previous":"'
_TEXT = b'"text":"'
_MODE = b'","mode":"'
_SAID = b',"act":"said",'
_WITH_WORDS = tuple(f',"act":"{act}",'.encode() for act in (*CORRECTABLE, Act.CORRECTED, Act.WITHDRAWN))
_UNCORRECTING = b'"corrects":0,'
_CORRECTING = re.compile(rb'"corrects":([1-9][0-9]*),')
# Between two quotes that are not escaped stands no text, so none of these stands in a text either.

_AT_ONCE = 256
"""Texts."""

Offset = int
"""Where an entry begins in the bytes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All entries of a meeting."""

    setup: bytes
    """JSON of the tables without the entries."""
    data: bytes
    """The file in which the entries stand; they are not cut out, as each copy costs as much as looking."""
    begin: Offset
    end: Offset
    """From where and up to where they stand there."""
    count: int
    """How many they are, which is the number of the last."""

    def entries(self, places: Collection[Offset]) -> bytes:
        """JSON of a list of these entries, the first one first."""
        return b"[" + b",".join(self.data[offset : self._behind(offset)] for offset in sorted(places)) + b"]"

    def _behind(self, offset: Offset) -> Offset:
        # A reason may hold the brace, and what is cut there is no JSON.
        return self.data.index(b"}", self.data.index(_MODE, offset, self.end), self.end) + 1

    def offset_of(self, number: Number) -> Offset:
        """Raises ValueError where there is no such entry."""
        return self.data.index(b'{"number":%d,' % number, self.begin, self.end)

    def has_words(self, offset: Offset) -> bool:
        """Whether the entry has words, or changes those of another; steps of the meeting have none."""
        return self.data.startswith(_WITH_WORDS, self.data.index(b",", offset))

    def names(self, offset: Offset, field: bytes, ids: tuple[bytes, ...]) -> bool:
        """Whether the entry has one of these ids, as JSON, in this field."""
        return self.data.startswith(ids, self.data.index(field, offset, self.end) + len(field))

    def around(self, place: Offset) -> Offset:
        """The entry in whose bytes this place lies; raises ValueError for none."""
        return self.data.rindex(_NUMBER, self.begin, place)


def rows_in(snapshot: bytes) -> Rows | None:
    """The entries; None for a file that this program did not write so, or that has none."""
    first, last = snapshot.find(_FIRST), snapshot.rfind(_LAST)
    if not 0 <= first < last or _is_escaped(snapshot):
        return None
    number = snapshot.rfind(_NUMBER, first, last) + len(_NUMBER)
    try:
        end = snapshot.index(b"}", snapshot.index(_MODE, last)) + 1
        count = int(snapshot[number : snapshot.index(b",", number)])
    except ValueError:
        return None
    return Rows(snapshot[:first] + b'"entries":{}}', snapshot, first, end, count)


def holding(rows: Rows, names: Mapping[PersonId, str], query: Query) -> set[Offset] | None:
    """The entries that meet the query, whether they stand or not; None if bytes can't tell."""
    if any(set('"\\/') & set(word) or not word.isprintable() for word in query.words):
        return None
    try:
        return _holding(rows, names, query)
    except ValueError:
        return None


def uncertain(rows: Rows, found: Collection[Offset]) -> set[Offset]:
    """The entries that are not simply remarks which stand as they are.

    These are the found ones that are no remarks, all that correct another, and what these correct; of them
    only those that have words need be parsed. Raises ValueError where there is no such entry.
    """
    data = rows.data
    apart = {offset for offset in found if not data.startswith(_SAID, data.index(b",", offset))}
    if data.count(_UNCORRECTING, rows.begin, rows.end) != rows.count:
        for correcting in _CORRECTING.finditer(data, rows.begin, rows.end):
            apart |= {rows.around(correcting.start()), rows.offset_of(int(correcting[1]))}
    return apart


def _holding(rows: Rows, names: Mapping[PersonId, str], query: Query) -> set[Offset]:
    if query.words:
        first, *others = query.words
        kept = _saying(rows, names, first)
        for word in others:
            kept &= _saying(rows, names, word)
    else:
        kept = set(_places(rows, _NUMBER))
    for field, parts in ((_BY, query.by), (_TO, query.to)):
        if parts:
            ids = _ids(names, parts)
            kept = {offset for offset in kept if rows.names(offset, field, ids)}
    return kept


def _ids(names: Mapping[PersonId, str], parts: Sequence[str]) -> tuple[bytes, ...]:
    """JSON of the ids of those whose names hold all these parts."""
    ids = [id for id, name in names.items() if holds_all(name, parts)]
    return tuple(json.dumps(id, ensure_ascii=False).encode() for id in ids)


def _saying(rows: Rows, names: Mapping[PersonId, str], word: str) -> set[Offset]:
    """The entries that hold the word in their text or in a name."""
    some = () if any(map(str.isascii, word)) else traces(word)
    if some and not any(rows.data.find(other, rows.begin, rows.end) >= 0 for other in some[1:]):
        found = _with(rows, some[0])
    else:
        found = set(_with_a_form_of(rows, word))
    for field in (_BY, _TO):
        for id in _ids(names, [word]):
            found.update(map(rows.around, _places(rows, field + id + b",")))
    return found


def _places(rows: Rows, sought: bytes) -> Iterator[Offset]:
    at = rows.data.find(sought, rows.begin, rows.end)
    while at >= 0:
        yield at
        at = rows.data.find(sought, at + 1, rows.end)


def _with(rows: Rows, sought: bytes) -> set[Offset]:
    """The entries whose text holds these bytes, none of which JSON escapes."""
    data, end = rows.data, rows.end
    found = set()
    at = data.find(sought, rows.begin, end)
    while at >= 0:
        start = data.rfind(_TEXT, rows.begin, at)
        behind = data.index(_MODE, start + len(_TEXT)) if start >= 0 else -1
        if at < behind:
            found.add(data.rindex(_NUMBER, rows.begin, start))
            at = behind
        at = data.find(sought, at + 1, end)
    return found


def _with_a_form_of(rows: Rows, word: str) -> Iterator[Offset]:
    """The entries whose text holds the word in any of its forms."""
    search = pattern(word).search
    texts = list(_texts(rows))
    # Many are looked through at once, but not all: what is large is taken from the system anew each time.
    for first in range(0, len(texts), _AT_ONCE):
        some = texts[first : first + _AT_ONCE]
        # An escape can look like the word, but can't hide it.
        if search(b"\n".join(text for _, text in some).decode()):
            yield from (rows.around(start) for start, text in some if search(_decoded(text)))


def _texts(rows: Rows) -> Iterator[tuple[Offset, bytes]]:
    """Where each text begins, and the text with the escapes of JSON."""
    data = rows.data
    at = data.find(_TEXT, rows.begin, rows.end)
    while at >= 0:
        start = at + len(_TEXT)
        at = data.index(_MODE, start)
        yield start, data[start:at]
        at = data.find(_TEXT, at, rows.end)


def _decoded(text: bytes) -> str:
    return str(json.loads(b'"' + text + b'"')) if b"\\" in text else text.decode()


def _is_escaped(snapshot: bytes) -> bool:
    """Whether characters that can be looked for may stand there by their numbers, or otherwise disguised."""
    # Hardly any file has a backslash at all, and one byte is found at a tenth of the cost of two.
    return b"\\" in snapshot and (b"\\u" in snapshot or b"\\/" in snapshot)
