"""The chain of digests: whole while entries are only added, broken by any other change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from meeting.chain import broken_link, digest, first_stray, last_digest
from meeting.model import Act, Entry, Kind, Meeting, Mode
from tests.meeting.plan import NINE
from tests.meeting.session import Session


def held() -> Meeting:
    session = Session().open()
    for text in ("一", "二", "三"):
        session.wait(30).say(text)
    return session.meeting


def test_a_record_that_only_grew_is_whole() -> None:
    meeting = held()
    assert broken_link(meeting) == 0
    assert [entry.number for entry in meeting.entries] == list(range(1, 9))


@pytest.mark.parametrize(
    "change",
    [
        {"text": "别的"},
        {"by": "p2"},
        {"to": "p2"},
        {"mode": Mode.SUMMARY},
        {"act": Act.NO_OPINION},
        {"kind": Kind.RESPONSE},
        {"aspects": ("duty",)},
        {"refers": (1,)},
        {"at": NINE},
        {"written": NINE},
        {"after": 1},
        {"corrects": 1},
        {"turn": "response:p1"},
    ],
)
def test_any_later_change_of_an_entry_shows_at_the_next(change: dict[str, object]) -> None:
    meeting = held()
    changed = replace(meeting.entries[4], **change)  # type: ignore[arg-type]
    assert changed != meeting.entries[4]
    entries = (*meeting.entries[:4], changed, *meeting.entries[5:])
    assert broken_link(replace(meeting, entries=entries)) == 6


def test_a_missing_a_doubled_and_an_exchanged_entry_show() -> None:
    row = held().entries
    for entries in (
        (*row[:3], *row[4:]),
        (*row[:4], row[3], *row[4:]),
        (*row[:3], row[4], row[3], *row[5:]),
    ):
        assert broken_link(replace(held(), entries=entries)) in (4, 5)


def test_a_record_does_not_fit_another_meeting() -> None:
    meeting = held()
    assert broken_link(replace(meeting, id="other")) == 1
    assert first_stray(replace(meeting, entries=()), meeting.entries[1:]) == 1


def test_the_digest_does_not_depend_on_how_the_same_moment_is_held() -> None:
    entry = held().entries[2]
    assert digest(replace(entry, at=entry.at + timedelta(0))) == digest(entry)
    assert len(last_digest(held())) == 64


def test_a_field_at_its_default_leaves_the_digest_alone() -> None:
    entry = Entry(1, Act.SAID, Kind.CRITICISM, NINE, NINE, "")
    assert digest(entry) == digest(replace(entry, after=-1, text=""))
    assert digest(entry) != digest(replace(entry, after=0))
