"""What times corrected in the record mean for the clocks: a turn begins when its first words were said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

Span = tuple[datetime, datetime | None]
"""From when to when; None while it lasts."""


def moved_starts(spans: Sequence[Span], wanted: Sequence[datetime | None]) -> list[Span]:
    """The spans with their starts moved to the wanted times; what ended with such a start ends so now.

    A start that would come before the one before it, or behind its own end, stays: the order is kept.
    """
    starts = [start for start, _ in spans]
    touches = [*(end == start for (_, end), (start, _) in pairwise(spans)), False]

    def end_of(place: int) -> datetime | None:
        return starts[place + 1] if touches[place] else spans[place][1]

    def may_start(place: int) -> datetime | None:
        if not place:
            return None
        return starts[place - 1] if touches[place - 1] else spans[place - 1][1]

    # Those that move back make room for those before them, and those that move forward for those behind.
    for place in reversed(range(len(spans))):
        later, end = wanted[place], end_of(place)
        if later and later > starts[place] and (end is None or later <= end):
            starts[place] = later
    for place in range(len(spans)):
        earlier, bound = wanted[place], may_start(place)
        if earlier and earlier < starts[place] and (bound is None or bound <= earlier):
            starts[place] = earlier
    return [(start, end_of(place)) for place, start in enumerate(starts)]
