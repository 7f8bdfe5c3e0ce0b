"""A meeting that another session writes, read on as it grows."""

from __future__ import annotations

from pathlib import Path

from meeting.draft import Desk
from meeting.model import Meeting
from storage.draft.draft import read_draft
from storage.errors import BadPlace
from storage.holder import Holder
from storage.journal.following import Follower
from storage.journal.standing import lock_of
from storage.lock import end_holder, is_held, noted_holder
from storage.meeting_file import DRAFT, file_in, record_in


class FollowedMeeting:
    """The meeting as last saved; it changes nothing on disk."""

    def __init__(self, folder: Path) -> None:
        """Reads the meeting; raises `Damaged` or `BadPlace`."""
        self._folder = folder
        self._follower = Follower(file_in(folder))
        self._is_behind = False
        self.meeting: Meeting = record_in(self._follower.tables, folder)

    @property
    def is_held(self) -> bool:
        """Whether the other session still holds the meeting."""
        return is_held(self._lock)

    @property
    def holder(self) -> Holder | None:
        """The last session to hold it; None where the lock names nobody."""
        return noted_holder(self._lock)

    @property
    def desk(self) -> Desk:
        """What the other session has in its editor, and has not recorded; empty where that can't be read."""
        return read_draft(self._folder / DRAFT)[0]

    def read_on(self) -> bool:
        """Takes in what was added, and tells whether that was anything; raises `Damaged` or `BadPlace`."""
        try:
            self._is_behind = self._follower.read_on() or self._is_behind
        except FileNotFoundError as error:
            raise BadPlace(
                f"会议文件夹 {self._folder} 不见了，可能被移走或换掉了；请回会议列表再打开。"
            ) from error
        if not self._is_behind:
            return False
        self.meeting = record_in(self._follower.tables, self._folder)
        self._is_behind = False
        return True

    def end_holder(self) -> None:
        """Asks the other session to save and end; raises `InUse` with the reason where it can't be asked."""
        end_holder(self._lock)

    @property
    def _lock(self) -> Path:
        return lock_of(file_in(self._folder))
