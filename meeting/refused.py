"""The one way in which the rules say no."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Refused(ValueError):
    """A change that the rules do not allow; its text is a Chinese sentence that says what to do.

    `field` is what was filled in wrongly, by the name that heads it in forms and tables; "" for none.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field

    @property
    def told(self) -> str:
        """The sentence, led in by the field where it does not name it."""
        sentence = str(self)
        return sentence if self.field in sentence else f"“{self.field}”一栏：{sentence}"


@contextmanager
def filling_in(field: str) -> Iterator[None]:
    """What is refused meanwhile is about this field, unless it is about one within."""
    try:
        yield
    except Refused as refused:
        refused.field = refused.field or field
        raise
