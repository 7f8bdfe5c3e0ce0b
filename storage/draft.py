"""The text that stands in the editor and is not yet an entry, kept at every change."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from meeting.model import Desk
from storage.background_sync import BackgroundSync
from storage.desk_changes import NOTHING, Change, difference, mended
from storage.draft_log import ROOM, DraftLog, Found, first_line, read_log
from storage.errors import Damaged, NotSaved, cause
from storage.whole_file import put_in_place


class DraftFile:
    """The desk of one meeting and its file, for the one session that writes the meeting.

    A save survives a kill at once and a power cut after a second at the latest.
    """

    def __init__(self, path: Path) -> None:
        self.desk = Desk()
        """The desk as it stands on the screen, also while it can't be saved; the screens share it."""
        self._path = path
        self._saved = Desk()
        self._log: DraftLog | None = None
        self._syncs = BackgroundSync()
        self._is_known = False
        self._failed = False
        self._closed = False
        self._rest = b""
        self._is_in_the_way = False

    def load(self) -> tuple[Desk, str]:
        """The desk, and a sentence for the user if something of it could not be read, else "".

        It is read from the file the first time, and is then the one on the screen. What can't be read is kept
        under another name, so that no later save covers it.
        """
        if self._is_known:
            return self.desk, ""
        self._is_known = True
        try:
            content = self._path.read_bytes()
            found = read_log(content)
        except FileNotFoundError:
            return Desk(), ""
        except OSError:
            self._is_in_the_way = True
            return Desk(), self._set_aside()
        except Damaged:
            self._rest = content
            return Desk(), self._set_aside()
        self.desk = self._saved = found.desk
        if found.rest:
            return found.desk, self._recover(found)
        # Should it not open for writing, the next save writes a new one.
        with suppress(OSError):
            self._log = DraftLog(self._path, found.digest, found.end)
            # A program that was killed may have left the last of it to the system alone.
            self._log.sync()
        return found.desk, ""

    def save(self, desk: Desk) -> None:
        """Sends the desk on its way to disk without waiting for it; raises `NotSaved`, may be repeated."""
        self.desk = desk
        self._is_known = True
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

    def sync(self) -> None:
        """Makes what was saved safe from a power cut; for any thread and signal handler, and never raises."""
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
        if self._log is None or self._log.needs_renewal:
            with suppress(NotSaved):
                self._renew(desk, ROOM)
                return
            if self._log:
                self._log.postpone_renewal()
        if self._log:
            with suppress(OSError):
                self._log.append(change)
                self._syncs.soon(self._log)
                return
        self._renew(desk, 0)

    def _renew(self, desk: Desk, room: int) -> None:
        """Puts a new file in the old one's place that holds the whole desk, durably."""
        if self._is_in_the_way and (trouble := self._set_aside()) and self._is_in_the_way:
            raise NotSaved(f"没有存上：{trouble}")
        if self._rest:
            self._keep_rest()
        first = first_line(desk)
        # What follows a long desk gets as much again, or half of the room would be used from the beginning.
        put_in_place(self._path, first.data, durable=True, room=room + len(first.data) if room else 0)
        old, self._log = self._log, None
        # Should it not open, the desk is safe all the same, and the next save writes another file.
        with suppress(OSError):
            self._log = DraftLog(self._path, first.digest, len(first.data))
        if old:
            old.close()

    def _recover(self, found: Found) -> str:
        self._rest = found.rest
        what = "最后一次改动没有写完整" if found.is_torn else "后一部分读不出来，可能少了最后写的话"
        try:
            aside = self._keep_rest()
        except NotSaved as error:
            return f"编辑区里未记下的文字，{what}，前面的已取回；读不出的部分还没能另存：{error}"
        # Else the next save does it; nothing is ever written behind a rest.
        with suppress(NotSaved):
            self._renew(found.desk, ROOM)
        return f"编辑区里未记下的文字，{what}，前面的已取回，请核对；读不出的部分已另存为 {aside}。"

    def _keep_rest(self) -> Path:
        aside = _free_name(self._path)
        put_in_place(aside, self._rest, durable=True)
        self._rest = b""
        return aside

    def _set_aside(self) -> str:
        aside = _free_name(self._path)
        try:
            self._path.rename(aside)
        except OSError as error:
            return f"编辑区里未记下的文字读不出来（{self._path}），也没能另存：{cause(error)}。"
        self._is_in_the_way, self._rest = False, b""
        return f"编辑区里未记下的文字读不出来，原文件已另存为 {aside}，请打开它找回文字；已记下的不受影响。"


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


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside
