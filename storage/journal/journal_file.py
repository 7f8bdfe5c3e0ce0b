"""The journal of a database, open for one more line at a time."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from storage.errors import NotSaved, cause
from storage.journal.chained_lines import Lines, line, stands
from storage.journal.standing import first_line
from storage.whole_file import put_in_place, sync_folder, write

ROOM = 4 << 20
"""Bytes that are set aside at a time, so that a disk that fills up does not stop a meeting at once."""


class Journal:
    """A journal open for appending, by the one who holds the lock."""

    def __init__(self, path: Path, lines: Lines) -> None:
        """Takes up the journal behind its whole lines; raises `NotSaved`."""
        self._path = path
        self._last = lines.last
        self._end = lines.end
        self.digest = lines.digest
        """Digest of its last line."""
        self._room = 0
        self._descriptor = -1
        self.has_changes = len(lines.contents) > 1
        """Whether it holds more than the name of its snapshot."""
        self.is_short_of_room = False
        """Whether the disk had no room to set aside."""
        self.settle()

    def append(self, content: object) -> object:
        """Adds a line, safe from a power cut once this returns, and gives its content as it was written.

        Raises `NotSaved`, and then the line is not there; ValueError or TypeError for what is not JSON.
        """
        written = line(self.digest, content)
        # Parsed before it is written, so that what can't be read back does not get in.
        parsed = written.content
        self.settle()
        try:
            write(self._descriptor, written.data, self._end)
            os.fdatasync(self._descriptor)
        except OSError as error:
            self._take_back()
            raise self._not_saved(error) from error
        except BaseException:
            self._take_back()
            raise
        self._last, self._end = self._end, self._end + len(written.data)
        self.digest = written.digest
        self.has_changes = True
        if self._end + ROOM // 4 > self._room:
            self._make_room()
        return parsed

    def has_room(self) -> bool:
        """Whether room for more lines is set aside; tries to do so where there was none before."""
        try:
            self.settle()
        except NotSaved:
            return False
        if self.is_short_of_room:
            self._make_room()
        return not self.is_short_of_room

    @property
    def size(self) -> int:
        """Bytes of its lines."""
        return self._end

    def settle(self) -> None:
        """Sees to it that nothing stands behind the last line that is safe; raises `NotSaved`."""
        try:
            # What goes into a file that was removed, or behind what another wrote, would be lost.
            if self._descriptor >= 0 and not self._is_ours():
                self.let_go()
            if self._descriptor < 0:
                self._open()
        except FileNotFoundError:
            raise NotSaved(_changed_hands(self._path)) from None
        except OSError as error:
            raise self._not_saved(error) from error

    def begin_anew(self, snapshot: bytes) -> None:
        """Puts an empty journal that continues this snapshot in the place of this one; raises `NotSaved`."""
        first = first_line(snapshot)
        before = self._inode()
        try:
            put_in_place(self._path, first.data, durable=True)
        finally:
            # It may be there although its name is not yet safe: then the next line has to see to that first.
            if self._inode() != before:
                self.let_go()
                self._last, self._end, self.digest = 0, len(first.data), first.digest
                self.has_changes = False

    def close(self) -> None:
        """Gives back the room that was set aside."""
        self._take_back()

    def let_go(self) -> None:
        """Lets go of the file as it stands; further calls do nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)

    def _open(self) -> None:
        """Opens the file anew, with nothing in it behind the last line that is safe; raises OSError."""
        self._descriptor = os.open(self._path, os.O_RDWR)
        try:
            if os.fstat(self._descriptor).st_size < self._end or not self._is_ours():
                raise NotSaved(_changed_hands(self._path))
            os.ftruncate(self._descriptor, self._end)
            self._make_room()
            os.fsync(self._descriptor)
            sync_folder(self._path.parent)
        except BaseException:
            self.let_go()
            raise

    def _is_ours(self) -> bool:
        """Whether the open file still has a name, and holds the last line where it was written."""
        return os.fstat(self._descriptor).st_nlink > 0 and stands(self._descriptor, self._last, self.digest)

    def _make_room(self) -> None:
        """Sets room aside; without it a line is written all the same, as long as the disk takes it."""
        self.is_short_of_room = False
        try:
            os.posix_fallocate(self._descriptor, self._end, ROOM)
        except OSError as error:
            self.is_short_of_room = error.errno in (errno.ENOSPC, errno.EDQUOT)
        self._room = self._end + ROOM

    def _take_back(self) -> None:
        """Cuts off what stands behind the last whole line, and lets go.

        A descriptor that failed to sync would report success the next time, so it is never used again.
        """
        try:
            if self._descriptor >= 0:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, self._end)
        finally:
            self.let_go()

    def _inode(self) -> int:
        """Which file lies in the place of the journal; 0 for none."""
        try:
            return self._path.stat().st_ino
        except OSError:
            return 0

    def _not_saved(self, error: OSError) -> NotSaved:
        return NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{self._path}）")


def _changed_hands(path: Path) -> str:
    return f"没有存上：{path} 被移走或换掉了，请找回原来的文件。"
