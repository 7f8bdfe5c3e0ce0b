from __future__ import annotations

import errno
import math
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from meeting.chain import last_digest
from meeting.draft import Desk, Draft
from meeting.model import Kind
from meeting.recorder import Recorder
from storage import handed_in
from storage.archive import Archive
from storage.backup import Copied, back_up, restore
from storage.check import check
from storage.errors import BadPlace, Damaged, InUse, NotSaved, StorageError, Taken
from storage.handed_in import take_in
from storage.meeting_file import FILE, read_meeting, standing_in, write_first
from storage.meeting_tables import chained_meeting_in, tables_of
from storage.whole_file import put_in_place
from tests.storage.examples import MEETING, entries_up_to, entry
from tests.thorough import THOROUGH, one_in

NOW = datetime(2022, 2, 1, 9, 30, 5, tzinfo=UTC)
WHOLE = replace(MEETING, entries=entries_up_to(3))
DESK = Desk("k", {"k": Draft("k", Kind.BRIEFING, text="没写完")})


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    found = Archive(tmp_path / "shilu")
    with found.create(WHOLE) as file:
        file.draft.save(DESK)
    return found


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "backups"


def backed_up(archive: Archive, into: Path) -> Path:
    (copied,) = back_up(archive.folders(), into, NOW)
    assert isinstance(copied, Copied)
    return copied.folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(item.relative_to(folder)): item.read_bytes() for item in folder.rglob("*") if item.is_file()}


def full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, "full")


def test_a_backup_is_a_cleanly_closed_meeting_with_its_draft(archive: Archive, into: Path) -> None:
    (archive.folder("2022") / "exports.json").write_text("{}", encoding="utf-8")
    (copied,) = back_up(archive.folders(), into, NOW)
    folder = into / "20220128-20220201-093005"
    assert copied == Copied(folder, WHOLE.id, 3, last_digest(WHOLE))
    assert sorted(files_in(folder)) == ["draft", "meeting.json", "meeting.json.journal"]
    assert (folder / "meeting.json.journal").read_bytes().count(b"\n") == 1
    with TinyDB(folder / "meeting.json") as db:
        assert chained_meeting_in(db.storage.read(), "f") == WHOLE


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_only_the_user_can_read_a_backup(umask: int, archive: Archive, into: Path) -> None:
    before = os.umask(umask)
    try:
        backed_up(archive, into)
    finally:
        os.umask(before)
    for path in (into.parent, into, *into.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_second_backup_of_the_same_second_stands_beside_the_first(archive: Archive, into: Path) -> None:
    first = backed_up(archive, into)
    before = files_in(first)
    with archive.open("2022") as file:
        file.append([entry(4)])
    assert backed_up(archive, into).name == "20220128-20220201-093005-2"
    assert files_in(first) == before


def test_a_meeting_that_runs_is_backed_up_with_what_is_only_in_its_journal(
    archive: Archive, into: Path
) -> None:
    with archive.open("2022") as file:
        file.append([entry(4)])
        (copied,) = back_up(archive.folders(), into, NOW)
        file.append([entry(5)])
    assert isinstance(copied, Copied)
    assert copied.entries == 4


_WRITER = """
import sys
from pathlib import Path
from storage.archive import Archive
from tests.storage.examples import entry

archive, number = Archive(Path(sys.argv[1])), 3
while True:
    with archive.open("2022") as file:
        for _ in range(7):
            number += 1
            file.append([entry(number)])
            print(number, flush=True)
"""


def test_backups_while_another_process_writes_and_reopens_lack_nothing_that_it_was_told(
    archive: Archive, tmp_path: Path, into: Path
) -> None:
    rounds = 100 if THOROUGH else 10
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path / "shilu")], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    try:
        for _ in range(rounds):
            told = int(writer.stdout.readline())
            (copied,) = back_up(archive.folders(), into, NOW)
            assert isinstance(copied, Copied), str(copied)
            assert copied.entries >= told
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert len(list(into.iterdir())) == rounds


def test_a_damaged_meeting_is_told_as_check_does_and_the_others_are_backed_up(
    archive: Archive, into: Path
) -> None:
    archive.create(replace(MEETING, id="20220208")).close()
    broken = archive.folder("20220128")
    (broken / "meeting.json").write_text("{", encoding="utf-8")
    told, copied = back_up(archive.folders(), into, NOW)
    assert isinstance(told, Damaged)
    assert str(told) in [finding.sentence for finding in check(broken).findings]
    assert isinstance(copied, Copied)
    assert [item.name for item in into.iterdir()] == ["20220208-20220201-093005"]


def test_a_meeting_in_a_folder_of_another_name_is_told_and_not_backed_up(
    archive: Archive, into: Path
) -> None:
    folder = archive.folder("2022")
    (told,) = back_up([folder.rename(folder.with_name("20220129"))], into, NOW)
    assert isinstance(told, Damaged) and "20220128" in str(told)
    assert not into.exists()


@pytest.mark.parametrize("call", ["write", "fsync", "mkdir", "replace", "rename"])
def test_a_disk_that_fills_up_leaves_nothing_under_the_name_of_a_backup(
    call: str, archive: Archive, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into.mkdir(parents=True)
    before = files_in(archive.folder("2022"))
    with monkeypatch.context() as broken:
        broken.setattr(os, call, full)
        with pytest.raises((NotSaved, BadPlace), match="磁盘已满"):
            backed_up(archive, into)
    assert list(into.iterdir()) == []
    assert files_in(archive.folder("2022")) == before


def forgetful(folder: Path, tables: dict[str, Any]) -> None:
    write_first(folder, {**tables, "entries": dict(list(tables["entries"].items())[:-1])})


def spoiling(folder: Path, tables: dict[str, Any]) -> None:
    write_first(folder, tables)
    (folder / FILE).write_bytes(b"\0" * 100)


def cutting(path: Path, content: bytes, **options: Any) -> None:
    put_in_place(path, content[:-1], **options)


@pytest.mark.parametrize(
    ("step", "fault"), [("write_first", forgetful), ("write_first", spoiling), ("put_in_place", cutting)]
)
def test_a_disk_that_gives_back_something_else_is_no_place_for_a_backup(
    step: str, fault: Callable[..., None], archive: Archive, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"storage.backup.{step}", fault)
    with pytest.raises(NotSaved, match="读回来不一样"):
        backed_up(archive, into)
    assert list(into.iterdir()) == []


def test_every_file_of_a_backup_was_synced(
    archive: Archive, into: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(archive, tmp_path, b"one")
    synced: set[int] = set()
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda descriptor: synced.add(os.fstat(descriptor).st_ino))
    files = [item for item in backed_up(archive, into).rglob("*") if item.is_file()]
    assert len(files) == 4
    assert [file.name for file in files if file.stat().st_ino not in synced] == []


@pytest.mark.parametrize("inner", [".", "backups", "20220128"])
def test_backups_do_not_lie_among_the_meetings(inner: str, archive: Archive) -> None:
    meetings = archive.folder("2022").parent
    with pytest.raises(BadPlace, match="请另外写一个文件夹"):
        backed_up(archive, meetings / inner)
    assert [item.name for item in meetings.iterdir()] == ["20220128"]


def test_a_backup_comes_back_into_an_archive_that_lacks_it(
    archive: Archive, into: Path, tmp_path: Path
) -> None:
    folder = backed_up(archive, into)
    other = Archive(tmp_path / "other")
    copied = restore(other, folder, NOW, replace=False)
    assert (copied.folder, copied.entries, copied.replaced) == (other.folder("20220128"), 3, None)
    with other.open("20220128") as file:
        assert file.meeting == WHOLE
        assert file.draft.desk == DESK
        file.append([entry(4)])


def test_a_meeting_that_is_there_is_not_touched_unless_told(archive: Archive, into: Path) -> None:
    folder = backed_up(archive, into)
    with archive.open("2022") as file:
        file.append([entry(4)])
    before = files_in(archive.folder("2022"))
    with pytest.raises(Taken, match=r"现有 4 条记录，备份里有 3 条。.*--replace"):
        restore(archive, folder, NOW, replace=False)
    assert files_in(archive.folder("2022")) == before


def cut(folder: Path) -> None:
    (folder / "meeting.json").write_bytes((folder / "meeting.json").read_bytes()[:100])


def lose_journal(folder: Path) -> None:
    (folder / "meeting.json.journal").unlink()


def lose_everything(folder: Path) -> None:
    for item in folder.iterdir():
        item.unlink()


@pytest.mark.parametrize("damage", [cut, lose_journal, lose_everything])
def test_a_damaged_meeting_makes_way_for_its_backup_and_is_kept(
    damage: Callable[[Path], None], archive: Archive, into: Path, tmp_path: Path
) -> None:
    folder = backed_up(archive, into)
    damage(archive.folder("2022"))
    before = files_in(archive.folder("2022"))
    copied = restore(archive, folder, NOW, replace=True)
    assert archive.read("20220128") == WHOLE
    assert copied.replaced == tmp_path / "shilu" / "replaced" / "20220128-20220201-093005"
    kept = files_in(copied.replaced)
    assert {name: kept[name] for name in before if not name.endswith(".lock")} == {
        name: content for name, content in before.items() if not name.endswith(".lock")
    }


@pytest.mark.parametrize("damage", [cut, lose_everything])
def test_a_damaged_meeting_is_named_as_such_before_it_is_replaced(
    damage: Callable[[Path], None], archive: Archive, into: Path
) -> None:
    folder = backed_up(archive, into)
    damage(archive.folder("2022"))
    with pytest.raises(Taken, match=r"现有的打不开，备份里有 3 条。.*--replace"):
        restore(archive, folder, NOW, replace=False)


def test_a_meeting_that_somebody_records_is_not_replaced(archive: Archive, into: Path) -> None:
    folder = backed_up(archive, into)
    with archive.open("2022") as file:
        file.append([entry(4)])
        with pytest.raises(InUse):
            restore(archive, folder, NOW, replace=True)
        file.append([entry(5)])
    assert len(archive.read("2022").entries) == 5
    assert [item.name for item in archive.folder("2022").parent.iterdir()] == ["20220128"]


def test_a_damaged_backup_restores_nothing(archive: Archive, into: Path) -> None:
    folder = backed_up(archive, into)
    cut(folder)
    before = files_in(archive.folder("2022"))
    with pytest.raises(Damaged, match="与校验值不符"):
        restore(archive, folder, NOW, replace=True)
    assert files_in(archive.folder("2022")) == before


@pytest.mark.parametrize("odd", ["", "../20220128", "会议"])
def test_a_backup_whose_meeting_has_no_id_is_damaged(odd: str, archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    write_first(folder, tables_of(replace(MEETING, id=odd)))
    with pytest.raises(Damaged, match="会议编号不对"):
        restore(archive, folder, NOW, replace=True)


CALLS = ("open", "pwrite", "write", "fsync", "fdatasync", "ftruncate", "posix_fallocate", "replace", "rename")


class Faults:
    """Lets the calls from the first to the last go wrong, as counted since this was made."""

    def __init__(self, patch: pytest.MonkeyPatch, first: int, last: float, error: BaseException) -> None:
        self.names: list[str] = []
        self._first, self._last, self._error = first, last, error
        for name in CALLS:
            patch.setattr(os, name, self._standing_for(name, getattr(os, name)))

    def _standing_for(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.names.append(name)
            if not self._first <= len(self.names) <= self._last:
                return real(*arguments, **options)
            if isinstance(self._error, KeyboardInterrupt) and name == "rename":
                # A Ctrl-C is noticed when the system has done its work.
                real(*arguments, **options)
            raise self._error

        return call


@pytest.mark.parametrize("last", [0, 1, math.inf], ids=["once", "twice", "from then on"])
@pytest.mark.parametrize(
    "error", [OSError(errno.EIO, "broken"), KeyboardInterrupt()], ids=["a fault", "Ctrl-C"]
)
def test_with_a_fault_at_any_call_the_old_meeting_or_the_new_is_there_and_the_other_is_named(
    error: BaseException,
    last: float,
    archive: Archive,
    into: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    backup = backed_up(archive, into)
    for number in one_in(5, request.node.name):
        data = tmp_path / str(number)
        shutil.copytree(tmp_path / "shilu", data)
        tried = Archive(data)
        with tried.open("2022") as file:
            file.append([entry(4)])
        sentence = ""
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, number, number + last, error)
            try:
                restore(tried, backup, NOW, replace=True)
            except (StorageError, KeyboardInterrupt) as told:
                sentence = str(told)
        moved = list((data / "replaced").iterdir()) if (data / "replaced").exists() else []
        there = [len(read_meeting(folder).entries) for folder in tried.folders()]
        assert (there, len(moved)) in (([4], 0), ([3], 1), ([], 1))
        for folder in moved:
            assert len(chained_meeting_in(standing_in(folder).tables, "f").entries) == 4
            if isinstance(error, OSError) and sentence:
                assert str(folder) in sentence
        # Only a disk that lets nothing be renamed any more can keep the old one from coming back.
        assert there or ("移不回来" in sentence and last)
        # A disk on which nothing works any more keeps what was to be removed.
        shutil.rmtree(data)
        if len(faults.names) < number:
            assert there == [3]
            break
    assert number > 20


def test_between_the_two_renames_nothing_else_is_asked_of_the_disk(archive: Archive, into: Path) -> None:
    backup = backed_up(archive, into)
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch, 0, 0, OSError())
        restore(archive, backup, NOW, replace=True)
    first = faults.names.index("rename")
    assert faults.names[first:] == ["rename", "rename", "open", "fsync", "open", "fsync", "ftruncate"]


def test_where_the_journal_is_damaged_a_copy_of_the_file_alone_brings_back_what_was_last_closed(
    archive: Archive, tmp_path: Path
) -> None:
    there = archive.folder("2022")
    with archive.open("2022") as file:
        file.append([entry(4)])
        file.append([entry(5)])
        as_after_a_kill = files_in(there)
    for name, content in as_after_a_kill.items():
        (there / name).write_bytes(content)
    journal = there / "meeting.json.journal"
    journal.write_bytes(journal.read_bytes().replace(b'"number":4', b'"number":7'))
    with pytest.raises(Damaged, match="从第 2 行起已损坏"):
        archive.read("2022")
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(there / "meeting.json", alone)
    copied = restore(archive, alone, NOW, replace=True)
    assert archive.read("2022") == WHOLE
    assert copied.replaced
    assert b'"number":5' in (copied.replaced / "meeting.json.journal").read_bytes()


def test_a_copy_of_a_running_meeting_that_was_made_by_hand_can_be_restored_too(
    archive: Archive, tmp_path: Path
) -> None:
    by_hand = tmp_path / "by hand"
    by_hand.mkdir()
    with archive.open("2022") as file:
        file.append([entry(4)])
        for name, content in files_in(archive.folder("2022")).items():
            (by_hand / name).write_bytes(content)
    restored = restore(archive, by_hand, NOW, replace=True)
    assert restored.entries == 4


@pytest.fixture(autouse=True)
def no_hidden_folder_is_left(tmp_path: Path) -> Iterator[None]:
    yield
    assert [item for item in tmp_path.rglob(".*") if item.is_dir()] == []


def hand_in(archive: Archive, tmp_path: Path, *contents: bytes) -> list[str]:
    """Hands papers in and tells under which names they are kept."""
    with archive.open(WHOLE.id) as file:
        recorder = Recorder(file.meeting, file)
        for content in contents:
            (tmp_path / "提纲.txt").write_bytes(content)
            take_in(file.folder, recorder, tmp_path / "提纲.txt", "a", "", NOW)
        return [paper.file for paper in recorder.meeting.dossier.speech_papers]


def test_what_was_handed_in_goes_along_and_comes_back(archive: Archive, into: Path, tmp_path: Path) -> None:
    names = hand_in(archive, tmp_path, b"one", b"two")
    (archive.folder(WHOLE.id) / "handed-in" / "left by a kill.txt.new").write_bytes(b"half")
    (copied,) = back_up(archive.folders(), into, NOW)
    assert isinstance(copied, Copied)
    assert (copied.handed_in, copied.troubles) == (2, ())
    kept = dict(zip(names, (b"one", b"two"), strict=True))
    back = restore(Archive(tmp_path / "other"), copied.folder, NOW, replace=False)
    for folder in (copied.folder, back.folder):
        place = folder / "handed-in"
        assert {path.name: path.read_bytes() for path in place.iterdir()} == kept
        assert {stat.S_IMODE(path.stat().st_mode) for path in place.iterdir()} == {0o600}


def test_a_file_that_is_gone_does_not_hinder_the_rest(archive: Archive, into: Path, tmp_path: Path) -> None:
    names = hand_in(archive, tmp_path, b"one", b"two")
    (archive.folder(WHOLE.id) / "handed-in" / names[0]).unlink()
    (copied,) = back_up(archive.folders(), into, NOW)
    assert isinstance(copied, Copied)
    assert [path.name for path in (copied.folder / "handed-in").iterdir()] == [names[1]]
    (trouble,) = copied.troubles
    assert trouble.startswith("王𠮷：《提纲》的原文件不见了")


def test_a_file_that_was_changed_is_copied_as_it_is_and_told_each_time(
    archive: Archive, into: Path, tmp_path: Path
) -> None:
    (name,) = hand_in(archive, tmp_path, b"one")
    (archive.folder(WHOLE.id) / "handed-in" / name).write_bytes(b"two")
    (copied,) = back_up(archive.folders(), into, NOW)
    assert isinstance(copied, Copied)
    back = restore(Archive(tmp_path / "other"), copied.folder, NOW, replace=False)
    for one in (copied, back):
        assert (one.folder / "handed-in" / name).read_bytes() == b"two"
        (trouble,) = one.troubles
        assert "与交来时不一样，被改动过" in trouble


def test_a_copied_file_that_reads_back_otherwise_makes_no_backup(
    archive: Archive, into: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(archive, tmp_path, b"one")

    def cut(folder: Path, name: str, content: bytes) -> None:
        handed_in.keep(folder, name, content[:-1])

    monkeypatch.setattr("storage.backup.keep", cut)
    with pytest.raises(NotSaved, match="读回来不一样"):
        backed_up(archive, into)
    assert not list(into.iterdir())


def test_a_backup_writes_nothing_outside_its_folder(archive: Archive, into: Path, tmp_path: Path) -> None:
    hand_in(archive, tmp_path, b"one")
    folder = backed_up(archive, into)
    meeting = chained_meeting_in(standing_in(folder).tables, "f")
    papers = (replace(meeting.dossier.speech_papers[0], file="../draft"),)
    other = tmp_path / "made up"
    other.mkdir()
    write_first(other, tables_of(replace(meeting, dossier=replace(meeting.dossier, speech_papers=papers))))
    with pytest.raises(Damaged, match="文件名不对"):
        restore(Archive(tmp_path / "other"), other, NOW, replace=False)
    assert not (tmp_path / "other").exists()
