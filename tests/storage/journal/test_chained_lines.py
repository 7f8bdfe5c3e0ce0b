from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.journal.chained_lines import FIRST, Line, line, read_lines

# With lone surrogates, which a terminal may hand over and st.text() leaves out.
texts = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["\u2028", "\x85", "\0", "\udc80", "\ud83d", "\\udc80", "a\nb", "\r", "实录", "𠮷", '"', "\\"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
several = st.lists(values, min_size=1, max_size=4)
zeros = st.integers(0, 100).map(bytes)


def chained(contents: Sequence[object]) -> list[Line]:
    lines: list[Line] = []
    for content in contents:
        lines.append(line(lines[-1].digest if lines else FIRST, content))
    return lines


def joined(lines: Sequence[Line]) -> bytes:
    return b"".join(one.data for one in lines)


def as_text(value: object) -> str:
    """Tells 1, 1.0 and true apart, and keeps the order of keys."""
    return json.dumps(value)


@given(values)
def test_any_json_stands_on_one_line_and_comes_back_as_json_does(value: object) -> None:
    one = line(FIRST, value)
    assert one.data.find(b"\n") == len(one.data) - 1
    assert b"\0" not in one.data
    # The way through JSON makes one character of two surrogates that belong together.
    assert as_text(one.content) == as_text(json.loads(json.dumps(value)))


@pytest.mark.parametrize(
    "text", ["一\u2028二", "一\x85二", "\udc80", "\ud83d", "\0", "a\0b", "\\u0000", "\n"]
)
def test_what_other_readers_stumble_over_comes_back_exactly(text: str) -> None:
    assert read_lines(line(FIRST, {text: text}).data).contents == ({text: text},)


@given(several, zeros)
def test_lines_are_read_with_or_without_zeros_behind_them(contents: list[object], behind: bytes) -> None:
    lines = chained(contents)
    found = read_lines(joined(lines) + behind)
    assert as_text(found.contents) == as_text([one.content for one in lines])
    assert (found.digest, found.end, found.rest) == (lines[-1].digest, len(joined(lines)), b"")
    assert not found.is_torn


@given(several, several)
def test_reading_goes_on_from_any_digest(before: list[object], after: list[object]) -> None:
    lines = chained(before + after)
    first = read_lines(joined(lines[: len(before)]))
    second = read_lines(joined(lines[len(before) :]), first.digest)
    assert as_text(first.contents + second.contents) == as_text([one.content for one in lines])


@given(zeros)
def test_nothing_or_zeros_alone_are_no_lines_and_not_torn(data: bytes) -> None:
    found = read_lines(data, "a digest")
    assert (found.contents, found.digest, found.end, found.rest) == ((), "a digest", 0, b"")
    assert not found.is_torn


@given(several, zeros, st.data())
def test_a_last_line_cut_off_anywhere_is_torn_and_the_others_are_whole(
    contents: list[object], behind: bytes, data: st.DataObject
) -> None:
    *whole, last = chained(contents)
    part = last.data[: data.draw(st.integers(1, len(last.data) - 1))]
    found = read_lines(joined(whole) + part + behind)
    assert as_text(found.contents) == as_text([one.content for one in whole])
    assert (found.end, found.rest) == (len(joined(whole)), part)
    assert found.is_torn


@given(several, st.data())
def test_a_last_line_is_torn_where_whole_sectors_are_missing_and_else_damaged(
    contents: list[object], data: st.DataObject
) -> None:
    *whole, last = chained(contents)
    begin = data.draw(st.integers(0, len(last.data) - 2))
    end = data.draw(st.integers(begin + 1, len(last.data) - 1))
    found = read_lines(joined(whole) + last.data[:begin] + bytes(end - begin) + last.data[end:])
    assert len(found.contents) == len(whole)
    offset = len(joined(whole))
    begins_well = begin == 0 or (offset + begin) % 512 == 0
    assert found.is_torn == (begins_well and (offset + end) % 512 == 0)


@given(several, st.data())
def test_a_last_line_with_another_byte_in_it_is_damage_and_not_torn(
    contents: list[object], data: st.DataObject
) -> None:
    *whole, last = chained(contents)
    at = data.draw(st.integers(0, len(last.data) - 2))
    byte = data.draw(st.integers(1, 255).filter(lambda byte: byte != last.data[at]))
    found = read_lines(joined(whole) + last.data[:at] + bytes([byte]) + last.data[at + 1 :])
    assert len(found.contents) == len(whole)
    assert found.rest
    assert not found.is_torn


@given(st.lists(values, min_size=2, max_size=4), st.data())
def test_any_harm_to_an_earlier_line_is_damage_and_what_follows_is_not_read(
    contents: list[object], data: st.DataObject
) -> None:
    lines = chained(contents)
    harmed = data.draw(st.integers(0, len(lines) - 2))
    text = lines[harmed].data
    # Without the line feed between the last two, they read as one line.
    at = data.draw(st.integers(0, len(text) - 2))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[at]))
    found = read_lines(
        joined(lines[:harmed]) + text[:at] + bytes([byte]) + text[at + 1 :] + joined(lines[harmed + 1 :])
    )
    assert (len(found.contents), found.end) == (harmed, len(joined(lines[:harmed])))
    assert not found.is_torn


@given(st.lists(values, min_size=3, max_size=5), st.data())
def test_a_line_that_is_missing_doubled_or_moved_ends_the_reading(
    contents: list[object], data: st.DataObject
) -> None:
    lines = chained(contents)
    at = data.draw(st.integers(0, len(lines) - 2))
    for others in (
        lines[:at] + lines[at + 1 :],
        lines[: at + 1] + lines[at:],
        [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]],
    ):
        found = read_lines(joined(others))
        assert len(found.contents) <= at + 1
        assert found.rest
        assert not found.is_torn


@pytest.mark.parametrize("content", [float("nan"), [float("inf")], object(), {"a": {1}}])
def test_what_is_not_json_makes_no_line(content: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        line(FIRST, content)


@given(several, st.integers(1, 255).filter(lambda byte: byte != ord("\n")))
def test_a_last_line_with_only_its_end_changed_is_damage(contents: list[object], byte: int) -> None:
    lines = chained(contents)
    found = read_lines(joined(lines)[:-1] + bytes([byte]))
    assert len(found.contents) == len(lines) - 1
    assert not found.is_torn
