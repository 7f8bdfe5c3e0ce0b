"""Whether a criticism names a fault of this person, or a hope, advice, praise or nothing in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType

from meeting.hint.clauses import clauses
from meeting.hint.signs import marks, runs
from meeting.hint.weights import weights


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


_MOST_RUNS = 5
"""How many runs are named as deciding; those that touch make one word."""


def classify(text: str) -> Remark:
    """Weighs the signs of a criticism: it names a fault if they sum up to more than nothing.

    Otherwise the kind that weighs most is what it does; where nothing speaks for a kind it is vague.
    """
    read = tuple(clauses(text))
    found = runs(read)
    signs = ("start", *found, *marks(read))
    kind = RemarkKind.PROBLEM
    if _sum(kind, signs) <= 0:
        kind = max(islice(RemarkKind, 1, None), key=lambda kind: _sum(kind, signs))
    words = tuple(text[begin:end] for begin, end in _deciding(kind, found))
    return Remark(kind, words) if words else Remark(RemarkKind.VAGUE)


def _sum(kind: RemarkKind, signs: Iterable[str]) -> float:
    weigh = weights()[kind].get
    return sum(weigh(sign, 0) for sign in signs)


def _deciding(kind: RemarkKind, found: Mapping[str, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the runs stand that weigh most for the kind; single characters only if nothing else does."""
    weigh = weights()[kind].get
    speaking = sorted(
        (run for run in found if weigh(run, 0) > 0), key=lambda run: weigh(run, 0), reverse=True
    )
    legible = [run for run in speaking if len(run.strip("^$#")) > 1] or speaking
    spans = (found[run] for run in legible[:_MOST_RUNS])
    return _merged(sorted(span for span in spans if span[0] < span[1]))


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap or touch, as one."""
    begin, end = 0, -1
    for first, past in spans:
        if first > end >= 0:
            yield begin, end
        if first > end:
            begin = first
        end = max(end, past)
    if end >= 0:
        yield begin, end
