from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import where

from storage.errors import BadPlace, Damaged, NotSaved
from storage.journal import journal_file, standing
from storage.journal.journal import JournalDB, JournalStorage
from tests.storage.mixed_load import MixedLoad, as_text, expected_states


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


def reader(path: Path) -> JournalDB:
    return JournalDB(path, access_mode="r")


def state(db: JournalDB) -> str:
    return as_text(db.storage.read())


def failing(number: int) -> Callable[..., Any]:
    def call(*_: object) -> Any:
        raise OSError(number, os.strerror(number))

    return call


ACTIONS = ["insert", "big insert", "remove", "rollback", "half a rollback"]
ACTIONS += ["compact", "reopen", "kill", "new"]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3)), max_size=30))
def test_readers_see_what_the_writer_sees_whenever_they_look(actions: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal_file, "ROOM", 1 << 12)
        patch.setattr(os, "fsync", lambda _: None)
        path = Path(folder) / "db.json"
        db = JournalDB(path)
        readers = [reader(path)]
        for action, looking in actions:
            storage = db.storage
            assert isinstance(storage, JournalStorage)
            with patch.context() as fault:
                fault.setattr(os, "fdatasync", lambda _: None)
                match action:
                    case "insert" | "big insert":
                        db.insert({"text": "文" * (5000 if action == "big insert" else 2)})
                    case "remove":
                        db.remove(doc_ids=[1])
                    case "rollback" | "half a rollback":
                        fault.setattr(os, "fdatasync", failing(errno.EIO))
                        # Whoever looks in that moment may see the line, and must forget it again.
                        cut = os.ftruncate
                        seen: list[str] = []

                        def look_first(
                            descriptor: int, size: int, is_whole: bool = action == "rollback"
                        ) -> None:
                            seen.extend(state(one) for one in readers)  # noqa: B023
                            if is_whole:
                                cut(descriptor, size)  # noqa: B023

                        fault.setattr(os, "ftruncate", look_first)
                        with pytest.raises(NotSaved):
                            db.insert({"text": "不算"})
                        if action == "half a rollback":
                            # Not even the cutting off worked; the next line does it.
                            fault.undo()
                            db.insert({"text": "算"})
                    case "compact":
                        storage.compact()
                    case "reopen":
                        db.close()
                        db = JournalDB(path)
                    case "kill":
                        storage.let_go()
                        db = JournalDB(path)
                    case "new":
                        readers.append(reader(path))
            for one in readers[-looking:] if looking else []:
                assert state(one) == state(db)
        for one in readers:
            assert state(one) == state(db)
        db.close()
        for one in [*readers, reader(path)]:
            assert state(one) == state(db)


@pytest.mark.parametrize("limit", [None, 2048])
def test_a_reader_that_looks_at_every_call_of_the_writer_sees_what_is_acknowledged_or_one_change_more(
    limit: int | None, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "ROOM", 1 << 12)
    states = expected_states(5)
    allowed = {next(states)}
    load = MixedLoad(5, lambda: JournalDB(path, limit=limit))
    follower = reader(path)
    looks = 0
    is_looking = False

    def look() -> None:
        nonlocal looks, is_looking
        if not is_looking:
            is_looking = True
            assert state(follower) in allowed
            assert state(reader(path)) in allowed
            looks += 1
            is_looking = False

    for name in ("open", "pwrite", "write", "fsync", "fdatasync", "ftruncate", "posix_fallocate", "replace"):
        real = getattr(os, name)

        def call(*args: Any, name: str = name, real: Callable[..., Any] = real) -> Any:
            if name == "pwrite" and not is_looking:
                half = len(args[1]) // 2
                real(args[0], args[1][:half], args[2])
                look()
            result = None if "sync" in name else real(*args)
            look()
            return result

        monkeypatch.setattr(os, name, call)
    for _ in range(40):
        after = next(states)
        allowed.add(after)
        load.step()
        allowed = {after}
        look()
    assert looks > 150


def test_pages_that_appear_out_of_order_are_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with JournalDB(path) as db:
        db.insert({"text": "一"})
        follower = reader(path)
        journal = standing.journal_of(path)
        real = os.pread
        old = journal.read_bytes()
        db.insert_multiple([{"text": "文" * 2000}, {"text": "二"}])
        db.insert({"text": "三"})
        new = journal.read_bytes()
        mixed = old[:4096] + new[4096:]
        # Once the first page is read too early; the second time everything is there.
        answers = iter([mixed])

        def pread(descriptor: int, size: int, position: int) -> bytes:
            if size > 64 and (early := next(answers, None)):
                return early[position : position + size]
            return real(descriptor, size, position)

        monkeypatch.setattr(os, "pread", pread)
        assert state(follower) == state(db)
        monkeypatch.undo()

        readings = iter([mixed])
        read = standing._read_files

        def read_files(path: Path) -> Any:
            files = read(path)
            early = next(readings, None)
            return standing._Files(files.snapshot, early, files.inode) if early else files

        monkeypatch.setattr(standing, "_read_files", read_files)
        assert state(reader(path)) == state(db)


@pytest.mark.parametrize("limit", [None, 2048])
def test_readers_in_other_threads_see_one_acknowledged_state_after_the_other(
    limit: int | None, path: Path
) -> None:
    steps = 150
    begun = acknowledged = 0
    states = expected_states(11)
    numbers: dict[str, list[int]] = {}
    for number in range(steps + 1):
        numbers.setdefault(next(states), []).append(number)
    JournalDB(path).close()
    failures: list[BaseException] = []
    sightings: set[int] = set()

    def follow(opened: Callable[[], JournalDB]) -> None:
        try:
            last = 0
            while acknowledged < steps:
                least = acknowledged
                seen = state(opened())
                most = begun
                found = [number for number in numbers[seen] if max(last, least) <= number <= most]
                assert found, f"{numbers[seen]} is not within {max(last, least)} and {most}"
                last = found[0]
                sightings.add(last)
        except BaseException as error:
            failures.append(error)

    follower = reader(path)
    threads = [
        threading.Thread(target=follow, args=[lambda: follower]),
        threading.Thread(target=follow, args=[lambda: reader(path)]),
    ]
    load = MixedLoad(11, lambda: JournalDB(path, limit=limit))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for _ in range(steps):
            begun += 1
            load.step()
            acknowledged += 1
    finally:
        acknowledged = steps
        for thread in threads:
            thread.join()
        sys.setswitchinterval(interval)
    load.db.close()
    assert not failures, failures
    assert sightings
    assert numbers[state(follower)][-1] == steps


def test_a_journal_that_got_the_number_and_the_length_of_an_old_one_is_read_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = JournalDB(path)
    assert isinstance(db.storage, JournalStorage)
    for _ in range(50):
        db.insert({"text": "一"})
    follower = reader(path)
    storage = follower.storage
    assert isinstance(storage, JournalStorage) and storage._follower
    db.storage.compact()
    db.insert({"text": "二"})
    # Which number a file gets is the file system's affair.
    storage._follower._inode = standing.journal_of(path).stat().st_ino
    assert state(follower) == state(db)
    db.close()


def test_a_reader_finds_by_query_what_came_since(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"text": "一"})
        follower = reader(path)
        assert follower.count(where("text") == "一") == 1
        db.insert({"text": "一"})
        assert follower.count(where("text") == "一") == 2


def test_a_reader_may_go_on_through_its_documents_while_more_come(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert_multiple([{"text": "一"}, {"text": "二"}])
        follower = reader(path)
        for _ in follower:
            db.insert({"text": "又"})
            assert len(follower) == len(db)


def test_a_file_without_a_journal_is_followed_into_its_first_one(path: Path) -> None:
    path.write_text('{"_default": {"1": {"text": "旧"}}}', encoding="utf-8")
    follower = reader(path)
    before = state(follower)
    with JournalDB(path) as db:
        assert state(follower) == before
        db.insert({"text": "新"})
        assert state(follower) == state(db)
    assert state(follower) == state(db)


def test_a_reader_changes_nothing(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"text": "一"})
        with reader(path) as follower, pytest.raises(OSError, match="reading only"):
            follower.insert({"text": "二"})
        assert len(reader(path)) == 1


def test_a_file_that_is_not_there_is_not_made_for_a_reader(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reader(path)
    assert list(path.parent.iterdir()) == []


def test_a_reader_tells_of_damage_that_comes_while_it_follows(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"text": "一"})
        follower = reader(path)
        journal = standing.journal_of(path)
        content = journal.read_bytes()
        journal.unlink()
        with pytest.raises(Damaged, match="不见了"):
            follower.all()
        journal.mkdir()
        with pytest.raises(BadPlace, match="读不了"):
            follower.all()
        journal.rmdir()
        journal.write_bytes(content)
        assert len(follower) == 1
        journal.write_bytes(content.replace("一".encode(), "二".encode()))
        with pytest.raises(Damaged):
            reader(path)
        journal.write_bytes(content)
