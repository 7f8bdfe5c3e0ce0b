"""Asking the same of the same frozen value again costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

Value = TypeVar("Value")
Answer = TypeVar("Answer")


class _Kept(Generic[Value, Answer]):
    def __init__(self) -> None:
        self.pair: tuple[Value, Answer] | None = None


def of_last(function: Callable[[Value], Answer]) -> Callable[[Value], Answer]:
    """The pure function of one frozen value, which remembers the answer for the value asked of last.

    Only the very same object counts as the same; comparing a meeting would cost as much as the answer.
    """
    kept: _Kept[Value, Answer] = _Kept()

    @wraps(function)
    def answer(value: Value) -> Answer:
        pair = kept.pair
        if pair is None or pair[0] is not value:
            pair = kept.pair = (value, function(value))
        return pair[1]

    return answer
