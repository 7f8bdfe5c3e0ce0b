"""The text that stands in the editor and is not yet an entry, kept at every change."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from meeting.draft import Desk
from storage.draft.background_sync import BackgroundSync
from storage.draft.desk_changes import NOTHING, Change, difference, mended
from storage.draft.draft_log import ROOM, DraftLog, first_line, read_log
from storage.errors import Damaged, NotSaved, cause
from storage.whole_file import free_name, put_in_place, sync_folder


class DraftFile:
    """The desk of one meeting and its file, for the one session that writes the meeting.

    What can't be read on opening is kept under another name before anything is written.
    A save survives a kill at once and a power cut after a second at the latest.
    """

    def __init__(self, path: Path) -> None:
        self.notice = ""
        """What of it could not be read, as a sentence for the user; empty for nothing."""
        self._path = path
        self._desk = self._saved = Desk()
        self._log: DraftLog | None = None
        self._syncs = BackgroundSync(self.sync)
        self._failed = False
        self._closed = False
        self._unread = ""
        self._rest = b""
        self._read()

    @property
    def desk(self) -> Desk:
        """The desk as it stands on the screen, also while it can't be saved; the screens share it."""
        return self._desk

    def _read(self) -> None:
        try:
            found = read_log(self._path.read_bytes())
        except FileNotFoundError:
            return
        except (OSError, Damaged):
            self._mend("全部读不出来")
            return
        self._desk = self._saved = found.desk
        if found.rest:
            self._rest = found.rest
            what = "最后一次改动没有写完整" if found.is_torn else "后一部分读不出来，可能少了最后写的话"
            self._mend(f"{what}，前面的已取回")
            return
        # Should it not open for writing, the next save writes a new one.
        with suppress(OSError):
            self._log = DraftLog(self._path, found.digest, found.end)
            # A program that was killed may have left the last of it to the system alone.
            self._log.sync()

    def _mend(self, unread: str) -> None:
        """Begins a new log, as nothing is ever written behind what can't be read; else the next save does."""
        self._unread = f"编辑区里未记下的文字，{unread}"
        try:
            self._renew(self.desk, ROOM)
        except NotSaved as error:
            if self._unread:
                self.notice = f"{self._unread}；读不出的部分还没能另存：{error}"

    def save(self, desk: Desk) -> None:
        """Sends the desk on its way to disk; raises `NotSaved`, and may be repeated.

        It waits for the disk only when it writes a log anew: the first time, after a failure, when the editor
        turns to another draft after some 200 keystrokes, and after some 800 in one draft.
        """
        self._desk = desk
        if self._closed:
            raise NotSaved("会议已经关闭，编辑区里刚才的改动没有存上；请重新打开会议再写。")
        whole = mended(self._saved, desk)
        change = difference(self._saved, whole)
        if change != NOTHING or self._log is None or not self._log.is_sound:
            self._failed = True
            self._write(change, whole)
        self._saved = whole
        self._failed = False

    @property
    def is_behind(self) -> bool:
        """Whether the last save failed, or what it wrote did not get to the disk: it is to be repeated."""
        if self._closed:
            return False
        return self._failed or (self._log is not None and not self._log.is_sound)

    @property
    def is_lost(self) -> bool:
        """Whether the file was closed while the last of the desk could not be saved."""
        return self._closed and self._failed

    def sync(self) -> None:
        """Makes what was saved safe from a power cut; any thread may call it, and it never raises."""
        # A log that has been replaced needs none: its successor holds all of it, durably.
        if log := self._log:
            log.sync()

    def close(self) -> None:
        """Ends the writing, with everything on disk as far as the disk takes it."""
        if self._closed:
            return
        self.sync()
        if self.is_behind:
            with suppress(NotSaved):
                self.save(self.desk)
            self.sync()
        if self._log and self._log.is_grown:
            # What was struck out or is on record by now does not stay behind in the log.
            with suppress(NotSaved):
                self._renew(self._saved, ROOM)
        self._closed = True
        self._syncs.stop()
        if self._log:
            self._log.close()

    def _write(self, change: Change, desk: Desk) -> None:
        # Nobody is in the middle of a word when another draft comes into the editor.
        at_rest = change.current is not None
        if self._log is None or self._log.needs_renewal(at_rest=at_rest):
            with suppress(NotSaved):
                self._renew(desk, ROOM)
                return
            if self._log:
                self._log.postpone_renewal()
        if self._log:
            with suppress(OSError):
                self._log.append(change)
                self._syncs.soon()
                return
        self._renew(desk, 0)

    def _renew(self, desk: Desk, room: int) -> None:
        """Puts a new file in the old one's place that holds the whole desk, durably."""
        if self._unread:
            self._set_aside()
        first = first_line(desk)
        # What follows a long desk gets as much again, or half of the room would be used from the beginning.
        put_in_place(self._path, first.data, durable=True, room=room + len(first.data) if room else 0)
        old, self._log = self._log, None
        # Should it not open, the desk is safe all the same, and the next save writes another file.
        with suppress(OSError):
            self._log = DraftLog(self._path, first.digest, len(first.data))
        if old:
            old.close()

    def _set_aside(self) -> None:
        """Keeps what could not be read under another name; raises `NotSaved`, and it stays where it is."""
        aside = free_name(self._path, "damaged")
        if self._rest:
            put_in_place(aside, self._rest, durable=True)
        else:
            try:
                # It is gone already where only making that durable failed the last time.
                with suppress(FileNotFoundError):
                    self._path.rename(aside)
                sync_folder(self._path.parent)
            except OSError as error:
                raise NotSaved(f"没能另存为 {aside}：{cause(error)}。") from error
        self.notice = f"{self._unread}，读不出的部分已另存为 {aside}，请打开核对；已记下的不受影响。"
        self._unread, self._rest = "", b""


def read_draft(path: Path) -> tuple[Desk, str]:
    """The desk as last saved, and a sentence if something of it can't be read; changes nothing on disk.

    A last line that is cut short is passed over, since another session may be writing it at this moment.
    """
    advice = "请打开这个会议，程序会把读不出的部分另存；已记下的不受影响"
    try:
        found = read_log(path.read_bytes())
    except FileNotFoundError:
        return Desk(), ""
    except Damaged:
        return Desk(), f"编辑区里未记下的文字读不出来（{path}），{advice}。"
    except OSError as error:
        return Desk(), f"编辑区里未记下的文字读不出来（{path}）：{cause(error)}。"
    if found.rest and not found.is_torn:
        return found.desk, f"编辑区里未记下的文字，后一部分读不出来（{path}），{advice}。"
    return found.desk, ""
