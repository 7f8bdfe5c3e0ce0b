"""What each sign of a remark weighs for every kind, as it stands in weights.txt.

They come from logistic regressions, made outside of the program, over the tests' six tuned lists of invented
remarks (remarks_tuned*.tsv, 3,300 by several hands): one tells problems from all else, four tell the other
kinds apart. Only what two remarks share was let in. About 3,000 common words in 26 classes (late, harsh,
diligent …) had a weight per class as well, which is contained in that of each word, so that words weigh
something which no list has. The start of a problem stands 1.5 above what the regression found, and 1.0
where there are only wishes, because a false alarm costs more than a miss; how much was chosen by two lists
held out of the fit, and a third tells what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("weights.txt")


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """For each kind its signs with their weights; a line has a kind, a weight and the signs that weigh it."""
    table: dict[str, dict[str, float]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        kind, weight, *signs = line.split()
        table.setdefault(kind, {}).update(dict.fromkeys(signs, float(weight)))
    return table
