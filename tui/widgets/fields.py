"""Labelled one-line fields, one below the other, filled in with the arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tui.lines.columns import fit
from tui.widgets.entry_line import EntryLine


@dataclass(frozen=True, slots=True)
class Field:
    """A field with what stands in it, and an example of what belongs there."""

    label: str
    value: str = ""
    example: str = ""


class Fields(Vertical):
    """The fields of a form."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = tuple(fields)

    def compose(self) -> ComposeResult:
        for field in self._fields:
            with Horizontal(classes="field"):
                yield Static(fit(field.label, 16), classes="label", markup=False)
                yield EntryLine(field.value, field.example)

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the fields, without blanks around it."""
        return tuple(entry.value.strip() for entry in self.query(EntryLine))

    @property
    def at_last(self) -> bool:
        """Whether the last field has the focus."""
        return self.query(EntryLine).last().has_focus

    def go(self, step: int) -> None:
        """Moves the focus to the next field (1) or the one before (-1), and stops at the ends."""
        entries = list(self.query(EntryLine))
        here = next((index for index, entry in enumerate(entries) if entry.has_focus), -1)
        entries[max(0, min(here + step, len(entries) - 1))].focus()

    def go_to(self, index: int) -> None:
        """Moves the focus to the field of this index."""
        list(self.query(EntryLine))[index].focus()
