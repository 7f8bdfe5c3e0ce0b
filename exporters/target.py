"""Where a paper goes: written whole beside its place and renamed into it, and never over somebody's work."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from exporters.errors import NotWritten
from exporters.leftovers import PREFIX, sweep

_LONGEST_NAME = 255
"""Bytes of a name on all disks of today."""

_REMEDIES: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "磁盘已满，请腾出空间后再试，或换一个位置",
        errno.EDQUOT: "磁盘配额已用完，请清理文件后再试，或换一个位置",
        errno.EROFS: "磁盘是只读的，请换一个位置",
        errno.EACCES: "没有权限，请换一个自己能写的文件夹",
        errno.EPERM: "系统不允许，请换一个自己能写的文件夹",
        errno.ENOENT: "文件夹不存在，请先建好，或换一个位置",
        errno.ENOTDIR: "路径中有一段是文件而不是文件夹，请换一个位置",
        errno.EISDIR: "这个位置是文件夹，请在后面写上文件名",
        errno.ENAMETOOLONG: "文件名或路径太长，请换一个短一些的",
        errno.ELOOP: "路径里的链接绕成了圈，请换一个位置",
        errno.EIO: "磁盘读写出错，请换一个位置，并请管理员检查磁盘",
    }
)


def place_of(output: Path, name: str) -> Path:
    """The absolute path of the file that the output means: itself, or one of this name where it is a folder.

    Raises `NotWritten` for a folder that is not there, and for a file whose ending is not that of the name.
    """
    with explained(output):
        path = output.expanduser()
        if path.is_dir():
            return (path / name).resolve()
        ending = Path(name).suffix
        if path.suffix.lower() == ending:
            if not path.parent.is_dir():
                raise FileNotFoundError(errno.ENOENT, "no such folder", str(path.parent))
            return path.resolve()
    raise NotWritten(f"没有导出：没有“{output}”这个文件夹；要写成文件，名字要和格式一致，以 {ending} 结尾。")


def folder_of(output: Path) -> Path:
    """The absolute path of a folder that is there; raises `NotWritten` where it is not, or is none."""
    with explained(output):
        folder = output.expanduser().resolve(strict=True)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "is a file", str(folder))
        return folder


def put(path: Path, content: bytes, known: Mapping[str, str]) -> tuple[Path, bool]:
    """Writes a file (mode 0600) whole and safe from a power cut; where it is, and if that is another name.

    It takes the place itself, or the first of “name（2）”, “name（3）” … where nothing stands, or a file with
    the SHA-256 that `known` gives for its absolute path: our own last export, which nobody has touched since.
    That is looked at last of all, when the content is on disk. Links are followed. Raises `NotWritten`; what
    stood there before is then untouched, and nothing new is left behind.
    """
    with explained(path):
        wanted = path.expanduser().resolve()
        if wanted.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(wanted))
        sweep(wanted.parent)
        # mkstemp creates it with mode 0600 and under a name that nobody else uses.
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=".new", dir=wanted.parent)
        fresh = Path(name)
        try:
            _write(descriptor, content)
            place = next(one for one in _names(wanted, wanted.suffix) if _takes(fresh, one, known))
        finally:
            with suppress(OSError):
                fresh.unlink()
        _sync_folder(place.parent)
    return place, place != wanted


def put_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Writes the files into a new folder (mode 0700) at the path, or beside what is there; where it is.

    Raises `NotWritten`; nothing new is then left behind.
    """
    with explained(path):
        wanted = path.expanduser().resolve()
        sweep(wanted.parent)
        fresh = Path(tempfile.mkdtemp(prefix=PREFIX, dir=wanted.parent))
        try:
            for name, content in files:
                _write(os.open(fresh / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
            _sync_folder(fresh)
            # The name of a folder may hold a dot that begins no suffix.
            place = next(one for one in _names(wanted, "") if _takes_folder(fresh, one))
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        _sync_folder(place.parent)
    return place


def sha256(content: bytes) -> str:
    """The digest by which our own file is known again."""
    return hashlib.sha256(content).hexdigest()


def _names(wanted: Path, ending: str) -> Iterator[Path]:
    """The path, then “name（2）”, “name（3）” …, each as short as a disk takes it."""
    yield wanted
    for count in itertools.count(2):
        more = f"（{count}）{ending}"
        stem = os.fsencode(wanted.name.removesuffix(ending))[: _LONGEST_NAME - len(more.encode())]
        # Cutting bytes may split a character; what is left of it is dropped.
        yield wanted.with_name(stem.decode(errors="ignore") + more)


def _takes(fresh: Path, place: Path, known: Mapping[str, str]) -> bool:
    """Gives the fresh file that name, unless somebody's work stands there."""
    if os.path.lexists(place):
        if not _is_ours(place, known):
            return False
        fresh.replace(place)
        return True
    try:
        # Unlike a rename it fails where something has come to stand there by now.
        os.link(fresh, place)
    except FileExistsError:
        return False
    except OSError:
        # Not every disk lets a file have two names; what else is wrong, the rename tells.
        fresh.rename(place)
    return True


def _takes_folder(fresh: Path, place: Path) -> bool:
    if os.path.lexists(place):
        return False
    try:
        fresh.rename(place)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
            return False
        raise
    return True


def _is_ours(path: Path, known: Mapping[str, str]) -> bool:
    # Devices and pipes are never ours, and reading one might never end.
    if str(path) not in known or not path.is_file():
        return False
    try:
        return sha256(path.read_bytes()) == known[str(path)]
    except PermissionError:
        return False


def _write(descriptor: int, content: bytes) -> None:
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable; where that can't be done, the file itself is whole all the same."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the system refuses into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        code = error.errno or 0
        remedy = _REMEDIES.get(code, f"系统报告“{error.strerror or error}”，请换一个位置再试")
        raise NotWritten(f"没有导出：{remedy}。原有的文件没有动。（{path}）") from error
    except (ValueError, RuntimeError) as error:
        # A NUL in the path, or a home folder of nobody.
        raise NotWritten(f"没有导出：这个位置写得不对，请重新输入。原有的文件没有动。（{path}）") from error
