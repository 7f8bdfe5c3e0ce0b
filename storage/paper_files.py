"""The text of a paper that somebody hands in as .docx, .txt or .md."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from storage.errors import BadPlace
from storage.whole_file import content_of

LARGEST = 50_000_000
"""Bytes."""

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def content_in(path: Path) -> bytes:
    """The bytes of a file that is handed in; raises `BadPlace`."""
    path = path.expanduser()
    if path.is_dir():
        raise BadPlace(f"{path} 是文件夹，请写到文件为止。")
    if path.exists() and not path.is_file():
        raise BadPlace(f"{path} 不是普通文件。")
    if path.is_file() and path.stat().st_size > LARGEST:
        raise BadPlace(f"{path.name} 超过 {LARGEST // 1_000_000} MB，请检查是不是选错了文件。")
    content = content_of(path)
    if content is None:
        raise BadPlace(f"没有这个文件：{path}。请写它的完整路径。")
    return content


def text_of(content: bytes, name: str) -> str:
    """The text of a .docx, .txt or .md, a paragraph a line; raises `BadPlace` with what to do instead."""
    kind = Path(name).suffix.lower()
    if content.startswith(_OLD_OFFICE):
        raise BadPlace(f"{name} 加了密码，或是旧的 .doc 格式：请去掉密码，另存为 .docx 再交。")
    if kind == ".docx" or content.startswith(b"PK\x03\x04"):
        return _of_word(content, name)
    if kind not in (".txt", ".md", ""):
        raise BadPlace(f"{name} 不是 .docx、.txt 或 .md，请另存为其中一种。")
    return _of_plain(content, name)


def _of_plain(content: bytes, name: str) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise BadPlace(f"{name} 不是文本文件，请存为 UTF-8 编码的纯文本，或交 .docx。")


def _of_word(content: bytes, name: str) -> str:
    """Every paragraph in order, those of tables too; what was struck out in revision is left out."""
    from lxml import etree

    try:
        with ZipFile(BytesIO(content)) as package:
            if package.getinfo("word/document.xml").file_size > LARGEST:
                raise BadPlace(f"{name} 里的文字多得不像一份材料，请检查是不是选错了文件。")
            # No entity is looked up, and nothing is fetched.
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(package.read("word/document.xml"), parser)
    except (BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        raise BadPlace(f"{name} 打不开：不是 Word 的 .docx，或已损坏。请用 Word 打开另存一次。") from None
    return "\n".join(_line(paragraph) for paragraph in root.iter(f"{_WORD}p"))


def _line(paragraph: object) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: object) -> Iterator[str]:
    for element in paragraph.iter():  # type: ignore[attr-defined]
        if element.tag == f"{_WORD}t":
            yield element.text or ""
        elif element.tag == f"{_WORD}tab":
            yield "\t"
        elif element.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"
