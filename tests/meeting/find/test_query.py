"""What is looked for: as it is typed, and where a text holds it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.find.even import even, pattern
from meeting.find.query import Query, excerpt, pieces, query_of
from meeting.refused import Refused

_WRITTEN = st.text(st.sampled_from('工⼯作A aＡａ.*[(2２²①"\\\n学㊫'), max_size=8)
_WORD = st.text(st.sampled_from('工⼯作Aa.*[(2２"\\学'), min_size=1, max_size=3)


def test_every_form_of_a_character_is_found_by_every_other() -> None:
    """The blocks that are looked through leave no character out."""
    plane = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    folded = [character for character in plane if even(character) != character]
    assert "２" in folded
    assert [character for character in folded if not pattern(even(character)).search(character)] == []
    assert all(len(even(character)) == 1 for character in plane)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("2021", "２０２１年度"),
        ("２０２１", "2021年度"),
        ("gdp", "ＧＤＰ增长"),
        ("Ｇdp", "gDP"),
        ("工作", "⼯作总结"),
        ("a.b", "A．B"),
        ("(一)", "（一）"),
    ],
)
def test_width_case_and_the_forms_that_a_pdf_gives_do_not_matter(word: str, text: str) -> None:
    assert query_of(word).marks(text)


@pytest.mark.parametrize("word", [".*", "[", "(?i)", "\\", "a|b", "^", "$", "+"])
def test_signs_of_regular_expressions_mean_themselves(word: str) -> None:
    assert not query_of(word).marks("一二三")
    assert query_of(word).marks(f"一{word}三") == ((1, 1 + len(word)),)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("  调研\u3000整改 ", Query(("调研", "整改"))),
        ("调研 @张三", Query(("调研",), by=("张三",))),
        ("＠张三对李四 ＃2021", Query((), ("张三",), ("李四",), 2021)),
        ("@对李四", Query((), to=("李四",))),
        ("#２０２１年度", Query(year=2021)),
        ("@", Query()),
        ("a@b 第#3", Query(("a@b", "第#3"))),
    ],
)
def test_a_query_is_words_and_signs(typed: str, query: Query) -> None:
    assert query_of(typed) == query


def test_conditions_given_apart_count_like_those_in_the_words() -> None:
    assert query_of("调研", by="张三", to="李四", year="2021") == query_of("调研 @张三对李四 #2021")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("\udcce\udcc4", "UTF-8"),
        ("#202", "四位数字"),
        ("#0000", "四位数字"),
        ("#2021 #2022", "只能限一个"),
    ],
)
def test_what_can_not_be_looked_for_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        query_of(typed)


@given(text=_WRITTEN, word=_WORD)
def test_a_text_holds_a_word_whose_even_form_is_in_its_own(text: str, word: str) -> None:
    marks = Query((word,)).marks(text)
    assert bool(marks) == (even(word) in even(text))
    assert all(start < end for start, end in marks)


@given(text=_WRITTEN, word=_WORD, ascii_only=st.booleans())
def test_bytes_that_hold_the_word_are_never_passed_over(text: str, word: str, ascii_only: bool) -> None:
    document: dict[str, Any] = {"text": text}
    data = json.dumps(document, ensure_ascii=ascii_only).encode()
    query = Query((word,))
    assert query.may_be_in(data) or not query.marks(text)


def test_bytes_without_a_chinese_word_are_passed_over() -> None:
    assert not query_of("调研").may_be_in("工作".encode())
    assert not query_of("@张三").may_be_in("李四".encode())


def test_words_that_overlap_are_marked_as_one() -> None:
    assert query_of("民主 主生").marks("民主生活") == ((0, 3),)


def test_an_excerpt_is_the_line_of_the_word_cut_around_it_and_marked() -> None:
    query = query_of("调研")
    text = "第一段。\n" + "前" * 30 + "调研" + "后" * 30 + "\n第三段。"
    found = excerpt(text, query, 12)
    assert found.text == "..前前前前调研后后后后后后.."
    assert [piece for piece, is_word in pieces(found) if is_word] == ["调研"]
    assert "".join(piece for piece, _ in pieces(found)) == found.text
    assert excerpt("短", query, 12).text == "短"
