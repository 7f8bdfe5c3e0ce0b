from __future__ import annotations

import gc
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from storage.errors import Damaged, NotSaved
from storage.journal import journal_file
from storage.journal.journal import JournalDB
from tests.storage.crash_model import Image, Killed, Mark, Recorder, Recording
from tests.storage.mixed_load import MixedLoad, as_text, expected_states, read_text
from tests.thorough import THOROUGH

ROOT = Path(__file__).parents[3]
NOTHING = as_text(None)
LONG = "会议记录" * 500


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that room is set aside again and again, and the images stay small."""
    monkeypatch.setattr(journal_file, "ROOM", 1 << 13)


class Laboratory:
    """Records loads, and opens what power cuts leave of them."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._patch = patch
        self._number = 0
        self._seen: set[tuple[object, ...]] = set()
        self.images = 0
        """How many different ones were opened."""

    def new_folder(self, image: Image | None = None) -> Path:
        self._number += 1
        folder = self._folder / str(self._number)
        folder.mkdir()
        for name, content in (image or {}).items():
            (folder / name).write_bytes(content)
        return folder

    def record(
        self, folder: Path, run: Callable[[Recorder, Path], None], *, is_durable: bool = True
    ) -> Recording:
        with self._patch.context() as patch:
            recorder = Recorder(folder, patch, is_durable=is_durable)
            run(recorder, folder / "db.json")
        # What a database that was never closed keeps frozen is counted at every further opening.
        gc.unfreeze()
        return recorder.recording

    def images_of(
        self, recording: Recording, *, most: int, seed: int = 0
    ) -> Iterator[tuple[Image, set[str]]]:
        """What may be left from the first mark on, and the states that are allowed there."""
        chance = random.Random(seed)
        allowed: set[str] = set()
        for end, event in enumerate(recording.events, 1):
            if isinstance(event, Mark):
                assert isinstance(event.content, set)
                allowed = event.content
            if allowed:
                for image in recording.images(end, most=most, chance=chance):
                    key = (*sorted(image.items()), frozenset(allowed))
                    if key not in self._seen:
                        self._seen.add(key)
                        yield image, allowed

    def open(self, image: Image, allowed: set[str]) -> str:
        """Opens what is left, to read and to write, goes on and closes; gives the state that was found."""
        self.images += 1
        folder = self.new_folder(image)
        path = folder / "db.json"
        with self._patch.context() as patch:
            for name in ("fsync", "fdatasync"):
                patch.setattr(os, name, lambda descriptor: None)
            if path.exists():
                assert read_text(path) in allowed
                assert {file.name: file.read_bytes() for file in folder.iterdir()} == image
            db = JournalDB(path)
            found = as_text(db.storage.read())
            assert found in allowed
            db.insert({"after": "the power cut"})
            after = as_text(db.storage.read())
            db.close()
            with TinyDB(path, access_mode="r") as stock:
                assert as_text(stock.storage.read()) == after
        shutil.rmtree(folder)
        return found

    def open_all(self, recording: Recording, *, most: int, seed: int = 0) -> None:
        for image, allowed in self.images_of(recording, most=most, seed=seed):
            self.open(image, allowed)


@pytest.fixture
def laboratory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laboratory]:
    # In memory where that can be had: thousands of images are written, and no real disk matters here.
    memory = Path("/dev/shm")
    at = memory if os.access(memory, os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(dir=at) as folder:
        yield Laboratory(Path(folder), monkeypatch)


def marking(recorder: Recorder, db: JournalDB, change: Callable[[], object], after: str) -> None:
    """Makes one change, which ends with that state."""
    before = as_text(db.storage.read())
    recorder.mark({before, after})
    change()
    recorder.mark({after})


def small_load(recorder: Recorder, path: Path) -> None:
    """A little of everything, on a database that is not there yet."""
    recorder.mark({NOTHING})
    stock = TinyDB(path.parent.parent / f"{path.parent.name}.stock")
    db = JournalDB(path)
    changes: list[Callable[[TinyDB], object]] = [
        lambda db: db.insert({"text": "一"}),
        lambda db: db.insert_multiple([{"text": LONG}, {"text": "三"}]),
        lambda db: db.update({"text": "壹"}, doc_ids=[1]),
        lambda db: db.remove(doc_ids=[2]),
    ]
    for change in changes:
        change(stock)
        marking(recorder, db, lambda change=change: change(db), as_text(stock.storage.read()))  # type: ignore[misc]
    stock.close()
    db.close()


def mixed_load(seed: int, steps: int, limit: int | None) -> Callable[[Recorder, Path], None]:
    def run(recorder: Recorder, path: Path) -> None:
        states = expected_states(seed)
        before = next(states)
        recorder.mark({before})
        load = MixedLoad(seed, lambda: JournalDB(path, limit=limit))
        for _ in range(steps):
            after = next(states)
            recorder.mark({before, after})
            load.step()
            recorder.mark({after})
            before = after
        load.db.close()

    return run


def test_every_image_that_a_power_cut_may_leave_of_a_small_load_opens_with_what_was_acknowledged(
    laboratory: Laboratory,
) -> None:
    recording = laboratory.record(laboratory.new_folder(), small_load)
    laboratory.open_all(recording, most=400)
    assert laboratory.images > 200


@pytest.mark.parametrize("limit", [None, 4096])
@pytest.mark.parametrize("seed", range(8 if THOROUGH else 1))
def test_so_does_a_sample_of_the_images_of_a_long_load(
    seed: int, limit: int | None, laboratory: Laboratory
) -> None:
    recording = laboratory.record(laboratory.new_folder(), mixed_load(seed, 24, limit))
    laboratory.open_all(recording, most=5, seed=seed)


def test_a_file_of_stock_tinydb_that_was_never_synced_is_made_safe_before_anything_builds_on_it(
    laboratory: Laboratory,
) -> None:
    folder = laboratory.new_folder()
    with TinyDB(folder / "db.json") as stock:
        stock.insert({"text": "旧"})
        before = as_text(stock.storage.read())

    def run(recorder: Recorder, path: Path) -> None:
        # Until it was opened nobody has promised anything for the file.
        db = JournalDB(path)
        recorder.mark({before})
        marking(recorder, db, lambda: db.insert({"text": "新"}), before[:-2] + ', "2": {"text": "\\u65b0"}}}')
        db.close()

    recording = laboratory.record(folder, run, is_durable=False)
    laboratory.open_all(recording, most=200)


def test_a_second_power_cut_while_the_first_is_mended_is_survived(laboratory: Laboratory) -> None:
    first = laboratory.record(laboratory.new_folder(), mixed_load(7, 12, 2048))
    images = list(laboratory.images_of(first, most=6))
    chance = random.Random(1)
    torn = [it for it in images if it[0].get("db.json.journal", b"\n").rstrip(b"\0")[-1:] != b"\n"]
    assert torn
    count = len(images) if THOROUGH else 6
    for image, allowed in [*chance.sample(torn, min(count, len(torn))), *chance.sample(images, count)]:

        def mend(recorder: Recorder, path: Path, allowed: set[str] = allowed) -> None:
            recorder.mark(allowed)
            db = JournalDB(path)
            recorder.mark({as_text(db.storage.read())})
            db.close()

        laboratory.open_all(laboratory.record(laboratory.new_folder(image), mend), most=5)


def test_a_power_cut_soon_after_a_kill_is_survived(laboratory: Laboratory) -> None:
    whole = laboratory.record(laboratory.new_folder(), small_load)
    for calls in range(0, len(whole.calls), 1 if THOROUGH else 2):

        def run(recorder: Recorder, path: Path, calls: int = calls) -> None:
            recorder.killed_at = calls
            with pytest.raises(Killed):
                small_load(recorder, path)
            recorder.revive()
            db = JournalDB(path)
            found = as_text(db.storage.read())
            recorder.mark({found})
            db.insert({"text": "重来"})
            recorder.mark({as_text(db.storage.read())})

        recording = laboratory.record(laboratory.new_folder(), run)
        # Between the two marks that follow, the change is in flight.
        *_, last, _ = (at for at, event in enumerate(recording.events) if isinstance(event, Mark))
        before, after = (recording.events[at] for at in (last, -1))
        assert isinstance(before, Mark) and isinstance(after, Mark)
        assert isinstance(before.content, set) and isinstance(after.content, set)
        recording.events[last] = Mark(before.content | after.content)
        laboratory.open_all(recording, most=8 if THOROUGH else 2, seed=calls)


def test_a_change_that_could_not_be_synced_is_the_only_one_that_may_come_back(laboratory: Laboratory) -> None:
    whole = laboratory.record(laboratory.new_folder(), small_load)
    syncs = [number for number, (call, _) in enumerate(whole.calls) if "sync" in call]
    for number in syncs if THOROUGH else syncs[::2]:

        def run(recorder: Recorder, path: Path, number: int = number) -> None:
            recorder.failing = {number}
            try:
                db = JournalDB(path)
            except NotSaved:
                db = JournalDB(path)
            in_doubt: set[str] = set()
            for id, text in enumerate(("一", LONG, "三")):
                documents = dict((db.storage.read() or {}).get("_default", {}))
                before = as_text(db.storage.read())
                after = as_text({"_default": {**documents, str(id): {"text": text}}})
                recorder.mark({before, after, *in_doubt})
                try:
                    db.insert(Document({"text": text}, doc_id=id))
                except NotSaved:
                    in_doubt = {after}
                    recorder.mark({before, after})
                else:
                    recorder.mark({after})
                    in_doubt = set()
            try:
                db.close()
            except NotSaved:
                JournalDB(path).close()

        laboratory.open_all(laboratory.record(laboratory.new_folder(), run), most=3, seed=number)


@pytest.mark.parametrize(
    "unheard", ["fdatasync", ".", "db.json.journal.new", "db.json.new", "db.json.journal"]
)
def test_the_model_notices_a_sync_that_is_missing(unheard: str, laboratory: Laboratory) -> None:
    def run(recorder: Recorder, path: Path) -> None:
        recorder.unheard = {unheard}
        small_load(recorder, path)
        db = JournalDB(path)
        before = as_text(db.storage.read())
        recorder.mark({before})
        db.insert({"text": "再来"})
        recorder.mark({as_text(db.storage.read())})
        db.close()

    recording = laboratory.record(laboratory.new_folder(), run)
    with pytest.raises((AssertionError, Damaged)):
        laboratory.open_all(recording, most=20)


STRACED = """
import sys, pytest
from pathlib import Path
from storage.journal.journal import JournalDB
from tests.storage.crash_model import Recorder
folder = Path(sys.argv[1])
patch = pytest.MonkeyPatch()
recorder = Recorder(folder, patch, is_syncing=True)
db = JournalDB(folder / "db.json", limit=1500)
for number in range(12):
    db.insert({"text": "会议记录" * 10 * number})
    db.update({"number": number}, doc_ids=[1])
db.close()
patch.undo()
for call, name in recorder.recording.calls:
    print(call, name)
"""

_KERNEL = {"pwrite64": "pwrite", "fallocate": "posix_fallocate", "openat": "open", "renameat": "rename"}


def test_the_kernel_sees_the_calls_that_the_model_is_told_of(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("there is no strace")
    (tmp_path / "db").mkdir()
    calls = "open,openat,close,write,pwrite64,pwritev,writev,rename,renameat,renameat2,unlink,unlinkat,"
    calls += "ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,mkdir"
    traced = [strace, "-f", "-qq", "-o", str(tmp_path / "trace"), "-s", "0", "-e", f"trace={calls}"]
    told = subprocess.run(
        [*traced, sys.executable, "-c", STRACED, str(tmp_path / "db")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    if told.returncode and "ptrace" in told.stderr:
        pytest.skip("strace is not permitted here")
    assert told.returncode == 0, told.stderr
    seen = list(calls_in_trace((tmp_path / "trace").read_text("utf-8"), tmp_path / "db"))
    assert len(seen) > 100
    assert seen == [tuple(line.split(" ")) for line in told.stdout.splitlines()]


def calls_in_trace(trace: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The calls that change or sync something in the folder, and the names that the files were opened by."""
    names: dict[str, str] = {}
    for line in trace.splitlines():
        found = re.match(r"\d+ +(\w+)\((.*)\) += (-?\d+)", line)
        if not found:
            continue
        call, told, result = found.groups()
        call = _KERNEL.get(call, call)
        paths = re.findall(r'"([^"]*)"', told)
        if call == "open":
            path = Path(paths[0])
            if path == folder:
                names[result] = "."
            elif path.parent == folder:
                names[result] = path.name
                if "O_CREAT" in told or "O_TRUNC" in told:
                    yield call, path.name
        elif call == "close":
            names.pop(told, None)
        elif paths and call in ("rename", "unlink", "mkdir"):
            if Path(paths[-1]).parent == folder:
                yield call, Path(paths[-1]).name
        elif (descriptor := told.split(",")[0]) in names:
            yield call, names[descriptor]
