"""A remark taken apart: its clauses, which of them state something, and which are about the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from meeting.hint import words
from meeting.hint.patterns import grouped


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its place in the text; colons divide a sentence into parts."""

    at: int
    said: str
    sentence: int
    part: int


_WISH = grouped(words.HOPE, words.ADVISE, words.SHOULD, words.FUTURE)
_FACT_AFTER_ALL = grouped(words.NEVER, words.PAST, words.REPROACH)
_NARRATED = grouped(words.UNDONE, words.TOLD)
_SELF, _OTHER = map(re.compile, (words.SELF, words.OTHER))

_SAME_WIDTH = {0xFF01 + at: 0x21 + at for at in range(0x5E)} | {ord("「"): "“", ord("」"): "”"}
_QUOTED = re.compile('[“"][^“”"\\n]{1,40}[”"]')
_CLAUSES = re.compile("((?:[^,—:。;?!\n]|:(?=“))+)([,—:。;?!\n]?)")


def clauses(text: str) -> Iterator[Clause]:
    """Clauses of the same length as they are written, with what is quoted masked."""
    masked = _QUOTED.sub(lambda quoted: f"“{'□' * (len(quoted[0]) - 2)}”", text.translate(_SAME_WIDTH))
    sentence = part = 0
    for found in _CLAUSES.finditer(masked):
        said = found[1].strip()
        if said:
            at = found.start() + len(found[1]) - len(found[1].lstrip())
            yield Clause(at, said, sentence, part)
        sentence += found[2] not in ",—:"
        part += found[2] not in ",—"


def told(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that state something. A wish reaches on, until a clause turns back to facts."""
    wishing = False
    for _, group in groupby(clauses, key=lambda clause: clause.sentence):
        sentence = tuple(group)
        wishing = wishing and not any(_NARRATED.search(clause.said) for clause in sentence)
        for clause in sentence:
            wishing = wishing or bool(_WISH.search(clause.said))
            wishing = wishing and not _FACT_AFTER_ALL.search(clause.said)
            if not wishing:
                yield clause


def of_other(told: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that are not about the speaker, who stays the subject until another is named."""
    for _, group in groupby(told, key=lambda clause: clause.part):
        own = False
        for clause in group:
            own = not _OTHER.search(clause.said) and (own or bool(_SELF.search(clause.said)))
            if not own:
                yield clause
