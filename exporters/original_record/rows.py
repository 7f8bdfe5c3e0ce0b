"""The body of the record as tables, for an office that has it so: number, time, speaker, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from exporters.blocks import Block, Column, Correction, Event, Recorded, RevisedEvent, RevisedSpeech, Speech
from exporters.changes import Words, as_a_whole, in_sentences, spaced

COLUMNS = (
    Column("序号", 7, centred=True),
    Column("时间", 10, centred=True),
    Column("发言", 22),
    Column("内容", 61),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One speech or event: what stands in each of the columns, the old words beside the new ones."""

    number: Words
    time: Words
    who: Words
    """The kind, who spoke to whom and the notes, each in a paragraph of its own."""
    text: Words
    corrections: tuple[Correction, ...] = ()
    """What is told of the correction of its words, across all columns below it, and never parts from it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Speeches and events that follow one another with no heading between them."""

    rows: tuple[Row, ...]


def in_rows(blocks: Iterable[Block]) -> Iterator[Block | Rows]:
    """The blocks with the speeches and events among them in rows."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Recorded):
            _add(rows, block)
            continue
        if rows:
            yield Rows(tuple(rows))
            rows = []
        yield block
    if rows:
        yield Rows(tuple(rows))


def _add(rows: list[Row], block: Recorded) -> None:
    match block:
        case Correction():
            row = rows.pop() if rows else Row((), (), (), ())
            rows.append(replace(row, corrections=(*row.corrections, block)))
        case Speech():
            rows.append(_speech(block, block))
        case RevisedSpeech(before, after):
            rows.append(_speech(before, after))
        case Event():
            rows.append(_event(block, block))
        case RevisedEvent(before, after):
            rows.append(_event(before, after))
        case _:
            assert_never(block)


def _speech(before: Speech, after: Speech) -> Row:
    pairs = zip(before.particulars, after.particulars, strict=True)
    number, time, *who = (as_a_whole(old, new) for old, new in pairs)
    return Row(number, time, spaced(who, "\n"), in_sentences(before.text, after.text))


def _event(before: Event, after: Event) -> Row:
    who = (after.kind, "".join(after.notes))
    told = spaced([as_a_whole(part, part) for part in who], "\n")
    return Row((), as_a_whole(before.time, after.time), told, in_sentences(before.text, after.text))
