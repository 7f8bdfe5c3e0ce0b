"""Marks that stand for names and aspects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import roster
from meeting.model import Meeting, Role
from meeting.shorthand import called, number_of, offer, shorthand
from tests.meeting.plan import PLAN

NAMES = ["示例一", "示例丁", "示例丂", *(f"示例{chr(0x5000 + place)}" for place in range(40))]


def meeting(count: int = 3) -> Meeting:
    found = Meeting("m1", PLAN)
    for one in NAMES[:count]:
        found = roster.add(found, one, "党组成员")
    return roster.add(found, "列席甲", "督导组组长", role=Role.OBSERVER)


def name(before: str, typed: str, count: int = 3) -> str:
    found = shorthand(meeting(count), before, typed)
    return found.person.name if found and found.person else ""


def test_a_number_behind_the_mark_calls_a_person_in_the_order_of_the_roster() -> None:
    assert name("对@2", "2") == "示例丁"
    assert name("@4", "4") == "列席甲"


def test_the_mark_and_its_number_may_arrive_together() -> None:
    assert name("对@2", "@2") == "示例丁"


@pytest.mark.parametrize("before", ["＠２", "@２", "＠2"])
def test_full_width_forms_count_the_same(before: str) -> None:
    assert name(before, before[-1]) == "示例丁"


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("共@2", "共@2"),
        ("a@2", "2"),
        ("1@2", "2"),
        ("@9", "9"),
        ("@0", "0"),
        ("2", "2"),
        ("@", "@"),
        ("第2", "2"),
    ],
)
def test_what_is_no_mark_typed_by_itself_stays(before: str, typed: str) -> None:
    assert shorthand(meeting(), before, typed) is None


def test_observers_do_not_cost_the_members_their_single_digit() -> None:
    assert name("@9", "9", 9) == NAMES[8]
    assert len(called(meeting(9))) == 9


def test_from_ten_members_on_every_number_has_two_digits() -> None:
    assert name("@1", "1", 11) == ""
    assert name("@01", "1", 11) == "示例一"
    assert name("@12", "2", 11) == "列席甲"


def test_a_number_behind_the_other_mark_is_an_aspect() -> None:
    found = shorthand(meeting(), "#2", "2")
    assert found
    assert found.aspect == meeting().template.aspects[1]


@given(st.text(max_size=20), st.text(min_size=1, max_size=6))
def test_nothing_expands_that_does_not_end_in_a_mark_and_a_number(before: str, typed: str) -> None:
    found = shorthand(meeting(), before + typed, typed)
    if found:
        assert (before + typed)[-found.length] in "@＠﹫#＃﹟"
        assert len(typed) <= found.length


@given(st.integers(1, 40))
def test_no_number_is_the_beginning_of_another(count: int) -> None:
    numbers = [number_of(place, count) for place in range(count)]
    assert len(set(numbers)) == count
    assert len({len(number) for number in numbers}) == 1


def test_a_mark_alone_offers_the_numbers() -> None:
    assert offer(meeting(), "对＠").startswith("@1 示例一  @2 示例丁")
    assert len(called(meeting())) == 4
    assert offer(meeting(), "#").startswith("#1 ")
    assert offer(meeting(), "对") == ""
