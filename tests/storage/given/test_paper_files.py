"""A paper as it may come from anybody's computer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import NotReadable
from storage.given import paper_files
from storage.given.paper_files import content_in, text_of
from storage.given.paper_text import PaperText
from tests.storage.word_files import of_paragraphs, package

TEXT = "一、存在的问题\n　　调研不够深入。\n"
WORDS = "".join(f"第{number}条问题，整改不到位。" for number in range(20))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("gbk"),
        TEXT.replace("\n", "\r\n").encode("gbk"),
        TEXT.replace("\n", "\r").encode(),
    ],
)
@pytest.mark.parametrize("name", ["稿.txt", "稿.MD", "稿"])
def test_the_usual_encodings_and_line_ends_are_read(content: bytes, name: str) -> None:
    assert text_of(content, name) == PaperText(TEXT)


def test_what_gbk_lacks_is_read_as_gb18030() -> None:
    assert text_of("𠮷野㐀".encode("gb18030"), "a.txt").text == "𠮷野㐀"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \r\n", "\u3000".encode("gbk")])
def test_an_empty_file_is_called_so_and_not_a_picture(content: bytes) -> None:
    with pytest.raises(NotReadable, match=r"文件是空的：稿\.txt 里没有文字"):
        text_of(content, "稿.txt")
    with pytest.raises(NotReadable, match=r"文件是空的：稿\.docx"):
        text_of(b"", "稿.docx")


def test_markdown_stays_as_it_is() -> None:
    written = "# 一、问题\n\n- **作风**不实\n\n| 项 | 数 |\n"
    assert text_of(written.encode(), "稿.md").text == written


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"])).filter(lambda text: text.strip("\ufeff").strip())
)
def test_what_is_written_in_utf8_is_read_back(written: str) -> None:
    assert text_of(written.encode(), "a.txt").text == written.removeprefix("\ufeff")


@given(st.text(st.sampled_from("一、存在的问题，调研不够深入。整改𠮷 a\n"), min_size=4))
def test_what_is_written_in_gbk_is_read_back(written: str) -> None:
    # Short runs of bytes can be read both ways; a paper's own words never are.
    whole = WORDS + written
    assert text_of(whole.encode("gb18030"), "a.txt").text == whole


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100, "加了密码，或是旧的"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1"), "去掉密码，另存为"),
        ("a.pdf", b"%PDF-1.7", "不是 .docx、.txt 或 .md"),
        ("a.rtf", rb"{\rtf1}", "另存为其中一种"),
        ("a.zip", package({}), "不是 .docx、.txt 或 .md"),
        ("a.txt", package({}), "打不开：不是 Word"),
        ("a.docx", TEXT.encode(), "打不开：不是 Word"),
        ("a.txt", TEXT.encode("utf-16-le"), "不是文本文件"),
        ("a.txt", b"\xff\xfe\x00\xd8", "不是文本文件"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "不是文本文件"),
        ("a.txt", b"\xff\xff\xff", "不是文本文件"),
        ("a.txt", WORDS.encode()[:-1], "不是文本文件，或已损坏"),
        ("a.txt", b"\xef\xbb\xbf" + TEXT.encode("gbk"), "不是文本文件，或已损坏"),
    ],
)
def test_what_can_not_be_read_is_refused_with_what_to_do(name: str, content: bytes, told: str) -> None:
    with pytest.raises(NotReadable, match=told) as caught:
        text_of(content, name)
    assert str(caught.value).startswith(name)


def test_a_word_document_is_known_by_its_content_as_well() -> None:
    assert text_of(of_paragraphs("一", "二"), "稿").text == "一\n二"


def test_what_is_no_file_is_refused_and_never_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_files, "LARGEST", 1 << 20)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.txt").write_bytes(b"a" * (1 + (1 << 20)))
    for name, told in (
        ("", "不是文件"),
        ("pipe", "不是文件"),
        ("nowhere.docx", "没有文件"),
        ("a\0b", "不能用的字符"),
        ("large.txt", "选错了文件"),
        ("large.txt/a", "读不了"),
    ):
        with pytest.raises(NotReadable, match=told):
            content_in(tmp_path / name)
    with pytest.raises(NotReadable, match="用户不存在"):
        content_in(Path("~nobody-of-this-name/a.txt"))


def test_a_file_in_the_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "稿.txt").write_bytes(b"abc")
    assert content_in(Path("~/稿.txt")) == b"abc"
