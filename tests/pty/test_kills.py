"""kill -9 in mid-remark; `benchmarks/pty_kills.py` does it a hundred times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pty.kill_trial import running_sample, trial
from tests.thorough import THOROUGH

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("seed", range(1, 10 if THOROUGH else 2))
def test_no_painted_character_is_missing_after_a_kill_in_mid_remark(tmp_path: Path, seed: int) -> None:
    running_sample(tmp_path)
    done = trial(tmp_path, seed)
    assert len(done.painted) > 300
    assert done.missing == 0, done
