from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.journal import JournalDB


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    with JournalDB(path) as db:
        yield db


def test_the_encoding_that_the_files_have_may_be_named(path: Path) -> None:
    with JournalDB(path, encoding="UTF8") as db:
        db.insert({"text": "实录"})
    assert "实录" in path.read_text("utf-8")


@pytest.mark.parametrize("options", [{"encoding": "cp936"}, {"indend": 4}])
def test_what_can_not_be_done_is_refused_on_opening_and_leaves_no_lock(
    path: Path, options: dict[str, Any]
) -> None:
    with pytest.raises((ValueError, TypeError)):
        JournalDB(path, **options)
    JournalDB(path).close()
