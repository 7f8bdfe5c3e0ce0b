"""Reading a file of notes that was typed elsewhere, and keeping beside it what could not be recorded."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from storage.errors import NotReadable
from storage.given.given_file import GivenText, content_given, text_of
from storage.whole_file import content_of, put_in_place

LARGEST = 1 << 20
"""Bytes; a meeting of a whole day, taken down word for word, has a tenth of that."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BINARY = "不是纯文本；Word 文档请另存为“纯文本（UTF-8）”再导入"


def notes_in(path: Path) -> GivenText:
    """The text in the file; raises `NotReadable` for what is no file, is no text, or is too large."""
    found = text_of(content_given(path, LARGEST, "不像一次会议的笔记；请分成几个文件导入。"))
    if found is None or _CONTROL.search(found.text):
        raise NotReadable(f"{path} {_BINARY}。")
    return found


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
