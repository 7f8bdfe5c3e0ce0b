"""The body of the record as tables, for an office that has it so: number, time, speaker, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from exporters.blocks import Block, Column, Correction, Event, RevisedEvent, RevisedSpeech, Speech
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


@dataclass(frozen=True, slots=True)
class Rows:
    """Speeches and events that follow one another with no heading between them."""

    rows: tuple[Row | Correction, ...]
    """What is told of a correction stands across all columns, below the row that it is about."""


_Told: TypeAlias = Speech | Event | RevisedSpeech | RevisedEvent | Correction


def in_rows(blocks: Iterable[Block]) -> Iterator[Block | Rows]:
    """The blocks with the speeches and events among them in rows."""
    for is_told, group in groupby(blocks, lambda block: isinstance(block, _Told)):
        if is_told:
            yield Rows(tuple(_row(block) for block in group))
        else:
            yield from group


def _row(block: Block) -> Row | Correction:
    match block:
        case Correction():
            return block
        case Speech():
            return _speech(block, block)
        case RevisedSpeech(before, after):
            return _speech(before, after)
        case Event():
            return _event(block, block)
        case RevisedEvent(before, after):
            return _event(before, after)
        case _:
            raise TypeError(f"{type(block).__name__} stands in no row of the record")


def _speech(before: Speech, after: Speech) -> Row:
    pairs = zip(before.particulars, after.particulars, strict=True)
    number, time, *who = (as_a_whole(old, new) for old, new in pairs)
    return Row(number, time, spaced(who, "\n"), in_sentences(before.text, after.text))


def _event(before: Event, after: Event) -> Row:
    who = (after.kind, "".join(after.notes))
    told = spaced([as_a_whole(part, part) for part in who], "\n")
    return Row((), as_a_whole(after.time, after.time), told, in_sentences(before.text, after.text))
