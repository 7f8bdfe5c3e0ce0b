"""What reading a criticism costs: `python -m benchmarks.remarks`.

The usual remark is the mean over the tests' list. The long ones have 2,000 characters: remarks put together,
and what makes a careless pattern look ahead again and again.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from meeting.hint.remarks import classify

_LIST = Path(__file__).parents[1] / "tests" / "meeting" / "hint" / "remarks_tuned.tsv"
_LONG = 2_000
_ROUNDS = 20
_TRYING = ("没有", "希望", "2", "二十", "得不", "还", "重轻多、", "你那了二", "[说", "“", "，")


def _best(texts: Sequence[str]) -> float:
    """µs per text, in the quickest of the rounds."""
    taken = []
    for _ in range(_ROUNDS):
        begin = time.perf_counter()
        for text in texts:
            classify(text)
        taken.append((time.perf_counter() - begin) / len(texts))
    return min(taken) * 1e6


def main() -> None:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    remarks = [line.split("\t")[1] for line in lines if not line.startswith("#")]
    print(f"{'remark':<34}{'µs':>8}")
    mean = sum(map(len, remarks)) // len(remarks)
    print(f"{f'{len(remarks)} remarks of {mean} characters, mean':<34}{_best(remarks):>8.0f}")
    print(f"{f'the longest, {max(map(len, remarks))} characters':<34}{_best([max(remarks, key=len)]):>8.0f}")
    print(f"{f'remarks put together, {_LONG:,}':<34}{_best([''.join(remarks)[:_LONG]]):>8.0f}")
    for piece in _TRYING:
        print(f"{f'{piece} again and again, {_LONG:,}':<34}{_best([(piece * _LONG)[:_LONG]]):>8.0f}")


if __name__ == "__main__":
    main()
