"""The log of a draft: chained lines, each a change of the desk, with room set aside behind the last."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from meeting.draft import Desk
from storage.draft.desk_changes import Change, applied, change_document, change_from, difference
from storage.errors import Damaged
from storage.journal.chained_lines import FIRST, Line, line, read_lines
from storage.whole_file import write

ROOM = 256 * 1024
"""Bytes set aside for changes: half of them, some 800 keystrokes, until the desk is written anew, and the
other half for a disk that has filled by then."""

_POSTPONED = 16 * 1024
"""Bytes of changes until a rewrite that failed is tried again."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a log holds."""

    desk: Desk
    digest: str
    end: int
    """Where the next line goes, in bytes."""
    rest: bytes
    """What could not be read, from `end` on; empty in a sound log."""
    is_torn: bool
    """Whether the rest is a line that was cut short, or is being written at this moment."""


def first_line(desk: Desk) -> Line:
    """The line that begins a log: the whole desk."""
    return line(FIRST, change_document(difference(Desk(), desk)))


def read_log(data: bytes) -> Found:
    """The desk after the last line that can be read; raises `Damaged` when not even the first can."""
    try:
        lines = read_lines(data)
    except (ValueError, RecursionError):
        raise Damaged("not a log") from None
    desk = Desk()
    for number, content in enumerate(lines.contents):
        try:
            desk = applied(desk, change_from(content))
        except (Damaged, ValueError):
            if number == 0:
                raise Damaged("not a log of a draft") from None
            rest = data.split(b"\n", number)[number]
            return Found(desk, "", len(data) - len(rest), rest.rstrip(b"\0"), is_torn=False)
    if not lines.contents:
        raise Damaged("no whole line")
    return Found(desk, lines.digest, lines.end, lines.rest, lines.is_torn)


class DraftLog:
    """A sound log that is open for more lines; any thread may call `sync`."""

    def __init__(self, path: Path, digest: str, end: int) -> None:
        """Opens the log to go on at its end; raises OSError."""
        size = path.stat().st_size
        self._descriptor = os.open(path, os.O_WRONLY)
        self._lock = Lock()
        self._digest = digest
        self._begin = self._end = end
        self._renewal = max(size // 2, end + _POSTPONED)
        self._failed = False

    @property
    def is_sound(self) -> bool:
        """Whether what is written here is kept: no sync has failed, and the file is still in its folder."""
        try:
            return not self._failed and os.fstat(self._descriptor).st_nlink > 0
        except OSError:
            return False

    @property
    def is_grown(self) -> bool:
        """Whether it holds more than what stood there when it was opened."""
        return self._end > self._begin

    def needs_renewal(self, *, at_rest: bool) -> bool:
        """Whether the desk is better written anew into another file; much earlier while nobody types."""
        due = self._begin + (self._renewal - self._begin) // 4 if at_rest else self._renewal
        return self._end >= due or not self.is_sound

    def postpone_renewal(self) -> None:
        """Goes on with this file for a while."""
        self._renewal = self._end + _POSTPONED

    def append(self, change: Change) -> None:
        """Adds a change in one write, without waiting for the disk; raises OSError, and nothing was added."""
        if not self.is_sound:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        added = line(self._digest, change_document(change))
        try:
            write(self._descriptor, added.data, self._end)
        except OSError:
            # Half a line must not stay behind the shorter one that may come in its place.
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
            self._renewal = self._end
            raise
        self._end += len(added.data)
        self._digest = added.digest

    def sync(self) -> None:
        """Makes every line written so far safe from a power cut; a failure shows in `is_sound`."""
        # A descriptor of its own, so that nobody waits for the disk but the caller.
        try:
            with self._lock:
                # After a failure the system takes the lost pages for clean: the next sync would succeed.
                if self._failed or self._descriptor < 0:
                    return
                descriptor = os.dup(self._descriptor)
            try:
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
        except OSError:
            self._failed = True

    def close(self) -> None:
        """Ends the writing; further calls do nothing."""
        with self._lock:
            descriptor, self._descriptor = self._descriptor, -1
            if descriptor >= 0:
                # Some file systems tell only now what a sync before has told already.
                with suppress(OSError):
                    os.close(descriptor)
