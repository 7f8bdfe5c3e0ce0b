"""Talks: every pair of members, and every member with others, until nothing is open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import roster
from meeting.dossier import talks
from meeting.dossier.model import Dossier, Talk, TalkKind
from meeting.dossier.talks import Progress
from meeting.model import Meeting, Role
from meeting.refused import Refused
from tests.meeting.plan import planned


def having(meeting: Meeting, *had: Talk) -> Meeting:
    return replace(meeting, dossier=talks.add(meeting, had))


def between(by: str, to: str) -> Talk:
    return Talk(0, TalkKind.MEMBERS, by, to)


def test_at_first_every_pair_and_every_member_is_open() -> None:
    found = talks.progress(planned(7, observers=2))
    assert found == {
        TalkKind.SECRETARY: Progress(0, 6),
        TalkKind.MEMBERS: Progress(0, 15),
        TalkKind.HEADS: Progress(0, 7),
        TalkKind.REPRESENTATIVES: Progress(0, 7),
    }
    assert sum(one.due for one in found.values()) == 7 * 6 // 2 + 2 * 7


def test_whoever_begins_the_pair_has_talked() -> None:
    meeting = having(planned(3), between("p3", "p2"), between("p2", "p3"), between("p2", "p1"))
    found = talks.had(meeting)
    assert [talk.id for talk in found.between("p2", "p3")] == [1, 2]
    assert found.between("p3", "p2") == found.between("p2", "p3")
    assert found.between("p1", "p3") == ()
    assert talks.progress(meeting)[TalkKind.MEMBERS] == Progress(1, 1)
    assert talks.progress(meeting)[TalkKind.SECRETARY] == Progress(1, 2)


def test_the_secretary_tells_the_kind_and_another_secretary_opens_nothing_that_was_settled() -> None:
    meeting = having(planned(3), between("p2", "p1"), Talk(0, TalkKind.SECRETARY, "p2", "p3"))
    assert [talk.kind for talk in meeting.dossier.talks] == [TalkKind.SECRETARY, TalkKind.MEMBERS]
    meeting = roster.set_secretary(meeting, "p3")
    assert talks.progress(meeting)[TalkKind.SECRETARY] == Progress(1, 2)
    assert talks.progress(meeting)[TalkKind.MEMBERS] == Progress(1, 1)


def test_a_talk_with_others_settles_one_place_of_its_member() -> None:
    heads = Talk(0, TalkKind.HEADS, "p1", with_whom="办公室、人事科负责人")
    meeting = having(planned(2), heads, heads, Talk(0, TalkKind.REPRESENTATIVES, "p2", with_whom="吴九"))
    assert len(talks.had(meeting).others["p1", TalkKind.HEADS]) == 2
    assert talks.progress(meeting)[TalkKind.HEADS] == Progress(1, 2)
    assert talks.progress(meeting)[TalkKind.REPRESENTATIVES].open == 1


@pytest.mark.parametrize(
    ("talk", "sentence"),
    [
        (between("p1", "p1"), "都是赵一"),
        (between("p1", ""), "请写谈话对象"),
        (between("p1", "p3"), "类别请写 与分管部门负责人 或 与党员群众代表"),
        (between("p3", "p1"), "谈话人要写班子成员"),
        (between("p9", "p1"), "名单里没有这个人"),
        (Talk(0, TalkKind.HEADS, "p1", "p2"), "请写谈话对象的姓名"),
        (Talk(0, TalkKind.HEADS, "p1", with_whom="吴九", points="字" * 2001), "“内容”有 2001 字"),
    ],
)
def test_what_cannot_be_a_talk_is_refused(talk: Talk, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        talks.add(planned(2, observers=1), [talk])


def test_a_talk_is_changed_and_removed_by_its_id() -> None:
    meeting = having(planned(3), between("p1", "p2"), between("p2", "p3"))
    changed = talks.change(meeting, Talk(1, TalkKind.MEMBERS, "p1", "p3", place="办公室"))
    assert changed.talks[0] == Talk(1, TalkKind.SECRETARY, "p1", "p3", place="办公室")
    assert [talk.id for talk in talks.remove(meeting, 1).talks] == [2]
    with pytest.raises(Refused, match="已经不在"):
        talks.remove(meeting, 3)


def test_a_talk_of_somebody_who_is_no_member_any_more_settles_nothing() -> None:
    meeting = having(planned(2), between("p1", "p2"))
    people = tuple(replace(p, role=Role.OBSERVER) if p.id == "p2" else p for p in meeting.people)
    assert talks.progress(replace(meeting, people=people))[TalkKind.SECRETARY] == Progress(0, 0)


@given(st.integers(0, 6), st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=30))
def test_each_pair_that_talked_settles_one_place(members: int, pairs: list[tuple[int, int]]) -> None:
    meeting, settled = planned(members), set()
    for by, to in pairs:
        before = meeting.dossier
        try:
            meeting = having(meeting, between(f"p{by}", f"p{to}"))
        except Refused:
            assert by == to or max(by, to) > members
            continue
        settled.add(frozenset((by, to)))
        assert replace(meeting.dossier, talks=()) == replace(before, talks=()) == Dossier()
        assert len({talk.id for talk in meeting.dossier.talks}) == len(meeting.dossier.talks)
    found = talks.progress(meeting)
    paired = [found[kind] for kind in talks.PAIRED]
    assert sum(one.due for one in paired) == members * (members - 1) // 2
    assert sum(one.done for one in paired) == len(settled)
