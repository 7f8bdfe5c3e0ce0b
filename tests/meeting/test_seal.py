"""The seal: what it fixes, what it refuses, and how a printed digest finds its version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from meeting import amend, roster, steps
from meeting.attendance import hand_over
from meeting.blank import event
from meeting.chain import broken_link, chained, digest, last_digest, linked
from meeting.checking import confirm_sheet
from meeting.draft import Draft
from meeting.floor import Phase, phase
from meeting.gaps import accept, all_gaps, gaps
from meeting.model import Account, Act, Entry, Head, Meeting, Role
from meeting.record import passages
from meeting.seal import (
    broken_seal,
    correct_sealed,
    is_sealed,
    printed_at,
    seal,
    seals,
    setup_digest,
)
from meeting.special import account
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal


def closed() -> Session:
    meeting = roster.add(planned(2), "记甲", "", "办公室", Role.RECORDER)
    return Session(roster.add(meeting, "记乙", "", "", Role.RECORDER)).open().wait(9).say("通报。").close()


def sealed() -> Session:
    session = closed().wait(60)
    return session.add(seal(session.meeting, session.now))


def correct(session: Session, text: str, *, asked_by: str = "p1", reason: str = "听错了") -> Session:
    entry = session.entry(3)
    revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text=text)
    return session.add(correct_sealed(session.meeting, 3, revised, asked_by, reason, session.now))


def test_a_seal_says_version_who_and_when_and_fixes_the_digest() -> None:
    session = sealed()
    (first,) = seals(session.meeting)
    assert (first.version, first.by, first.at) == (1, "p3", session.now)
    assert first.digest == last_digest(session.meeting)
    assert is_sealed(session.meeting) and broken_seal(session.meeting) == 0


def test_it_waits_for_the_closing_and_comes_once() -> None:
    session = Session().open()
    assert "还没有散会" in refusal(session, lambda: seal(session.meeting, session.now))
    session = sealed()
    assert "已定稿" in refusal(session, lambda: seal(session.meeting, session.now))


STEPS: dict[str, Callable[[Session], object]] = {
    "reconvene": lambda s: s.reconvene(),
    "note": lambda s: s.note("补一句"),
    "correct": lambda s: s.correct(3, "改了"),
    "add_later": lambda s: s.add_later(3, "漏了"),
    "say": lambda s: s.say("多说一句", "group_examination:group"),
    "skip": lambda s: s.skip("response:p2"),
    "special": lambda s: s.add(account(s.meeting, "p2", "family", Account.NOTHING, 0, s.now)),
    "accept": lambda s: s.add(accept(s.meeting, gaps(s.meeting)[0].key, "理由", s.now)),
    "check": lambda s: s.add(confirm_sheet(s.meeting, "p1", s.now)),
    "hand over": lambda s: s.add(hand_over(s.meeting, "p4", s.now)),
    "no opinion": lambda s: s.add(steps.no_opinion(s.meeting, "criticism:p2>p1", s.now)),
    "head": lambda s: s.recorder.set_up(replace(s.meeting, head=Head("别的局"))),
    "roster": lambda s: s.recorder.set_up(roster.add(s.meeting, "新来的", "副局长")),
    "same": lambda s: s.recorder.set_up(s.meeting),
    "nothing": lambda s: s.recorder.record(()),
}


@pytest.mark.parametrize("step", STEPS)
def test_after_it_every_other_change_is_refused(step: str) -> None:
    session = sealed()
    assert "已定稿" in refusal(session, lambda: STEPS[step](session))


@pytest.mark.parametrize("act", Act)
def test_no_entry_but_a_correction_with_its_seal_is_taken_however_it_was_made(act: Act) -> None:
    session = sealed()
    made = chained(session.meeting, session.now, replace(event(act), by="p1", turn="response:p1", corrects=3))
    assert "已定稿" in refusal(session, partial(session.recorder.record, made))


@pytest.mark.parametrize("corrects", [0, -1, 2, 4, 99])
def test_a_correction_of_what_cannot_be_corrected_is_no_correction(corrects: int) -> None:
    session = sealed()
    entry = session.entry(3)
    revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text="改了")
    told, over = correct_sealed(session.meeting, 3, revised, "p1", "听错了", session.now)
    forged = linked(session.meeting, (replace(told, corrects=corrects), over))
    with pytest.raises(ValueError, match="what it can't"):
        session.recorder.record(forged)
    assert session.recorder.meeting is session.meeting


def test_a_seal_is_the_last_of_its_step_and_fixes_the_set_up_as_it_is() -> None:
    session = closed()
    (over,) = seal(session.meeting, session.now)
    said = replace(session.entry(3), text="塞进来的话。")
    for made in ((over, said), (replace(over, setup=""),)):
        with pytest.raises(ValueError, match=r"continue|what it can't"):
            session.recorder.record(linked(session.meeting, made))
    running = Session().open()
    early = chained(running.meeting, running.now, replace(over, by=""))
    with pytest.raises(ValueError, match=r"continue|what it can't"):
        running.recorder.record(early)


def test_whoever_asks_or_spoke_must_be_on_the_list() -> None:
    session = sealed()
    assert "名单里的" in refusal(session, partial(correct, session, "改", asked_by="p88"))


def test_who_asked_may_stand_on_no_list_and_is_then_told_in_words() -> None:
    session = sealed()
    entry = session.entry(3)
    revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text="改。")
    meeting, now = session.meeting, session.now
    ask = partial(correct_sealed, meeting, 3, revised, reason="记错了", now=now)
    assert "由谁提出、为什么" in refusal(session, lambda: ask(asked_by="", other=" \n"))
    assert "由谁提出、为什么" in refusal(session, lambda: ask(asked_by="p1", other="督导组王明"))
    assert "最多 60 字" in refusal(session, lambda: ask(asked_by="", other="长" * 61))
    session.add(ask(asked_by="", other=" 市委督导组\n副组长王明 "))
    (passage,) = [p for p in passages(session.meeting) if p.number]
    assert (passage.valid.asked_by, passage.valid.asked_by_other) == ("", "市委督导组 副组长王明")
    assert broken_link(session.meeting) == broken_seal(session.meeting) == 0


def test_a_correction_says_who_asked_and_why_and_makes_a_new_version_over_the_old_one() -> None:
    session = sealed()
    before = seals(session.meeting)
    nobody = partial(correct, session, "改", asked_by="")
    assert "由谁提出、为什么" in refusal(session, nobody)
    no_reason = partial(correct, session, "改", reason=" ")
    assert "由谁提出、为什么" in refusal(session, no_reason)
    correct(session.wait(60), "通报了筹备情况。")
    assert [one.version for one in seals(session.meeting)] == [1, 2]
    assert seals(session.meeting)[0] == before[0]
    (passage,) = [p for p in passages(session.meeting) if p.number]
    assert [v.text for v in passage.versions] == ["通报。", "通报了筹备情况。"]
    assert (passage.valid.asked_by, passage.valid.reason) == ("p1", "听错了")
    assert broken_link(session.meeting) == broken_seal(session.meeting) == 0


def test_corrections_made_for_the_record_are_refused_without_their_seal() -> None:
    session = sealed()
    entry = session.entry(3)
    revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text="改了")
    whole = correct_sealed(session.meeting, 3, revised, "p1", "听错了", session.now)
    for part in (whole[:1], linked(session.meeting, whole[1:])):
        assert "已定稿" in refusal(session, partial(session.recorder.record, part))
    bare = amend.correct(session.meeting, 3, revised, session.now)
    assert "已定稿" in refusal(
        session, lambda: session.recorder.record(linked(session.meeting, (*bare, whole[1])))
    )


def changed_entry(meeting: Meeting, number: int, **changes: object) -> Meeting:
    """The meeting with an entry altered and everything behind it linked anew, as a forger would."""
    row = list(meeting.entries)
    row[number - 1] = replace(row[number - 1], **changes)  # type: ignore[arg-type]
    return replace(meeting, entries=linked(replace(meeting, entries=()), row))


def test_a_printed_digest_finds_its_version_and_a_forged_file_has_none() -> None:
    session = sealed()
    first = seals(session.meeting)[0].digest
    correct(session.wait(60), "改了。")
    second = seals(session.meeting)[1].digest
    assert printed_at(session.meeting, first) == (seal_number(session.meeting, 1), 1)
    grouped = " ".join(second[at : at + 8] for at in range(0, 64, 8)).upper()
    assert printed_at(session.meeting, grouped) == (seal_number(session.meeting, 2), 2)
    assert printed_at(session.meeting, second[:16]) == (seal_number(session.meeting, 2), 2)
    assert printed_at(session.meeting, second[:15]) is None
    assert printed_at(session.meeting, digest(session.entry(3))) == (3, 0)
    for number in range(1, len(session.meeting.entries) + 1):
        forged = changed_entry(session.meeting, number, by="p2")
        assert broken_link(forged) == 0
        assert printed_at(forged, second) is None
    shortened = replace(session.meeting, entries=session.meeting.entries[:-1])
    assert printed_at(shortened, second) is None
    assert broken_seal(shortened) == 1


def seal_number(meeting: Meeting, version: int) -> int:
    return [entry for entry in meeting.entries if entry.act is Act.SEALED][version - 1].number


@pytest.mark.parametrize(
    "change",
    [
        lambda m: replace(m, head=replace(m.head, place="别处")),
        lambda m: replace(m, chair="p2"),
        lambda m: replace(m, people=m.people[::-1]),
        lambda m: replace(m, sample=True),
        lambda m: replace(m, template=replace(m.template, theme="别的主题")),
        lambda m: replace(m, arrangement=replace(m.arrangement, minutes_of_turn={"response:p1": 5.0})),
    ],
)
def test_a_change_of_anything_but_the_entries_breaks_the_seal(change: Callable[[Meeting], Meeting]) -> None:
    meeting = sealed().meeting
    assert setup_digest(change(meeting)) != setup_digest(meeting)
    assert broken_seal(change(meeting)) == 1


def test_an_entry_slipped_in_after_the_seal_breaks_it() -> None:
    session = sealed()
    loose: tuple[Entry, ...] = amend.note(session.meeting, "补一句", session.now)
    grown = replace(session.meeting, entries=(*session.meeting.entries, *loose))
    assert broken_link(grown) == 0
    assert broken_seal(grown) == 1
    assert phase(grown) is Phase.CLOSED


def test_what_was_accepted_of_the_checking_stays_told_and_nothing_new_is_asked_after_the_seal() -> None:
    session = Session(planned(2)).open().say("通报。").go_to("criticism:p2>p1").wait(5).say("意见。").close()
    for person in ("p1", "p2"):
        session.add(confirm_sheet(session.meeting, person, session.now))
    session.correct(session.number_of("意见。"), "意见两条。")
    session.add(accept(session.meeting, "check:p2", "出差在外", session.now))
    session.add(seal(session.meeting, session.now))
    correct(session, "改了。")
    told = {gap.key: gap.accepted for gap in all_gaps(session.meeting) if gap.key.startswith("check")}
    assert told == {"check:p2": "出差在外"}
