"""One meeting on disk: the setup is one TinyDB document, every entry another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tinydb.table import Document

from meeting.model import Act, Entry, Meeting
from meeting.refused import Refused
from meeting.timing import zone
from storage.changes import Tables
from storage.documents import from_document, to_document
from storage.draft import DraftFile
from storage.errors import BadPlace, Damaged, cause
from storage.journal import JournalStorage, JournalTable
from storage.journal_file import read_standing

FORMAT = 1
"""Version of the document format; raised when an older program could no longer read it."""

_FILE = "meeting.json"
_SETUP = "meeting"
_ENTRIES = "entries"
_SETUP_ID = 1


class MeetingFile:
    """A meeting open for writing; no other session can write it until `close`."""

    def __init__(self, folder: Path) -> None:
        """Opens the meeting in the folder; raises `InUse`, `Damaged` or `BadPlace`."""
        self._storage = JournalStorage(file_in(folder))
        try:
            self.meeting = meeting_in(self._storage.tables, folder)
        except BaseException:
            self._storage.let_go()
            raise
        self._entries = JournalTable(self._storage, _ENTRIES)
        self._setup = JournalTable(self._storage, _SETUP)
        self.notice = self._storage.notice
        """What had to be mended or is amiss since opening, as a sentence; empty for nothing."""
        self.draft = DraftFile(folder / "draft")

    def append(self, entries: Sequence[Entry]) -> None:
        """Adds entries to the record, durably and all at once; raises `NotSaved`, and none was added."""
        documents = [Document(to_document(entry), doc_id=entry.number) for entry in entries]
        self._entries.insert_multiple(documents)

    def keep(self, meeting: Meeting) -> None:
        """Saves everything about the meeting but its entries; raises `NotSaved`, and the old state stays."""
        self._setup.update(_setup(meeting), doc_ids=[_SETUP_ID])

    def close(self) -> None:
        """Lets go of the meeting; everything is on disk already, also when this raises `NotSaved`."""
        self.draft.close()
        self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_meeting(folder: Path) -> Meeting:
    """The meeting as last saved, without locking it; raises `Damaged` or `BadPlace`."""
    return meeting_in(read_standing(file_in(folder)).tables, folder)


def write_first(folder: Path, meeting: Meeting) -> None:
    """Writes a new meeting, entries included, into its still empty folder; raises `NotSaved`."""
    entries = {str(entry.number): to_document(entry) for entry in meeting.entries}
    tables = {_SETUP: {str(_SETUP_ID): _setup(meeting)}, _ENTRIES: entries}
    storage = JournalStorage(folder / _FILE)
    storage.write(tables)
    storage.close()


def file_in(folder: Path) -> Path:
    """The database in a meeting's folder.

    Raises `Damaged` for a folder that holds no meeting, before anything is created in it, or `BadPlace`.
    """
    try:
        ours = (folder / _FILE).exists()
    except OSError as error:
        raise BadPlace(f"{folder} 读不了：{cause(error)}。") from error
    if not ours:
        raise Damaged(f"文件夹 {folder} 里没有 {_FILE}，不是会议文件夹；如果是误放的，请移到别处。")
    return folder / _FILE


def _setup(meeting: Meeting) -> dict[str, Any]:
    document = to_document(replace(meeting, entries=()))
    del document["entries"]
    return {"format": FORMAT, **document}


def meeting_in(tables: Tables | None, folder: Path) -> Meeting:
    """The meeting that the tables of this folder's database hold; raises `Damaged`."""
    file = str(folder / _FILE)
    tables = tables or {}
    setups = tables.get(_SETUP, {})
    setup = dict(setups.get(str(_SETUP_ID), {}))
    version = setup.pop("format", None)
    strange = set(tables) - {_SETUP, _ENTRIES} or len(setups) != 1 or "entries" in setup
    if strange or type(version) is not int or version < 1:
        raise Damaged(
            f"{file} 不是实录的会议文件，或已损坏。文件没有动，请检查是否放错了地方，或用备份恢复。"
        )
    if version > FORMAT:
        raise Damaged(f"{file} 是由较新的程序写的，请升级本程序后再打开。")
    entries = _in_order(tables.get(_ENTRIES, {}), file)
    meeting = from_document({**setup, "entries": entries}, Meeting, file)
    if meeting.id != folder.name:
        raise Damaged(
            f"文件夹 {folder} 里是会议 {meeting.id}，与文件夹名不符；请把文件夹改回原名，或移到别处。"
        )
    _refuse_nonsense(meeting, file)
    return meeting


def _refuse_nonsense(meeting: Meeting, file: str) -> None:
    """Raises `Damaged` for values that fit their types and still can't be true."""
    try:
        zone(meeting.head.zone)
    except Refused as refused:
        raise Damaged(f"{file} 的会议信息不对：{refused}文件没有动，请改正或用备份恢复。") from refused
    for entry in meeting.entries:
        if entry.act is Act.CORRECTED and not 0 < entry.corrects < entry.number:
            raise Damaged(f"{file} 第 {entry.number} 条更正的不是前面的记录。文件没有动，请用备份恢复。")


def _in_order(table: Mapping[str, Any], file: str) -> list[dict[str, Any]]:
    """The entries 1, 2, 3 …; raises `Damaged` when one is missing or bears another's number."""
    entries = [table[name] for name in sorted(table, key=int)]
    for number, entry in enumerate(entries, start=1):
        if str(number) not in table or entry.get("number") != number:
            raise Damaged(f"{file} 的记录里缺第 {number} 条。文件没有动，请用备份恢复。")
    return entries
