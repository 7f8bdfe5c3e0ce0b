"""The file of phrases, as an office user may write it."""

from __future__ import annotations

import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.refused import Refused
from storage.config.phrases import LONGEST_PHRASE, add_phrase, phrases_in
from storage.errors import NotSaved


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "phrases.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_where_there_is_no_file_there_are_no_phrases_and_no_problem(tmp_path: Path) -> None:
    found = phrases_in(tmp_path / "nowhere" / "phrases.txt")
    assert (found.texts, found.problems) == ({}, ())


def test_a_line_is_a_phrase(tmp_path: Path) -> None:
    found = phrases_in(
        written(
            tmp_path,
            "\ufeff# 短语\r\n\r\ndw = 党委\r\n ＤＷＢ＝党委办公室 \n"
            "*党风 = a = b，＝照写\n＃ 也是说明\nq1=第一季度",
        )
    )
    assert found.problems == ()
    assert found.texts == {"dw": "党委", "dwb": "党委办公室", "党风": "a = b，＝照写", "q1": "第一季度"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("党委", "没有“=”，请写成“缩写 = 全文”"),
        ("dw =  ", "缩写“dw”后面没有文字"),
        ("= 党委", "缩写“”不能用：请用字母或汉字"),
        ("d w = 党委", "缩写“d w”不能用"),
        ("1dw = 党委", "缩写“1dw”不能用：请用字母或汉字，不带空格和标点，不以数字开头，最多 12 个字符。"),
        ("[phrases]", "没有“=”"),
        ("AA = 又一个", "缩写“aa”前面已经有了，请删去一处。"),
        (f"x = {'长' * (LONGEST_PHRASE + 1)}", "缩写“x”的全文超过 500 字"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_hides_no_other(line: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"aa = 第一\n{line}\nbb = 第三\n")
    found = phrases_in(path)
    assert found.texts == {"aa": "第一", "bb": "第三"}
    (problem,) = found.problems
    assert problem.startswith("短语文件 phrases.txt 第 2 行：")
    assert said in problem
    assert "。。" not in problem
    assert str(path) in problem


def test_a_file_in_another_encoding_is_said_once(tmp_path: Path) -> None:
    found = phrases_in(
        written(tmp_path, b"aa = first\n" + "党委 = 一\n办 = 二\n".encode("gbk") + b"bb = last")
    )
    assert found.texts == {"aa": "first", "bb": "last"}
    (problem,) = found.problems
    assert "第 2 行：不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8。" in problem


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").mkdir()
    found = phrases_in(tmp_path / "phrases.txt")
    assert found.texts == {}
    assert "短语文件读不了，短语暂不能用" in found.problems[0]


def test_what_cannot_be_printed_is_left_out(tmp_path: Path) -> None:
    assert phrases_in(written(tmp_path, "a = 一\x1b[31m\x00二")).texts == {"a": "一[31m二"}


@given(st.binary(max_size=200))
def test_any_file_is_taken(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        found = phrases_in(written(Path(folder), content))
    lines = [line for line in content.split(b"\n") if line.strip()]
    assert len(found.texts) + len(found.problems) <= len(lines)
    assert all("\n" not in text and text.strip() == text != "" for text in found.texts.values())


def test_an_added_phrase_is_there_at_the_next_reading(tmp_path: Path) -> None:
    path = tmp_path / "phrases.txt"
    add_phrase(path, "ＤＷ", " 中共示例县委 ")
    add_phrase(path, "党风", "党风廉政 = 建设")
    assert phrases_in(path).texts == {"dw": "中共示例县委", "党风": "党风廉政 = 建设"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_adding_keeps_what_the_file_holds(tmp_path: Path) -> None:
    path = written(tmp_path, "# 我的\n错行\naa = 一")
    add_phrase(path, "bb", "二")
    assert path.read_text(encoding="utf-8") == "# 我的\n错行\naa = 一\nbb = 二\n"


@pytest.mark.parametrize(
    ("short", "text"), [("a b", "一"), ("", "一"), ("a", " "), ("a", "一\n二"), ("a", "一\x00")]
)
def test_what_cannot_be_a_phrase_is_refused_and_nothing_written(
    short: str, text: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"。$"):
        add_phrase(tmp_path / "phrases.txt", short, text)
    assert list(tmp_path.iterdir()) == []


def test_a_phrase_that_cannot_be_saved_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        add_phrase(tmp_path / "gone" / "phrases.txt", "a", "一")


@given(st.text(min_size=1, max_size=40))
def test_what_was_added_reads_back_as_it_was(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "phrases.txt"
        try:
            add_phrase(path, "a", text)
        except Refused:
            return
        assert phrases_in(path).texts == {"a": text.strip()}
