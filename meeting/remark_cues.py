"""The cues by which a criticism is read, and what each finding of one weighs for every kind of remark.

The weights were fitted to the tests' tuned lists of invented remarks and rounded to halves. Findings were
left out in the fitting, at random and where no second remark shares them, because a new remark has words
that are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from meeting import remark_faults as faults
from meeting import remark_words as words
from meeting.remark_patterns import grouped


class Scope(Enum):
    """The clauses in which a cue counts.

    MEANT leaves out what is conceded before a 但: praise there only leads up to the fault. LAST is the last
    clause about the other, where a remark comes to its point.
    """

    ALL = auto()
    TOLD = auto()
    OF_OTHER = auto()
    AFTER_TURN = auto()
    MEANT = auto()
    LAST = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A sign in the words of a remark; beyond `most` findings more of it says nothing new."""

    says: str
    scope: Scope
    pattern: re.Pattern[str]
    most: int
    weights: Sequence[float]


def _cue(says: str, scope: Scope, most: int, weights: Sequence[float], *classes: str) -> Cue:
    return Cue(says, scope, grouped(*classes), most, weights)


_PLAIN_FAULTS = (faults.NEVER, faults.UNDONE, faults.REFUSED, faults.ONLY, faults.LATE)
_FAULTS = (
    *_PLAIN_FAULTS,
    faults.FALSE,
    faults.RULES,
    faults.HARSH,
    faults.SHIRK,
    faults.COMPLAINT,
    faults.HARM,
    faults.TURNED,
)
_MERITS = (
    words.THANKS,
    words.ESTEEM,
    words.ROLE,
    words.SKILL,
    words.TOIL,
    words.VIRTUE,
    words.GAVE,
    words.SUCCESS,
    "○+",
)
_QUOTED = "“[^“”\\n]+”"

# The weights stand in the order problem, hope, suggestion, praise, vague.
START: Sequence[float] = (1.5, -1, -0.5, 0.5, 0.5)
"""What a remark weighs before anything is found; problem leads, as a false alarm costs more than a miss."""
UNMARKED: Sequence[float] = (-2, 0.5, 1, -0.5, 0)
"""Added where no cue of a fault is found: a fact alone is no fault."""

UNPRAISED: Sequence[float] = (0, 0, 0.5, -0.5, -0.5)
"""Added where no merit is found: praise says what is good."""

FAULT_CUES = (
    _cue("a fault", Scope.OF_OTHER, 5, (0.5, -0.5, 0, 0, 0), *_FAULTS),
    _cue("what he did in person", Scope.OF_OTHER, 3, (1.5, 0, -0.5, 0, -1), faults.DEED, faults.KIN),
    _cue("what shows it", Scope.OF_OTHER, 3, (0.5, 0, -0.5, -0.5, 0.5), faults.SEEN, faults.CLAIMED),
    _cue(
        "again, or still",
        Scope.OF_OTHER,
        3,
        (0.5, -0.5, -0.5, 0, 0),
        faults.HABIT,
        faults.STILL,
        faults.ASKED,
    ),
    _cue("words quoted", Scope.OF_OTHER, 2, (1, -0.5, -0.5, 0, -0.5), _QUOTED),
)
"""Any of them may show a fault."""

MERIT_CUES = (
    _cue("merit", Scope.MEANT, 5, (-0.5, 0, -1, 1.5, 0), *_MERITS),
    _cue("merit as a fault", Scope.TOLD, 2, (-1, 0, 0, 1.5, -0.5), words.MOCK, words.CARE),
)
"""Any of them may show a merit."""

CUES = (
    *FAULT_CUES,
    *MERIT_CUES,
    _cue("a fault at the end", Scope.LAST, 1, (1, -0.5, 0, 0, -0.5), *_FAULTS),
    _cue("merit at the end", Scope.LAST, 1, (-0.5, 0, 0, 1, -0.5), *_MERITS),
    _cue("told as it happened", Scope.OF_OTHER, 3, (0.5, -0.5, -1, 0.5, 0), faults.HAPPENED),
    _cue("before him and now", Scope.TOLD, 2, (-0.5, 0, 0, 1, 0), words.SINCE),
    _cue("it was he", Scope.TOLD, 2, (-0.5, 0, -0.5, 1, 0), words.HIMSELF),
    _cue("some of them", Scope.OF_OTHER, 2, (1, 0, -0.5, -0.5, 0), faults.AMONG),
    _cue("no or not", Scope.OF_OTHER, 2, (0.5, -1, 0, 0, 0.5), faults.NOT),
    _cue("how many, how long", Scope.OF_OTHER, 2, (1, -1, 0, 1, -1), faults.QUANTITY),
    _cue("when", Scope.OF_OTHER, 2, (1.5, -1, -0.5, 0.5, -1), faults.DATE, faults.EVENT),
    _cue("who and where", Scope.OF_OTHER, 2, (1, -0.5, -0.5, 0.5, -0.5), faults.NAMED),
    _cue(
        "a fact or a fault after 但",
        Scope.AFTER_TURN,
        1,
        (0, 0, 0.5, -0.5, 0),
        *_PLAIN_FAULTS,
        faults.QUANTITY,
        _QUOTED,
    ),
    _cue("他 instead of 你", Scope.TOLD, 2, (0, -0.5, -0.5, 1, 0), words.THEY),
    _cue("who gained by it", Scope.TOLD, 2, (0, 0, 0, 0.5, -0.5), words.BOND),
    _cue("a hope", Scope.ALL, 2, (-0.5, 4, -1.5, -1.5, -1), words.HOPE),
    _cue("the time to come", Scope.ALL, 2, (0, 1.5, -0.5, 0, -0.5), words.FUTURE),
    _cue("advice", Scope.ALL, 2, (0, -0.5, 2.5, -1, -1), words.ADVISE),
    _cue("what ought to be", Scope.ALL, 2, (-1, 0, 2, -0.5, -0.5), words.SHOULD),
    _cue("falling short", Scope.ALL, 2, (-0.5, 0, -1, 0, 1.5), words.SHORT_OF),
    _cue("somewhat", Scope.ALL, 2, (-0.5, 0, -0.5, -0.5, 1.5), words.HEDGE),
    _cue("qualities in general", Scope.ALL, 2, (0, 0, 0, 0, 0.5), words.ABSTRACT),
    _cue("everyone's fault", Scope.ALL, 2, (-1, 0.5, -0.5, 0, 1), words.SHARED),
    _cue("nothing to say", Scope.ALL, 2, (-1, 0, -0.5, -1, 2), words.RESERVED),
)
