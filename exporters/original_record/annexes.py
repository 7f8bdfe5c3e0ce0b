"""会议原始记录（带附表）: the record, with tables of criticism, special items and times behind it."""

from __future__ import annotations

from datetime import datetime

from exporters.blocks import Paper
from exporters.original_record import record
from exporters.original_record.accounts import accounts_blocks, accounts_title
from exporters.original_record.coverage import coverage_blocks
from exporters.original_record.head import NAME as RECORD
from exporters.original_record.record import Attached
from exporters.original_record.times import times_blocks
from meeting.model import Meeting

NAME = f"{RECORD}（带附表）"


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """The record with its annexes, as all of it stands; raises `Refused` for an unknown time zone."""
    coverage = Attached("批评意见覆盖表", tuple(coverage_blocks(meeting)))
    asked = meeting.template.special_items
    accounts = [Attached(accounts_title(meeting), tuple(accounts_blocks(meeting)))] if asked else []
    times = Attached("计划与实际用时对照表", tuple(times_blocks(meeting, printed_at)))
    return record.blocks(meeting, printed_at, (coverage, *accounts, times))
