from __future__ import annotations

import copy
import json
import os
import pwd
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from storage.errors import InUse, NotSaved
from storage.journal import journal_file, standing
from storage.journal.journal import JournalDB, JournalStorage
from tests.storage.mixed_load import as_text, read_text
from tests.thorough import examples, one_in

AWKWARD = "行\u2028分\u2029符\x85与\x00控制符\x1b和\n换行\r以及\udc80半个字\ud83d，\\udc80不是"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


def storage_of(db: TinyDB) -> JournalStorage:
    assert isinstance(db.storage, JournalStorage)
    return db.storage


def from_json(value: Any) -> Any:
    """Two halves of a character are one after any JSON."""
    return json.loads(json.dumps(value))


characters = st.characters(codec=None) | st.sampled_from(list(AWKWARD))
texts = st.text(characters, max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
documents = st.dictionaries(st.sampled_from(["a", "b", "列\n"]) | texts, values, max_size=3).map(from_json)
names = st.sampled_from(["_default", "表", "t\u2028\n\udc80"])
ids = st.integers(1, 6)
numbers = st.integers(0, 2)


class Memory(MemoryStorage):
    """Shares nothing with anybody, as a file does; stock's may hold one list in two documents."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def read(self) -> dict[str, dict[str, Any]] | None:
        return copy.deepcopy(super().read())

    def write(self, data: Any) -> None:
        super().write(from_json(data))


class BesideStockTinyDB(RuleBasedStateMachine):
    """Does the same to a journalled database and to stock TinyDB in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(journal_file, "ROOM", 1 << 11)
        for name in ("fsync", "fdatasync"):
            self.patch.setattr(os, name, lambda descriptor: None)
        self.path = Path(self.folder.name) / "db.json"
        self.limit: int | None = None
        self.db: TinyDB = JournalDB(self.path)
        self.memory = Memory()
        self.stock = TinyDB(storage=lambda: self.memory)

    def both(self, act: Callable[[TinyDB], Any]) -> None:
        results = []
        for db in (self.stock, self.db):
            try:
                results.append(act(db))
            except (ValueError, TypeError) as error:
                results.append(type(error))
        # What stock TinyDB hands out may be changed in the store later.
        assert repr(results[0]) == repr(results[1])

    @rule(name=names, document=documents)
    def insert(self, name: str, document: dict[str, Any]) -> None:
        self.both(lambda db: db.table(name).insert(copy.deepcopy(document)))

    @rule(name=names, document=documents, id=ids)
    def insert_under_an_id(self, name: str, document: dict[str, Any], id: int) -> None:
        self.both(lambda db: db.table(name).insert(Document(copy.deepcopy(document), doc_id=id)))

    @rule(name=names, some=st.lists(st.tuples(documents, st.none() | ids), max_size=3))
    def insert_several(self, name: str, some: list[tuple[dict[str, Any], int | None]]) -> None:
        self.both(
            lambda db: db.table(name).insert_multiple(
                Document(document, doc_id=id) if id else document for document, id in copy.deepcopy(some)
            )
        )

    @rule(name=names, fields=documents, some=st.lists(ids, max_size=3, unique=True))
    def update_by_id(self, name: str, fields: dict[str, Any], some: list[int]) -> None:
        self.both(lambda db: db.table(name).update(copy.deepcopy(fields), doc_ids=some))

    @rule(name=names, fields=documents, number=numbers)
    def update_by_query(self, name: str, fields: dict[str, Any], number: int) -> None:
        self.both(lambda db: db.table(name).update(copy.deepcopy(fields), where("a") == number))

    @rule(name=names, number=numbers)
    def update_with_a_function(self, name: str, number: int) -> None:
        self.both(lambda db: db.table(name).update(increment("a"), where("a") == number))

    @rule(name=names, fields=documents)
    def update_all(self, name: str, fields: dict[str, Any]) -> None:
        self.both(lambda db: db.table(name).update(copy.deepcopy(fields)))

    @rule(name=names, number=numbers)
    def add_to_a_nested_list(self, name: str, number: int) -> None:
        self.both(
            lambda db: (
                db.table(name).update(lambda document: document.setdefault("b", []).append(number))
                if all(isinstance(document.get("b", []), list) for document in db.table(name))
                else None
            )
        )

    @rule(name=names, fields=documents, number=numbers)
    def upsert(self, name: str, fields: dict[str, Any], number: int) -> None:
        self.both(lambda db: db.table(name).upsert(copy.deepcopy(fields), where("a") == number))

    @rule(name=names, fields=documents, id=ids)
    def upsert_under_an_id(self, name: str, fields: dict[str, Any], id: int) -> None:
        self.both(lambda db: db.table(name).upsert(Document(copy.deepcopy(fields), doc_id=id)))

    @rule(name=names, some=st.lists(ids, max_size=3, unique=True))
    def remove_by_id(self, name: str, some: list[int]) -> None:
        self.both(lambda db: db.table(name).remove(doc_ids=some))

    @rule(name=names, number=numbers)
    def remove_by_query(self, name: str, number: int) -> None:
        self.both(lambda db: db.table(name).remove(where("a") == number))

    @rule(name=names)
    def truncate(self, name: str) -> None:
        self.both(lambda db: db.table(name).truncate())

    @rule(name=names)
    def drop(self, name: str) -> None:
        self.both(lambda db: db.drop_table(name))

    @rule()
    def drop_all(self) -> None:
        self.both(lambda db: db.drop_tables())

    @rule(name=names, number=numbers)
    def look(self, name: str, number: int) -> None:
        self.both(lambda db: db.table(name).search(where("a") == number))
        self.both(lambda db: [db.table(name).get(doc_id=1), db.table(name).all(), len(db.table(name))])
        self.both(lambda db: db.table(name).get(doc_ids=[1, 2]))
        self.both(lambda db: db.table(name).get(where("a") == number))

    @rule(name=names, number=numbers)
    def change_what_was_found(self, name: str, number: int) -> None:
        table = self.db.table(name)
        query = where("a") == number
        found = [*table.all(), *table.search(query), *table.search(query), *table.get(doc_ids=[1, 2])]
        for document in [*found, table.get(doc_id=1), table.get(query)]:
            for value in (document or {}).values():
                if isinstance(value, list):
                    value.append("改了")
                elif isinstance(value, dict):
                    value["改了"] = 1
            if document is not None:
                document["改了"] = 1
        assert "改了" not in repr(table.search(query))
        for tables in (storage_of(self.db).read() or {}).values():
            tables.clear()

    @rule()
    def compact(self) -> None:
        storage_of(self.db).compact()

    @rule(limit=st.sampled_from([None, 0, 700]))
    def reopen(self, limit: int | None) -> None:
        self.db.close()
        with TinyDB(self.path, access_mode="r") as stock:
            assert as_text(stock.storage.read()) == as_text(self.memory.read())
        self.db = JournalDB(self.path, limit=limit)
        self.stock = TinyDB(storage=lambda: self.memory)

    @rule()
    def reopen_after_a_kill(self) -> None:
        storage_of(self.db).let_go()
        self.db = JournalDB(self.path)
        self.stock = TinyDB(storage=lambda: self.memory)

    @rule()
    def go_on_with_the_tables_of_stock_tinydb(self) -> None:
        """Whose every change goes through the whole file."""
        storage_of(self.db).let_go()
        self.db = TinyDB(self.path, storage=JournalStorage)
        self.stock = TinyDB(storage=lambda: self.memory)
        self.stock.table("表").insert({"a": 1})
        self.db.table("表").insert({"a": 1})
        self.reopen_after_a_kill()

    @invariant()
    def both_hold_the_same_in_the_same_order(self) -> None:
        assert as_text(self.db.storage.read()) == as_text(self.memory.read()) == read_text(self.path)

    def teardown(self) -> None:
        self.db.close()
        self.patch.undo()
        self.folder.cleanup()


TestBesideStockTinyDB = BesideStockTinyDB.TestCase
TestBesideStockTinyDB.settings = settings(max_examples=examples(20), stateful_step_count=20)


def test_awkward_texts_come_back_from_the_journal_and_from_the_snapshot(path: Path) -> None:
    db = JournalDB(path)
    db.table(AWKWARD).insert({AWKWARD: [AWKWARD]})
    storage_of(db).let_go()
    with JournalDB(path) as db:
        assert db.table(AWKWARD).all() == [{AWKWARD: [AWKWARD]}]
    for opened in (JournalDB(path), TinyDB(path)):
        assert opened.table(AWKWARD).all() == [{AWKWARD: [AWKWARD]}]
        opened.close()


def test_what_json_makes_of_a_document_is_what_the_writer_sees(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"tuple": (1, 2), 3: "three", "pair": "\ud83d\ude00"})
        assert db.all() == [{"tuple": [1, 2], "3": "three", "pair": "😀"}]


@pytest.mark.parametrize(
    "content",
    [float("nan"), float("inf"), object(), {1, 2}, b"", 10**5000],
    ids=["nan", "inf", "object", "set", "bytes", "huge"],
)
def test_what_is_not_json_is_refused_and_leaves_no_trace(content: object, path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"a": 1})
        before = read_text(path)
        with pytest.raises((ValueError, TypeError)):
            db.insert_multiple([{"a": 2}, {"a": content}])
        with pytest.raises((ValueError, TypeError)):
            db.update({"a": content})
        assert as_text(db.storage.read()) == before == read_text(path)
        db.insert({"a": 3})
    with JournalDB(path) as db:
        assert [document["a"] for document in db] == [1, 3]


def test_what_could_not_be_read_back_is_not_written(path: Path) -> None:
    deep: list[Any] = []
    for _ in range(700):
        deep = [deep]
    with JournalDB(path) as db:
        db.insert({"a": 1})
        with pytest.raises(ValueError, match="nested too deeply"):
            db.insert({"a": deep})
        with pytest.raises(KeyError):
            storage_of(db).commit({"cut": {"_default": ["7"]}})
        with pytest.raises(KeyError):
            storage_of(db).commit({"drop": ["7"]})
    with JournalDB(path) as db:
        assert db.all() == [{"a": 1}]


def test_a_loop_over_a_table_may_change_it(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert_multiple([{"a": 1}, {"a": 2}])
        for document in db:
            db.remove(doc_ids=[document.doc_id])
            db.insert({"a": 3})
        assert db.all() == [{"a": 3}, {"a": 3}]


def test_only_the_owner_may_read_any_of_the_files(path: Path) -> None:
    old = os.umask(0)
    try:
        db = JournalDB(path)
        db.insert({"a": 1})
        storage_of(db).let_go()
        os.truncate(standing.journal_of(path), standing.journal_of(path).stat().st_size - 3)
        JournalDB(path).close()
    finally:
        os.umask(old)
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(files) == {"db.json", "db.json.journal", "db.json.lock", "db.json.journal.torn-1"}
    assert set(files.values()) == {0o600}


def test_a_second_writer_is_told_who_holds_it_and_changes_nothing(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"a": 1})
        before = {file: file.read_bytes() for file in path.parent.iterdir()}
        with pytest.raises(InUse) as refused:
            JournalDB(path)
        assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
        user = pwd.getpwuid(os.getuid()).pw_name
        assert refused.value.holder and refused.value.holder.user == user
        assert refused.value.holder.process == os.getpid()
        assert user in str(refused.value) and path.parent.name in str(refused.value)
        db.insert({"a": 2})
    JournalDB(path).close()


def test_the_lock_stays_the_same_file_for_ever(path: Path) -> None:
    JournalDB(path).close()
    lock = standing.lock_of(path).stat().st_ino
    for _ in range(3):
        with JournalDB(path, limit=0) as db:
            db.insert({"a": 1})
    assert standing.lock_of(path).stat().st_ino == lock


def test_a_change_of_the_working_folder_changes_no_other_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        with JournalDB("db.json") as db:
            db.insert({"text": name})
    monkeypatch.chdir(tmp_path / "one")
    db = JournalDB("db.json")
    db.insert({"text": "one"})
    monkeypatch.chdir(tmp_path / "other")
    db.close()
    for name, texts in (("one", ["one", "one"]), ("other", ["other"])):
        with JournalDB(tmp_path / name / "db.json") as db:
            assert [document["text"] for document in db] == texts


def test_a_change_is_safe_although_the_compaction_after_it_is_hindered(path: Path) -> None:
    with JournalDB(path, limit=0) as db:
        db.insert({"a": 1})
        (path.parent / "db.json.new").mkdir()
        db.insert({"a": 2})
        assert "没有存上" in storage_of(db).notice
        db.insert({"a": 3})
        assert as_text(db.storage.read()) == read_text(path)
        (path.parent / "db.json.new").rmdir()
        db.insert({"a": 4})
    with TinyDB(path) as stock:
        assert [document["a"] for document in stock] == [1, 2, 3, 4]


def test_a_line_whose_sync_and_whose_rollback_failed_gets_into_no_snapshot(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Any:
        raise OSError(5, "broken")

    with JournalDB(path) as db:
        db.insert({"a": 1})
        with monkeypatch.context() as broken:
            broken.setattr(os, "fdatasync", failing)
            broken.setattr(os, "ftruncate", failing)
            with pytest.raises(NotSaved):
                db.insert({"a": "不算"})
        storage_of(db).compact()
        assert as_text(db.storage.read()) == read_text(path)
        assert db.all() == [{"a": 1}]


def test_room_is_set_aside_again_behind_a_compaction(path: Path) -> None:
    with JournalDB(path) as db:
        db.insert({"a": 1})
        storage_of(db).compact()
        assert standing.journal_of(path).stat().st_size >= journal_file.ROOM
    assert standing.journal_of(path).stat().st_size < 1000


def test_closing_twice_does_nothing_and_a_closed_database_takes_nothing(path: Path) -> None:
    db = JournalDB(path)
    db.insert({"a": 1})
    db.close()
    db.close()
    with pytest.raises(OSError, match="closed"):
        db.insert({"a": 2})
    with pytest.raises(OSError, match="closed"):
        storage_of(db).compact()
    assert JournalDB(path, access_mode="r").all() == [{"a": 1}]


def test_a_ctrl_c_at_any_line_leaves_a_change_made_or_not_and_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "ROOM", 1 << 10)
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda descriptor: None)
    own = str(Path(journal_file.__file__).parents[1])
    lines = 0

    def until(last: int) -> Callable[[FrameType, str, Any], Any]:
        def trace(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal lines
            if not frame.f_code.co_filename.startswith(own):
                return None
            if event == "line":
                lines += 1
                if lines == last:
                    raise KeyboardInterrupt
            return trace

        return trace

    for number in one_in(6, "line"):
        lines = 0
        path = tmp_path / f"{number}.json"
        # So small a limit that every other change is followed by a compaction.
        db = JournalDB(path, limit=400)
        db.insert_multiple([{"a": 1}, {"a": 2}])
        everything = where("a").exists()
        before = db.search(everything)
        before_tracing = sys.gettrace()
        try:
            sys.settrace(until(number))
            db.update({"a": 3}, doc_ids=[1])
            db.remove(doc_ids=[2])
            db.insert({"a": "文" * 30})
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before_tracing)
        states = [before, [{"a": 3}, {"a": 2}], [{"a": 3}], [{"a": 3}, {"a": "文" * 30}]]
        assert db.all() == db.search(everything) in states
        assert as_text(db.storage.read()) == read_text(path)
        db.insert({"a": 4})
        after = as_text(db.storage.read())
        assert after == read_text(path)
        storage_of(db).let_go()
        with JournalDB(path) as db:
            assert as_text(db.storage.read()) == after
        if lines < number:
            break
    assert number > 200
