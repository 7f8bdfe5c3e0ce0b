"""The signs that are weighed in a remark: runs of characters as they stand in it, and marks of its build."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from meeting.hint import words
from meeting.hint.clauses import Clause, of_other, told
from meeting.hint.patterns import grouped

LONGEST = 4
"""How many characters the longest run has."""

_UNIT = re.compile("(?P<figure>[0-9〇零二两三四五六七八九十百千万亿]+)|(?P<quoted>□+)|.")
_SIGN = {"figure": "#", "quoted": "□"}
_MARKS = {
    "when": grouped(words.DATE, words.EVENT),
    "how-many": grouped(words.QUANTITY),
    "happened": grouped(words.HAPPENED),
    "denied": grouped(words.NOT),
    "his-deed": grouped(words.DEED),
}
_MOST_CLAUSES, _MOST_SENTENCES = 7, 4


def runs(read: Sequence[Clause]) -> Mapping[str, tuple[int, int]]:
    """Every run of at most LONGEST characters within a clause, with where it last stands in the text.

    ^ and $ are the ends of the clause, # a figure and □ what is quoted; each counts as one character.
    """
    found = {}
    for clause in read:
        units = tuple(_UNIT.finditer(clause.said))
        signs = f"^{''.join(_SIGN.get(unit.lastgroup or '', unit[0]) for unit in units)}$"
        at, size = clause.at, len(clause.said)
        begins = (at, *(at + unit.start() for unit in units), at + size)
        ends = (at, *(at + unit.end() for unit in units), at + size)
        for first in range(len(signs)):
            for past in range(first + 1, min(first + LONGEST, len(signs)) + 1):
                found[signs[first:past]] = begins[first], ends[past - 1]
    return found


def marks(read: Sequence[Clause]) -> Iterator[str]:
    """How the remark is built: how far its wishes reach, and which marks of a fact stand outside them.

    A mark that may count several times comes several times.
    """
    stated = tuple(told(read))
    wishes = _wishes(read, stated)
    yield wishes
    if wishes == "facts-and-wishes":
        yield "begins-told" if read[0] in stated else "begins-wishing"
        yield "ends-told" if read[-1] in stated else "ends-wishing"
    said = tuple(clause.said for clause in of_other(stated))
    for mark, pattern in _MARKS.items():
        if any(map(pattern.search, said)):
            yield f"{mark}-{wishes}"
    yield from ["clause"] * min(len(read), _MOST_CLAUSES)
    yield from ["sentence"] * min(len({clause.sentence for clause in read}), _MOST_SENTENCES)


def _wishes(read: Sequence[Clause], stated: Sequence[Clause]) -> str:
    if not stated:
        return "only-wishes"
    return "no-wish" if len(stated) == len(read) else "facts-and-wishes"
