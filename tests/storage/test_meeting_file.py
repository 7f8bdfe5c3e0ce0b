from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from meeting.chain import linked
from meeting.dossier.model import Dossier, PaperState, Stage
from meeting.draft import Desk, Draft
from meeting.model import Head, Kind, Meeting
from meeting.recorder import Store
from storage import meeting_file, meeting_tables
from storage.archive import Archive
from storage.errors import BadPlace, Damaged, InUse, NotSaved
from storage.journal.journal import JournalStorage
from storage.meeting_file import MeetingFile, read_meeting
from storage.meeting_tables import FORMAT
from tests.storage.examples import AWKWARD_TEXTS, MEETING, entry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    archive = Archive(tmp_path)
    archive.create(MEETING).close()
    return archive.folder(MEETING.id)


def reopened(folder: Path) -> Meeting:
    with MeetingFile(folder) as file:
        return file.meeting


def test_it_is_the_store_that_a_recorder_asks_for(folder: Path) -> None:
    with MeetingFile(folder) as file:
        store: Store = file
        store.append([entry(1)])


def test_entries_come_back_in_order(folder: Path) -> None:
    texts = (*AWKWARD_TEXTS, *(f"第{number}条" for number in range(10)))
    said = linked(MEETING, [entry(number, text) for number, text in enumerate(texts, start=1)])
    with MeetingFile(folder) as file:
        file.append(said[:2])
        for one in said[2:]:
            file.append([one])
    assert reopened(folder) == replace(MEETING, entries=said)


def test_a_changed_setup_comes_back_and_leaves_the_record_alone(folder: Path) -> None:
    moved = replace(MEETING, head=Head(title="改期"), people=(), secretary="")
    with MeetingFile(folder) as file:
        file.append([entry(1)])
        file.keep(moved)
    assert reopened(folder) == replace(moved, entries=(entry(1),))


def test_it_can_be_read_while_somebody_writes(folder: Path) -> None:
    with MeetingFile(folder) as file:
        file.append([entry(1)])
        assert read_meeting(folder).entries == (entry(1),)


def test_the_second_to_open_is_refused_until_the_first_closes(folder: Path) -> None:
    with MeetingFile(folder), pytest.raises(InUse, match=r"会议 20220128 正由 .* 写着"):
        MeetingFile(folder)
    assert reopened(folder) == MEETING


def test_nothing_is_written_after_closing(folder: Path) -> None:
    file = MeetingFile(folder)
    file.close()
    with pytest.raises(ValueError, match="closed"):
        file.append([entry(1)])


@pytest.mark.parametrize("call", ["pwrite", "fdatasync"])
def test_a_failed_write_can_be_tried_again(call: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Any:
        raise OSError(errno.ENOSPC, "full")

    moved = replace(MEETING, head=Head(title="改期"))
    with MeetingFile(folder) as file:
        file.append([entry(1)])
        with monkeypatch.context() as broken:
            broken.setattr(os, call, full)
            with pytest.raises(NotSaved):
                file.append([entry(2), entry(3)])
            with pytest.raises(NotSaved):
                file.keep(moved)
        assert read_meeting(folder) == replace(MEETING, entries=(entry(1),))
        said = linked(MEETING, [entry(1), entry(2, "换了说法"), entry(3)])
        file.append(said[1:])
        file.keep(moved)
    assert reopened(folder) == replace(moved, entries=said)


def test_an_entry_is_never_written_over(folder: Path) -> None:
    with MeetingFile(folder) as file:
        file.append([entry(1)])
        with pytest.raises(ValueError, match="already exists"):
            file.append([entry(1, "别的话")])
        assert read_meeting(folder).entries == (entry(1),)


def test_stock_tinydb_reads_the_file(folder: Path) -> None:
    with MeetingFile(folder) as file:
        file.append([entry(1)])
    with TinyDB(folder / "meeting.json") as db:
        assert db.tables() == {"meeting", "entries"}
        (setup,) = db.table("meeting").all()
        assert (setup["format"], setup["id"]) == (FORMAT, "20220128")
        assert [document.doc_id for document in db.table("entries").all()] == [1]


def test_compacting_puts_everything_into_the_file_that_stays_open(folder: Path) -> None:
    with MeetingFile(folder) as file:
        file.append([entry(1)])
        file.compact()
        stored = json.loads((folder / "meeting.json").read_text(encoding="utf-8"))
        assert list(stored["entries"]) == ["1"]
        file.append(linked(MEETING, [entry(1), entry(2)])[1:])
    assert len(reopened(folder).entries) == 2


def test_the_draft_lies_beside_the_record(folder: Path) -> None:
    desk = Desk("k", {"k": Draft("k", Kind.BRIEFING, text="没写完")})
    with MeetingFile(folder) as file:
        file.draft.save(desk)
    with MeetingFile(folder) as file:
        assert file.draft.desk == desk


def test_a_draft_that_can_not_be_closed_does_not_keep_the_meeting_locked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile(folder)
    file.append([entry(1)])
    monkeypatch.setattr(file.draft, "close", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        file.close()
    assert reopened(folder).entries == (entry(1),)


def spoil(folder: Path, change: str, value: Any) -> bytes:
    """Sets one place in the file, given as table.doc or table.doc.field, as a faulty program would.

    None removes it.
    """
    storage = JournalStorage(folder / "meeting.json")
    tables = storage.read()
    assert tables
    *way, last = change.split(".")
    inner = tables
    for step in way:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    storage.write(tables)
    storage.close()
    return (folder / "meeting.json").read_bytes()


def as_written_before(folder: Path) -> None:
    """Makes the file one of the format before this one."""
    storage = JournalStorage(folder / "meeting.json")
    tables = json.loads(json.dumps(storage.tables))
    tables["meeting"]["1"]["format"] = FORMAT - 1
    for document in tables["entries"].values():
        del document["asked_by_other"]
    for state in tables["dossier"]["1"]["papers"] if "dossier" in tables else ():
        del state["sha256"]
    storage.write(tables)
    storage.close()


def test_a_file_of_the_program_before_reads_and_is_its_own_until_an_entry_is_added(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = linked(MEETING, [entry(1), entry(2)])
    with MeetingFile(folder) as file:
        file.append(said[:1])
    as_written_before(folder)
    assert reopened(folder).entries == said[:1]
    with monkeypatch.context() as before:
        before.setattr(meeting_tables, "FORMAT", FORMAT - 1)
        assert read_meeting(folder).entries == said[:1]
    with MeetingFile(folder) as file:
        file.append(said[1:])
        assert read_meeting(folder).entries == said
        with monkeypatch.context() as before:
            before.setattr(meeting_tables, "FORMAT", FORMAT - 1)
            with pytest.raises(Damaged, match="较新的程序"):
                read_meeting(folder)
    assert reopened(folder).entries == said


def test_a_dossier_of_the_program_before_reads_and_is_its_own_until_something_is_filed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = Dossier(papers=(PaperState("request", Stage.DRAFTED, file="/a/x.docx"),))
    with MeetingFile(folder) as file:
        file.keep_dossier(filed)
    as_written_before(folder)
    with MeetingFile(folder) as file:
        assert file.meeting.dossier == filed
        with monkeypatch.context() as before:
            before.setattr(meeting_tables, "FORMAT", FORMAT - 1)
            assert read_meeting(folder).dossier == filed
        file.keep_dossier(Dossier(papers=(replace(filed.papers[0], sha256="0a"),)))
        with monkeypatch.context() as before:
            before.setattr(meeting_tables, "FORMAT", FORMAT - 1)
            with pytest.raises(Damaged, match="较新的程序"):
                read_meeting(folder)


@pytest.mark.parametrize(
    ("change", "value", "said"),
    [
        ("entries.2", None, "缺第 2 条"),
        ("entries.1", None, "缺第 1 条"),
        ("entries.2.number", 3, "缺第 2 条"),
        ("entries.2.at", "9999-12-31T23:59:00+00:00", "第 2 条和前面的对不上"),
        ("entries.2.text", 3, r"entries\[2\]\.text：应为文字，写的是整数"),
        ("entries.2.loud", True, r"entries\[2\]\.loud：不认识的字段“loud”"),
        ("meeting.1.format", FORMAT + 1, "较新的程序"),
        ("meeting.1.format", "1", "不是实录的会议文件"),
        ("meeting.1.entries", [], "不是实录的会议文件"),
        ("meeting.2", {}, "不是实录的会议文件"),
        ("meeting.1", None, "不是实录的会议文件"),
        ("_default", {}, "不是实录的会议文件"),
    ],
)
def test_a_damaged_meeting_opens_nowhere_silently(change: str, value: Any, said: str, folder: Path) -> None:
    with MeetingFile(folder) as file:
        file.append([entry(1), entry(2), entry(3)])
    spoiled = spoil(folder, change, value)
    for _ in range(2):
        with pytest.raises(Damaged, match=said):
            MeetingFile(folder)
    with pytest.raises(Damaged, match=said):
        read_meeting(folder)
    assert (folder / "meeting.json").read_bytes() == spoiled


def test_a_word_changed_outside_the_program_is_refused(folder: Path) -> None:
    with MeetingFile(folder) as file:
        file.append([entry(1, "去年三次调研")])
    path = folder / "meeting.json"
    path.write_text(path.read_text(encoding="utf-8").replace("三次", "五次"), encoding="utf-8")
    for open_meeting in (MeetingFile, read_meeting):
        with pytest.raises(Damaged, match="与校验值不符，被改动过或已损坏"):
            open_meeting(folder)


def test_a_torn_end_is_told_on_opening_and_kept(folder: Path) -> None:
    with (folder / "meeting.json.journal").open("ab") as journal:
        journal.write(b"0123 half a line")
    with MeetingFile(folder) as file:
        assert "没写完的 16 字节已另存为" in file.notice
        assert file.meeting == MEETING
    assert (folder / "meeting.json.journal.torn-1").read_bytes() == b"0123 half a line"


def test_a_meeting_of_an_older_program_without_a_journal_opens(folder: Path) -> None:
    (folder / "meeting.json.journal").unlink()
    (folder / "meeting.json.lock").unlink()
    assert reopened(folder) == MEETING


def test_a_folder_that_was_renamed_is_told(folder: Path) -> None:
    with pytest.raises(Damaged, match="里是会议 20220128，与文件夹名不符"):
        read_meeting(folder.rename(folder.with_name("20220129")))


def test_once_the_lock_was_removed_and_another_holds_the_meeting_nothing_more_is_written(
    folder: Path,
) -> None:
    with MeetingFile(folder) as first:
        first.append([entry(1)])
        (folder / "meeting.json.lock").unlink()
        with MeetingFile(folder) as second:
            with pytest.raises(NotSaved, match="被删除或换掉了，别处可能也在写"):
                first.append([entry(2)])
            second.append([entry(2)])
        with pytest.raises(NotSaved):
            first.close()
    assert reopened(folder).entries == (entry(1), entry(2))


def test_a_folder_that_goes_while_it_is_opened_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> JournalStorage:
        raise FileNotFoundError

    monkeypatch.setattr(meeting_file, "JournalStorage", gone)
    with pytest.raises(BadPlace, match="不是会议文件夹"):
        MeetingFile(folder)
