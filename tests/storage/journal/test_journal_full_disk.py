from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from storage.errors import InUse, NotSaved, StorageError
from storage.journal import journal_file
from storage.journal.journal import JournalDB, JournalStorage
from tests.storage.mixed_load import MixedLoad, as_text, expected_states, read_text
from tests.thorough import one_in

CALLS = ("open", "pwrite", "write", "fsync", "fdatasync", "ftruncate", "posix_fallocate", "replace")
STEPS = 7


class Faults:
    """Stands between a program and `os`, and lets calls fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.first = self.last = -1
        """Between which calls there are faults."""
        self.fault: Callable[[str, Callable[..., Any], tuple[Any, ...]], Any] = lambda *_: None
        self._unsafe: set[int] = set()
        self._is_paused = False
        for name in CALLS:
            patch.setattr(os, name, self._standing_for(name, getattr(os, name)))
        real = os.close

        def close(descriptor: int) -> None:
            self._unsafe.discard(descriptor)
            real(descriptor)

        patch.setattr(os, "close", close)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Looks at the disk from outside."""
        self._is_paused = True
        try:
            yield
        finally:
            self._is_paused = False

    def _standing_for(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self._is_paused:
                return real(*args, **options)
            self.count += 1
            is_sync = name in ("fsync", "fdatasync")
            if is_sync:
                assert args[0] not in self._unsafe, "a descriptor that failed to sync was synced again"
            if self.first <= self.count <= self.last:
                try:
                    return self.fault(name, real, args)
                except OSError:
                    if is_sync:
                        self._unsafe.add(args[0])
                    raise
            # Nothing here is about this disk.
            return None if is_sync else real(*args, **options)

        return call


def raising(number: int) -> Callable[..., Any]:
    def fault(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        raise OSError(number, os.strerror(number))

    return fault


def short(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Only a part of the data gets in, and the rest at the next call."""
    if name in ("write", "pwrite"):
        return real(args[0], args[1][: max(1, len(args[1]) // 2)], *args[2:])
    return None if "sync" in name else real(*args)


def short_and_full(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """A part of the data gets in, although the call fails."""
    if name in ("write", "pwrite"):
        real(args[0], args[1][: len(args[1]) // 2], *args[2:])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted_before(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    raise KeyboardInterrupt


def interrupted_after(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    result = real(*args)
    if name == "open":
        os.close(result)
    raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that room is set aside again and again."""
    monkeypatch.setattr(journal_file, "ROOM", 1 << 13)


def run_with_faults(path: Path, faults: Faults, limit: int | None) -> int:
    """A load whose every change is tried until it succeeds; gives how many tries failed."""
    failures = 0

    def opened() -> JournalDB:
        nonlocal failures
        while True:
            try:
                return JournalDB(path, limit=limit)
            except InUse:
                raise
            except (StorageError, KeyboardInterrupt):
                failures += 1

    load = MixedLoad(3, opened)
    states = expected_states(3)
    before = next(states)
    for _ in range(STEPS):
        after = next(states)
        change = load.planned()
        while True:
            tables = [load.db.table("_default"), load.db.table("其他\n")]
            next_ids = [table._next_id for table in tables]
            try:
                change()
                break
            except StorageError:
                failures += 1
                # Nothing of it shows, neither here nor to one who reads the files.
                assert as_text(load.db.storage.read()) == before
                with faults.paused():
                    assert read_text(path) in (before, after)
            except KeyboardInterrupt:
                failures += 1
                found = as_text(load.db.storage.read())
                if found == after != before:
                    break
                assert found == before
            # TinyDB gives an id away although the insert fails.
            for table, next_id in zip(tables, next_ids, strict=True):
                table._next_id = next_id
        assert as_text(load.db.storage.read()) == after
        before = after
    with faults.paused():
        assert read_text(path) == before
    while True:
        try:
            load.db.close()
            break
        except (StorageError, KeyboardInterrupt):
            failures += 1
            load.db = opened()
    with TinyDB(path, access_mode="r") as stock:
        assert as_text(stock.storage.read()) == before
    return failures


@pytest.mark.parametrize("limit", [None, 2048])
@pytest.mark.parametrize(
    ("fault", "length"),
    [
        (raising(errno.ENOSPC), 1),
        (raising(errno.EIO), 1),
        (raising(errno.EIO), 3),
        (raising(errno.EDQUOT), 7),
        (short, 3),
        (short_and_full, 2),
        (interrupted_before, 1),
        (interrupted_after, 1),
    ],
    ids=["full", "broken", "broken 3", "quota 7", "short", "short and full", "Ctrl-C before", "Ctrl-C after"],
)
def test_a_fault_at_any_call_loses_nothing_and_the_program_goes_on_when_it_ends(
    fault: Callable[..., Any],
    length: int,
    limit: int | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    failures = tries = 0
    for number in one_in(8, request.node.name):
        tries += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        with monkeypatch.context() as patch:
            faults = Faults(patch)
            faults.fault, faults.first, faults.last = fault, number, number + length - 1
            failures += run_with_faults(folder / "db.json", faults, limit)
            if faults.count < number:
                break
    assert number > 50
    assert failures > tries / 3 or fault is short


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a disk of a given size."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mounted(size: str) -> Path:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
        )
        if made.returncode:
            pytest.skip("no disk can be mounted here")
        return folder

    yield mounted
    subprocess.run(["umount", folder], capture_output=True, check=False)


def fill(folder: Path) -> Path:
    """Fills what is left of the disk."""
    path = folder / "other"
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
    return path


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
def test_a_disk_that_is_full_takes_nothing_loses_nothing_and_goes_on_when_there_is_room(
    small_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "ROOM", 1 << 16)
    folder = small_disk("1m")
    path = folder / "db.json"
    db = JournalDB(path)
    other = fill(folder)
    saved = 0
    with pytest.raises(NotSaved, match="磁盘已满，请腾出空间后再试"):
        while True:
            db.insert({"text": "会议记录" * 100})
            saved += 1
    # What was set aside was really there.
    assert saved * 1200 > 1 << 15
    for _ in range(3):
        with pytest.raises(NotSaved):
            db.insert({"text": "会议记录" * 1000})
        assert len(db) == len(JournalDB(path, access_mode="r")) == saved
    other.unlink()
    db.insert({"text": "又有地方了"})
    fill(folder)
    with pytest.raises(NotSaved):
        db.close()
    db = JournalDB(path)
    assert len(db) == saved + 1
    other.unlink()
    db.insert({"text": "完"})
    db.close()
    with TinyDB(path) as stock:
        assert len(stock) == saved + 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
def test_with_the_room_that_was_set_aside_at_first_a_full_disk_stops_nobody_for_megabytes(
    small_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "ROOM", 4 << 20)
    folder = small_disk("12m")
    db = JournalDB(folder / "db.json")
    assert isinstance(db.storage, JournalStorage)
    assert db.storage.notice == ""
    fill(folder)
    for _ in range(400):
        db.insert({"text": "会" * 3000})
    assert len(JournalDB(folder / "db.json", access_mode="r")) == 400
    (folder / "other").unlink()
    db.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
def test_a_disk_without_room_to_set_aside_is_said_on_opening(
    small_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "ROOM", 4 << 20)
    db = JournalDB(small_disk("1m") / "db.json")
    assert isinstance(db.storage, JournalStorage)
    assert "磁盘快满了" in db.storage.notice
    db.insert({"text": "还写得下"})
    db.close()
