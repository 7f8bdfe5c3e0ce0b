"""One meeting on disk, in a folder of its own that bears its id."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tinydb.table import Document

from meeting.dossier.model import Dossier
from meeting.model import Entry, Meeting
from storage import plain_json
from storage.documents import to_document
from storage.dossier_tables import difference, dossier_tables_of
from storage.draft.draft import DraftFile
from storage.errors import BadPlace, Damaged, NotSaved, StorageError, cause
from storage.journal.changes import Tables
from storage.journal.journal import JournalStorage, JournalTable
from storage.journal.standing import (
    Parts,
    Standing,
    first_line,
    journal_of,
    lock_of,
    read_parts,
    read_standing,
)
from storage.lock import is_marked
from storage.meeting_tables import (
    ENTRIES,
    FORMAT,
    SETUP,
    SETUP_ID,
    chained_meeting_in,
    chained_record_in,
    setup_of,
)
from storage.whole_file import put_in_place

FILE = "meeting.json"
DRAFT = "draft"


class MeetingFile:
    """A meeting open for writing; no other session can write it until `close`."""

    def __init__(self, folder: Path) -> None:
        """Opens the meeting in the folder; raises `InUse`, `Damaged`, `BadPlace` or `NotSaved`."""
        self.folder = folder
        file = file_in(folder)
        if not journal_of(file).exists():
            # Opening makes a journal, which vouches for the file from then on.
            read_meeting(folder)
        try:
            self._storage = JournalStorage(file)
        except FileNotFoundError:
            raise BadPlace(_strange(folder)) from None
        try:
            self.meeting = meeting_in(self._storage.tables, folder)
            self.draft = DraftFile(folder / DRAFT)
        except BaseException:
            self._storage.let_go()
            raise
        self._entries = JournalTable(self._storage, ENTRIES)
        self._setup = JournalTable(self._storage, SETUP)

    def append(self, entries: Sequence[Entry]) -> None:
        """Adds entries to the record, durably and all at once; raises `NotSaved`, and none was added."""
        self._mark_as_ours()
        documents = [Document(to_document(entry), doc_id=entry.number) for entry in entries]
        self._entries.insert_multiple(documents)

    def _mark_as_ours(self) -> None:
        """Raises the format of an older program's file; that one then says rightly why it can't read it."""
        setup = (self._storage.tables or {}).get(SETUP, {}).get(str(SETUP_ID), {})
        if setup.get("format", FORMAT) < FORMAT:
            self._setup.update({"format": FORMAT}, doc_ids=[SETUP_ID])

    def keep(self, meeting: Meeting) -> None:
        """Saves all of the meeting but entries and dossier; raises `NotSaved`, and the old state stays."""
        self._setup.update(setup_of(meeting), doc_ids=[SETUP_ID])

    def keep_dossier(self, dossier: Dossier) -> None:
        """Saves what changed in the dossier; raises `NotSaved`, and the old state stays."""
        if change := difference(self._storage.tables or {}, dossier_tables_of(dossier)):
            self._mark_as_ours()
            self._storage.commit(change)

    def compact(self) -> None:
        """Puts the journal into meeting.json; everything is saved also when this raises `StorageError`."""
        self._storage.compact()

    @property
    def notice(self) -> str:
        """What had to be mended or is amiss since opening, as a sentence; empty for nothing."""
        return self._storage.notice

    def save_draft(self) -> bool:
        """Tries once more to save what is typed, with all the room there is; whether it is saved."""
        if self.draft.is_behind:
            self._storage.give_room_back()
            with suppress(NotSaved):
                self.draft.save(self.draft.desk)
        return not self.draft.is_behind

    def can_append(self) -> bool:
        """Whether what could not be saved has a chance by now."""
        try:
            return self._storage.has_room()
        except StorageError:
            return False

    def close(self) -> None:
        """Lets go of the meeting; everything is on disk already, also when this raises `NotSaved`."""
        try:
            if self.draft.is_behind:
                self._storage.give_room_back()
            self.draft.close()
        finally:
            self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_meeting(folder: Path) -> Meeting:
    """The meeting as last saved, without locking it; raises `Damaged` or `BadPlace`."""
    return meeting_in(standing_in(folder).tables, folder)


def read_record(folder: Path) -> Meeting:
    """The meeting as last saved, without those rows of its dossier that are damaged.

    Raises `Damaged` or `BadPlace`.
    """
    return record_in(standing_in(folder).tables, folder)


def standing_in(folder: Path) -> Standing:
    """What the files in the folder say, not yet as a meeting; raises `Damaged` or `BadPlace`."""
    try:
        return read_standing(folder / FILE)
    except FileNotFoundError:
        raise BadPlace(_strange(folder)) from None


def parts_in(folder: Path) -> Parts:
    """The files in the folder, found to fit together; raises `Damaged` or `BadPlace`."""
    try:
        return read_parts(folder / FILE)
    except FileNotFoundError:
        raise BadPlace(_strange(folder)) from None


def write_first(folder: Path, tables: Tables) -> None:
    """Writes the tables of a meeting into an empty folder as a clean close leaves them; raises `NotSaved`."""
    # A lone surrogate becomes \udc80 here, which inside a JSON string is that same character again.
    content = plain_json.dump(tables).encode("utf-8", "backslashreplace")
    put_in_place(folder / FILE, content, durable=True)
    put_in_place(journal_of(folder / FILE), first_line(content).data, durable=True)


def name_trouble(meeting: Meeting, folder: Path) -> str:
    """That the folder bears another name than its meeting's id, as a sentence; empty when it does not."""
    if meeting.id == folder.name:
        return ""
    return f"文件夹 {folder} 里是会议 {meeting.id}，与文件夹名不符；请把文件夹改回原名，或移到别处。"


def meeting_in(tables: Tables | None, folder: Path) -> Meeting:
    """The whole meeting that the tables of this folder's database hold; raises `Damaged`."""
    return _named(chained_meeting_in(tables, str(folder / FILE)), folder)


def record_in(tables: Tables | None, folder: Path) -> Meeting:
    """The meeting without those rows of its dossier that are damaged; raises `Damaged` for all else."""
    return _named(chained_record_in(tables, str(folder / FILE)), folder)


def file_in(folder: Path) -> Path:
    """The database in a meeting's folder.

    Raises `BadPlace` for a folder that holds no meeting, before anything is created in it.
    """
    path = folder / FILE
    try:
        is_ours = path.exists() or journal_of(path).exists() or is_marked(lock_of(path))
    except OSError as error:
        raise BadPlace(f"{folder} 读不了：{cause(error)}。") from error
    if not is_ours:
        raise BadPlace(_strange(folder))
    return path


def _named(meeting: Meeting, folder: Path) -> Meeting:
    if trouble := name_trouble(meeting, folder):
        raise Damaged(trouble)
    return meeting


def _strange(folder: Path) -> str:
    return f"文件夹 {folder} 里没有 {FILE}，不是会议文件夹；如果是误放的，请移到别处。"
