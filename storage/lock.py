"""The pen: only one session writes a meeting, and the others are told who."""

from __future__ import annotations

import fcntl
import os
import pwd
import signal
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from meeting.model import Head
from meeting.timing import in_zone
from storage import plain_json
from storage.documents import from_document, to_document
from storage.errors import BadPlace, Damaged, InUse, NotSaved, cause
from storage.holder import Holder
from storage.whole_file import sync_folder, write

_MARK = b"shilu journal 1\n"
"""The beginning of the lock file beside a journal, written once; what comes behind it is not safe."""


class Lock:
    """The lock on one file, held until `release` or the end of the process.

    The lock file is never renamed or removed: two sessions could then lock two different files. `flock` and
    not `fcntl` record locks, which drop as soon as any descriptor of the file closes.
    """

    def __init__(self, path: Path) -> None:
        """Takes the lock; raises `InUse` naming the holder, or `BadPlace` where nothing can be locked."""
        self._path = path
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise BadPlace(f"{path.parent} 不能用来记录：{cause(error)}。") from error
        try:
            self._take_and_sign()
        except BaseException:
            os.close(self._descriptor)
            raise

    @property
    def is_current(self) -> bool:
        """Whether the locked file still lies in its place: else somebody may lock another there."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except OSError:
            return False

    @property
    def is_marked(self) -> bool:
        """Whether a journal must lie beside this lock; raises `BadPlace`."""
        try:
            return os.pread(self._descriptor, len(_MARK), 0) == _MARK
        except OSError as error:
            raise BadPlace(f"{self._path} 读不了：{cause(error)}。") from error

    def mark(self) -> None:
        """Notes durably that a journal lies here, so that its loss is noticed; raises `NotSaved`."""
        if self.is_marked:
            return
        try:
            write(self._descriptor, _MARK, 0)
            os.fsync(self._descriptor)
            sync_folder(self._path.parent)
        except OSError as error:
            raise NotSaved(f"没有存上：{cause(error)}。（{self._path}）") from error

    def release(self) -> None:
        """Lays the pen down; further calls do nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            try:
                with suppress(OSError):
                    os.ftruncate(descriptor, len(_MARK))
            finally:
                os.close(descriptor)

    def _take_and_sign(self) -> None:
        try:
            _take(self._descriptor)
        except BlockingIOError:
            holder = _read(self._descriptor)
            raise InUse(_sentence(self._path, holder), holder) from None
        except OSError as error:
            raise BadPlace(f"{self._path.parent} 不能用来记录：{cause(error)}。") from error
        if not self.is_current:
            raise InUse(f"{self._path.parent} 刚被移走或换掉，请再打开一次。")
        # The name is only there for the message, so a full disk does not keep anybody from the meeting.
        with suppress(OSError):
            os.fchmod(self._descriptor, 0o600)
            content = plain_json.dump(to_document(_here())).encode()
            os.ftruncate(self._descriptor, len(_MARK) + os.pwrite(self._descriptor, content, len(_MARK)))


def is_marked(path: Path) -> bool:
    """Whether a journal must lie beside the lock file; False where there is none. Raises `BadPlace`."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MARK)) == _MARK
    except FileNotFoundError:
        return False
    except OSError as error:
        raise BadPlace(f"{path} 读不了：{cause(error)}。") from error


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock at present."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        # Shared, so that two who ask at once do not take each other for the holder.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def noted_holder(path: Path) -> Holder | None:
    """The last to take the lock, as the lock file has it; None where it names nobody."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        return _read(descriptor)
    finally:
        os.close(descriptor)


def end_holder(path: Path) -> None:
    """Asks the holder's program to save everything and end, as when a line is cut.

    Raises `InUse` with the reason where it can't be asked: on another computer, by another user.
    """
    holder = noted_holder(path)
    if holder is None or holder.host != socket.gethostname():
        raise InUse("那边的程序不在这台电脑上，请到那边退出。", holder)
    try:
        # Process numbers are used again: only one that has this very lock open is the holder.
        if _has_open(holder.process, path):
            os.kill(holder.process, signal.SIGTERM)
            return
    except PermissionError as error:
        raise InUse(f"那边的程序由 {holder.user} 开着，只有本人能让它退出。", holder) from error
    except ProcessLookupError:
        return
    if is_held(path):
        raise InUse("没有找到占着会议的程序，请到那边退出，或请管理员结束它。", holder)


def _has_open(process: int, path: Path) -> bool:
    """Whether the process has the file open; raises PermissionError for another user's."""
    try:
        files = list(Path(f"/proc/{process}/fd").iterdir())
    except FileNotFoundError:
        return False
    for file in files:
        # One that is closed meanwhile was not the lock.
        with suppress(FileNotFoundError):
            if file.samefile(path):
                return True
    return False


def _take(descriptor: int) -> None:
    """Locks the file; another try a little later tells a holder from one who only asked for the holder."""
    for pause in (0.02, 0.05, 0.1):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(pause)
        else:
            return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _here() -> Holder:
    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        user = f"用户 {os.getuid()}"
    try:
        terminal = os.ttyname(0).removeprefix("/dev/")
    except OSError:
        terminal = ""
    return Holder(user, socket.gethostname(), terminal, os.getpid(), datetime.now(UTC))


def _read(descriptor: int) -> Holder | None:
    """The holder as written in the lock file; None in the moment before it is written."""
    try:
        content = os.pread(descriptor, 4096, len(_MARK))
        return from_document(plain_json.load(content), Holder, "")
    except (OSError, ValueError, Damaged):
        return None


def _sentence(path: Path, holder: Holder | None) -> str:
    """Names the meeting, in the folder of which the lock lies; the computer's own zone is often UTC."""
    meeting = f"会议 {path.parent.name}"
    if holder is None:
        return f"{meeting} 正由另一个程序写着，请先在那边退出。"
    since = in_zone(holder.since, Head().zone)
    return f"{meeting} 正由 {holder} 写着（自北京时间 {since:%Y-%m-%d %H:%M} 起），请先在那边退出。"
