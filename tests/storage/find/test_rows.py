"""What is counted in the bytes of a file is what parsing it finds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.dossier.model import Dossier, Opinion
from meeting.find.even import even
from meeting.find.query import query_of
from storage import plain_json
from storage.find.rows import Rows, holding, rows_in
from storage.find.skimmed import entries_of
from storage.meeting_tables import tables_of
from tests.storage.examples import MEETING, entry

_TEXTS = st.lists(st.text(st.sampled_from('工⼯作A aｎn2２.","mode":{}\\/\n学'), max_size=12), min_size=1)


def rows_with(*texts: str, opinion: str = "") -> Rows:
    entries = tuple(entry(number, text) for number, text in enumerate(texts, start=1))
    dossier = Dossier(opinions=(Opinion(1, opinion),)) if opinion else Dossier()
    rows = rows_in(plain_json.dump(tables_of(replace(MEETING, entries=entries, dossier=dossier))).encode())
    assert rows
    return rows


def found(rows: Rows, typed: str) -> set[int] | None:
    offsets = holding(rows, {"p1": "张三"}, query_of(typed))
    return None if offsets is None else {one.number for one in entries_of(rows.entries(offsets))}


@given(texts=_TEXTS, typed=st.sampled_from(("工", "工作", "n", "2", "a工", "n工", "mode", "}")))
def test_whatever_the_texts_hold_those_with_the_word_are_found(texts: list[str], typed: str) -> None:
    try:
        rows = rows_with(*texts)
    except AssertionError:
        # Such a file is parsed: an escaped backslash before a u looks like a character's number.
        assert any("\\u" in text or "\\/" in text for text in texts)
        return
    assert found(rows, typed) == {
        number for number, text in enumerate(texts, start=1) if even(typed) in even(text)
    }


def test_the_entries_can_be_parsed_one_by_one() -> None:
    rows = rows_with("一", '二","mode":"', "三}", opinion="意见")
    assert [
        (one.number, one.text) for one in entries_of(rows.entries([rows.offset_of(2), rows.offset_of(3)]))
    ] == [
        (2, '二","mode":"'),
        (3, "三}"),
    ]


def test_what_stands_in_the_dossier_is_no_entry() -> None:
    rows = rows_with("一", "二", opinion="意见")
    assert rows.count == 2
    assert found(rows, "意见") == set()


@pytest.mark.parametrize("typed", ['"', "\\", "a/b"])
def test_of_signs_that_json_escapes_nothing_is_said(typed: str) -> None:
    assert found(rows_with("一"), typed) is None


def test_a_file_that_another_program_wrote_is_not_cut_up() -> None:
    tables = tables_of(replace(MEETING, entries=(entry(1, "一"),)))
    assert rows_in(json.dumps(tables).encode()) is None
    assert rows_in(json.dumps(tables, separators=(",", ":")).encode()) is None
    assert (
        rows_in(json.dumps(tables, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
        is None
    )
    assert rows_in(plain_json.dump(tables_of(MEETING)).encode()) is None
