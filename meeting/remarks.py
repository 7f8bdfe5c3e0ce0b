"""Whether a criticism names a fault of this person, or a hope, advice, praise or nothing in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice
from types import MappingProxyType

from meeting import remark_faults as faults
from meeting import remark_words as words
from meeting.remark_cues import CUES, FAULT_CUES, MERIT_CUES, START, UNMARKED, UNPRAISED, Cue, Scope
from meeting.remark_patterns import grouped


class RemarkKind(StrEnum):
    """What a criticism does: it names a fault, or puts something in its place."""

    PROBLEM = "problem"
    HOPE = "hope"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    VAGUE = "vague"

    @property
    def label(self) -> str:
        """The Chinese name of the kind."""
        return _LABELS[self]


_LABELS: Mapping[RemarkKind, str] = MappingProxyType(
    {
        RemarkKind.PROBLEM: "点出问题",
        RemarkKind.HOPE: "提希望",
        RemarkKind.SUGGESTION: "提建议",
        RemarkKind.PRAISE: "表扬",
        RemarkKind.VAGUE: "空泛",
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a criticism does, and the words of its text that decided it."""

    kind: RemarkKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with its place in the text; colons divide a sentence into parts."""

    at: int
    said: str
    sentence: int
    part: int


_WISH = grouped(words.HOPE, words.ADVISE, words.SHOULD, words.FUTURE)
_FACT_AFTER_ALL = grouped(faults.NEVER, words.PAST, words.REPROACH)
_NARRATED = grouped(faults.UNDONE, words.TOLD)
_GOOD_NOT, _TURN, _SELF, _OTHER = map(grouped, (words.GOOD_NOT, words.TURN, words.SELF, words.OTHER))

_SAME_WIDTH = {0xFF01 + at: 0x21 + at for at in range(0x5E)} | {ord("「"): "“", ord("」"): "”"}
_QUOTED = re.compile('[“"][^“”"\\n]{1,40}[”"]')
_CLAUSES = re.compile("((?:[^,—:。;?!\n]|:(?=“))+)([,—:。;?!\n]?)")


def classify(text: str) -> Remark:
    """Weighs what is found in a criticism: the kind that weighs most is what the remark does.

    A fact that may be checked is a fault only with a sign of fault; with a sign of merit it is praise.
    A remark in which nothing speaks for any kind is vague.
    """
    found = _found(text)
    weights = _weights(found)
    kind = max(RemarkKind, key=lambda kind: weights[kind])
    deciding = [span for cue, spans in found.items() if _row(cue.weights)[kind] > 0 for span in spans]
    if not deciding:
        return Remark(RemarkKind.VAGUE)
    return Remark(kind, tuple(text[begin:end] for begin, end in deciding))


def _row(weights: Sequence[float]) -> Mapping[RemarkKind, float]:
    return dict(zip(RemarkKind, weights, strict=True))


def _found(text: str) -> Mapping[Cue, Sequence[tuple[int, int]]]:
    """Where each cue stands in the text, if it does; no more findings than count are looked for."""
    scopes = _scopes(text)
    spans = {
        cue: [hit.span() for hit in islice(cue.pattern.finditer(scopes[cue.scope]), cue.most)] for cue in CUES
    }
    return {cue: hits for cue, hits in spans.items() if hits}


def _weights(found: Mapping[Cue, Sequence[tuple[int, int]]]) -> Mapping[RemarkKind, float]:
    rows = [START]
    if not any(cue in found for cue in FAULT_CUES):
        rows.append(UNMARKED)
    if not any(cue in found for cue in MERIT_CUES):
        rows.append(UNPRAISED)
    rows += [[len(hits) * weight for weight in cue.weights] for cue, hits in found.items()]
    return _row([sum(column) for column in zip(*rows, strict=True)])


def _scopes(text: str) -> Mapping[Scope, str]:
    """For each scope the text with its clauses in their places and line ends everywhere else."""
    clauses = tuple(_clauses(text))
    told = tuple(_told(clauses))
    of_other = tuple(_of_other(told))
    turn = next((clause.at for clause in clauses[1:] if _TURN.search(clause.said)), None)
    return {
        Scope.ALL: _in_place(text, clauses),
        Scope.TOLD: _in_place(text, told),
        Scope.OF_OTHER: _in_place(text, of_other),
        Scope.AFTER_TURN: _in_place(text, [c for c in of_other if turn is not None and c.at >= turn]),
        Scope.MEANT: _in_place(text, [c for c in told if turn is None or c.at >= turn]),
        Scope.LAST: _in_place(text, of_other[-1:]),
    }


def _in_place(text: str, clauses: Iterable[_Clause]) -> str:
    parts, end = [], 0
    for clause in clauses:
        parts += ["\n" * (clause.at - end), clause.said]
        end = clause.at + len(clause.said)
    return "".join(parts)


def _clauses(text: str) -> Iterator[_Clause]:
    """Clauses of the same length as they are written, with what says nothing by itself masked."""
    masked = _QUOTED.sub(lambda quoted: f"“{'□' * (len(quoted[0]) - 2)}”", text.translate(_SAME_WIDTH))
    sentence = part = 0
    for found in _CLAUSES.finditer(masked):
        said = found[1].strip()
        if said:
            at = found.start() + len(found[1]) - len(found[1].lstrip())
            yield _Clause(at, _GOOD_NOT.sub(lambda good: "○" * len(good[0]), said), sentence, part)
        sentence += found[2] not in ",—:"
        part += found[2] not in ",—"


def _told(clauses: Sequence[_Clause]) -> Iterator[_Clause]:
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


def _of_other(told: Sequence[_Clause]) -> Iterator[_Clause]:
    """The clauses that are not about the speaker, who stays the subject until another is named."""
    for _, group in groupby(told, key=lambda clause: clause.part):
        own = False
        for clause in group:
            own = not _OTHER.search(clause.said) and (own or bool(_SELF.search(clause.said)))
            if not own:
                yield clause
