"""What is too long for its place ends in one and the same mark, wherever it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.lines.columns import cut, fit, paged


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("专题民主生活会", 14, "专题民主生活会"),
        ("专题民主生活会", 11, "专题民主.."),
        ("书记发言稿.docx", 13, "书记发言稿.."),
        ("XX局党组2021年度", 11, "XX局党组2.."),
        ("张三", 1, "."),
    ],
)
def test_a_text_is_cut_behind_a_character_and_marked_with_two_dots(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(st.text(alphabet="汉字 .a1，。", max_size=30), st.integers(0, 40))
def test_a_column_is_as_wide_as_it_should_be_whatever_stands_in_it(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_no_row_of_a_page_begins_with_a_closing_mark() -> None:
    assert paged("一二三四，五六\n七八九十。", 8) == "一二三\n四，五六\n七八九\n十。"
