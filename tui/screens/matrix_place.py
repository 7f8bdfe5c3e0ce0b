"""A screen around a matrix of the members: the cursor moves by keys, and each move is told in words."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property

from tui.place import Place
from tui.widgets.member_matrix import MemberMatrix


class MatrixPlace(Place):
    """Moves the cursor of the matrix and has what stands under it told anew."""

    @cached_property
    def matrix(self) -> MemberMatrix:
        return self.query_one(MemberMatrix)

    @abstractmethod
    def _draw(self) -> None:
        """Shows the matrix, and in words what stands under its cursor."""

    def _move(self, rows: int, columns: int) -> None:
        self.matrix.move(rows, columns)
        self._draw()

    def action_up(self) -> None:
        """Moves the cursor up."""
        self._move(-1, 0)

    def action_down(self) -> None:
        """Moves the cursor down."""
        self._move(1, 0)

    def action_left(self) -> None:
        """Moves the cursor to the left."""
        self._move(0, -1)

    def action_right(self) -> None:
        """Moves the cursor to the right."""
        self._move(0, 1)

    def action_page_up(self) -> None:
        """Moves the cursor a page up."""
        self._move(-self.matrix.page, 0)

    def action_page_down(self) -> None:
        """Moves the cursor a page down."""
        self._move(self.matrix.page, 0)

    def action_next_open(self) -> None:
        """Moves the cursor to the next place that is open."""
        if reason := self.why_not("next_open"):
            self.state.say(reason)
        elif self.matrix.next_open():
            self._draw()
