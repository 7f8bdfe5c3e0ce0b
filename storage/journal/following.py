"""Reading a journalled database while another program writes it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from storage.errors import BadPlace, cause
from storage.journal import changes
from storage.journal.chained_lines import FIRST, read_lines, stands
from storage.journal.changes import Change, Tables
from storage.journal.standing import journal_of, read_standing

_STEP = 1 << 16
"""Bytes that are read of the journal at a time."""


class Follower:
    """Holds the tables and reads on what was added since; it changes nothing on disk."""

    def __init__(self, path: Path) -> None:
        """Reads everything once; raises what `read_standing` does."""
        self._path = path
        self.tables: Tables | None = None
        """The tables as last read, not to be changed."""
        self._inode = self._last = self._end = 0
        self._digest = FIRST
        self.torn = 0
        """How many bytes stood behind the last whole line: a write that was cut short, or is under way."""
        self._read_anew()

    def read_on(self) -> bool:
        """Takes in what was added, and tells whether anything was; raises `Damaged` or `BadPlace`."""
        before = self._inode, self._digest
        self._read_what_follows()
        return not self._inode or (self._inode, self._digest) != before

    def _read_what_follows(self) -> None:
        try:
            descriptor = os.open(journal_of(self._path), os.O_RDONLY)
        except FileNotFoundError:
            self._read_anew()
            return
        except OSError as error:
            raise BadPlace(f"{self._path} 读不了：{cause(error)}。") from error
        try:
            if not (self._is_the_same(descriptor) and self._take_in(descriptor)):
                self._read_anew()
        except OSError as error:
            raise BadPlace(f"{self._path} 读不了：{cause(error)}。") from error
        finally:
            os.close(descriptor)

    def _is_the_same(self, descriptor: int) -> bool:
        """Whether the journal still holds what was read of it.

        A new journal may get the number of an old one, and its room makes it as long; and a line that was
        taken back, because it could not be made safe, may have been read before.
        """
        return os.fstat(descriptor).st_ino == self._inode and stands(descriptor, self._last, self._digest)

    def _take_in(self, descriptor: int) -> bool:
        """Makes the changes that were added; False when what follows is no line and is not being written."""
        step = _STEP
        while True:
            data = os.pread(descriptor, step, self._end)
            lines = read_lines(data, self._digest)
            if lines.end == 0:
                if len(data) < step or b"\0" in data:
                    # A line that is not whole yet, or that its writer is taking back: the next time tells.
                    return not lines.rest or lines.is_torn
                step *= 4
                continue
            for content in cast(tuple[Change, ...], lines.contents):
                if "snapshot" not in content:
                    self.tables = changes.apply(self.tables, content)
            self._last, self._end = self._end + lines.last, self._end + lines.end
            self._digest = lines.digest

    def _read_anew(self) -> None:
        standing = read_standing(self._path)
        self.tables = standing.tables
        self._inode = standing.inode
        lines = standing.lines or read_lines(b"")
        self._last, self._end, self._digest = lines.last, lines.end, lines.digest
        self.torn = len(lines.rest)
