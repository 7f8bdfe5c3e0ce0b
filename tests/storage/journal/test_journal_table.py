from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from storage.journal.journal import JournalDB


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


def test_a_reader_that_searches_again_finds_what_was_written_since(path: Path, db: JournalDB) -> None:
    db.insert({"by": "p1"})
    with JournalDB(path, access_mode="r") as reader:
        assert len(reader.search(where("by") == "p1")) == 1
        db.insert({"by": "p1"})
        assert len(reader.search(where("by") == "p1")) == 2
        assert reader.count(where("by") == "p1") == 2


def test_who_changes_what_a_search_found_changes_no_later_search(db: JournalDB) -> None:
    db.insert({"by": "p1", "aspects": ["duty"]})
    found = db.search(where("by") == "p1")[0]
    found["by"] = "p2"
    found["aspects"].append("politics")
    again = db.search(where("by") == "p1")
    assert again == [{"by": "p1", "aspects": ["duty"]}]
    assert again[0].doc_id == 1


def test_the_garbage_collector_leaves_an_open_database_out_and_gets_it_back(path: Path) -> None:
    gc.unfreeze()
    with JournalDB(path), JournalDB(path.with_name("other.json")):
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_what_others_have_taken_from_the_garbage_collector_is_not_given_back(path: Path) -> None:
    gc.freeze()
    try:
        JournalDB(path).close()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
