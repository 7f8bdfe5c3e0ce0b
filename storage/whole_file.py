"""Files that change as a whole or not at all, and the TinyDB storage built on them."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb import Storage

from storage import plain_json
from storage.errors import BadPlace, Damaged, NotSaved, cause

_CANNOT_SYNC_A_FOLDER = (errno.EINVAL, errno.EOPNOTSUPP)


class WholeFileStorage(Storage):
    """A TinyDB storage for one writer: each write puts a whole new file in the old one's place.

    It reads the file once and then answers from what was last saved, so that a write which failed late leaves
    no trace, also where the new file is there already but its name is not yet safe.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._saved: bytes | None = None
        self._closed = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, or None for a file that is not there; raises `Damaged` or `BadPlace`."""
        if self._saved is None:
            try:
                self._saved = self._path.read_bytes()
            except FileNotFoundError:
                return None
            except OSError as error:
                raise BadPlace(f"{self._path} 读不了：{cause(error)}。") from error
        return _tables(self._saved, self._path)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Saves the tables durably; raises `NotSaved`."""
        if self._closed:
            raise ValueError("the meeting file is closed")
        # A lone surrogate becomes \udc80 here, which inside a JSON string is that same character again.
        content = plain_json.dump(data).encode("utf-8", "backslashreplace")
        put_in_place(self._path, content, durable=True)
        self._saved = content

    def close(self) -> None:
        """Ends the writing."""
        self._closed = True


def put_in_place(path: Path, content: bytes, *, durable: bool) -> None:
    """Gives the file this content (mode 0600) by renaming a new file over the old one.

    Durable content survives a power cut once this returns. Raises `NotSaved`, leaving no new file behind.
    """
    # One fixed name: what a kill leaves behind is overwritten by the next write.
    fresh = path.with_name(path.name + ".new")
    try:
        _write(fresh, content, durable)
        fresh.replace(path)
        if durable:
            _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{path}）") from error


def _write(path: Path, content: bytes, durable: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Makes a new name in the folder durable, where the file system can do that for folders."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_A_FOLDER:
            raise
    finally:
        os.close(descriptor)


def _tables(content: bytes, path: Path) -> dict[str, dict[str, Any]]:
    try:
        tables = plain_json.load(content)
    except ValueError:
        raise Damaged(
            f"{path} 已损坏，读不出内容（{len(content)} 字节）。文件没有动，请用备份恢复。"
        ) from None
    if isinstance(tables, dict) and all(_is_table(table) for table in tables.values()):
        return tables
    raise Damaged(f"{path} 不是实录的会议文件。文件没有动，请检查是否放错了地方。")


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        name.isdecimal() and isinstance(document, dict) for name, document in table.items()
    )
