"""The text of a paper that somebody hands in as .docx, .txt or .md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from storage.errors import BadPlace, cause

LARGEST = 50_000_000
"""Bytes."""

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_PACKAGE = b"PK\x03\x04"
_CONTROL = frozenset(map(chr, (*range(9), *range(14, 32), 127)))


@dataclass(frozen=True, slots=True)
class PaperText:
    """What was read from a file, and what in it is no text or was left aside, in a few words each."""

    text: str
    left_out: tuple[str, ...] = ()


def content_in(path: Path) -> bytes:
    """The bytes of a file that is handed in; raises `BadPlace`."""
    try:
        path = path.expanduser()
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise BadPlace(f"{path} 是文件夹，请写到文件为止。")
        # Opening what is no file, such as a pipe, could wait for ever.
        if not S_ISREG(mode):
            raise BadPlace(f"{path} 不是普通文件。")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadPlace(f"没有这个文件：{path}。请写它的完整路径。") from None
    except (OSError, ValueError, RuntimeError) as error:
        why = cause(error) if isinstance(error, OSError) else "路径写得不对，请写完整路径"
        raise BadPlace(f"{path} 读不了：{why}。") from error
    if len(content) > LARGEST:
        raise BadPlace(f"{path.name} 超过 {LARGEST // 1_000_000} MB，请检查是不是选错了文件。")
    return content


def text_of(content: bytes, name: str) -> PaperText:
    """The text of a .docx, .txt or .md, a paragraph a line; raises `BadPlace` with what to do instead."""
    kind = Path(name).suffix.lower()
    if content.startswith(_OLD_OFFICE):
        raise BadPlace(f"{name} 加了密码，或是旧的 .doc、.wps 格式：请去掉密码，另存为 .docx 再交。")
    if kind not in (".docx", ".txt", ".md", ""):
        raise BadPlace(f"{name} 不是 .docx、.txt 或 .md，请另存为其中一种。")
    if kind == ".docx" or content.startswith(_PACKAGE):
        from storage.word_text import text_in_word

        return text_in_word(content, name)
    return PaperText(_of_plain(content, name))


def _of_plain(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf") or _is_broken_utf8(content):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL & set(text):
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise BadPlace(f"{name} 不是文本文件，或已损坏：请存为 UTF-8 编码的纯文本，或交 .docx。")


def _is_broken_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes; read as GBK all of it would turn into other characters."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return 0 < bad * 5 < sum(1 for character in text if character > "\x7f") - bad
