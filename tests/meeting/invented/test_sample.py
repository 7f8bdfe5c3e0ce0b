"""The sample meeting: invented, marked, and recorded just as the steps of a real one would record it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from meeting import order, special, steps
from meeting.chain import broken_link
from meeting.draft import Draft
from meeting.floor import Phase, floor, phase
from meeting.gaps import gaps
from meeting.invented.sample import Stage, sample
from meeting.invented.sample_texts import name, remark
from meeting.model import Act, Kind, Meeting, Role
from meeting.record import passages
from meeting.refused import Refused
from meeting.template import Speaker
from meeting.timing import elapsed, meeting_elapsed
from tests.meeting.plan import PLAN
from tests.meeting.session import Session
from tests.thorough import THOROUGH

NOW = datetime(2022, 1, 28, 8, 0, tzinfo=UTC)


def made(stage: Stage, members: int = 7, entries: int | None = None) -> Meeting:
    return sample(PLAN, members=members, entries=entries, stage=stage, now=NOW, meeting_id="s1")


def remarks(meeting: Meeting) -> list[str]:
    return [entry.text for entry in meeting.entries if entry.act is Act.SAID]


def test_it_says_that_it_is_invented() -> None:
    for stage in Stage:
        meeting = made(stage)
        assert meeting.sample
        assert meeting.head.group.startswith("示例")
        assert meeting.head.title == "2021年度党史学习教育专题民主生活会"
        assert meeting.head.mark == "内部"


def test_everybody_is_there_and_has_a_name_of_their_own() -> None:
    meeting = made(Stage.PLANNED, 25)
    roles = [person.role for person in meeting.people]
    assert [roles.count(role) for role in (Role.MEMBER, Role.OBSERVER, Role.RECORDER)] == [25, 2, 2]
    assert len({person.name for person in meeting.people}) == 29
    assert all(person.post for person in meeting.people)
    told = "".join(person.name for person in made(Stage.PLANNED).people)
    assert "𠮷" in told
    assert "·" in told


def test_a_planned_one_lies_ahead_with_nothing_on_record() -> None:
    meeting = made(Stage.PLANNED, entries=50)
    assert meeting.entries == ()
    assert meeting.head.date is not None
    assert meeting.head.date > NOW.date()
    assert meeting.head.starts is not None


def test_a_running_one_is_half_way_and_its_floor_has_just_begun() -> None:
    meeting = made(Stage.RUNNING)
    assert phase(meeting) is Phase.RUNNING
    assert len(remarks(meeting)) == 29
    assert elapsed(meeting, floor(meeting), NOW) == 40
    assert 3600 < meeting_elapsed(meeting, NOW) < 3 * 3600


def test_a_finished_one_lacks_nothing() -> None:
    meeting = made(Stage.FINISHED)
    assert phase(meeting) is Phase.CLOSED
    assert gaps(meeting) == ()
    assert len(remarks(meeting)) == 58


@pytest.mark.parametrize("stage", [Stage.RUNNING, Stage.FINISHED])
@pytest.mark.parametrize("members", [1, 2, 7, 25])
@pytest.mark.parametrize("entries", [0, 1, 3, 60, 700, 2500] if THOROUGH else [0, 1, 3, 60, 300])
def test_as_many_remarks_as_asked_for_and_no_two_alike(stage: Stage, members: int, entries: int) -> None:
    meeting = made(stage, members, entries)
    texts = remarks(meeting)
    assert len(texts) == len(set(texts)) == entries
    assert broken_link(meeting) == 0
    assert all(entry.at <= entry.written <= NOW for entry in meeting.entries)
    assert meeting.head.date == meeting.entries[0].at.date()
    assert [passage.entry.text for passage in passages(meeting) if passage.number] != [] or not entries


def test_of_ten_thousand_remarks_no_two_are_alike_although_one_member_makes_most_of_them() -> None:
    assert len(set(remarks(made(Stage.FINISHED, 1, 10_000)))) == 10_000


def test_the_same_is_made_each_time() -> None:
    assert made(Stage.FINISHED, 7, 1000) == made(Stage.FINISHED, 7, 1000)


@pytest.mark.parametrize(("members", "entries"), [(1, 2), (3, 5), (3, None), (4, 80)])
@pytest.mark.parametrize("stage", [Stage.RUNNING, Stage.FINISHED])
def test_the_steps_of_a_meeting_would_have_recorded_the_same(
    stage: Stage, members: int, entries: int | None
) -> None:
    meeting = made(stage, members, entries)
    session = Session(replace(meeting, entries=()), meeting.entries[0].written).open()
    for entry, after in zip(meeting.entries, (*meeting.entries[1:], None), strict=True):
        session.now = entry.written
        if entry.act is Act.SAID:
            at = entry.at if entry.kind is Kind.INTERJECTION else None
            draft = Draft(entry.turn, entry.kind, entry.by, entry.to, at, entry.text, mode=entry.mode)
            draft = replace(draft, aspects=entry.aspects, refers=entry.refers)
            passes = after is not None and after.act is Act.BEGAN
            session.add(steps.confirm(session.meeting, draft, session.now, pass_on=passes))
        elif entry.act is Act.ACCOUNTED:
            stated = special.account(
                session.meeting, entry.by, entry.item, entry.account, entry.refers[0], session.now
            )
            session.add(stated)
        elif entry.act is Act.CLOSED:
            session.close()
    assert session.meeting == meeting


def test_remarks_are_tagged_interrupted_and_answered() -> None:
    meeting = made(Stage.FINISHED, 4, 200)
    said = [entry for entry in meeting.entries if entry.act is Act.SAID]
    criticisms = [entry for entry in said if entry.kind is Kind.CRITICISM]
    assert {aspect for entry in criticisms for aspect in entry.aspects} == {"ideals", "duty"}
    assert all(entry.by != entry.to for entry in criticisms)
    assert any(entry.kind is Kind.INTERJECTION for entry in said)
    answered = {number for entry in said for number in entry.refers}
    assert answered <= {entry.number for entry in criticisms}
    assert all(entry.refers for entry in said if entry.kind is Kind.RESPONSE)


def test_a_template_with_an_observer_and_without_aspects_is_no_obstacle() -> None:
    agenda = tuple(replace(item, optional=False) for item in PLAN.agenda)
    template = replace(PLAN, id="own", agenda=agenda, aspects=())
    meeting = sample(template, members=2, entries=None, stage=Stage.FINISHED, now=NOW, meeting_id="s1")
    assert gaps(meeting) == ()
    assert all(entry.by for entry in meeting.entries if entry.act is Act.SAID)
    bare = sample(
        replace(PLAN, agenda=()), members=2, entries=5, stage=Stage.RUNNING, now=NOW, meeting_id="s1"
    )
    assert remarks(bare) == []


def test_where_the_template_leaves_open_who_chairs_the_secretary_does() -> None:
    left_open = replace(PLAN, chaired_by=Speaker.CHAIR)
    meeting = sample(left_open, members=3, entries=None, stage=Stage.PLANNED, now=NOW, meeting_id="s1")
    assert meeting.chair == meeting.secretary == "p1"


def test_without_members_there_is_no_meeting() -> None:
    with pytest.raises(Refused, match="至少要有 1 名"):
        made(Stage.PLANNED, 0)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_two_remarks_of_a_kind_are_alike(kind: Kind) -> None:
    texts = {remark(kind, place, "张三") for place in range(10_000)}
    assert len(texts) == 10_000
    assert not any("{" in text or len(text) > 150 for text in texts)


def test_no_two_names_are_alike() -> None:
    assert len({name(place) for place in range(1500)}) == 1500
    assert len(order.members(made(Stage.PLANNED, 60))) == 60


def test_the_meeting_ends_or_stands_a_little_before_now() -> None:
    assert made(Stage.RUNNING).entries[-1].written == NOW - timedelta(seconds=40)
    assert made(Stage.FINISHED).entries[-1].written == NOW - timedelta(minutes=20)
