"""What a change costs on the journal, against the least that any durable write costs on this machine.

Run it as `python -m benchmarks.journal`; numbers of documents behind it take the place of its own.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any, NamedTuple

from tinydb import TinyDB
from tinydb.table import Document

from storage.journal.chained_lines import FIRST, line
from storage.journal.journal import JournalDB, JournalTable
from storage.journal.standing import first_line, journal_of

SIZES = (100, 1_000, 10_000, 50_000)
ROUNDS = 1_500
"""Enough for the journal to outgrow the room that is set aside at a time."""
OPENINGS = 5
TABLE = "entries"
WORDS = "对照党章党规查找理论学习不够深入联系实际不够紧密调查研究不够扎实担当作为劲头有所减弱"


def entry(number: int) -> dict[str, Any]:
    """A document like an entry of a meeting."""
    return {
        "number": number,
        "act": "confirm",
        "kind": "criticism",
        "at": "2022-01-28T09:05:30+08:00",
        "written": "2022-01-28T09:06:12+08:00",
        "previous": f"{number:064x}",
        "turn": f"criticism:p{number % 9}>p{number % 7}",
        "by": f"p{number % 9}",
        "to": f"p{number % 7}",
        "text": (WORDS * 5)[number % len(WORDS) :][:150],
        "aspects": ["politics", "duty"],
        "refers": [number - 1],
    }


class Cost(NamedTuple):
    """What one kind of change took, in milliseconds, and the floor under it."""

    p50: float
    p95: float
    longest: float
    floor: float
    longest_floor: float

    @classmethod
    def of(cls, took: list[float], least: list[float]) -> Cost:
        return cls(median(took), quantiles(took, n=20)[-1], max(took), median(least), max(least))

    @property
    def ratio(self) -> float:
        return self.p50 / self.floor


class Change(NamedTuple):
    """A change to be made, and what it writes."""

    make: Callable[[], object]
    written: object


class Floor:
    """A growing file to which one line is appended durably."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self, data: bytes) -> None:
        os.write(self._descriptor, data)
        os.fdatasync(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)


def milliseconds(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return (perf_counter() - before) * 1000


def by_turns(floor: Floor, kinds: Mapping[str, Callable[[int], Change]]) -> dict[str, Cost]:
    """Makes changes, and appends what each writes to the floor, by turns, so that noise hits all alike."""
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    least: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(ROUNDS):
        for kind, change_of in kinds.items():
            change = change_of(number)
            data = line(FIRST, change.written).data
            least[kind].append(milliseconds(partial(floor.append, data)))
            took[kind].append(milliseconds(change.make))
    return {kind: Cost.of(took[kind], least[kind]) for kind in kinds}


def costs_of(table: JournalTable, size: int, floor: Floor) -> dict[str, Cost]:
    """What each kind of change takes on a table that has this size, or one document more, all the while."""

    def put(id: int, document: dict[str, Any]) -> object:
        return {"put": {TABLE: {str(id): document}}}

    def insert_with_id(_: int) -> Change:
        document = Document(entry(size + 1), doc_id=size + 1)
        return Change(partial(table.insert, document), put(size + 1, document))

    def update(number: int) -> Change:
        id = number * 7919 % size + 1
        fields = {"text": f"{entry(id)['text']}{number}"}
        return Change(partial(table.update, fields, doc_ids=[id]), put(id, entry(id) | fields))

    def remove(id: int) -> Change:
        return Change(partial(table.remove, doc_ids=[id]), {"cut": {TABLE: [str(id)]}})

    def insert(number: int) -> Change:
        # An id is not given twice as long as the table is open.
        id = size + 1 + number
        return Change(partial(table.insert, entry(id)), put(id, entry(id)))

    costs = by_turns(
        floor,
        {
            "insert with id": insert_with_id,
            "update by id": update,
            "remove by id": lambda _: remove(size + 1),
        },
    )
    plain = by_turns(floor, {"insert": insert, "": lambda number: remove(size + 1 + number)})
    return costs | {"insert": plain["insert"]}


class Figures(NamedTuple):
    """What was measured at one number of documents, in milliseconds."""

    costs: dict[str, Cost]
    open_journal: float
    open_snapshot: float
    close_all_new: float
    close_few_new: float
    collection: float
    """A round of the garbage collector through all that is there, which may fall into any change."""


def measure(size: int, folder: Path) -> Figures:
    path = folder / f"{size}.json"
    write_journal(path, size)
    open_journal = opening(path)
    db = JournalDB(path)
    close_all_new = milliseconds(db.close)
    open_snapshot = opening(path)
    with closing(Floor(folder / f"{size}.floor")) as floor:
        db = JournalDB(path)
        table = db.table(TABLE)
        assert isinstance(table, JournalTable)
        assert len(table) == size
        costs = costs_of(table, size, floor)
        assert len(table) == size
    collection = milliseconds(gc.collect)
    close_few_new = milliseconds(db.close)
    return Figures(costs, open_journal, open_snapshot, close_all_new, close_few_new, collection)


def write_journal(path: Path, size: int) -> None:
    """Makes a database all of which was inserted since its last snapshot, one document at a time."""
    last = first_line(b"")
    with journal_of(path).open("wb") as file:
        file.write(last.data)
        for id in range(1, size + 1):
            last = line(last.digest, {"put": {TABLE: {str(id): entry(id)}}})
            file.write(last.data)
    path.write_bytes(b"")


def opening(path: Path) -> float:
    took = []
    for _ in range(OPENINGS):
        before = perf_counter()
        db = JournalDB(path)
        took.append((perf_counter() - before) * 1000)
        storage: Any = db.storage
        storage.let_go()
    return median(took)


def json_storage(size: int, folder: Path) -> float:
    """What an insert costs on TinyDB's own storage."""
    with TinyDB(folder / f"{size}.stock.json", ensure_ascii=False) as db:
        table = db.table(TABLE)
        table.insert_multiple(entry(id) for id in range(1, size + 1))
        return median(milliseconds(partial(table.insert, entry(id))) for id in range(20))


def main(sizes: tuple[int, ...]) -> None:
    # Not in /tmp, which often is no disk.
    folder = Path("build")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        figures = {size: measure(size, Path(name)) for size in sizes}
        stock = {size: json_storage(size, Path(name)) for size in sizes if size <= 1_000}
    show(figures, stock)


def show(figures: dict[int, Figures], stock: dict[int, float]) -> None:
    print("| documents | change | p50 ms | p95 | max | floor p50 | floor max | p50 / floor |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size, at_size in figures.items():
        for name, one in at_size.costs.items():
            print(
                f"| {size:,} | {name} | {one.p50:.3f} | {one.p95:.3f} | {one.longest:.1f} "
                f"| {one.floor:.3f} | {one.longest_floor:.1f} | {one.ratio:.2f} |"
            )
        if size in stock:
            print(f"| {size:,} | insert, JSONStorage | {stock[size]:.1f} | | | | | |")
    print()
    print(
        "| documents | open a snapshot, ms per 1,000 | open a journal | close after some changes, ms "
        "| close when all is new | gc round |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size, at_size in figures.items():
        thousands = size / 1000
        print(
            f"| {size:,} | {at_size.open_snapshot / thousands:.1f} | {at_size.open_journal / thousands:.1f} "
            f"| {at_size.close_few_new:.0f} | {at_size.close_all_new:.0f} | {at_size.collection:.1f} |"
        )
    print()
    smallest, largest = figures[min(figures)].costs, figures[max(figures)].costs
    all_costs = [one for at_size in figures.values() for one in at_size.costs.values()]
    print(f"Largest p50 / floor: {max(one.ratio for one in all_costs):.2f} (target 2)")
    for name, one in largest.items():
        print(
            f"Growth from {min(figures):,} to {max(figures):,}, {name}: {one.p50 / smallest[name].p50:.2f}, "
            f"against the floor {one.ratio / smallest[name].ratio:.2f} (target 1.5)"
        )
    stalls = [one.longest for one in all_costs] + [at_size.collection for at_size in figures.values()]
    print(f"Longest stall: {max(stalls):.1f} ms (target 100)")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
