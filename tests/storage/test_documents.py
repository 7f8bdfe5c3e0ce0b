from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from meeting.draft import Desk
from meeting.model import Entry, Head, Meeting
from storage import plain_json
from storage.documents import from_document, to_document
from storage.errors import Damaged
from tests.storage.examples import AWKWARD_TEXTS, MEETING, desks, entries, entry, meetings


def through_json(value: Meeting | Entry | Desk) -> object:
    return plain_json.load(plain_json.dump(to_document(value)).encode())


@given(entries)
def test_an_entry_comes_back_as_it_was(value: Entry) -> None:
    back = from_document(through_json(value), Entry, "f")
    assert back == value
    # The digest chain is computed over this form, offset included.
    assert back.at.isoformat() == value.at.isoformat()


@given(meetings)
def test_a_meeting_comes_back_as_it_was(value: Meeting) -> None:
    assert from_document(through_json(value), Meeting, "f") == value


@given(desks)
def test_a_desk_comes_back_as_it_was(value: Desk) -> None:
    assert from_document(through_json(value), Desk, "f") == value


@pytest.mark.parametrize("text", AWKWARD_TEXTS, ids=range(len(AWKWARD_TEXTS)))
def test_no_character_of_a_remark_is_changed(text: str) -> None:
    assert from_document(through_json(entry(1, text)), Entry, "f").text == text


def test_a_field_that_an_older_document_lacks_takes_its_default() -> None:
    document = to_document(entry(1))
    del document["after"]
    assert from_document(document, Entry, "f") == entry(1)


def changed(field: str, value: object) -> dict[str, Any]:
    document = to_document(replace(MEETING, entries=(entry(1),)))
    *way, last = field.split(".")
    inner: Any = document
    for step in way:
        inner = inner[int(step)] if step.isdecimal() else inner[step]
    inner[last] = value
    return document


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", "red", "colour：不认识的字段“colour”"),
        ("entries.0.tetx", "", "entries[1].tetx：不认识的字段“tetx”（是不是“text”？）"),
        ("people.1.absence.why", "", "people[2].absence.why：不认识的字段“why”"),
        ("head.days", "一", "head.days：应为整数，写的是文字"),
        ("head.days", True, "head.days：应为整数，写的是true 或 false"),
        ("head.date", "2022-02-30", "head.date：不是有效的日期"),
        ("head.title", None, "head.title：应为文字，写的是空"),
        ("entries.0.kind", "shouting", "entries[1].kind：不认识的取值“shouting”，可用 briefing、"),
        ("entries.0.at", "2022-01-28T09:00:00", "entries[1].at：时间缺少时区"),
        ("entries.0.refers", 3, "entries[1].refers：应为列表，写的是整数"),
        ("arrangement.minutes_of_kind", {"shouting": 1}, "不认识的取值“shouting”"),
    ],
)
def test_what_does_not_fit_is_refused_by_file_and_field(field: str, value: object, said: str) -> None:
    with pytest.raises(Damaged) as refused:
        from_document(changed(field, value), Meeting, "meeting.json")
    assert str(refused.value).startswith(
        f"meeting.json 已损坏或被改动过：{said}" if "." in said else "meeting"
    )
    assert said in str(refused.value)


def test_a_missing_field_without_a_default_is_refused() -> None:
    document = to_document(MEETING)
    del document["template"]
    with pytest.raises(Damaged, match="缺少字段“template”"):
        from_document(document, Meeting, "meeting.json")


def test_something_that_is_no_document_is_refused() -> None:
    with pytest.raises(Damaged, match="应为表，写的是列表"):
        from_document([], Head, "meeting.json")


def test_a_moment_without_its_zone_is_never_written() -> None:
    naive = datetime(2022, 1, 28, 9, 0)  # noqa: DTZ001 - the very thing that must be refused
    with pytest.raises(ValueError, match="offset"):
        to_document(replace(entry(1), at=naive))
