"""Folders that do not last, and those that a kill left behind."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from storage.errors import BadPlace
from storage.throw_away import ThrowAway


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def age(folder: Path) -> None:
    long_ago = time.time() - 7200
    os.utime(folder, (long_ago, long_ago))


def test_it_is_its_owner_s_alone_and_goes_with_all_that_is_in_it(place: Path) -> None:
    made = ThrowAway()
    assert made.folder.parent == place
    assert made.folder.stat().st_mode & 0o777 == 0o700
    (made.folder / "meetings" / "x").mkdir(parents=True)
    (made.folder / "meetings" / "x" / "draft").write_text("练")
    made.remove()
    made.remove()
    assert list(place.iterdir()) == []


def test_what_a_kill_left_is_cleared_away_and_what_is_in_use_or_no_such_folder_stays(place: Path) -> None:
    used, left, fresh = ThrowAway(), place / "shilu-practice-a1b2c3d4", ThrowAway()
    other = place / "shilu-practice-notes"
    for folder in (left, other):
        (folder / "x").mkdir(parents=True)
    for folder in (used.folder, left, other):
        age(folder)
    made = ThrowAway()
    assert set(place.iterdir()) == {used.folder, fresh.folder, other, made.folder}


def test_no_room_for_it_is_said_with_what_to_do(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place / "nowhere"))
    with pytest.raises(BadPlace, match="TMPDIR"):
        ThrowAway()
