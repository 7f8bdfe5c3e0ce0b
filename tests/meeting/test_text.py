"""What may stand in the record: everything that can be printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.blank import LONGEST_TEXT, checked
from meeting.refused import Refused
from meeting.text import clean, fits_one_line, uncoloured


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("软\v回\f车\x85换\u2028行\u2029。", "软\n回\n车\n换\n行\n。"),
        ("\x00\x1b[31m红\x07\x7f\x9f", "[31m红"),
        ("列一\t列二", "列一\t列二"),
        ("半个\ud842字", "半个字"),
        ("\ufffe非\uffff字\ufdd0符\U0001fffe", "非字符"),
        ("向\u202e右\u200b隐\ufeff藏", "向右隐藏"),
        ("𠮷·👩‍👩‍👧　全角", "𠮷·👩‍👩‍👧　全角"),
    ],
)
def test_only_what_cannot_be_printed_is_left_out(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_clean_text_is_clean_and_says_the_same(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    printable = [char for char in text if unicodedata.category(char)[0] not in "CZ"]
    assert [char for char in once if unicodedata.category(char)[0] not in "CZ"] == printable


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    if fits_one_line(text):
        assert len(text.splitlines()) <= 1 or min(text) >= "\x1c"
        assert clean(text) == text


def test_a_text_is_kept_but_for_empty_lines_around_it() -> None:
    assert checked("\n\n　　第一段。\n\n第二段。 \n") == "　　第一段。\n\n第二段。 "


@pytest.mark.parametrize("empty", ["", "  ", "\n\n", "　", "\x00\x1b"])
def test_nothing_is_not_a_remark(empty: str) -> None:
    with pytest.raises(Refused, match="还没有文字"):
        checked(empty)


def test_a_remark_of_twenty_thousand_characters_is_taken_and_one_more_is_not() -> None:
    assert len(checked("长" * LONGEST_TEXT)) == 20_000
    with pytest.raises(Refused, match="20001 字：请把后一部分移到下一条"):
        checked("长" * (LONGEST_TEXT + 1))


def test_a_paste_leaves_its_codes_for_terminals_behind() -> None:
    assert uncoloured("一\x1b[31m红字\x1b[0m\x1b]0;title\x07二\x1bO三") == "一红字二三"
    assert uncoloured("数组[3]") == "数组[3]"
