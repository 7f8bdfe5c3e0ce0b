"""What is remembered of a record that grows is what would be found by going through it anew."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from meeting.blank import event
from meeting.last import of_last, of_longer
from meeting.model import Act, Entry

ROW = tuple(replace(event(Act.NOTED), number=number) for number in range(1, 7))


class Numbers:
    """The numbers of the entries, and how many were gone through in all."""

    taken = 0

    def __init__(self) -> None:
        self._numbers: list[int] = []

    def take(self, entry: Entry) -> None:
        Numbers.taken += 1
        self._numbers.append(entry.number)

    def answer(self) -> tuple[int, ...]:
        return tuple(self._numbers)


def told(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(entry.number for entry in entries)


@given(st.lists(st.lists(st.sampled_from(ROW), max_size=5).map(tuple), max_size=8))
def test_whatever_record_is_asked_of_the_answer_is_its_own(records: list[tuple[Entry, ...]]) -> None:
    numbers = of_longer(Numbers)
    for entries in records:
        assert numbers(entries) == told(entries)


def test_a_record_that_grew_is_gone_through_from_where_it_was() -> None:
    numbers, Numbers.taken = of_longer(Numbers), 0
    assert numbers(ROW[:4]) == told(ROW[:4])
    assert numbers((*ROW[:4], *ROW[4:])) == told(ROW)
    assert Numbers.taken == len(ROW)


def test_equal_entries_are_not_taken_for_the_same() -> None:
    numbers, Numbers.taken = of_longer(Numbers), 0
    numbers(ROW)
    numbers(tuple(replace(entry) for entry in ROW))
    assert Numbers.taken == 2 * len(ROW)


def test_what_another_thread_asks_takes_nothing_from_what_is_remembered_here() -> None:
    asked: list[str] = []

    @of_last
    def upper(value: str) -> str:
        asked.append(value)
        return value.upper()

    numbers, Numbers.taken = of_longer(Numbers), 0
    with ThreadPoolExecutor(1) as thread:
        for _ in range(2):
            assert upper("a") == "A" and numbers(ROW[:3]) == told(ROW[:3])
            assert thread.submit(upper, "b").result() == "B"
            assert thread.submit(numbers, ROW[3:]).result() == told(ROW[3:])
    assert asked == ["a", "b"]
    assert Numbers.taken == len(ROW)
