"""Labelled one-line fields, one below the other, filled in with the arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from meeting.refused import Refused
from tui.lines.columns import fit
from tui.widgets.entry_line import EntryLine

_EXAMPLE = 48
"""Cells of an example in its field."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field with what stands in it, and an example of what belongs there."""

    label: str
    value: str = ""
    example: str = ""
    in_full: Callable[[str], str] | None = None
    """How what was typed reads in full, to be seen in its place once the field is left; may refuse it."""


class Fields(Vertical):
    """The fields of a form."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = tuple(fields)

    def compose(self) -> ComposeResult:
        for field in self._fields:
            with Horizontal(classes="field"):
                yield Static(fit(field.label, 16), classes="label", markup=False)
                yield EntryLine(field.value, fit(field.example, _EXAMPLE).rstrip())

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the fields, without blanks around it."""
        return tuple(entry.value.strip() for entry in self._entries)

    @property
    def here(self) -> Field | None:
        """The field that has the focus."""
        return next(
            (field for field, entry in zip(self._fields, self._entries, strict=True) if entry.has_focus), None
        )

    @property
    def unseen_example(self) -> str:
        """The example of the field that has the focus, unless it can be read there: then ""."""
        for field, entry in zip(self._fields, self._entries, strict=True):
            if entry.has_focus and (entry.value or cell_len(field.example) > _EXAMPLE):
                return field.example
        return ""

    @property
    def at_last(self) -> bool:
        """Whether the last field has the focus."""
        return self._entries[-1].has_focus

    @property
    def _entries(self) -> list[EntryLine]:
        return list(self.query(EntryLine))

    def go(self, step: int) -> None:
        """Moves the focus to the next field (1) or the one before (-1), and stops at the ends."""
        here = next((index for index, entry in enumerate(self._entries) if entry.has_focus), -1)
        there = max(0, min(here + step, len(self._fields) - 1))
        if there != here:
            self._show_in_full(here)
            self.go_to(there)

    def go_to(self, index: int) -> None:
        """Moves the focus to the field of this index."""
        self._entries[index].enter()

    def go_to_label(self, label: str) -> None:
        """Moves the focus to the field of this label, if there is one."""
        for index, field in enumerate(self._fields):
            if field.label == label:
                self.go_to(index)

    def put_back(self, label: str) -> None:
        """Puts into the field of this label what stood there at first."""
        for entry, field in zip(self._entries, self._fields, strict=True):
            if field.label == label:
                entry.value = field.value

    def _show_in_full(self, index: int) -> None:
        entry, in_full = self._entries[index], self._fields[index].in_full
        if in_full and entry.value.strip():
            # What can't be read stays as it is; it is told of when the form is saved.
            with suppress(Refused):
                if (full := in_full(entry.value)) != entry.value:
                    entry.replace(full, 0, len(entry.value))
