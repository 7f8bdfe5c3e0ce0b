"""The text of a paper that somebody hands in as .docx, .txt or .md."""

from __future__ import annotations

from pathlib import Path

from storage.errors import NotReadable
from storage.given import given_file
from storage.given.paper_text import PaperText

LARGEST = 50 << 20
"""Bytes."""

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_PACKAGE = b"PK\x03\x04"
_EMPTY = "文件是空的：{} 里没有文字。请检查是不是选错了文件，或还没有存下。"
_CONTROL = frozenset(map(chr, (*range(9), *range(14, 32), 127)))


def content_in(path: Path) -> bytes:
    """The bytes of a file that is handed in; raises `NotReadable`."""
    try:
        path = path.expanduser()
    except RuntimeError:
        raise NotReadable(f"{path} 里的用户不存在，请写完整路径。") from None
    return given_file.content_given(path, LARGEST, "请检查是不是选错了文件。")


def text_of(content: bytes, name: str) -> PaperText:
    """The text of a .docx, .txt or .md, a paragraph a line; raises `NotReadable` with what to do instead."""
    if not content:
        raise NotReadable(_EMPTY.format(name))
    kind = Path(name).suffix.lower()
    if content.startswith(_OLD_OFFICE):
        raise NotReadable(f"{name} 加了密码，或是旧的 .doc、.wps 格式：请去掉密码，另存为 .docx 再交。")
    if kind not in (".docx", ".txt", ".md", ""):
        raise NotReadable(f"{name} 不是 .docx、.txt 或 .md，请另存为其中一种。")
    if kind == ".docx" or content.startswith(_PACKAGE):
        from storage.given.word_text import text_in_word

        return text_in_word(content, name)
    found = given_file.text_of(content)
    if found is None or _CONTROL & set(found.text):
        raise NotReadable(f"{name} 不是文本文件，或已损坏：请存为 UTF-8 编码的纯文本，或交 .docx。")
    if not found.text.strip():
        raise NotReadable(_EMPTY.format(name))
    return PaperText(found.text.replace("\r\n", "\n").replace("\r", "\n"))
