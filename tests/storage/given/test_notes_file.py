"""A file of notes as it may come from anybody's computer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from storage.errors import NotReadable
from storage.given.notes_file import LARGEST, keep_rest, notes_in

TEXT = "09:12 钱一→赵一：意见。\n接着。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("gbk"), "GB18030（GBK）"),
    ],
)
def test_the_usual_encodings_are_read_and_told(content: bytes, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    found = notes_in(path)
    assert (found.text, found.encoding) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\x14\x00\x06", "不是纯文本；Word 文档请另存为"),
        (b"\xff\xfe\x00\xd8", "不是纯文本"),
        (b"\xff\xff\xff", "不是纯文本"),
        (TEXT.encode("utf-16-le"), "不是纯文本"),
        (b" " * (LARGEST + 1), "超过 1 MB"),
    ],
)
def test_what_is_no_text_or_too_large_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    path.write_bytes(content)
    with pytest.raises(NotReadable, match=told):
        notes_in(path)


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, told in (
        ("", "不是文件"),
        ("pipe", "不是文件"),
        ("nowhere", "没有文件"),
        ("a\0b", "不能用的字符"),
    ):
        with pytest.raises(NotReadable, match=told):
            notes_in(tmp_path / name)


def test_the_rest_is_kept_word_for_word_and_overwrites_nothing(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    first = keep_rest(notes, ["9:12 小王：说了", "  接着 "])
    assert first.name == "notes.txt.未归入.txt"
    assert first.read_text(encoding="utf-8") == "9:12 小王：说了\n  接着 \n"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert keep_rest(notes, ["9:12 小王：说了", "  接着 "]) == first
    assert keep_rest(notes, ["别的"]).name == "notes.txt.未归入-2.txt"
    assert first.read_text(encoding="utf-8").startswith("9:12 小王")
