"""Settings for every test."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from storage.journal import journal_file
from tests.thorough import examples

settings.register_profile("shilu", deadline=None, max_examples=examples(50))
settings.load_profile("shilu")

# Every worker imports all tests and many tests start the program: compiled files spare each of them half.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Screens leave much garbage and little memory is at stake: looked for less often it costs a thirtieth less.
gc.set_threshold(50_000)


def pytest_sessionfinish() -> None:
    """Spares a worker the search of all that is left: xdist interrupts one that takes five seconds to end."""
    gc.freeze()


@pytest.fixture(autouse=True)
def cheap_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spares the disk what no test could tell: whether something was synced is asked of the calls alone."""
    fstat = os.fstat
    for name in ("fsync", "fdatasync"):
        # A descriptor that is closed is a mistake all the same.
        monkeypatch.setattr(os, name, lambda descriptor: fstat(descriptor) and None)
    # Every reading goes through the room that was set aside.
    monkeypatch.setattr(journal_file, "ROOM", 1 << 16)
    yield
    # What a database that was left open keeps frozen is counted again at every further opening.
    gc.unfreeze()
