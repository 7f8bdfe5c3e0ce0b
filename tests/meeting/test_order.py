"""The speaking order: what roster and agenda give, and what is changed in it by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import order, roster
from meeting.floor import State, standings
from meeting.model import Kind, Meeting
from meeting.order import speaking_order
from meeting.refused import Refused
from meeting.template import AgendaItem, Scope, Speaker, Step
from tests.meeting.plan import PLAN, ROUND, planned
from tests.meeting.session import Session


def ids(meeting: Meeting) -> list[str]:
    return [turn.id for turn in speaking_order(meeting)]


@given(count=st.integers(1, 12), secretary=st.integers(0, 11))
def test_any_group_with_any_secretary_gives_each_ordered_pair_once(count: int, secretary: int) -> None:
    meeting = planned(count, observers=2)
    leader = meeting.people[secretary % count].id
    meeting = roster.set_secretary(meeting, leader)
    turns = speaking_order(meeting)
    assert len(turns) == 2 + count * (count + 1)
    assert len(set(ids(meeting))) == len(turns)
    pairs = [(turn.by, turn.to) for turn in turns if turn.kind is Kind.CRITICISM]
    everyone = [person.id for person in order.members(meeting)]
    assert sorted(pairs) == sorted(permutations(everyone, 2))
    responses = [turn.by for turn in turns if turn.kind is Kind.RESPONSE]
    rest = [person for person in everyone if person != leader]
    assert responses == [leader, *rest]


@given(count=st.integers(1, 12), secretary=st.integers(0, 11))
def test_each_round_is_examination_then_all_criticism_then_response(count: int, secretary: int) -> None:
    meeting = roster.set_secretary(planned(count), planned(count).people[secretary % count].id)
    rounds: dict[str, list[Kind]] = {}
    for turn in speaking_order(meeting)[2:]:
        rounds.setdefault(turn.subject, []).append(turn.kind)
    for kinds in rounds.values():
        assert kinds == [Kind.SELF_EXAMINATION, *[Kind.CRITICISM] * (count - 1), Kind.RESPONSE]


def test_nobody_on_the_roster_leaves_the_two_opening_turns() -> None:
    assert [turn.kind for turn in speaking_order(planned(0))] == [Kind.BRIEFING, Kind.GROUP_EXAMINATION]


@pytest.mark.parametrize(("members", "turns"), [(1, 4), (7, 58), (11, 134), (25, 652)])
def test_the_counts_that_the_plan_leads_one_to_expect(members: int, turns: int) -> None:
    assert len(speaking_order(planned(members))) == turns


def test_the_chair_briefs_and_the_secretary_speaks_for_the_group() -> None:
    meeting = roster.set_chair(planned(3), "p2")
    briefing, group = speaking_order(meeting)[:2]
    assert (briefing.by, group.by) == ("p2", "p1")


def test_the_secretary_is_the_first_to_criticise_the_others() -> None:
    meeting = roster.set_secretary(planned(3), "p3")
    first_of_round = {turn.to: turn.by for turn in reversed(speaking_order(meeting)) if turn.to}
    assert first_of_round == {"p3": "p1", "p1": "p3", "p2": "p3"}


def test_optional_items_are_held_only_when_chosen() -> None:
    meeting = planned(2)
    held = order.hold_item(order.hold_item(meeting, "closing", True), "commentary", True)
    assert [turn.kind for turn in speaking_order(held)][-2:] == [Kind.COMMENTARY, Kind.CLOSING]
    assert speaking_order(held)[-2].by == ""
    assert ids(order.hold_item(order.hold_item(held, "closing", False), "commentary", False)) == ids(meeting)


def test_an_item_of_the_plan_cannot_be_left_out() -> None:
    with pytest.raises(Refused, match="逐轮跳过"):
        order.hold_item(planned(2), "others", False)


def test_an_item_with_something_on_record_stays_to_be_seen_when_left_out() -> None:
    session = Session(order.hold_item(planned(1, observers=1), "commentary", True)).open()
    session.go_to("commentary:commentary").say("会议开得好。", pass_on=False)
    session.recorder.set_up(order.hold_item(session.meeting, "commentary", False))
    assert ids(session.meeting)[-1] == "commentary:commentary"
    assert speaking_order(session.meeting)[-1].kind is Kind.COMMENTARY
    assert speaking_order(session.meeting)[-1].subject == ""


def test_a_template_that_asks_for_a_step_twice_gets_turns_of_their_own() -> None:
    twice = AgendaItem("again", "再听一轮", Scope.OTHERS, ROUND)
    both = AgendaItem("two", "通报两次", Scope.ONCE, (Step(Kind.BRIEFING, Speaker.CHAIR, 5.0),) * 2)
    meeting = replace(planned(3), template=replace(PLAN, agenda=(*PLAN.agenda, twice, both)))
    assert len(set(ids(meeting))) == len(ids(meeting)) == 14 + 8 + 2
    session = Session(meeting).open().go_to("criticism:p1>p2#2").say("第二次。")
    assert [s.turn.id for s in standings(session.meeting) if s.state is State.DONE] == ["criticism:p1>p2#2"]


# By hand


@given(place=st.integers(0, 13), places=st.integers(-20, 20))
def test_a_moved_turn_stands_so_many_places_away_and_the_others_keep_their_order(
    place: int, places: int
) -> None:
    meeting = planned(3)
    before = ids(meeting)
    after = ids(order.move(meeting, before[place], places))
    assert after.index(before[place]) == max(0, min(place + places, 13))
    before.remove(moved := before[place])
    after.remove(moved)
    assert after == before


@given(moves=st.lists(st.tuples(st.integers(0, 13), st.integers(-14, 14)), max_size=6))
def test_moves_never_lose_or_double_a_turn(moves: list[tuple[int, int]]) -> None:
    meeting = planned(3)
    known = sorted(ids(meeting))
    for place, places in moves:
        meeting = order.move(meeting, ids(meeting)[place], places)
        assert sorted(ids(meeting)) == known


def test_moving_step_by_step_is_kept_as_one_move() -> None:
    meeting = planned(3)
    turn = ids(meeting)[5]
    for _ in range(4):
        meeting = order.move(meeting, turn, -1)
    assert ids(meeting)[1] == turn
    assert len(meeting.arrangement.moves) == 1


def test_an_inserted_turn_follows_the_chosen_one_and_belongs_to_its_round() -> None:
    meeting = order.insert(planned(3), Kind.INTERJECTION, "p3", "", 2.0, "criticism:p2>p1")
    place = ids(meeting).index("criticism:p2>p1") + 1
    turn = speaking_order(meeting)[place]
    assert (turn.by, turn.subject, turn.minutes) == ("p3", "p1", 2.0)


def test_a_turn_can_be_put_before_all_others() -> None:
    meeting = order.insert(planned(2), Kind.CLOSING, "p1", "", 2.0, "")
    assert speaking_order(meeting)[0].kind is Kind.CLOSING


@pytest.mark.parametrize(
    ("by", "to", "after", "sentence"),
    [
        ("p1", "", "", "谁对谁"),
        ("", "p1", "", "谁对谁"),
        ("p1", "p1", "", "另选一位"),
        ("p9", "p1", "", "名单里没有这个人"),
        ("p1", "p2", "nowhere", "次序里没有这一轮"),
    ],
)
def test_an_impossible_turn_is_not_inserted(by: str, to: str, after: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        order.insert(planned(3), Kind.CRITICISM, by, to, 3.0, after)


def test_minutes_are_set_for_one_turn_or_for_a_kind() -> None:
    meeting = order.set_minutes(planned(3), "criticism:p2>p1", 8.0)
    minutes = {turn.id: turn.minutes for turn in speaking_order(meeting)}
    assert (minutes["criticism:p2>p1"], minutes["criticism:p3>p1"]) == (8.0, 3.0)
    meeting = order.set_kind_minutes(order.set_minutes(meeting, "response:p1", 6.0), Kind.CRITICISM, 2.0)
    minutes = {turn.id: turn.minutes for turn in speaking_order(meeting)}
    assert {minutes[turn] for turn in minutes if turn.startswith("criticism")} == {2.0}
    assert minutes["response:p1"] == 6.0


@pytest.mark.parametrize("minutes", [0.0, -1.0, 601.0, float("nan"), float("inf")])
def test_impossible_minutes_are_refused(minutes: float) -> None:
    meeting = planned(2)
    changes: list[Callable[[], Meeting]] = [
        lambda: order.set_minutes(meeting, "response:p1", minutes),
        lambda: order.set_kind_minutes(meeting, Kind.RESPONSE, minutes),
        lambda: order.insert(meeting, Kind.CRITICISM, "p1", "p2", minutes, ""),
    ]
    for change in changes:
        with pytest.raises(Refused, match="分钟数"):
            change()


def test_what_was_changed_by_hand_outlives_a_change_of_the_roster() -> None:
    meeting = order.move(planned(3), "response:p1", -1)
    meeting = order.insert(meeting, Kind.INTERJECTION, "p2", "", 1.0, "response:p1")
    meeting = roster.add(meeting, "新成员", "党组成员")
    row = ids(meeting)
    assert row[row.index("response:p1") + 1] == "extra:1"
    assert row.index("response:p1") < row.index("criticism:p3>p1")


def test_a_turn_of_nobody_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="请从发言次序中选一轮"):
        order.turn_of(planned(2), "criticism:p9>p1")
