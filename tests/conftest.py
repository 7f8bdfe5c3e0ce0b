"""Settings for every test."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from storage.journal import journal_file
from tests.thorough import examples

settings.register_profile("shilu", deadline=None, max_examples=examples(50))
settings.load_profile("shilu")


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
