"""A recorder at work: one meeting, one clock, one key at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from meeting import amend, special, steps
from meeting.desk import draft_for
from meeting.dossier.model import Dossier
from meeting.draft import Draft
from meeting.floor import floor, next_turn
from meeting.model import Account, Act, Entry, Kind, Meeting, TurnId
from meeting.record import Passage, passages
from meeting.recorder import Recorder
from meeting.refused import Refused
from tests.meeting.plan import NINE, planned


class Memory:
    """A store that keeps what it is given, or refuses everything."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.full = False

    def append(self, entries: Sequence[Entry]) -> None:
        self._refuse_when_full()
        self.meeting = replace(self.meeting, entries=(*self.meeting.entries, *entries))

    def keep(self, meeting: Meeting) -> None:
        self._refuse_when_full()
        self.meeting = replace(meeting, entries=self.meeting.entries)

    def keep_dossier(self, dossier: Dossier) -> None:
        self._refuse_when_full()
        self.meeting = replace(self.meeting, dossier=dossier)

    def _refuse_when_full(self) -> None:
        if self.full:
            raise OSError("no space left")


class Session:
    """A meeting that is being recorded; every act happens at the session's own clock."""

    def __init__(self, meeting: Meeting | None = None, now: datetime = NINE) -> None:
        self.store = Memory(planned() if meeting is None else meeting)
        self.recorder = Recorder(self.store.meeting, self.store)
        self.now = now

    @property
    def meeting(self) -> Meeting:
        return self.recorder.meeting

    @property
    def floor(self) -> TurnId:
        return floor(self.meeting)

    def wait(self, seconds: float) -> Session:
        """Lets time pass; a negative number sets the clock back."""
        self.now += timedelta(seconds=seconds)
        return self

    def open(self) -> Session:
        return self.add(steps.open_meeting(self.meeting, self.now))

    def add(self, entries: Sequence[Entry]) -> Session:
        self.recorder.record(entries)
        return self

    def say(self, text: str, turn: TurnId = "", *, pass_on: bool = True) -> Session:
        """Confirms a text for the turn on the floor, or for another."""
        draft = replace(draft_for(self.meeting, turn or self.floor), text=text)
        return self.add(steps.confirm(self.meeting, draft, self.now, pass_on=pass_on))

    def interject(self, by: str, text: str, began: datetime, turn: TurnId = "") -> Session:
        """Confirms what somebody said within a turn."""
        draft = Draft(turn or self.floor, Kind.INTERJECTION, by, at=began, text=text)
        return self.add(steps.confirm(self.meeting, draft, self.now, pass_on=True))

    def stamp(self) -> Session:
        return self.add(steps.pass_on(self.meeting, self.now))

    def back(self) -> Session:
        return self.add(steps.go_back(self.meeting, self.now))

    def go_to(self, turn: TurnId) -> Session:
        return self.add(steps.go_to(self.meeting, turn, self.now))

    def skip(self, turn: TurnId, reason: str = "临时离会") -> Session:
        return self.add(steps.skip(self.meeting, turn, reason, self.now))

    def shift(self, seconds: float) -> Session:
        return self.add(steps.shift_start(self.meeting, seconds, self.now))

    def pause(self) -> Session:
        return self.add(steps.pause(self.meeting, self.now))

    def adjourn(self) -> Session:
        return self.add(steps.adjourn(self.meeting, self.now))

    def reconvene(self) -> Session:
        return self.add(steps.reconvene(self.meeting, self.now))

    def close(self) -> Session:
        return self.add(steps.close(self.meeting, self.now))

    def note(self, text: str) -> Session:
        return self.add(amend.note(self.meeting, text, self.now))

    def account_for_all(self, person: str, shown_by: int) -> Session:
        """Notes that the entry of this number accounts for every special item of a member."""
        for item in self.meeting.template.special_items:
            self.add(special.account(self.meeting, person, item.id, Account.STATED, shown_by, self.now))
        return self

    def correct(self, number: int, text: str) -> Session:
        entry = self.entry(number)
        revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text=text, mode=entry.mode)
        return self.add(amend.correct(self.meeting, number, revised, self.now))

    def add_later(self, after: int, text: str) -> Session:
        entry = self.entry(after)
        draft = Draft(entry.turn, entry.kind, entry.by or "p1", entry.to, text=text)
        return self.add(amend.add_later(self.meeting, draft, after, self.now))

    def entry(self, number: int) -> Entry:
        return self.meeting.entries[number - 1]

    def passage(self, text: str) -> Passage:
        """The passage that first read so."""
        return next(passage for passage in passages(self.meeting) if passage.entry.text == text)

    def number_of(self, text: str) -> int:
        return self.passage(text).entry.number

    def texts(self) -> list[str]:
        """What was said, as it reads from top to bottom."""
        spoken = (Act.SAID, Act.NO_OPINION)
        return [passage.valid.text for passage in passages(self.meeting) if passage.entry.act in spoken]

    def acts(self) -> list[str]:
        """The whole record from top to bottom: the texts, and the steps of the meeting by name."""
        return [passage.valid.text or passage.entry.act.value for passage in passages(self.meeting)]

    def next_turn(self) -> TurnId:
        following = next_turn(self.meeting)
        return following.id if following else ""


def refusal(session: Session, act: Callable[[], object]) -> str:
    """The sentence with which the act is refused; nothing has changed by it."""
    before = session.meeting
    with pytest.raises(Refused) as caught:
        act()
    assert session.meeting is before
    assert session.store.meeting == before
    return str(caught.value)
