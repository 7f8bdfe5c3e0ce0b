"""The units in which Chinese text is moved through, deleted and taken back."""

from __future__ import annotations

import re

from textual.document._edit import Edit
from textual.document._history import EditHistory

_PAUSE = 2.0
"""Seconds without typing after which a new phrase begins."""

_LONGEST = 40
"""Characters after which a new phrase begins in any case."""

_STOPS = "，。、；：？！,.;:?!）》」』”’)\n"

# A word processor's dictionary would know words; two ideographs are what most of them have, but a step that
# guesses wrong is worse than a short one. So a step ends where the kind of character changes, or at 4.
_UNIT = r"(?:[A-Za-z0-9._%+-]+|[^\x00-\x7f，。、；：？！（）《》「」『』“”‘’—…\s\u3000]{1,4}|\s+|.)"
_BEFORE, _AFTER = re.compile(_UNIT + r"\Z"), re.compile(_UNIT)


def word_start(line: str, column: int) -> int:
    """Where the unit before the column begins: one Latin word, up to four ideographs, or one mark."""
    found = _BEFORE.search(line[:column].rstrip())
    return found.start() if found else 0


def word_end(line: str, column: int) -> int:
    """Where the unit after the column ends."""
    found = _AFTER.match(line, column)
    return found.end() if found else len(line)


class Phrases(EditHistory):
    """Takes back phrase by phrase: up to a stop, a pause, or a change from typing to deleting.

    A paste is taken back as a whole.
    """

    def __init__(self) -> None:
        super().__init__(max_checkpoints=200, checkpoint_timer=_PAUSE, checkpoint_max_characters=_LONGEST)

    def record(self, edit: Edit) -> None:
        result = edit._edit_result
        assert result is not None
        if not edit.text and not result.replaced_text:
            return
        is_deletion = bool(result.replaced_text)
        now = self._get_time()
        if (
            not self._undo_stack
            or self._force_end_batch
            or is_deletion is not self._previously_replaced
            or now - self._last_edit_time > self.checkpoint_timer
            or self._character_count + len(edit.text) > self.checkpoint_max_characters
        ):
            self._undo_stack.append([edit])
            self._character_count = 0
        else:
            self._undo_stack[-1].append(edit)
        self._character_count += len(edit.text)
        self._last_edit_time = now
        self._previously_replaced = is_deletion
        self._force_end_batch = bool(edit.text) and edit.text[-1] in _STOPS
        self._redo_stack.clear()
