"""Old words beside new ones: what is struck out, what is added, and that nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.blocks import paragraphs
from exporters.changes import Change, Mark, Words, as_a_whole, in_sentences, lines, spaced

spoken = st.lists(
    st.sampled_from(["一", "二。", "三！”", "\n", "。", "四；", " ", "五，六"]), max_size=8
).map("".join)


def old_of(words: Words) -> str:
    return "".join(word if isinstance(word, str) else word.old for word in words)


def new_of(words: Words) -> str:
    return "".join(word if isinstance(word, str) else word.new for word in words)


@given(spoken, spoken)
def test_without_the_new_words_it_reads_as_before_and_without_the_old_as_after(old: str, new: str) -> None:
    for words in (in_sentences(old, new), as_a_whole(old, new)):
        assert (old_of(words), new_of(words)) == (old, new)


@given(spoken)
def test_where_nothing_changed_nothing_is_marked(text: str) -> None:
    assert all(isinstance(word, str) for word in (*in_sentences(text, text), *as_a_whole(text, text)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("甲。乙错。丙。", "甲。乙对。丙。", ("甲。", Change("乙错。", "乙对。"), "丙。")),
        ("甲。丙。", "甲。乙。丙。", ("甲。", Change("", "乙。"), "丙。")),
        ("甲。乙。丙。", "甲。丙。", ("甲。", Change("乙。", ""), "丙。")),
        ("他说“错。”完。", "他说“对。”完。", (Change("他说“错。”", "他说“对。”"), "完。")),
        ("没有句号", "没有了句号", (Change("没有句号", "没有了句号"),)),
        ("甲。\n乙。", "甲。\n丙。", ("甲。\n", Change("乙。", "丙。"))),
    ],
)
def test_whole_sentences_are_struck_and_the_others_stay(old: str, new: str, words: Words) -> None:
    assert in_sentences(old, new) == words


@given(spoken, spoken)
def test_paragraphs_are_those_of_the_text_whichever_way_it_is_read(old: str, new: str) -> None:
    words = in_sentences(old, new)
    shown = "".join(
        word if isinstance(word, str) else (word.old if word.old.strip() else "") + word.new for word in words
    )
    found = ["".join(text for _, text in line) for line in lines(words)]
    assert found == list(paragraphs(shown))


def test_each_run_of_a_line_has_its_mark() -> None:
    assert list(lines(("　甲。", Change("乙。", "丙。\n丁。"), "戊。"))) == [
        [(Mark.PLAIN, "甲。"), (Mark.STRUCK, "乙。"), (Mark.ADDED, "丙。")],
        [(Mark.ADDED, "丁。"), (Mark.PLAIN, "戊。")],
    ]


def test_parts_have_a_space_between_them_and_empty_ones_none() -> None:
    assert spaced([("1",), (), (Change("甲", "乙"),)]) == ("1", "　", Change("甲", "乙"))
