"""Ends a writer in mid-load; `benchmarks/journal_kills.py` does it a thousand times."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.storage.mixed_load import kill_trial
from tests.thorough import THOROUGH

TRIALS = 20 if THOROUGH else 2


@pytest.mark.parametrize("limit", [None, 4096], ids=["compaction on closing", "compaction every few KB"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM], ids=lambda it: it.name)
def test_what_was_acknowledged_survives_and_at_most_the_change_in_flight_comes_on_top(
    number: signal.Signals, limit: int | None, tmp_path: Path
) -> None:
    for seed in range(TRIALS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        trial = kill_trial(folder, seed, number, limit)
        assert trial.is_sound, f"seed {seed}: {trial.acknowledged} changes were acknowledged"
