"""A file that the user names: its content and, if it is one, its text, from anybody's computer."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from storage.errors import NotReadable, cause

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_GUESSES = (("utf-8", "UTF-8"), ("gb18030", "GB18030（GBK）"))


@dataclass(frozen=True, slots=True)
class GivenText:
    """The text of a file, and how it was encoded."""

    text: str
    encoding: str


def content_given(path: Path, largest: int, too_large: str) -> bytes:
    """What the file holds; raises `NotReadable`, for more than so many bytes with what to do then."""
    try:
        # Opening what is no file, such as a pipe, could wait for ever.
        if not S_ISREG(path.stat().st_mode):
            raise NotReadable(f"{path} 不是文件，请写文件的路径。")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError:
        raise NotReadable(f"没有文件 {path}，请检查路径。") from None
    except (OSError, ValueError) as error:
        why = cause(error) if isinstance(error, OSError) else "路径里有不能用的字符"
        raise NotReadable(f"{path} 读不了：{why}。") from error
    if len(content) > largest:
        raise NotReadable(f"{path} 超过 {largest >> 20} MB，{too_large}")
    return content


def text_of(content: bytes) -> GivenText | None:
    """The text in the encoding that its mark tells, else in UTF-8 or GB18030; None for what is no text."""
    for mark, codec, label in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], codec, label)
    guesses = _GUESSES[:1] if _is_broken_utf8(content) else _GUESSES
    found = (_decoded(content, codec, label) for codec, label in guesses)
    return next((text for text in found if text), None)


def _is_broken_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes; read as GBK all of it would turn into other characters."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return 0 < bad * 5 < sum(1 for character in text if character > "\x7f") - bad


def _decoded(content: bytes, codec: str, label: str) -> GivenText | None:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else GivenText(text, label)
