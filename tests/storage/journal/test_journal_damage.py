from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from tinydb import TinyDB

from storage.errors import Damaged, NotSaved
from storage.journal import journal_file, standing
from storage.journal.journal import JournalDB, JournalStorage
from tests.storage.crash_model import Image
from tests.storage.mixed_load import as_text
from tests.thorough import one_in

DB, JOURNAL, LOCK = "db.json", "db.json.journal", "db.json.lock"


@dataclass(frozen=True)
class Example:
    """The files of a database that a killed program left, and what they hold."""

    files: Image
    states: list[str]
    """What the journal's first line and its snapshot hold, and every line more."""

    @property
    def starts(self) -> list[int]:
        """Where the lines of the journal begin, and where the last ends."""
        lines = self.files[JOURNAL].splitlines(keepends=True)
        return [sum(map(len, lines[:count])) for count in range(len(lines) + 1)]

    def state_at(self, size: int) -> str | None:
        """What so many bytes of the journal hold; None for too few."""
        whole = sum(start <= size for start in self.starts[1:])
        return self.states[whole - 1] if whole else None


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is about syncing."""
    monkeypatch.setattr(journal_file, "ROOM", 1 << 10)
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda descriptor: None)


def put(folder: Path, files: Image) -> Path:
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / DB


def files_in(folder: Path) -> Image:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def storage_of(db: JournalDB) -> JournalStorage:
    assert isinstance(db.storage, JournalStorage)
    return db.storage


@pytest.fixture
def example(tmp_path: Path) -> Example:
    folder = tmp_path / "example"
    folder.mkdir()
    with JournalDB(folder / DB) as db:
        db.insert_multiple([{"text": "一"}, {"text": "二"}])
    db = JournalDB(folder / DB)
    states = [as_text(db.storage.read())]
    changes: list[Callable[[], object]] = [
        lambda: db.insert({"text": "三"}),
        lambda: db.update({"text": "贰"}, doc_ids=[2]),
        lambda: db.remove(doc_ids=[1]),
        lambda: db.insert({"text": "四"}),
    ]
    for change in changes:
        change()
        states.append(as_text(db.storage.read()))
    storage_of(db).let_go()
    return Example(files_in(folder), states)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "db"
    folder.mkdir()
    return folder


@dataclass(frozen=True)
class Verdict:
    state: str | None
    """None for damage."""
    has_notice: bool = False


DAMAGED = Verdict(None)


def verdict(path: Path) -> Verdict:
    """What opening says, which is the same to read and to write; neither touches what is damaged."""
    before = files_in(path.parent)
    try:
        reader = JournalStorage(path, access_mode="r")
        read = Verdict(as_text(reader.read()), bool(reader.notice))
    except Damaged:
        read = DAMAGED
    assert files_in(path.parent) == before
    try:
        storage = JournalStorage(path)
        found = Verdict(as_text(storage.read()), bool(storage.notice))
        storage.let_go()
    except Damaged:
        found = DAMAGED
        assert files_in(path.parent) == {LOCK: bytes(16), **before}
    assert found == read
    return found


FLIPS: dict[str, Callable[[int], int]] = {
    "one bit": lambda byte: byte ^ 1,
    "zero": lambda _: 0,
    "line feed": lambda _: 10,
}


@pytest.mark.parametrize("name", [DB, JOURNAL, LOCK])
@pytest.mark.parametrize("kind", FLIPS)
def test_a_byte_that_changed_is_found_or_was_of_the_line_that_a_crash_may_have_torn(
    kind: str, name: str, example: Example, folder: Path
) -> None:
    content = example.files[name]
    for number in takewhile(lambda number: number <= len(content), one_in(4, kind + name)):
        position = len(content) - number
        changed = bytearray(content)
        changed[position] = FLIPS[kind](content[position])
        if changed == content:
            continue
        path = put(folder, {**example.files, name: bytes(changed)})
        found = verdict(path)
        if name == LOCK:
            # The mark only tells of a journal that is lost, and this one is there.
            assert found == Verdict(example.states[-1])
        elif found != DAMAGED:
            last = example.starts[-2]
            assert name == JOURNAL and position >= last
            assert found == Verdict(example.states[-2], has_notice=True)
            torn = (folder / f"{JOURNAL}.torn-1").read_bytes()
            assert torn == bytes(changed[last:]).rstrip(b"\0")


def test_the_last_byte_of_the_last_line_may_be_missing_but_a_whole_line_is_damaged_or_good(
    example: Example, folder: Path
) -> None:
    content = example.files[JOURNAL]
    assert verdict(put(folder, {**example.files, JOURNAL: content[:-1] + b"\0"})).has_notice
    assert verdict(put(folder, {**example.files, JOURNAL: content[:-2] + b"]\n"})) == DAMAGED


def test_a_journal_cut_anywhere_holds_what_was_before_and_says_so_if_a_line_was_cut(
    example: Example, folder: Path
) -> None:
    content = example.files[JOURNAL]
    # Every byte of the last line and around each line's end, and a sample of the others.
    ends = {start + near for start in example.starts for near in (-2, -1, 0, 1)}
    sizes = {*range(max(example.starts), len(content)), *range(0, len(content), 11), *ends}
    for size in sorted(sizes & set(range(len(content)))):
        path = put(folder, {**example.files, JOURNAL: content[:size]})
        found = verdict(path)
        state = example.state_at(size)
        if state is None:
            assert found == DAMAGED
            continue
        assert found == Verdict(state, has_notice=size not in example.starts)
        start = max(start for start in example.starts if start <= size)
        if size > start:
            assert (folder / f"{JOURNAL}.torn-1").read_bytes() == content[start:size]
        # What was cut off does not come back, and what comes next is safe.
        db = JournalDB(path)
        db.insert({"text": "又"})
        after = as_text(db.storage.read())
        db.close()
        assert verdict(path) == Verdict(after)


def test_every_torn_end_is_kept_in_a_file_of_its_own(example: Example, folder: Path) -> None:
    path = put(folder, {**example.files, f"{JOURNAL}.torn-1": b"an older one"})
    os.truncate(folder / JOURNAL, example.starts[-1] - 5)
    assert verdict(path).has_notice
    assert (folder / f"{JOURNAL}.torn-1").read_bytes() == b"an older one"
    assert (folder / f"{JOURNAL}.torn-2").exists()


def other_files(folder: Path) -> Image:
    """The files of another database, cleanly closed."""
    with JournalDB(folder / DB) as db:
        db.insert({"text": "别的会"})
    files = files_in(folder)
    put(folder, {})
    return files


def test_a_file_that_is_missing_or_of_another_database_is_damage(example: Example, folder: Path) -> None:
    files, other = example.files, other_files(folder)
    lines = files[JOURNAL].splitlines(keepends=True)
    for damaged in (
        {DB: files[DB], LOCK: files[LOCK]},
        {JOURNAL: files[JOURNAL], LOCK: files[LOCK]},
        {JOURNAL: files[JOURNAL]},
        {LOCK: files[LOCK]},
        {**files, JOURNAL: b""},
        {**files, JOURNAL: bytes(5000)},
        {**files, JOURNAL: files[DB]},
        {**files, DB: b""},
        {**files, DB: b"{}"},
        {**files, DB: other[DB]},
        {**files, JOURNAL: other[JOURNAL]},
        {**files, JOURNAL: other[JOURNAL] + b"".join(lines[1:])},
        {**files, JOURNAL: b"".join(lines[:2] + lines[3:])},
        {**files, JOURNAL: b"".join([lines[0], lines[2], lines[1], *lines[3:]])},
        {**files, JOURNAL: b"".join([*lines, lines[-1]])},
        {**files, JOURNAL: b"".join([*lines, b"\n"])},
        {**files, JOURNAL: b"".join([*lines[:3], lines[3][:40], *lines[4:]])},
        {**files, JOURNAL: b"".join([*lines[:3], bytes(len(lines[3])), *lines[4:]])},
    ):
        assert verdict(put(folder, damaged)) == DAMAGED


def test_a_snapshot_older_or_newer_than_its_journal_is_damage(example: Example, folder: Path) -> None:
    older = example.files
    JournalDB(put(folder, older)).close()
    newer = files_in(folder)
    assert verdict(put(folder, newer)) == Verdict(example.states[-1])
    assert verdict(put(folder, {**newer, DB: older[DB]})) == DAMAGED
    assert verdict(put(folder, {**newer, JOURNAL: older[JOURNAL]})) == DAMAGED


def test_a_snapshot_whose_name_the_journal_has_lost_is_damage(example: Example, folder: Path) -> None:
    path = put(folder, example.files)
    db = JournalDB(path)
    with pytest.MonkeyPatch.context() as patch:
        # As a kill between the two renamings leaves it.
        patch.setattr(journal_file.Journal, "begin_anew", lambda *_: None)
        db.close()
    files = files_in(folder)
    assert files[DB] != example.files[DB]
    assert verdict(put(folder, files)) == Verdict(example.states[-1])
    for size in range(example.starts[-1], len(files[JOURNAL].rstrip(b"\0"))):
        assert verdict(put(folder, {**files, JOURNAL: files[JOURNAL][:size]})) == DAMAGED


def test_a_lock_that_is_missing_is_made_again(example: Example, folder: Path) -> None:
    path = put(folder, {name: content for name, content in example.files.items() if name != LOCK})
    assert verdict(path) == Verdict(example.states[-1])
    assert (folder / LOCK).read_bytes() == example.files[LOCK]


@pytest.mark.parametrize("content", [b"[]", b"3", b'{"_default": {"1": ', b"\xff\xfe\xff", b"[" * 100_000])
def test_a_file_that_is_no_database_is_not_taken_over(content: bytes, folder: Path) -> None:
    assert verdict(put(folder, {DB: content})) == DAMAGED


def test_a_journal_of_a_newer_program_is_left_alone(
    example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "VERSION", 2)
    with JournalDB(folder / DB) as db:
        db.insert({"text": "新"})
    monkeypatch.undo()
    assert verdict(folder / DB) == DAMAGED


def test_a_journal_damaged_while_it_is_written_never_becomes_a_snapshot(
    example: Example, folder: Path
) -> None:
    path = put(folder, example.files)
    for damage in (
        lambda: os.truncate(folder / JOURNAL, example.starts[2]),
        lambda: (folder / JOURNAL).unlink(),
        lambda: (folder / JOURNAL).write_bytes(b"x"),
        lambda: path.unlink(),
        lambda: path.write_bytes(b"{}"),
    ):
        db = JournalDB(put(folder, example.files))
        damage()
        before = {name: content.rstrip(b"\0") for name, content in files_in(folder).items() if name != LOCK}
        with pytest.raises((Damaged, NotSaved)):
            db.close()
        after = {name: content.rstrip(b"\0") for name, content in files_in(folder).items() if name != LOCK}
        assert after == before


@pytest.mark.parametrize("is_replaced", [False, True])
def test_nothing_is_written_into_a_journal_that_was_taken_away(
    is_replaced: bool, example: Example, folder: Path
) -> None:
    db = JournalDB(put(folder, example.files))
    journal = folder / JOURNAL
    moved = journal.rename(folder / "moved")
    if is_replaced:
        journal.write_bytes(example.files[JOURNAL][: example.starts[2]])
    moved_before = moved.read_bytes()
    moved.rename(folder / "removed")
    (folder / "removed").unlink()
    for _ in range(2):
        with pytest.raises(NotSaved, match="被移走或换掉了，请找回原来的文件"):
            db.insert({"text": "五"})
    assert as_text(db.storage.read()) == example.states[-1]
    journal.write_bytes(moved_before)
    db.insert({"text": "五"})
    db.close()
    with TinyDB(folder / DB) as stock:
        assert stock.all()[-1] == {"text": "五"}
