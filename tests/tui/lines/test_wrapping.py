"""Rows of Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.thorough import examples
from tui.lines.wrapping import breaks, cells, rebroken, wrapped

texts = st.text(st.sampled_from("会议纪要，。“”《》（）—…ab12. 𠮷\t\u0301"), max_size=80)


def test_a_row_is_filled_to_its_last_cell() -> None:
    assert wrapped("会议开始以后", 8) == ["会议开始", "以后"]


@pytest.mark.parametrize("mark", list("，。、；：？！）》」』】”’"))
def test_no_closing_mark_begins_a_row(mark: str) -> None:
    assert wrapped(f"会议开始{mark}以后", 8)[1].startswith(f"始{mark}")


@pytest.mark.parametrize("mark", list("（《「『【“‘"))
def test_no_opening_mark_ends_a_row(mark: str) -> None:
    assert wrapped(f"会议开{mark}始以后", 8)[0] == "会议开"


@pytest.mark.parametrize("pair", ["——", "……"])
def test_dash_and_ellipsis_stay_whole(pair: str) -> None:
    assert all(
        row.count(pair[0]) != 1 for width in range(4, 12) for row in wrapped(f"会议开始{pair}以后", width)
    )


def test_a_latin_word_and_a_number_stay_whole() -> None:
    assert wrapped("共计12345.67元", 8) == ["共计", "12345.67", "元"]


def test_a_word_longer_than_a_row_is_broken_all_the_same() -> None:
    assert wrapped("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


@given(texts, st.integers(2, 30))
def test_nothing_is_lost_and_no_row_is_too_wide(text: str, width: int) -> None:
    assert "".join(wrapped(text, width)) == text
    assert all(cells(row) <= width or len(row.strip("\u0301")) <= 1 for row in wrapped(text, width))


@settings(max_examples=examples(300))
@given(texts, st.integers(2, 24), st.integers(0, 80), st.integers(0, 80), texts)
def test_breaking_anew_after_an_edit_gives_the_same(text: str, width: int, a: int, b: int, put: str) -> None:
    first, last = sorted((min(a, len(text)), min(b, len(text))))
    after = text[:first] + put + text[last:]
    edited = (first, first + len(put))
    shift = len(put) - (last - first)
    assert rebroken(after, width, breaks(text, width), edited, shift) == breaks(after, width)
