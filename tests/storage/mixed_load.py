"""A load of every kind of change, the same for the same seed, whatever the database is made of."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tinydb import Storage, TinyDB, where
from tinydb.storages import MemoryStorage

from storage.journal.journal import JournalDB, JournalStorage

OPERATIONS = {
    "insert": 40,
    "insert_multiple": 8,
    "update": 20,
    "remove": 12,
    "update by query": 4,
    "remove by query": 3,
    "other table": 8,
    "truncate": 1,
    "drop": 1,
    "reopen": 3,
}

_SYLLABLES = ("同志", "批评", "整改", "\u2028", "\n", "\x85", '"\\', "𠮷", "\udc80", "\0", "理想信念")


_ENDING = (signal.SIGHUP, signal.SIGTERM)


class MixedLoad:
    """Changes one after the other; on two databases they are the same."""

    def __init__(self, seed: int, opened: Callable[[], TinyDB]) -> None:
        self._random = random.Random(seed)
        self._open = opened
        self._number = 0
        self.db = opened()

    def step(self) -> None:
        """Makes the next change, which may also be to close the database and to open it again."""
        self.planned()()

    def planned(self) -> Callable[[], None]:
        """The next change, to be called until it succeeds."""
        self._number += 1
        operation = self._random.choices(list(OPERATIONS), list(OPERATIONS.values()))[0]
        documents = [self._document() for _ in range(3)]
        some = self._random.randrange(1 << 30)

        def chosen() -> list[int]:
            ids = [document.doc_id for document in self.db]
            return [ids[some % len(ids)]] if ids else []

        return {
            "insert": lambda: self._do(lambda: self.db.insert(documents[0])),
            "insert_multiple": lambda: self._do(lambda: self.db.insert_multiple(documents)),
            "update": lambda: self._do(lambda: self.db.update(documents[0], doc_ids=chosen())),
            "remove": lambda: self._do(lambda: self.db.remove(doc_ids=chosen())),
            "update by query": lambda: self._do(lambda: self.db.update({"seen": some}, where("odd") == 1)),
            "remove by query": lambda: self._do(lambda: self.db.remove(where("text").matches("同志.*批评"))),
            "other table": lambda: self._do(lambda: self.db.table("其他\n").insert(documents[0])),
            "truncate": lambda: self._do(self.db.truncate),
            "drop": lambda: self._do(lambda: self.db.drop_table("其他\n")),
            "reopen": self._reopen,
        }[operation]

    def _do(self, change: Callable[[], Any]) -> None:
        change()

    def _reopen(self) -> None:
        self.db.close()
        self.db = self._open()

    def _document(self) -> dict[str, Any]:
        length = self._random.choice((1, 3, 10, 30, 300))
        text = "".join(self._random.choices(_SYLLABLES, k=length))
        return {"number": self._number, "odd": self._number % 2, "text": text, "tags": [length, [None, 1.5]]}


def as_text(tables: object) -> str:
    """The tables as text, which differs where an order does."""
    return json.dumps(tables)


def expected_states(seed: int) -> Iterator[str]:
    """What stock TinyDB holds after no change, after one, after two, and so on."""
    memory: Storage = MemoryStorage()  # type: ignore[no-untyped-call]
    load = MixedLoad(seed, lambda: TinyDB(storage=lambda: memory))
    while True:
        yield as_text(memory.read())
        load.step()


def read_text(path: Path) -> str:
    """What the database holds, for one who only reads."""
    storage = JournalStorage(path, access_mode="r")
    return as_text(storage.read())


@dataclass(frozen=True)
class Trial:
    """What a child that was ended left."""

    acknowledged: int
    """How many changes it reported as made."""
    found: int | None
    """How many there are; None when it is neither these nor one more."""
    was_torn: bool
    """Whether the last one had only got in by half."""

    @property
    def is_sound(self) -> bool:
        return self.found is not None


children = get_context("forkserver")
"""Begins processes without importing everything anew each time."""
children.set_forkserver_preload([__name__, "storage.archive", "tests.storage.examples"])


def kill_trial(folder: Path, seed: int, number: signal.Signals, limit: int | None) -> Trial:
    """Ends a child in the middle of its load and looks at what it left; the folder must be empty."""
    path = folder / "db.json"
    chance = random.Random(seed)
    reading, writing = os.pipe()
    child = children.Process(target=_write_until_ended, args=(path, seed, limit, _Pipe(writing)))
    child.start()
    os.close(writing)
    reports = b""
    enough = chance.choice((0, 0, *range(1, 120)))
    while reports.count(b"\n") <= enough:
        told = os.read(reading, 1 << 12)
        assert told, "the child came to an end by itself"
        reports += told
    time.sleep(chance.random() * 0.004)
    assert child.pid
    os.kill(child.pid, number)
    while rest := os.read(reading, 1 << 16):
        reports += rest
    os.close(reading)
    child.join()
    assert child.exitcode == (-number if number == signal.SIGKILL else 128 + number)
    # The first report says only that the child is there.
    acknowledged = reports.count(b"\n") - 1
    states = expected_states(seed)
    allowed: dict[str, int] = {}
    for count in range(acknowledged + 2):
        state = next(states)
        if count >= acknowledged:
            allowed.setdefault(state, count)
    was_there = path.exists()
    early = allowed.get(read_text(path)) if was_there else 0
    db = JournalDB(path)
    assert isinstance(db.storage, JournalStorage)
    notice = db.storage.notice
    found = allowed.get(as_text(db.storage.read()))
    db.insert({"after": "the kill"})
    after = as_text(db.storage.read())
    db.close()
    with TinyDB(path) as stock:
        assert as_text(stock.storage.read()) == after
    return Trial(acknowledged, found if found == early else None, bool(notice))


class _Pipe:
    """An end of a pipe that is handed on to a child."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __reduce__(self) -> tuple[Any, ...]:
        from multiprocessing.reduction import DupFd

        return _rebuilt, (DupFd(self.descriptor),)


def _rebuilt(descriptor: Any) -> _Pipe:
    return _Pipe(descriptor.detach())


def _write_until_ended(path: Path, seed: int, limit: int | None, pipe: _Pipe) -> None:
    told = Event()
    # As the program takes them: the change in flight is finished and the database closed, if there is time.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    patience = random.Random(seed).random() * 0.015
    Thread(target=_watch, args=(told, patience), daemon=True).start()
    os.write(pipe.descriptor, b"\n")
    load = MixedLoad(seed, lambda: JournalDB(path, limit=limit))
    while not told.is_set():
        load.step()
        os.write(pipe.descriptor, b"\n")
    load.db.close()
    Event().wait()


def _watch(told: Event, patience: float) -> None:
    number = signal.sigwait(_ENDING)
    told.set()
    time.sleep(patience)
    os._exit(128 + number)
