"""Files that change as a whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from storage.errors import BadPlace, NotSaved, cause

_NOT_HERE = (errno.EINVAL, errno.EOPNOTSUPP)
"""What a file system answers that can't do a thing."""


def put_in_place(path: Path, content: bytes, *, durable: bool, room: int = 0) -> None:
    """Gives the file this content (mode 0600) by renaming a new file over the old one.

    Durable content survives a power cut once this returns. `room` is how many bytes of zeros to set aside
    behind it, where the file system can. Raises `NotSaved`, leaving no new file behind.
    """
    # One fixed name: what a kill leaves behind is overwritten by the next write.
    fresh = path.with_name(path.name + ".new")
    try:
        _write(fresh, content, durable, room)
        fresh.replace(path)
        if durable:
            sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise NotSaved(f"没有存上：{cause(error)}。以前存下的都在。（{path}）") from error


def _write(path: Path, content: bytes, durable: bool, room: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
        if room:
            _make_room(descriptor, len(content) + room)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_room(descriptor: int, size: int) -> None:
    try:
        os.posix_fallocate(descriptor, 0, size)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise


def content_of(path: Path) -> bytes | None:
    """What the file holds; None where there is none. Raises `BadPlace`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadPlace(f"{path} 读不了：{cause(error)}。") from error


def free_name(path: Path, word: str) -> Path:
    """The first of name.word-1, name.word-2 and so on that nothing beside the file bears."""
    number = 1
    # Not Path.exists: it passes a link that leads nowhere, and raises OSError for a disk that is gone.
    while os.path.lexists(aside := path.with_name(f"{path.name}.{word}-{number}")):
        number += 1
    return aside


def write(descriptor: int, data: bytes, position: int) -> None:
    """Writes all of the data at that place; raises OSError, with a part of it written perhaps."""
    rest = memoryview(data)
    while rest:
        written = os.pwrite(descriptor, rest, position)
        rest, position = rest[written:], position + written


def sync_file(path: Path) -> None:
    """Makes the content of a file durable, whoever wrote it; raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Makes a new name in the folder durable, where the file system can do that for folders."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
    finally:
        os.close(descriptor)
