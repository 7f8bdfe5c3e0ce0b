"""Where a paper goes: written whole beside its place and renamed into it, and never over somebody's work."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from exporters.errors import NotWritten

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


def free_name(path: Path, known: Mapping[str, str]) -> tuple[Path, bool]:
    """The place itself, or the first of “name（2）”, “name（3）” … that can be used, and whether it changed.

    A place can be used when nothing stands there, or a file whose SHA-256 is the one that `known` gives for
    its absolute path: our own last export, which nobody has touched since. Links are followed. Raises
    `NotWritten` for a place that can never hold a file.
    """
    with explained(path):
        path = path.expanduser().resolve()
        free, count = path, 1
        while _is_taken(free, known):
            count += 1
            free = path.with_name(f"{path.stem}（{count}）{path.suffix}")
    return free, count > 1


def free_place(path: Path) -> Path:
    """The path where nothing stands there, else the first of “name（2）”, “name（3）” …; absolute."""
    free = path = path.expanduser().resolve()
    # The name of a folder may hold a dot that begins no suffix.
    ending = path.suffix if path.suffix == ".zip" else ""
    count = 1
    while free.exists():
        count += 1
        free = path.with_name(f"{path.name.removesuffix(ending)}（{count}）{ending}")
    return free


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


def put(path: Path, content: bytes) -> None:
    """Makes the file (mode 0600) hold this content, whole and safe from a power cut.

    Raises `NotWritten`; what stood there before is then untouched, and nothing new is left behind.
    """
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        # mkstemp creates it with mode 0600 and under a name that nobody else uses.
        descriptor, name = tempfile.mkstemp(prefix=".shilu-", suffix=".new", dir=path.parent)
        fresh = Path(name)
        try:
            _write(descriptor, content)
            fresh.replace(path)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise
        _sync_folder(path.parent)


def sha256(content: bytes) -> str:
    """The digest by which our own file is known again."""
    return hashlib.sha256(content).hexdigest()


def _is_taken(path: Path, known: Mapping[str, str]) -> bool:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    if not path.exists():
        return False
    # Devices and pipes are never ours, and reading one might never end.
    if not path.is_file() or str(path) not in known:
        return True
    try:
        return sha256(path.read_bytes()) != known[str(path)]
    except PermissionError:
        return True


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
