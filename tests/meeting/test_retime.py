"""An entry gets another time: its place in the room, the clocks, the numbers, and what is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from meeting import amend, steps
from meeting.attendance import arrive, attendance, leave, strike, was_away
from meeting.chain import broken_link
from meeting.draft import Draft
from meeting.gaps import gaps
from meeting.model import Act
from meeting.moved_starts import moved_starts
from meeting.record import passages, speech
from meeting.seal import broken_seal, correct_sealed, seal
from meeting.spoken import unfinished
from meeting.timing import elapsed, stretches
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session, refusal

A, B, C = "briefing:briefing", "group_examination:group", "self_examination:p1"


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def retimed(session: Session, text: str, minutes: float) -> Session:
    """The entry of this text with another time, told in minutes from nine o'clock."""
    number = next(p.entry.number for p in passages(session.meeting) if p.valid.text == text)
    return session.add(amend.correct(session.meeting, number, draft(session, number, minutes), session.now))


def draft(session: Session, number: int, minutes: float) -> Draft:
    old = speech(session.meeting, number).valid
    return Draft(
        old.turn, old.kind, old.by, old.to, at(minutes), old.text, (0, 0), old.mode, old.aspects, old.refers
    )


def held() -> Session:
    """Three turns that began at 9:00, 9:10 and 9:50, each with one entry, and 9:55 by now."""
    session = Session(planned(3)).open().wait(600).say("通报。")
    return session.wait(2400).say("班子。").wait(300).say("个人。", pass_on=False)


def starts(session: Session) -> list[datetime]:
    return [stretch.start for stretch in stretches(session.meeting.entries)]


class TestTheRecord:
    def test_has_the_entry_at_its_new_time_and_keeps_the_old_one_on_file(self) -> None:
        session = retimed(held(), "个人。", 5)
        passage = session.passage("个人。")
        assert (passage.entry.at, passage.valid.at) == (at(50), at(5) + timedelta(seconds=59))
        assert session.texts() == ["通报。", "个人。", "班子。"]
        assert [p.number for p in passages(session.meeting) if p.number] == [1, 2, 3]
        assert broken_link(session.meeting) == 0

    def test_takes_the_second_of_the_told_minute_that_moves_it_least(self) -> None:
        session = held()
        assert retimed(session, "通报。", 3).passage("通报。").valid.at == at(3)
        assert retimed(session, "通报。", 3.5 - 2).passage("通报。").valid.at == at(1) + timedelta(seconds=59)
        assert "没有改动" in refusal(session, lambda: retimed(session, "通报。", 1))

    def test_keeps_in_place_what_was_added_behind_the_entry(self) -> None:
        session = held()
        session.add_later(session.number_of("个人。"), "补的。")
        retimed(session, "个人。", 5)
        assert session.texts() == ["通报。", "个人。", "班子。", "补的。"]
        retimed(session, "补的。", 12)
        assert session.texts() == ["通报。", "个人。", "班子。", "补的。"]
        assert session.passage("补的。").late
        retimed(session, "补的。", 7)
        assert session.texts() == ["通报。", "个人。", "补的。", "班子。"]

    def test_has_behind_it_what_is_added_once_it_has_moved(self) -> None:
        session = retimed(held(), "个人。", 5)
        session.add_later(session.number_of("个人。"), "先补的。").add_later(
            session.number_of("个人。"), "后补的。"
        )
        session.add_later(session.number_of("先补的。"), "再补的。")
        added = ["先补的。", "再补的。", "后补的。"]
        assert session.texts() == ["通报。", "个人。", *added, "班子。"]
        session.correct(session.number_of("先补的。"), "改了字。")
        retimed(session, "通报。", 7)
        added[0] = "改了字。"
        assert session.texts() == ["个人。", *added, "通报。", "班子。"]
        retimed(session, "班子。", 53).add_later(session.number_of("班子。"), "补在班子后。")
        assert session.texts() == ["个人。", *added, "通报。", "班子。", "补在班子后。"]

    def test_leaves_in_place_what_was_added_before_it_moved_again(self) -> None:
        session = retimed(held(), "个人。", 5)
        session.add_later(session.number_of("个人。"), "补的。").add_later(
            session.number_of("补的。"), "再补的。"
        )
        retimed(session, "个人。", 53)
        assert session.texts() == ["通报。", "补的。", "再补的。", "班子。", "个人。"]
        retimed(session, "补的。", 20)
        assert session.texts() == ["通报。", "再补的。", "班子。", "补的。", "个人。"]
        retimed(session, "补的。", 5)
        retimed(session, "个人。", 5)
        assert session.texts() == ["通报。", "个人。", "补的。", "再补的。", "班子。"]

    def test_has_not_behind_it_what_is_told_of_its_turn_at_a_later_time(self) -> None:
        session = retimed(held(), "个人。", 5).close().wait(60).say("补写。", C)
        assert session.texts() == ["通报。", "个人。", "班子。", "补写。"]

    def test_never_stands_before_the_opening_even_where_that_was_put_later(self) -> None:
        session = retimed(Session(planned(3)).open().wait(600).note("停电。").wait(60), "停电。", 1)
        assert session.shift(-300).acts() == ["opened", "停电。"]

    def test_is_as_before_once_the_old_time_is_given_back(self) -> None:
        session = Session(planned(3)).open().wait(617).say("通报。").wait(300).say("班子。")
        before, clocks = session.texts(), starts(session)
        retimed(session, "班子。", 5)
        assert starts(session) != clocks
        retimed(session, "班子。", 10)
        first, *_, last = session.passage("班子。").versions
        assert first.at == last.at == at(10) + timedelta(seconds=17)
        assert (session.texts(), starts(session)) == (before, clocks)

    def test_stands_before_the_end_of_a_sitting_and_behind_its_beginning(self) -> None:
        session = held().wait(30).adjourn().wait(3600).reconvene().wait(60).say("接着。").wait(600)
        retimed(session, "接着。", 115)
        assert session.acts()[-3:] == ["adjourned", "reconvened", "接着。"]
        retimed(session, "接着。", 55)
        assert session.acts()[-3:] == ["接着。", "adjourned", "reconvened"]
        retimed(session, "接着。", 0)
        assert session.acts()[:2] == ["opened", "通报。"]

    def test_keeps_what_waits_for_its_words_waiting_if_only_the_time_is_changed(self) -> None:
        session = held()
        turn = session.meeting.entries[-1].turn
        rest = Draft(turn, session.entry(session.number_of("个人。")).kind, "p1", text="")
        session.add(steps.confirm(session.meeting, rest, session.now, pass_on=False, unfinished=True))
        number = unfinished(session.meeting.entries)[0]
        blank = Draft(turn, rest.kind, "p1", at=at(52), text="")
        session.add(amend.correct(session.meeting, number, blank, session.now))
        assert unfinished(session.meeting.entries) == (number,)
        assert speech(session.meeting, number).completed is None

    def test_has_a_silence_at_another_time_as_a_silence(self) -> None:
        session = Session(planned(3)).open().go_to("criticism:p2>p1").wait(600)
        session.add(steps.no_opinion(session.meeting, session.floor, session.now))
        number = session.number_of("未提意见")
        blank = Draft("criticism:p2>p1", session.entry(number).kind, "p2", "p1", at(4), "")
        session.add(amend.correct(session.meeting, number, blank, session.now))
        valid = speech(session.meeting, number).valid
        assert (valid.act, valid.text, valid.at) == (Act.NO_OPINION, "未提意见", at(4))
        spoken = partial(session.say, "还是有意见。", "criticism:p2>p1")
        assert "这一轮已记“未提意见”" in refusal(session, spoken)

    def test_lacks_nothing_by_it(self) -> None:
        session = held()
        before = [gap.key for gap in gaps(session.meeting)]
        retimed(session, "个人。", 5)
        assert [gap.key for gap in gaps(session.meeting)] == before


class TestWhatIsRefused:
    def test_is_the_future_and_what_lies_outside_every_sitting(self) -> None:
        session = held().adjourn().wait(3600).reconvene().wait(60)
        assert "还没到 01-28 10:57" in refusal(session, partial(retimed, session, "个人。", 117))
        for minutes in (-1, 60):
            told = refusal(session, partial(retimed, session, "个人。", minutes))
            assert "01-28 09:00—09:55、01-28 10:55—10:56" in told

    def test_is_not_a_note_s_time_within_a_break(self) -> None:
        session = held().adjourn().wait(3600).reconvene().wait(60).note("停电。")
        assert retimed(session, "停电。", 100).acts()[-2:] == ["停电。", "reconvened"]


class TestTheClocks:
    def test_follow_the_first_words_of_a_turn(self) -> None:
        session = retimed(held(), "个人。", 20)
        assert starts(session) == [at(0), at(10), at(20) + timedelta(seconds=59)]
        assert elapsed(session.meeting, B, session.now) == 659
        assert elapsed(session.meeting, C, session.now) == 35 * 60 - 59

    def test_keep_the_order_of_the_turns(self) -> None:
        session = retimed(held(), "个人。", 5)
        assert starts(session) == [at(0), at(10), at(50)]
        retimed(session, "班子。", 3)
        told = [at(0), at(3) + timedelta(seconds=59), at(5) + timedelta(seconds=59)]
        assert starts(session) == told

    def test_do_not_begin_a_turn_anew_that_has_spoken_before_the_break(self) -> None:
        session = Session(planned(3)).open().wait(600).say("通报。").wait(2400).say("班子。").wait(20)
        retimed(session.say("个人。", pass_on=False).wait(20), "个人。", 5).adjourn()
        before = stretches(session.meeting.entries)
        assert stretches(session.wait(3600).reconvene().meeting.entries) == before

    def test_begin_a_turn_anew_that_only_came_up_although_it_was_added_to(self) -> None:
        session = held().wait(60).go_to(B).wait(20)
        session.add_later(session.number_of("班子。"), "补的。").wait(20).adjourn().wait(3600).reconvene()
        assert starts(session)[-1] == session.now

    def test_of_spans_move_in_whatever_order_the_times_were_told(self) -> None:
        spans = [(at(0), at(10)), (at(10), at(50)), (at(50), None)]
        assert moved_starts(spans, [None, at(55), at(60)]) == [
            (at(0), at(55)),
            (at(55), at(60)),
            (at(60), None),
        ]
        assert moved_starts(spans, [None, at(55), None]) == spans
        apart = [(at(0), at(10)), (at(20), at(50))]
        assert moved_starts(apart, [None, at(5)]) == apart
        assert moved_starts(apart, [None, at(15)]) == [(at(0), at(10)), (at(15), at(50))]


class TestComingAndGoing:
    def gone_and_back(self) -> Session:
        session = held()
        session.add(leave(session.meeting, "p2", "因公", at(20), session.now))
        return session.add(arrive(session.meeting, "p2", at(40), session.now))

    def test_get_another_time_and_reason(self) -> None:
        session = self.gone_and_back()
        left = next(entry.number for entry in session.meeting.entries if entry.act is Act.LEFT)
        told = Draft("", session.entry(left).kind, "p2", at=at(12), text="因病")
        session.add(amend.correct(session.meeting, left, told, session.now))
        assert [c.reason for c in attendance(session.meeting)[0].comings] == ["因病", ""]
        assert was_away(session.meeting, "p2", at(15)) and not was_away(session.meeting, "p2", at(12))
        assert session.acts()[2:5] == ["班子。", "因病", "arrived"]

    def test_stay_between_the_other_comings_of_the_same_person(self) -> None:
        session = self.gone_and_back()
        left, back = (e.number for e in session.meeting.entries if e.act in (Act.LEFT, Act.ARRIVED))
        for number, minutes, between in ((left, 41, "09:00—09:40"), (back, 19, "09:20—09:55")):
            told = draft(session, number, minutes)
            wrong = partial(amend.correct, session.meeting, number, told, session.now)
            assert between in refusal(session, wrong)

    def test_stay_so_also_where_an_earlier_time_is_given_back(self) -> None:
        session = self.gone_and_back()
        left, back = (e.number for e in session.meeting.entries if e.act in (Act.LEFT, Act.ARRIVED))
        for number, minutes in ((left, 10), (back, 15)):
            told = draft(session, number, minutes)
            session.add(amend.correct(session.meeting, number, told, session.now))
        told = draft(session, left, 20)
        wrong = partial(amend.correct, session.meeting, left, told, session.now)
        assert "09:00—09:15" in refusal(session, wrong)

    def test_can_still_be_struck(self) -> None:
        session = self.gone_and_back()
        back = next(entry.number for entry in session.meeting.entries if entry.act is Act.ARRIVED)
        session.add(amend.correct(session.meeting, back, draft(session, back, 30), session.now))
        session.add(strike(session.meeting, back, session.now))
        assert len(attendance(session.meeting)[0].comings) == 1


class TestAfterTheSeal:
    def test_the_entry_keeps_its_place_and_number_and_needs_a_reason(self) -> None:
        session = held().close().wait(60)
        session.add(seal(session.meeting, session.now))
        number = session.number_of("个人。")
        late = draft(session, number, 5)
        meeting, now = session.meeting, session.now
        assert "为什么" in refusal(session, lambda: correct_sealed(meeting, number, late, "p1", "", now))
        session.add(correct_sealed(meeting, number, late, "p1", "核对录音", now))
        assert session.texts() == ["通报。", "班子。", "个人。"]
        assert session.passage("个人。").valid.at == at(5) + timedelta(seconds=59)
        assert broken_seal(session.meeting) == broken_link(session.meeting) == 0
        assert not [gap for gap in gaps(session.meeting) if gap.key.startswith("time:")]

    def test_a_leaving_can_get_another_time_too(self) -> None:
        session = held()
        session.add(leave(session.meeting, "p2", "", at(20), session.now)).close().wait(60)
        session.add(seal(session.meeting, session.now))
        left = next(entry.number for entry in session.meeting.entries if entry.act is Act.LEFT)
        told = draft(session, left, 30)
        session.add(correct_sealed(session.meeting, left, told, "p1", "记错了", session.now))
        assert [coming.at for coming in attendance(session.meeting)[0].comings] == [at(30)]
        assert broken_seal(session.meeting) == 0
