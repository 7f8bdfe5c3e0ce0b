"""Whatever the recorder does in whatever order: no text is lost or doubled, no clock or chain breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from meeting import amend, order, roster, steps
from meeting.attendance import arrive, attendance, leave, strike
from meeting.chain import broken_link
from meeting.checking import confirm_sheet
from meeting.coverage import coverage
from meeting.desk import draft_for
from meeting.draft import Draft
from meeting.floor import Phase, State, floor, next_turn, phase, standings
from meeting.gaps import accept, gaps
from meeting.model import Absence, Account, Act, Entry, Kind, Meeting, TurnId
from meeting.order import speaking_order
from meeting.presence import comings_in
from meeting.projection import projection
from meeting.record import Passage, passages, words_typed
from meeting.refused import Refused
from meeting.seal import broken_seal, correct_sealed, is_sealed, seal
from meeting.special import account, shows
from meeting.spoken import spoken
from meeting.strike import strike_out
from meeting.take_back import last_confirmed, take_back
from meeting.timing import elapsed, meeting_elapsed, sittings, stretches
from tests.meeting.plan import planned
from tests.meeting.session import Session
from tests.thorough import examples

PLACES = st.integers(0, 30)


class AnyMeeting(RuleBasedStateMachine):
    """A recorder who presses any key at any time, and what must be true all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(order.hold_item(planned(2, observers=1), "commentary", True))
        self.texts: dict[int, list[str]] = {}
        """Every version of every text, by the number of its first entry."""
        self.holds: list[TurnId] = []
        self.gone_through: set[TurnId] = set()
        """Who had the floor, in the order of the room."""
        self.spoken: set[TurnId] = set()
        self.heard: dict[str, int] = {}
        """For every text of a turn that had the floor: which hold it was said in."""
        self.count = 0
        self.kept: tuple[Entry, ...] = ()
        """Every entry that was ever confirmed, as it was then."""

    # What the machine does

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether the act was allowed; a refused one says in Chinese why, and changes nothing."""
        before = self.session.meeting
        try:
            act()
        except Refused as refused:
            assert any("\u4e00" <= char <= "\u9fff" for char in str(refused))
            assert str(refused).endswith("。")
            assert self.session.meeting is before
            return False
        self.follow_floor(len(before.entries))
        return True

    def follow_floor(self, since: int) -> None:
        for entry in self.session.meeting.entries[since:]:
            if entry.act is Act.RETURNED:
                if self.holds and self.holds[-1] not in self.spoken:
                    self.gone_through.add(self.holds.pop())
                if self.holds[-1:] != [entry.turn]:
                    self.holds.append(entry.turn)
            elif entry.act is Act.BEGAN and (self.holds[-1:] != [entry.turn] or self.was_without_floor):
                self.holds.append(entry.turn)
            elif entry.act in (Act.SAID, Act.NO_OPINION):
                self.spoken.add(entry.turn)
        self.was_without_floor = self.session.floor == ""

    was_without_floor = False

    def some_turn(self, place: int) -> TurnId:
        turns = speaking_order(self.session.meeting)
        return turns[place % len(turns)].id

    def text(self) -> str:
        self.count += 1
        return f"第{self.count}句。"

    def said(self, text: str) -> None:
        """Notes a text that was just confirmed as the last speech of the record."""
        entry = next(e for e in reversed(self.session.meeting.entries) if e.text == text)
        self.texts[entry.number] = [text]
        holds = [place for place, turn in enumerate(self.holds) if turn == entry.turn]
        # A turn that was only gone back through may have spoken then, or when it had the floor before.
        is_told = entry.turn not in self.gone_through or holds[-1:] == [len(self.holds) - 1]
        if entry.after < 0 and entry.kind is not Kind.INTERJECTION and holds and is_told:
            self.heard[text] = holds[-1]

    def confirm(self, draft: Draft, *, pass_on: bool) -> None:
        now = self.session.now
        before = len(self.holds)
        if self.attempt(
            lambda: self.session.add(steps.confirm(self.session.meeting, draft, now, pass_on=pass_on))
        ):
            later, self.holds = self.holds[before:], self.holds[:before]
            self.said(draft.text)
            self.holds += later

    @rule(seconds=st.one_of(st.integers(0, 2), st.integers(-90, 240)))
    def time_passes(self, seconds: int) -> None:
        self.session.wait(seconds)

    @initialize(remarks=st.integers(-1, 4))
    def begins(self, remarks: int) -> None:
        """Not at all yet, or with so many remarks, each after some minutes."""
        if remarks >= 0:
            self.opens()
        for _ in range(remarks):
            self.session.wait(170)
            self.confirms(pass_on=True)

    @precondition(lambda self: not self.session.meeting.entries)
    @rule()
    def opens(self) -> None:
        self.attempt(self.session.open)

    @rule(pass_on=st.booleans())
    def confirms(self, pass_on: bool) -> None:
        if self.session.floor:
            draft = draft_for(self.session.meeting, self.session.floor)
            self.confirm(replace(draft, text=self.text()), pass_on=pass_on)

    @rule(place=PLACES, pass_on=st.booleans())
    def confirms_for_any_turn(self, place: int, pass_on: bool) -> None:
        begun = [stretch.turn for stretch in stretches(self.session.meeting.entries)]
        turn = begun[place % len(begun)] if begun and place % 4 else self.some_turn(place)
        draft = draft_for(self.session.meeting, turn)
        self.confirm(replace(draft, text=self.text()), pass_on=pass_on)

    @rule(ago=st.integers(-5, 60))
    def interjects(self, ago: int) -> None:
        began = self.session.wait(ago).now
        self.session.wait(-ago)
        draft = Draft(self.session.floor, Kind.INTERJECTION, "p2", at=began, text=self.text())
        self.confirm(draft, pass_on=True)

    @rule()
    def stamps(self) -> None:
        self.attempt(self.session.stamp)

    @rule()
    def goes_back(self) -> None:
        self.attempt(self.session.back)

    @rule(place=PLACES)
    def goes_to(self, place: int) -> None:
        self.attempt(lambda: self.session.go_to(self.some_turn(place)))

    @rule(place=PLACES)
    def skips(self, place: int) -> None:
        self.attempt(lambda: self.session.skip(self.some_turn(place), "离会"))

    @rule(place=PLACES)
    def restores(self, place: int) -> None:
        meeting, now = self.session.meeting, self.session.now
        self.attempt(lambda: self.session.add(steps.restore(meeting, self.some_turn(place), now)))

    @rule(place=PLACES)
    def has_no_opinion(self, place: int) -> None:
        meeting, now = self.session.meeting, self.session.now
        turn = self.session.floor if place % 2 else self.some_turn(place)
        before = len(meeting.entries)
        if turn and self.attempt(lambda: self.session.add(steps.no_opinion(meeting, turn, now))):
            self.texts[before + 1] = ["未提意见"]

    @rule(place=PLACES, places=st.integers(-4, 4))
    def moves_a_turn(self, place: int, places: int) -> None:
        meeting = self.session.meeting
        self.set_up(order.move(meeting, self.some_turn(place), places))

    @rule(place=PLACES)
    def inserts_a_turn(self, place: int) -> None:
        meeting = self.session.meeting
        if len(meeting.arrangement.extras) < 3:
            after = self.some_turn(place)
            inserted = order.insert(meeting, Kind.CRITICISM, "p1", "p2", 1.0, after)
            self.set_up(inserted)

    @rule(place=PLACES)
    def corrects(self, place: int) -> None:
        if self.texts:
            number = list(self.texts)[place % len(self.texts)]
            text = self.text()
            if self.attempt(lambda: self.session.correct(number, text)):
                self.texts[number].append(text)
            else:
                assert is_sealed(self.session.meeting)

    @rule(place=PLACES, minutes=st.integers(-8, 3), adds=st.booleans())
    def corrects_a_time(self, place: int, minutes: int, adds: bool) -> None:
        row = passages(self.session.meeting)
        if row and not is_sealed(self.session.meeting):
            passage = row[place % len(row)]
            self.retime(passage, passage.valid.at + timedelta(minutes=minutes))
            if adds:
                self.add_behind(passage.entry.number)

    @rule(place=PLACES)
    def gives_back_a_time(self, place: int) -> None:
        row = self.retimed()
        if row and not is_sealed(self.session.meeting):
            self.retime(row[place % len(row)], row[place % len(row)].entry.at)

    def retimed(self) -> list[Passage]:
        return [one for one in passages(self.session.meeting) if one.valid.at != one.entry.at]

    def retime(self, passage: Passage, told: datetime) -> None:
        number, valid, meeting = passage.entry.number, passage.valid, self.session.meeting
        text = words_typed(valid) if number in self.texts else valid.text
        revised = Draft(
            valid.turn, valid.kind, valid.by, valid.to, told, text, (0, 0), valid.mode, valid.aspects
        )
        if self.attempt(lambda: self.session.add(amend.correct(meeting, number, revised, self.session.now))):
            after = {p.entry.number: p.valid for p in passages(self.session.meeting)}[number]
            assert after.at.replace(second=0) == told.replace(second=0)
            self.heard.pop(passage.entry.text, None)
            if number in self.texts:
                self.texts[number].append(valid.text)

    @rule(place=PLACES)
    def adds_later(self, place: int) -> None:
        row = passages(self.session.meeting)
        if row:
            self.add_behind(row[place % len(row)].entry.number)

    def add_behind(self, after: int) -> None:
        """Nothing but other additions stands between an addition and what it was added behind."""
        text = self.text()
        if not self.attempt(lambda: self.session.add_later(after, text)):
            return
        self.said(text)
        row = passages(self.session.meeting)
        places = [place for place, passage in enumerate(row) if passage.entry.number == after]
        last = next(place for place, passage in enumerate(row) if passage.entry.text == text)
        # What is added to a skipped turn shows that it was spoken, and the skipping goes.
        for first in places:
            assert first < last and all(passage.late for passage in row[first + 1 : last])

    @rule()
    def takes_back(self) -> None:
        meeting, now = self.session.meeting, self.session.now
        try:
            last = last_confirmed(meeting)
        except Refused:
            return
        if self.attempt(lambda: self.session.add(take_back(meeting, now))):
            del self.texts[last.number]
            self.heard.pop(last.text, None)
            remarks = [entry.turn for entry in spoken(self.session.meeting.entries)]
            self.spoken = set(remarks)

    @rule()
    def leaves_unfinished(self) -> None:
        if self.session.floor:
            draft = replace(draft_for(self.session.meeting, self.session.floor), text=self.text())
            meeting, now = self.session.meeting, self.session.now
            step = partial(steps.confirm, meeting, draft, now, pass_on=False, unfinished=True)
            if self.attempt(lambda: self.session.add(step())):
                self.said(draft.text)

    @rule(person=st.sampled_from(["p1", "p2", "p3"]), arrives=st.booleans(), ago=st.integers(-60, 60))
    def comes_in_or_goes_out(self, person: str, arrives: bool, ago: int) -> None:
        meeting, now = self.session.meeting, self.session.now
        at = now - timedelta(seconds=ago)
        if arrives:
            self.attempt(lambda: self.session.add(arrive(meeting, person, at, now)))
        else:
            self.attempt(lambda: self.session.add(leave(meeting, person, "因公", at, now)))

    @rule(place=PLACES)
    def corrects_who_spoke_to_whom(self, place: int) -> None:
        if self.texts and not is_sealed(self.session.meeting):
            number = list(self.texts)[place % len(self.texts)]
            row = {p.entry.number: p.valid for p in passages(self.session.meeting)}
            valid = row[number]
            by, to = (valid.to, valid.by) if valid.to else ("p1" if valid.by == "p2" else "p2", "")
            revised = Draft(valid.turn, valid.kind, by, to, text=valid.text, mode=valid.mode)
            meeting, now = self.session.meeting, self.session.now
            if self.attempt(lambda: self.session.add(amend.correct(meeting, number, revised, now))):
                self.texts[number].append(valid.text)

    @rule(place=PLACES, person=st.sampled_from(["p1", "p2", "p3"]))
    def accounts_accepts_and_checks(self, place: int, person: str) -> None:
        meeting, now = self.session.meeting, self.session.now
        said = shows(meeting, person)
        number = said[place % len(said)] if said else 0
        missing = gaps(meeting)
        key = missing[place % len(missing)].key if missing else ""
        self.attempt(
            lambda: self.session.add(account(meeting, person, "family", Account.STATED, number, now))
        )
        meeting = self.session.meeting
        self.attempt(lambda: self.session.add(accept(meeting, key, "经请示同意", now)))
        meeting = self.session.meeting
        self.attempt(lambda: self.session.add(confirm_sheet(meeting, person, now)))

    @rule(place=PLACES)
    def strikes_a_coming(self, place: int) -> None:
        meeting, now = self.session.meeting, self.session.now
        found = [entry.number for entry in meeting.entries if entry.act in (Act.ARRIVED, Act.LEFT)]
        if found:
            number = found[place % len(found)]
            self.attempt(lambda: self.session.add(strike(meeting, number, now)))

    @rule(place=PLACES)
    def strikes_out(self, place: int) -> None:
        meeting, now = self.session.meeting, self.session.now
        row = passages(meeting)
        if not row:
            return
        gone = row[place % len(row)].entry
        if self.attempt(lambda: self.session.add(strike_out(meeting, gone.number, "记错了", now))):
            self.texts.pop(gone.number, None)
            self.heard.pop(gone.text, None)
            self.spoken = {entry.turn for entry in spoken(self.session.meeting.entries)}

    @precondition(lambda self: phase(self.session.meeting) is Phase.CLOSED)
    @rule(place=PLACES)
    def seals(self, place: int) -> None:
        meeting, now = self.session.meeting, self.session.now
        if place % 4 == 0:
            self.attempt(lambda: self.session.add(seal(meeting, now)))

    @precondition(lambda self: is_sealed(self.session.meeting))
    @rule(place=PLACES)
    def corrects_after_the_seal(self, place: int) -> None:
        if self.texts:
            meeting, now = self.session.meeting, self.session.now
            number, text = list(self.texts)[place % len(self.texts)], self.text()
            entry = self.session.entry(number)
            revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text=text)
            told = correct_sealed(meeting, number, revised, "p1", "听错了", now)
            assert self.attempt(lambda: self.session.add(told))
            self.texts[number].append(text)

    @rule()
    def pauses(self) -> None:
        self.attempt(self.session.pause)

    @rule()
    def adjourns(self) -> None:
        self.attempt(self.session.adjourn)

    @rule()
    def reconvenes(self) -> None:
        self.attempt(self.session.reconvene)

    @rule(seconds=st.integers(-90, 90))
    def shifts_the_start(self, seconds: int) -> None:
        self.attempt(lambda: self.session.shift(seconds))

    @rule()
    def closes(self) -> None:
        self.attempt(self.session.close)

    @rule(text=st.sampled_from(["王五到会。", "李四离会。"]))
    def notes(self, text: str) -> None:
        meeting, now = self.session.meeting, self.session.now
        self.attempt(lambda: self.session.add(amend.note(meeting, text, now)))

    @rule(person=st.sampled_from(["p1", "p2"]), away=st.booleans())
    def comes_or_leaves(self, person: str, away: bool) -> None:
        absence = Absence("因病") if away else None
        try:
            changed = roster.set_absence(self.session.meeting, person, absence)
        except Refused:
            return
        self.set_up(changed)

    @rule()
    def joins_or_is_struck_off(self) -> None:
        meeting = self.session.meeting
        if len(meeting.people) == 3:
            self.set_up(roster.add(meeting, "孙一", "党组成员"))
        else:
            self.attempt(lambda: self.session.recorder.set_up(roster.remove(meeting, "p4")))

    def set_up(self, changed: Meeting) -> None:
        """Changes the roster or the order; a sealed meeting refuses."""
        if not self.attempt(lambda: self.session.recorder.set_up(changed)):
            assert is_sealed(self.session.meeting)

    # What must be true

    @invariant()
    def no_entry_is_ever_removed_or_altered(self) -> None:
        entries = self.session.meeting.entries
        assert entries[: len(self.kept)] == self.kept
        self.kept = entries

    @invariant()
    def the_text_that_counts_is_the_last_correction(self) -> None:
        for passage in passages(self.session.meeting):
            corrections = [
                e for e in self.kept if e.act is Act.CORRECTED and e.corrects == passage.entry.number
            ]
            last = corrections[-1] if corrections else passage.entry
            assert passage.valid.text == last.text

    @invariant()
    def the_seal_holds_and_matrix_attendance_and_gaps_can_always_be_told(self) -> None:
        meeting = self.session.meeting
        assert broken_seal(meeting) == 0
        assert set(coverage(meeting).criticism) >= {("p1", "p2"), ("p2", "p1")}
        assert len(attendance(meeting)) == len(sittings(meeting.entries))

    @invariant()
    def every_text_is_there_exactly_once(self) -> None:
        spoken = [p for p in passages(self.session.meeting) if p.number]
        found = {p.entry.number: [version.text for version in p.versions] for p in spoken}
        assert len(found) == len(spoken)
        assert found == self.texts

    @invariant()
    def the_room_keeps_its_order(self) -> None:
        row = [self.heard[t] for t in self.first_texts() if t in self.heard]
        assert row == sorted(row)

    def first_texts(self) -> list[str]:
        return [passage.entry.text for passage in passages(self.session.meeting) if passage.number]

    @invariant()
    def whoever_had_no_opinion_has_none_beside_it(self) -> None:
        meeting = self.session.meeting
        for passage in passages(meeting):
            if passage.valid.act is Act.NO_OPINION:
                draft = replace(draft_for(meeting, passage.entry.turn), text="还是有意见。")
                with pytest.raises(Refused):
                    steps.confirm(meeting, draft, self.session.now, pass_on=True)

    @invariant()
    def no_turn_that_has_spoken_begins_anew_after_a_break(self) -> None:
        meeting, here = self.session.meeting, self.session.floor
        if phase(meeting) is Phase.ADJOURNED:
            said = [entry.number for entry in spoken(meeting.entries) if entry.turn == here]
            came = [e.number for e in meeting.entries if e.act in (Act.BEGAN, Act.RETURNED)]
            own = [number for number in said if self.session.entry(number).after < 0]
            if own[-1:] > came[-1:]:
                assert len(steps.reconvene(meeting, self.session.now)) == 1

    @invariant()
    def everybody_comes_and_goes_in_the_order_in_which_that_was_noted(self) -> None:
        row = comings_in(self.session.meeting.entries)
        for person in {entry.by for entry in row}:
            times = [entry.at for entry in row if entry.by == person]
            assert times == sorted(times)

    @invariant()
    def the_meeting_opens_first_and_once(self) -> None:
        acts = [p.entry.act for p in passages(self.session.meeting)]
        if phase(self.session.meeting) is not Phase.PLANNED:
            assert acts[0] is Act.OPENED
            assert acts.count(Act.OPENED) == 1

    @invariant()
    def the_chain_holds_and_is_stored(self) -> None:
        assert broken_link(self.session.meeting) == 0
        assert self.session.store.meeting == self.session.meeting

    @invariant()
    def no_entry_is_earlier_than_the_one_before(self) -> None:
        entries = self.session.meeting.entries
        written = [entry.written for entry in entries]
        assert written == sorted(written)
        assert all(entry.at <= entry.written for entry in entries)

    @invariant()
    def clocks_never_run_backwards_or_twice(self) -> None:
        meeting, now = self.session.meeting, self.session.now
        turns = {stretch.turn for stretch in stretches(meeting.entries)}
        lengths = [elapsed(meeting, turn, now) for turn in turns]
        assert all(length >= 0 for length in lengths)
        assert sum(lengths) <= meeting_elapsed(meeting, now)
        assert all(slot.start <= slot.end for slot in projection(meeting, now))

    @invariant()
    def whoever_is_on_or_next_is_in_the_order(self) -> None:
        meeting = self.session.meeting
        states = {standing.turn.id: standing.state for standing in standings(meeting)}
        assert floor(meeting) in {"", *states}
        following = next_turn(meeting)
        assert following is None or states[following.id] in (State.TO_COME, State.PASSED)
        assert {entry.turn for entry in meeting.entries if entry.turn} <= set(states) | {""}
        gaps(meeting)


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(max_examples=examples(20), stateful_step_count=40)
