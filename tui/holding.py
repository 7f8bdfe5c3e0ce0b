"""The one meeting that is open: held from the moment its file is locked until it is let go of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from meeting import steps
from meeting.model import Head
from meeting.recorder import Recorder
from meeting.template import Template
from meeting.timing import clock as clock_text
from meeting.timing import in_zone
from storage.archive import Archive
from storage.errors import NotSaved, StorageError
from storage.meeting_file import MeetingFile
from tui.opened import Opened

if TYPE_CHECKING:
    from meeting.invented.practice import Practice, Script
    from storage.throw_away import ThrowAway


class Holding:
    """Holds the open meeting; `clock` gives one that goes on from the last moment on record."""

    def __init__(self, clock: Callable[[datetime | None], Callable[[], datetime]]) -> None:
        self.opened: Opened | None = None
        self._clock = clock
        self._throw_away: ThrowAway | None = None
        """The folder of the open meeting where it is only practised on."""

    @property
    def is_practice(self) -> bool:
        """Whether the open meeting is one that will be thrown away."""
        return self._throw_away is not None

    def take(self, file: MeetingFile) -> Opened:
        """Opens the meeting of a file."""
        last = file.meeting.entries[-1].written if file.meeting.entries else None
        clock = self._clock(last)
        behind = clock().timestamp() - self._clock(None)().timestamp()
        self.opened = Opened(Recorder(file.meeting, file), file, clock, _clock_notice(behind))
        return self.opened

    def practise(self, template: Template, practice: Practice) -> tuple[Opened, Script]:
        """Opens an invented meeting that is thrown away, with its script; raises `StorageError`."""
        from meeting.invented.practice import staged
        from storage.throw_away import ThrowAway

        self._throw_away = ThrowAway()
        try:
            archive, now = Archive(self._throw_away.folder), self._clock(None)()
            meeting_id = archive.new_id(in_zone(now, Head().zone).date())
            meeting, script = staged(template, practice, now, meeting_id)
            opened = self.take(archive.create(meeting))
            opened.recorder.record(steps.open_meeting(meeting, opened.now()))
        except StorageError:
            self.let_go()
            raise
        return opened, script

    def let_go(self) -> str:
        """Closes the open meeting; a sentence if its file could not be tidied up, else ""."""
        opened, self.opened = self.opened, None
        if self._throw_away:
            with suppress(StorageError):
                # What could not be written here is thrown away as well.
                if opened:
                    opened.file.close()
            self._throw_away.remove()
            self._throw_away = None
            return ""
        try:
            if opened:
                opened.file.close()
                if opened.file.draft.is_lost:
                    return "编辑区里最后写的文字没有存上，磁盘写不了；已记下的都在。"
        except NotSaved as error:
            return f"{error}\n记下的都在日志里，一条不少；下次打开时接着用，关闭时再整理。"
        except StorageError as error:
            return str(error)
        return ""

    def flush(self) -> None:
        """Makes what is typed safe from a power cut too, or throws it away; any thread may call it."""
        if throw_away := self._throw_away:
            throw_away.remove()
        elif opened := self.opened:
            opened.file.draft.sync()


def _clock_notice(behind: float) -> str:
    """A sentence when the server's clock was set back; `behind` in seconds."""
    if behind < 2:
        return ""
    return f"服务器的时钟比已有记录慢了 {clock_text(behind)}，时间已接着记录往下走；请管理员校准时钟。"
