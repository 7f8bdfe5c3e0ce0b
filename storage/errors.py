"""What can go wrong in keeping a meeting; each error's text is a Chinese sentence that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

from storage.holder import Holder


class StorageError(Exception):
    """Something could not be kept or found; `str()` of it is a sentence for the user."""


class Damaged(StorageError):
    """A file is not what this program wrote; it was left as it was found."""


class NotSaved(StorageError):
    """A write failed; everything that was saved before is still there, and a retry is safe."""


class InUse(StorageError):
    """Somebody else holds the file for writing: `holder`, or None if the lock does not name one."""

    def __init__(self, sentence: str, holder: Holder | None = None) -> None:
        super().__init__(sentence)
        self.holder = holder


class BadPlace(StorageError):
    """A folder can't be used for what it is meant for."""


class NotFound(StorageError):
    """No meeting or template, or more than one, answers to the name given."""


class Taken(StorageError):
    """A meeting with this id is there already."""


class NotReadable(StorageError):
    """A file that the user named can't be read, or is not what it should be."""


class BrokenTemplate(StorageError):
    """A template can't be used; the sentence names file, line and field."""


_CAUSES: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "磁盘已满，请腾出空间后再试",
        errno.EDQUOT: "磁盘配额已用完，请清理文件或请管理员放宽配额后再试",
        errno.EROFS: "磁盘是只读的，请换一个可写的数据文件夹，或请管理员改为可写",
        errno.EACCES: "没有权限，请检查文件夹的所有者和权限",
        errno.EPERM: "系统不允许，请检查文件夹的所有者和权限",
        errno.ENOENT: "文件夹不见了，请检查是否被移走或删除",
        errno.ENOTDIR: "路径中有一段是文件而不是文件夹，请换一个位置",
        errno.EEXIST: "同名的文件占了文件夹的位置，请把它移走或换一个位置",
        errno.EISDIR: "同名的文件夹占了文件的位置，请把它移走",
        errno.ENAMETOOLONG: "路径太长，请换一个短一些的位置",
        errno.ENOLCK: "这里不支持文件锁，请把数据文件夹放到本机磁盘上",
        errno.EOPNOTSUPP: "这里的文件系统不支持这一操作，请把数据文件夹放到本机磁盘上",
        errno.EIO: "磁盘读写出错，请尽快备份并请管理员检查磁盘",
    }
)


def cause(error: OSError) -> str:
    """What the system's error means and what to do about it, as a clause without a full stop."""
    return _CAUSES.get(error.errno or 0, f"系统报告“{error.strerror or error}”，请检查磁盘后再试")
