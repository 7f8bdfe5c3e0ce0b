"""Asking the same of the same frozen value again costs nothing.

Each thread remembers for itself: a paper is written while the meeting on the screen goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from operator import is_
from threading import local
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
    memory = local()

    @wraps(function)
    def answer(value: Value) -> Answer:
        asked = parts(value)
        kept: tuple[Sequence[object], Answer] | None = getattr(memory, "kept", None)
        if kept and all(one is other for one, other in zip(kept[0], asked, strict=True)):
            return kept[1]
        found = function(value)
        memory.kept = (asked, found)
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
    memory = local()

    @of_last
    def answer(entries: Sequence[Entry]) -> Answer:
        kept: tuple[Sequence[Entry], Account[Answer]] | None = memory.__dict__.pop("kept", None)
        before, account = kept or ((), begin())
        if len(entries) < len(before) or not all(map(is_, before, entries)):
            before, account = (), begin()
        for entry in entries[len(before) :]:
            account.take(entry)
        memory.kept = (entries, account)
        return account.answer()

    return answer
