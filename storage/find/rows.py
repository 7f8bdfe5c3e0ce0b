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
from meeting.ids import Number, PersonId

_FIRST = b'"entries":{"1":{"number":1,'
_NUMBER = b'{"number":'
_BY, _TO = b'"by":', b'"to":'
_LAST = b'"previous":"'
_TEXT = b'"text":"'
_MODE = b'","mode":"'
_SAID = b',"act":"said",'
_UNCORRECTING = b'"corrects":0,'
_CORRECTING = re.compile(rb'"corrects":([1-9][0-9]*),')
# Between two quotes that are not escaped stands no text, so none of these stands in a text either.

Offset = int
"""Where an entry begins in the bytes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All entries of a meeting."""

    setup: bytes
    """JSON of the tables without the entries."""
    body: bytes
    """JSON of the entries."""
    count: int
    """How many they are, which is the number of the last."""

    def entries(self, places: Collection[Offset]) -> bytes:
        """JSON of a list of these entries, the first one first."""
        return b"[" + b",".join(self.body[offset : self._end(offset)] for offset in sorted(places)) + b"]"

    def _end(self, offset: Offset) -> int:
        # A reason may hold the brace, and what is cut there is no JSON.
        return self.body.index(b"}", self.body.index(_MODE, offset)) + 1

    def offset_of(self, number: Number) -> Offset:
        """Raises ValueError where there is no such entry."""
        return self.body.index(b'{"number":%d,' % number)

    def names(self, offset: Offset, field: bytes, ids: tuple[bytes, ...]) -> bool:
        """Whether the entry has one of these ids, as JSON, in this field."""
        return self.body.startswith(ids, self.body.index(field, offset) + len(field))


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
    return Rows(snapshot[:first] + b'"entries":{}}', snapshot[first:end], count)


def holding(rows: Rows, names: Mapping[PersonId, str], query: Query) -> set[Offset] | None:
    """The entries that meet the query, whether they stand or not; None if bytes can't tell."""
    if any(set('"\\/') & set(word) or not word.isprintable() for word in query.words):
        return None
    try:
        return _holding(rows, names, query)
    except ValueError:
        return None


def to_parse(rows: Rows, found: Collection[Offset]) -> set[Offset]:
    """The entries of which the words alone do not tell whether they stand.

    These are the found ones that are no remarks, all that correct another, and what these correct. Raises
    ValueError where there is no such entry.
    """
    body = rows.body
    others = {offset for offset in found if not body.startswith(_SAID, body.index(b",", offset))}
    if body.count(_UNCORRECTING) != rows.count:
        for correcting in _CORRECTING.finditer(body):
            others |= {_offset(body, correcting.start()), rows.offset_of(int(correcting[1]))}
    return others


def _holding(rows: Rows, names: Mapping[PersonId, str], query: Query) -> set[Offset]:
    if query.words:
        kept = set.intersection(*(_saying(rows, names, word) for word in query.words))
    else:
        kept = {found.start() for found in re.finditer(re.escape(_NUMBER), rows.body)}
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
    ids = _ids(names, [word])
    named = (re.finditer(re.escape(field + id + b","), rows.body) for field in (_BY, _TO) for id in ids)
    by_name = {_offset(rows.body, found.start()) for row in named for found in row}
    some = () if any(map(str.isascii, word)) else traces(word)
    if some and not any(other in rows.body for other in some[1:]):
        return by_name | _with(rows.body, some[0])
    return by_name.union(_with_a_form_of(rows.body, word))


def _with(body: bytes, sought: bytes) -> set[Offset]:
    """The entries whose text holds these bytes, none of which JSON escapes."""
    found = set()
    at = body.find(sought)
    while at >= 0:
        start = body.rfind(_TEXT, 0, at)
        end = body.index(_MODE, start + len(_TEXT)) if start >= 0 else -1
        if at < end:
            found.add(body.rindex(_NUMBER, 0, start))
            at = end
        at = body.find(sought, at + 1)
    return found


def _with_a_form_of(body: bytes, word: str) -> Iterator[Offset]:
    """The entries whose text holds the word in any of its forms."""
    pieces = body.split(_TEXT)
    texts = [piece[: piece.index(_MODE)] for piece in pieces[1:]]
    search = pattern(word).search
    # An escape can look like the word, but can't hide it.
    if not search(b"\n".join(texts).decode()):
        return
    start = 0
    for piece, text in zip(pieces, texts, strict=False):
        start += len(piece)
        if search(_decoded(text)):
            yield _offset(body, start)
        start += len(_TEXT)


def _offset(body: bytes, at: int) -> Offset:
    """Where the entry begins in whose bytes this place lies; raises ValueError for none."""
    return body.rindex(_NUMBER, 0, at)


def _decoded(text: bytes) -> str:
    return str(json.loads(b'"' + text + b'"')) if b"\\" in text else text.decode()


def _is_escaped(snapshot: bytes) -> bool:
    """Whether characters that can be looked for may stand there by their numbers, or otherwise disguised."""
    # Hardly any file has a backslash at all, and one byte is found at a tenth of the cost of two.
    return b"\\" in snapshot and (b"\\u" in snapshot or b"\\/" in snapshot)
