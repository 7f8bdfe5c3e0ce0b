"""Grouping by first characters finds what the plain alternatives find, at every place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meeting.hint import words
from meeting.hint.patterns import grouped
from tests.thorough import examples

CLASSES = {name: source for name, source in vars(words).items() if name.isupper() and name != "N"}
letters = st.text("甲乙丙不没了\n“", max_size=12)


def places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if pattern.match(text, at)]


@pytest.mark.parametrize("name", CLASSES)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_a_class_is_found_where_its_plain_alternatives_are(name: str, data: st.DataObject) -> None:
    characters = [*sorted(set(CLASSES[name]) - set("\\")), "\n"]
    text = data.draw(st.text(st.sampled_from(characters), max_size=30))
    assert places(grouped(CLASSES[name]), text) == places(re.compile(CLASSES[name], re.MULTILINE), text)


@given(letters)
def test_what_may_not_stand_before_is_kept(text: str) -> None:
    source = "(?<!不)甲乙|(?<![不没])甲|(?<!不|没)[甲丙]了|^乙|.{0,2}丙|甲?没"
    assert places(grouped(source), text) == places(re.compile(source, re.MULTILINE), text)


def test_alternatives_with_the_same_first_character_keep_their_order() -> None:
    found = grouped("甲乙|甲", "甲乙丙").search("甲乙丙")
    assert found is not None
    assert found[0] == "甲乙"
