"""Kills the whole program in mid-remark, many times: `python -m benchmarks.pty_kills [trials]`.

Typed at ten characters a second, Chinese and ASCII, behind 300 characters; at a random moment kill -9. It
tells how many painted characters are missing after reopening.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.pty.kill_trial import Trial, running_sample, trial

_AT_ONCE = 4


def main(trials: int) -> int:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        done = list(pool.map(_one, range(trials)))
    lost = [one.missing for one in done]
    typed = [len(one.painted) - 300 for one in done]
    print(f"{trials} kills, {min(typed)} to {max(typed)} characters typed and painted before each")
    print(f"missing after reopening: {sum(1 for one in lost if one)} trials, {sum(lost)} characters in all")
    return 1 if any(lost) else 0


def _one(seed: int) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        running_sample(Path(folder))
        return trial(Path(folder), seed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
