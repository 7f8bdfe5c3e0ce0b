"""The pen: only one session writes a meeting, and the others are told who."""

from __future__ import annotations

import fcntl
import os
import pwd
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from storage import plain_json
from storage.documents import from_document, to_document
from storage.errors import BadPlace, Damaged, InUse, cause

_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a meeting for writing, from where, and since when."""

    user: str
    host: str
    terminal: str
    """Such as pts/3; empty without a terminal."""
    process: int
    since: datetime


class Lock:
    """The lock on one meeting, held until `release` or the end of the process.

    The lock file is never renamed or removed: two sessions could then lock two different files. `flock` and
    not `fcntl` record locks, which drop as soon as any descriptor of the file closes.
    """

    def __init__(self, path: Path) -> None:
        """Takes the lock; raises `InUse` naming the holder, or `BadPlace` where nothing can be locked."""
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise BadPlace(f"{path.parent} 不能用来记录：{cause(error)}。") from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sentence = _sentence(path.parent.name, _read(self._descriptor))
            os.close(self._descriptor)
            raise InUse(sentence) from None
        except OSError as error:
            os.close(self._descriptor)
            raise BadPlace(f"{path.parent} 不能用来记录：{cause(error)}。") from error
        # The name is only there for the message, so a full disk does not keep anybody from the meeting.
        with suppress(OSError):
            os.fchmod(self._descriptor, 0o600)
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, plain_json.dump(to_document(_here())).encode(), 0)

    def release(self) -> None:
        """Lays the pen down; further calls do nothing."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1


def _here() -> Holder:
    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        user = f"用户 {os.getuid()}"
    try:
        terminal = os.ttyname(0).removeprefix("/dev/")
    except OSError:
        terminal = ""
    return Holder(user, socket.gethostname(), terminal, os.getpid(), datetime.now(_BEIJING))


def _read(descriptor: int) -> Holder | None:
    """The holder as written in the lock file; None in the moment before it is written."""
    try:
        content = os.pread(descriptor, 4096, 0)
        return from_document(plain_json.load(content), Holder, "")
    except (OSError, ValueError, Damaged):
        return None


def _sentence(meeting: str, holder: Holder | None) -> str:
    advice = "请先在那边退出，或用 shilu export 导出副本查看。"
    if holder is None:
        return f"会议 {meeting} 正在别处记录，{advice}"
    since = holder.since.astimezone(_BEIJING)
    today = since.date() == datetime.now(_BEIJING).date()
    moment = f"{since:%H:%M}" if today else f"{since.month}月{since.day}日 {since:%H:%M}"
    place = f"终端 {holder.terminal}" if holder.terminal else f"进程 {holder.process}"
    return f"会议 {meeting} 正由 {holder.user} 在 {holder.host} 上记录（自 {moment} 起，{place}），{advice}"
