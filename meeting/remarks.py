"""Whether a criticism names a fault of this person, or a hope, advice, praise or nothing in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from meeting import remark_words as words


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """The clauses by what they do; what the speaker says of himself is told, but not of the other."""

    text: str
    all: Sequence[_Clause]
    told: Sequence[_Clause]
    of_other: Sequence[_Clause]

    def found(self, pattern: re.Pattern[str], clauses: Sequence[_Clause]) -> tuple[str, ...]:
        """The words of these clauses that belong to a class, as they are written."""
        hits = ((clause.at, hit) for clause in clauses for hit in pattern.finditer(clause.said))
        return tuple(self.text[at + hit.start() : at + hit.end()] for at, hit in hits)


def _any(*classes: str) -> re.Pattern[str]:
    return re.compile("|".join(classes))


_FIRM = _any(
    words.NEVER,
    words.ONLY,
    words.OMITTED,
    words.LATE,
    words.FALSE,
    words.AGAINST_RULES,
    words.HARSH,
    words.DEED,
    words.INSTANCE,
)
_PLAIN = _any(words.QUANTITY, words.PAST, words.DATE, words.LASTING, words.RESULT, words.SEEN, words.TOLD)
_WISH = _any(words.HOPE, words.ADVISE, words.SHOULD, words.FUTURE)
_FACT_AFTER_ALL = _any(words.NEVER, words.PAST, words.REPROACH)
_NARRATED = _any(words.OMITTED, words.TOLD)
_GOOD_NOT, _CARE, _MERIT = _any(words.GOOD_NOT), _any(words.CARE), _any(words.MERIT, "○+")
_HOPE, _ADVISE, _SHOULD, _FUTURE = map(_any, (words.HOPE, words.ADVISE, words.SHOULD, words.FUTURE))
_SHORT, _SHARED = _any(words.SHORT_OF), _any(words.SHARED)
_TURN, _SELF, _OTHER = _any(words.TURN), _any(words.SELF), _any(words.OTHER)
_ABSTRACT = _any(words.ABSTRACT)

_SAME_WIDTH = {0xFF01 + at: 0x21 + at for at in range(0x5E)} | {ord("「"): "“", ord("」"): "”"}
_QUOTED = re.compile('[“"][^“”"\\n]{1,40}[”"]')
_CLAUSES = re.compile("((?:[^,—:。;?!\n]|:(?=“))+)([,—:。;?!\n]?)")


def classify(text: str) -> Remark:
    """Reads a criticism as an experienced recorder does: first a fact, then the act, else vague."""
    reading = _read(text)
    firm, plain = (reading.found(signs, reading.of_other) for signs in (_FIRM, _PLAIN))
    act = _act(reading)
    if act is None:
        facts = firm + plain or _bare_statement(reading)
        return Remark(RemarkKind.PROBLEM, facts) if facts else Remark(RemarkKind.VAGUE)
    if _outweighs(reading, act, firm, plain):
        return Remark(RemarkKind.PROBLEM, firm + plain)
    return act


def _read(text: str) -> _Reading:
    clauses = tuple(_clauses(text))
    told = tuple(_told(clauses))
    return _Reading(text, clauses, told, tuple(_of_other(told)))


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


def _act(reading: _Reading) -> Remark | None:
    """What the remark does besides stating facts, if its words tell."""
    everywhere = (_HOPE, _ADVISE, _SHOULD, _FUTURE, _SHORT, _SHARED)
    hope, advice, should, future, short, shared = (reading.found(signs, reading.all) for signs in everywhere)
    care, merit = (reading.found(signs, reading.told) for signs in (_CARE, _MERIT))
    stock = short + shared
    wish = _first(reading.text, hope, advice)
    if care:
        return Remark(RemarkKind.PRAISE, care + merit)
    if len(stock) > len(merit) and (len(shared) > 1 or not wish):
        return Remark(RemarkKind.VAGUE, stock)
    if wish:
        return Remark(RemarkKind.HOPE if wish is hope else RemarkKind.SUGGESTION, wish)
    if merit:
        return Remark(RemarkKind.PRAISE, merit)
    if should:
        return Remark(RemarkKind.SUGGESTION, should)
    return Remark(RemarkKind.HOPE, future) if future else None


def _first(text: str, hope: tuple[str, ...], advice: tuple[str, ...]) -> tuple[str, ...]:
    if hope and advice:
        return hope if text.find(hope[0]) < text.find(advice[0]) else advice
    return hope or advice


def _outweighs(reading: _Reading, act: Remark, firm: Sequence[str], plain: Sequence[str]) -> bool:
    """Whether what is stated counts more than the act; a firm sign counts twice."""
    weight = 2 * len(firm) + len(plain)
    if _fact_follows_turn(reading):
        return True
    if act.kind is RemarkKind.PRAISE:
        return 0 < len(firm) >= len(act.words)
    return weight >= 2 + 2 * len(reading.found(_SHARED, reading.all))


def _fact_follows_turn(reading: _Reading) -> bool:
    """Whether a fact stands in or after a clause that turns the speech, as 但 does."""
    turn = next((clause.at for clause in reading.all if _TURN.search(clause.said)), len(reading.text))
    after = [clause for clause in reading.of_other if clause.at >= turn]
    return bool(reading.found(_FIRM, after) or reading.found(_PLAIN, after))


def _bare_statement(reading: _Reading) -> tuple[str, ...]:
    """A clause in words of its own, though none of them is known here."""
    for clause in reading.of_other:
        if len(clause.said) > 5 and not _ABSTRACT.search(clause.said):
            return (reading.text[clause.at : clause.at + len(clause.said)],)
    return ()
