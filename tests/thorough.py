"""How much is tried: ordinarily a sample of what is costly, with SHILU_THOROUGH set all of it."""

import os
import random
from collections.abc import Iterator

THOROUGH = bool(os.environ.get("SHILU_THOROUGH"))


def examples(ordinary: int) -> int:
    """So many examples of a property."""
    return 2000 if THOROUGH else ordinary


def one_in(ordinary: int, name: str) -> Iterator[int]:
    """Numbers from 1 on: in a thorough run each, else about every so many, for a name always the same."""
    chance = random.Random(name)
    number = 0
    while True:
        number += 1 if THOROUGH else chance.randint(1, 2 * ordinary - 1)
        yield number
