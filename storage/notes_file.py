"""Reading a file of notes that was typed elsewhere, and keeping beside it what could not be recorded."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from storage.errors import NotNotes, cause
from storage.whole_file import content_of, put_in_place

LARGEST = 1 << 20
"""Bytes; a meeting of a whole day, taken down word for word, has a tenth of that."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_GUESSES = (("utf-8", "UTF-8"), ("gb18030", "GB18030（GBK）"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BINARY = "不是纯文本；Word 文档请另存为“纯文本（UTF-8）”再导入"


@dataclass(frozen=True, slots=True)
class NotesText:
    """The text of a file of notes, and how it was encoded."""

    text: str
    encoding: str


def notes_in(path: Path) -> NotesText:
    """The text in the file; raises `NotNotes` for what is no file, is no text, or is too large."""
    content = _content(path)
    for mark, codec, label in _BOMS:
        if content.startswith(mark):
            return _decoded(path, content[len(mark) :], ((codec, label),))
    return _decoded(path, content, _GUESSES)


def keep_rest(path: Path, lines: Sequence[str]) -> Path:
    """Writes the lines word for word to a file beside the notes, in UTF-8, and gives its path.

    A file of that name with other content is left alone, and another name taken. Raises `NotSaved`.
    """
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    number, kept = 1, path.with_name(f"{path.name}.未归入.txt")
    while os.path.lexists(kept) and content_of(kept) != content:
        number += 1
        kept = path.with_name(f"{path.name}.未归入-{number}.txt")
    put_in_place(kept, content, durable=True)
    return kept


def _content(path: Path) -> bytes:
    try:
        # Opening what is no file, such as a pipe, could wait for ever.
        if not S_ISREG(path.stat().st_mode):
            raise NotNotes(f"{path} 不是文件，请写笔记文件的路径。")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotNotes(f"没有文件 {path}，请检查路径。") from None
    except (OSError, ValueError) as error:
        why = cause(error) if isinstance(error, OSError) else "路径里有不能用的字符"
        raise NotNotes(f"{path} 读不了：{why}。") from error
    if len(content) > LARGEST:
        raise NotNotes(f"{path} 超过 1 MB，不像一次会议的笔记；请分成几个文件导入。")
    return content


def _decoded(path: Path, content: bytes, codecs_to_try: Sequence[tuple[str, str]]) -> NotesText:
    for codec, label in codecs_to_try:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return NotesText(text, label)
    raise NotNotes(f"{path} {_BINARY}。")
