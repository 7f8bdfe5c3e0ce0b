"""How many of the acknowledged changes survive a kill? `python -m benchmarks.journal_kills --trials 200`."""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from pathlib import Path

from tests.storage.mixed_load import kill_trial


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200, help="of each kind")
    trials = parser.parse_args().trials
    # Not in /tmp, which often is no disk.
    build = Path("build")
    build.mkdir(exist_ok=True)
    print("| signal | limit | trials | acknowledged | one more was in | torn ends | lost or altered | s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for number in (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM):
        for limit in (None, 4096):
            start = time.monotonic()
            results = []
            for seed in range(trials):
                with tempfile.TemporaryDirectory(dir=build) as folder:
                    results.append(kill_trial(Path(folder), seed, number, limit))
            acknowledged = sum(result.acknowledged for result in results)
            more = sum(result.found == result.acknowledged + 1 for result in results)
            torn = sum(result.was_torn for result in results)
            bad = sum(not result.is_sound for result in results)
            seconds = time.monotonic() - start
            print(
                f"| {number.name} | {limit or '–'} | {trials} | {acknowledged} | {more} | {torn} | {bad} "
                f"| {seconds:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
