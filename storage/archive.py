"""The folder of meetings: creating, listing, finding and opening them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meeting.model import Meeting
from storage.errors import BadPlace, NotFound, StorageError, Taken, cause
from storage.followed import FollowedMeeting
from storage.meeting_file import MeetingFile, read_meeting, write_first

_ID = re.compile(r"([0-9]{8})(?:-([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Listed:
    """One folder of the archive: the meeting in it, or the sentence that says why it can't be read."""

    id: str
    meeting: Meeting | None
    problem: str = ""

    @property
    def title(self) -> str:
        """Title of the meeting; empty if it can't be read."""
        return self.meeting.head.title if self.meeting else ""

    @property
    def date(self) -> date | None:
        """Day of the first sitting; None while it is 待定 or can't be read."""
        return self.meeting.head.date if self.meeting else None


class Archive:
    """All meetings under one data folder, each in a folder named by its id."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "meetings"

    def new_id(self, day: date) -> str:
        """The first free id for a meeting of that day: 20220128, 20220128-2, 20220128-3 …."""
        first = day.isoformat().replace("-", "")
        free, count = first, 1
        while (self._folder / free).exists():
            count += 1
            free = f"{first}-{count}"
        return free

    def create(self, meeting: Meeting) -> MeetingFile:
        """Saves a new meeting under its id and opens it; raises `Taken`, `BadPlace` or `NotSaved`."""
        if not _ID.fullmatch(meeting.id):
            raise ValueError("an id comes from new_id")
        folder = self._folder / meeting.id
        try:
            self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if folder.exists():
                raise Taken(f"会议 {meeting.id} 已经有了，请换一个编号。")
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise BadPlace(f"在 {self._folder} 里建不了会议：{cause(error)}。") from error
        try:
            write_first(folder, meeting)
        except StorageError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return MeetingFile(folder)

    def list(self) -> tuple[Listed, ...]:
        """Every folder of the archive, the latest meeting first and what can't be read last.

        One bad folder never hides the others. Raises `BadPlace` when the archive itself can't be read.
        """
        listed = [self._listed(name) for name in self._names()]
        return tuple(sorted(listed, key=_place, reverse=True))

    def open(self, id: str) -> MeetingFile:
        """Opens a meeting, named by its id or the beginning of it, for writing.

        Raises `NotFound`, `InUse`, `Damaged` or `BadPlace`.
        """
        return MeetingFile(self.folder(id))

    def follow(self, id: str) -> FollowedMeeting:
        """The meeting for reading on while somebody writes it; raises `NotFound`, `Damaged` or `BadPlace`."""
        return FollowedMeeting(self.folder(id))

    def read(self, id: str) -> Meeting:
        """The meeting as last saved, also while somebody writes it.

        Raises `NotFound`, `Damaged` or `BadPlace`.
        """
        return read_meeting(self.folder(id))

    def folder(self, id: str) -> Path:
        """The folder with this id, or the only one whose id begins so; raises `NotFound`."""
        names = self._names()
        found = [id] if id in names else [name for name in names if id and name.startswith(id)]
        if not found:
            raise NotFound(f"没有编号为“{id}”的会议，请用 shilu list 查看全部会议。")
        if len(found) > 1:
            raise NotFound(f"“{id}”对应多场会议：{'、'.join(found)}，请把编号写全。")
        return self._folder / found[0]

    def _names(self) -> tuple[str, ...]:
        try:
            folders = [item for item in self._folder.iterdir() if item.is_dir()]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise BadPlace(f"{self._folder} 读不了：{cause(error)}。") from error
        return tuple(sorted(item.name for item in folders if not item.name.startswith(".")))

    def _listed(self, name: str) -> Listed:
        try:
            return Listed(name, read_meeting(self._folder / name))
        except StorageError as error:
            return Listed(name, None, str(error))


def _place(listed: Listed) -> tuple[bool, str, int]:
    """Sorts by day and then by the running number of the id, whose 10 comes after its 2."""
    id_parts = _ID.fullmatch(listed.id)
    in_id, number = (id_parts[1], int(id_parts[2] or 1)) if id_parts else ("", 0)
    day = listed.date.isoformat().replace("-", "") if listed.date else in_id
    return listed.meeting is not None, day, number
