"""A meeting that was held and closed, for what comes after it: checking, gaps, the seal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from meeting import roster, seal, special, steps
from meeting.desk import draft_for
from meeting.floor import floor, next_turn
from meeting.gaps import gaps
from meeting.model import Account, Entry, Head, Meeting, Role
from meeting.seal import is_sealed
from storage.archive import Archive
from tests.tui.keyboard import NINE, Keyboard, at_the_keyboard, meeting_of


def held(data: Path, *names: str, but: str = "") -> Meeting:
    """A meeting in which everybody said all they had to, but for the turn that is named; then closed."""
    meeting = roster.add(meeting_of(data, *names), "周八", "办公室主任", role=Role.RECORDER)
    head = Head("示例市某某局党组", "民主生活会", 2021, date(2022, 1, 28), place="会议室")
    meeting = with_entries(replace(meeting, head=head), steps.open_meeting(meeting, NINE))
    while here := floor(meeting):
        over = next_turn(meeting) is None
        if here == but:
            meeting = with_entries(meeting, steps.pass_on(meeting, NINE))
        else:
            draft = replace(draft_for(meeting, here), text=f"{here} 的话。")
            meeting = with_entries(meeting, steps.confirm(meeting, draft, NINE, pass_on=True))
        if over:
            break
    for person in meeting.people[: len(names)]:
        for item in meeting.template.special_items:
            entries = special.account(meeting, person.id, item.id, Account.NOTHING, 0, NINE)
            meeting = with_entries(meeting, entries)
    return with_entries(meeting, steps.close(meeting, NINE))


def with_entries(meeting: Meeting, entries: tuple[Entry, ...]) -> Meeting:
    """The meeting with these entries added to its record."""
    return replace(meeting, entries=(*meeting.entries, *entries))


@asynccontextmanager
async def after(meeting: Meeting, data: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Keyboard]:
    """This meeting, opened on the live screen."""
    store = Archive(data).create(replace(meeting, entries=()))
    store.append(meeting.entries)
    store.close()
    async with at_the_keyboard(data, size=size, meeting_id=meeting.id) as keyboard:
        yield keyboard


def sealed(meeting: Meeting) -> Meeting:
    """The meeting with nothing missing, sealed in its first version."""
    assert not gaps(meeting)
    meeting = with_entries(meeting, seal.seal(meeting, NINE))
    assert is_sealed(meeting)
    return meeting


async def choose(keyboard: Keyboard, initials: str) -> None:
    """Chooses an action of the screen from F9 by its initials."""
    await keyboard.press("f9", *initials, "enter")
