"""What the terminal answers is taken for the answer to what was asked, and for nothing else."""

from __future__ import annotations

import pytest
from textual.events import CursorPosition

from tui.terminal.questions import Questions


def told_wide(*reports: tuple[int, int]) -> list[bool]:
    """Whether reports of (row, column), as terminals count them, tell that the sample is wide."""
    questions = Questions()
    questions.width()
    return [questions.tells_wide(CursorPosition(column - 1, row - 1)) for row, column in reports]


def test_the_caret_two_cells_behind_the_sample_tells_that_it_is_wide() -> None:
    assert told_wide((1, 23)) == [True]
    assert told_wide((1, 22)) == [False]


def test_a_question_is_answered_once() -> None:
    assert told_wide((1, 22), (1, 23)) == [False, False]


@pytest.mark.parametrize("modifiers", range(2, 17))
def test_f3_with_other_keys_is_no_answer(modifiers: int) -> None:
    # F3 with Shift, Alt, Ctrl or Meta comes as a report of the first row, column 2 to 16.
    assert told_wide((1, modifiers), (5, 23), (1, 23)) == [False, False, True]


def test_a_report_that_nobody_asked_for_is_no_answer() -> None:
    assert not Questions().tells_wide(CursorPosition(22, 0))


def test_a_sign_of_life_that_nobody_asked_for_tells_nothing_of_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    questions = Questions()
    questions.life()
    now += 0.5
    questions.lives()
    assert questions.is_line_slow
    questions.lives()
    assert questions.is_line_slow
    questions.life()
    questions.lives()
    assert not questions.is_line_slow
