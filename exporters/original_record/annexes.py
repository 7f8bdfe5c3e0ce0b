"""会议原始记录（带附表）: the record, with tables of criticism, special items and times behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from exporters.blocks import Block, Caption, Paper
from exporters.original_record import record
from exporters.original_record.accounts import accounts_blocks, accounts_title
from exporters.original_record.as_corrected import as_corrected
from exporters.original_record.coverage import coverage_blocks
from exporters.original_record.head import NAME as RECORD
from exporters.original_record.record import Attached
from exporters.original_record.times import times_blocks
from meeting.model import Meeting

NAME = f"{RECORD}（带附表）"


def titles(meeting: Meeting) -> tuple[str, ...]:
    """What its annexes are called, in their order."""
    accounts = (accounts_title(meeting),) if meeting.template.special_items else ()
    return ("批评意见覆盖表", *accounts, "计划与实际用时对照表")


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """The record with its annexes, as all of it stands; raises `Refused` for an unknown time zone."""
    accounts = (accounts_blocks,) if meeting.template.special_items else ()
    annexes = (coverage_blocks, *accounts, lambda told: times_blocks(told, printed_at))
    attached = (_attached(meeting, *annex) for annex in zip(titles(meeting), annexes, strict=True))
    return record.blocks(meeting, printed_at, tuple(attached))


def _attached(meeting: Meeting, title: str, told: Callable[[Meeting], Iterable[Block]]) -> Attached:
    """The annex with what is told of the meeting, above it that corrections after the seal changed it."""
    note = as_corrected(meeting, "本表", lambda sealed: tuple(told(sealed)))
    return Attached(title, (*([Caption(f"{note}。")] if note else []), *told(meeting)))
