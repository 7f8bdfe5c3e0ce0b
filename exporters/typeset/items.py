"""What `paper.typ` sets: for each paragraph its style and its runs, and nothing of its look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from exporters.blocks import Issued, Paper, Table
from exporters.original_record.rows import Rows, in_rows
from exporters.profile import Profile
from exporters.styled import Look, Paragraph, each, paragraphs_of, with_blanks
from exporters.typeset.runs import pieces_of
from exporters.typeset.table import table_of

Item: TypeAlias = dict[str, object]
"""A paragraph with its style and runs, or a table with its columns and rows."""


def items(paper: Paper, profile: Profile) -> Iterator[Item]:
    """Everything on the paper from the mark to the last line."""
    yield from map(_item, each("Mark", paper.mark))
    for block in in_rows(paper.blocks) if profile.record_as_table else paper.blocks:
        if isinstance(block, Table | Rows):
            yield table_of(block)
        elif isinstance(block, Issued):
            yield _item(("Issued", [*with_blanks(block.by), (Look.BREAK, ""), *with_blanks(block.day)]))
        else:
            yield from map(_item, paragraphs_of(block))


def _item(paragraph: Paragraph) -> Item:
    style, runs = paragraph
    return {"style": style, "runs": pieces_of(runs)}
