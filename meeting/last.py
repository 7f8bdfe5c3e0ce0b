"""Asking the same of the same frozen value again costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from operator import is_
from typing import Protocol, TypeVar

from meeting.model import Entry

Value = TypeVar("Value")
Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)

Parts = Callable[[Value], Sequence[object]]


def of_last(
    function: Callable[[Value], Answer], parts: Parts[Value] = lambda value: (value,)
) -> Callable[[Value], Answer]:
    """The pure function of one frozen value, which remembers the answer for the value asked of last.

    Only the very same object counts as the same, as comparing a meeting would cost as much as the answer;
    where `parts` names what the answer depends on, the very same parts do.
    """
    kept: list[tuple[Sequence[object], Answer]] = []

    @wraps(function)
    def answer(value: Value) -> Answer:
        asked = parts(value)
        if kept and all(one is other for one, other in zip(kept[0][0], asked, strict=True)):
            return kept[0][1]
        found = function(value)
        kept[:] = [(asked, found)]
        return found

    return answer


class Account(Protocol[Answer_co]):
    """What is to be known of a record, taken from its entries one after the other."""

    def take(self, entry: Entry) -> None:
        """Takes in the next entry."""

    def answer(self) -> Answer_co:
        """What is known by now, as a frozen value."""


def of_longer(begin: Callable[[], Account[Answer]]) -> Callable[[Sequence[Entry]], Answer]:
    """The pure function of a record that is told by an account of its entries.

    It goes on from where it was with the record that was asked of last, if this one only continues that.
    """
    kept: list[tuple[Sequence[Entry], Account[Answer]]] = []

    @of_last
    def answer(entries: Sequence[Entry]) -> Answer:
        before, account = kept.pop() if kept else ((), begin())
        if len(entries) < len(before) or not all(map(is_, before, entries)):
            before, account = (), begin()
        for entry in entries[len(before) :]:
            account.take(entry)
        kept.append((entries, account))
        return account.answer()

    return answer
