"""Rows of a dossier, each told from the others by its id: put on, put in another's place, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from meeting.dossier.model import Opinion, Study, Talk, next_id
from meeting.refused import Refused
from meeting.text import clean

Row = TypeVar("Row", bound=Study | Opinion | Talk)

LONGEST_WORDS = 2000
"""Characters of one field; what is longer was meant to be a paper."""


def row_of(rows: Sequence[Row], row_id: int) -> Row:
    """The row of this id; raises `Refused` where there is none."""
    for row in rows:
        if row.id == row_id:
            return row
    raise Refused("这一行已经不在了，请从列表中另选一行。")


def with_added(rows: Sequence[Row], added: Sequence[Row]) -> tuple[Row, ...]:
    """The rows and the added ones behind them, under ids of their own."""
    first = next_id(rows)
    return (*rows, *(replace(row, id=first + index) for index, row in enumerate(added)))


def with_changed(rows: Sequence[Row], changed: Row) -> tuple[Row, ...]:
    """The rows with this one in place of the one that bears its id."""
    row_of(rows, changed.id)
    return tuple(changed if row.id == changed.id else row for row in rows)


def without(rows: Sequence[Row], row_id: int) -> tuple[Row, ...]:
    """The rows but for the one of this id."""
    row_of(rows, row_id)
    return tuple(row for row in rows if row.id != row_id)


def words(text: str, what: str) -> str:
    """A field's text on one line, as far as it can be printed; raises `Refused`, naming the field."""
    told = " ".join(line.strip() for line in clean(text).replace("\t", "\n").split("\n") if line.strip())
    if len(told) > LONGEST_WORDS:
        raise Refused(f"“{what}”有 {len(told)} 字，最多 {LONGEST_WORDS} 字，请分成几条。", what)
    return told
