"""Copies of meetings, read back before they count, and the way back from them into the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from meeting.chain import last_digest
from meeting.model import Meeting
from storage.archive import Archive, is_id
from storage.errors import BadPlace, Damaged, NotSaved, StorageError, Taken
from storage.handed_in import file_of, keep, troubles
from storage.journal.changes import Tables
from storage.meeting_file import DRAFT, FILE, name_trouble, read_record, standing_in, write_first
from storage.meeting_tables import chained_meeting_in
from storage.new_folder import make_folder, new_folder, stamped
from storage.whole_file import content_of, put_in_place


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a copy lies, and what is in it."""

    folder: Path
    id: str
    entries: int
    digest: str
    """Of the last entry."""
    handed_in: int = 0
    """How many files of speech papers."""
    troubles: tuple[str, ...] = ()
    """What of them is gone or was changed before, a sentence each."""
    replaced: Path | None = None
    """Where the meeting lies now in whose place the copy came."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """What is copied of a meeting's folder."""

    tables: Tables
    meeting: Meeting
    draft: bytes | None
    handed_in: Mapping[str, str]
    """The SHA-256 of each file that was handed in and is there, by its name."""


def back_up(folders: Iterable[Path], into: Path, now: datetime) -> Iterator[Copied | StorageError]:
    """Copies the meetings in these folders, as they stand, into new folders `ID-20220128-093000`.

    Gives the error instead for a meeting that can't be read. Raises `BadPlace` or `NotSaved`, leaving no
    half copy, when copies can't be written there.
    """
    for folder in folders:
        _refuse_inside(into, folder.parent)
        try:
            contents = _contents(folder)
            if trouble := name_trouble(contents.meeting, folder):
                raise Damaged(trouble)
        except StorageError as error:
            yield error
            continue
        make_folder(into)
        target = stamped(into, contents.meeting.id, now)
        with new_folder(target) as fresh:
            _write(contents, folder, fresh)
        yield _copied(target, contents, folder)


def restore(archive: Archive, backup: Path, now: datetime, *, replace: bool) -> Copied:
    """Copies a backup into the archive; a meeting of this id that is there is put aside, if told so.

    Raises `Taken` if not told so, `InUse`, `Damaged` for a backup that is damaged, `BadPlace` or `NotSaved`.
    """
    contents = _contents(backup)
    id = contents.meeting.id
    if not is_id(id):
        raise Damaged(f"{backup / FILE} 里写的会议编号不对，恢复不了。请检查是否放错了地方，或换一份备份。")
    present = next((folder for folder in archive.folders() if folder.name == id), None)
    if present and not replace:
        raise Taken(_taken(present, contents.meeting))
    aside = archive.aside(id, now) if present else None
    with archive.place(id, aside) as fresh:
        _write(contents, backup, fresh)
    return _copied(fresh.with_name(id), contents, backup, aside)


def _refuse_inside(into: Path, meetings: Path) -> None:
    if into.resolve().is_relative_to(meetings.resolve()):
        raise BadPlace(f"备份不能放在存会议的文件夹 {meetings} 里，请另外写一个文件夹。")


def _contents(folder: Path) -> _Contents:
    # The draft first: what is recorded in between then stands in both, and not in neither.
    draft = content_of(folder / DRAFT)
    tables = standing_in(folder).tables or {}
    meeting = chained_meeting_in(tables, str(folder / FILE))
    papers = meeting.dossier.speech_papers
    found = {paper.file: content_of(file_of(folder, paper.file)) for paper in papers}
    files = {name: sha256(content).hexdigest() for name, content in found.items() if content is not None}
    return _Contents(tables, meeting, draft, files)


def _write(contents: _Contents, source: Path, folder: Path) -> None:
    """Writes the contents into an empty folder, durably; raises `NotSaved` unless they read back the same."""
    write_first(folder, contents.tables)
    for name in contents.handed_in:
        keep(folder, name, content_of(file_of(source, name)) or b"")
    if contents.draft is not None:
        put_in_place(folder / DRAFT, contents.draft, durable=True)
    # Before the folder gets its name: nothing has moved yet, and nobody else can have written to it.
    try:
        is_same = _contents(folder) == contents
    except Damaged:
        is_same = False
    if not is_same:
        raise NotSaved(f"写到 {folder} 的读回来不一样，请检查磁盘，或换一个文件夹再试；原来的没有动。")


def _copied(folder: Path, contents: _Contents, source: Path, replaced: Path | None = None) -> Copied:
    meeting, files = contents.meeting, len(contents.handed_in)
    found = troubles(source, meeting)
    return Copied(folder, meeting.id, len(meeting.entries), last_digest(meeting), files, found, replaced)


def _taken(present: Path, backed_up: Meeting) -> str:
    try:
        there = f"现有 {len(read_record(present).entries)} 条记录"
    except StorageError:
        there = "现有的打不开"
    return (
        f"会议 {backed_up.id} 已经有了：{there}，备份里有 {len(backed_up.entries)} 条。"
        "要用备份代替它，请加 --replace，现有的会移到别处，不会删除。"
    )
