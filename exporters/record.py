"""会议原始记录: the whole record as it is signed, archived and sent in (plan, section 四(二))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from exporters.blocks import Attachments, Block, Closing, Colophon, Paper, Signatures
from exporters.chinese import BLANK, day_and_minute
from exporters.record_body import body_blocks
from exporters.record_head import SAMPLE, head_blocks, title_lines, unfinished
from meeting.chain import last_digest
from meeting.model import Act, Meeting, Mode, Role
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.timing import in_zone

_DATE_BLANK = f"{BLANK}年＿＿月＿＿日"
_NAME_BLANK = "＿＿＿＿＿＿＿"


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """The record as it stands, finished or not; raises `Refused` for a time zone that is not known."""
    record = passages(meeting)
    made = in_zone(printed_at, meeting.head.zone)
    return Paper(
        title="".join(title_lines(meeting.head)),
        author=meeting.head.group,
        made=made,
        blocks=(
            *head_blocks(meeting),
            *body_blocks(meeting, record),
            *_tail(meeting, record),
            _colophon(meeting, made),
        ),
        mark=meeting.head.mark,
        footer=SAMPLE if meeting.sample else "",
    )


def _tail(meeting: Meeting, record: tuple[Passage, ...]) -> Iterator[Block]:
    if state := unfinished(meeting):
        yield Closing(state)
    yield Closing(_counts(meeting, record))
    if meeting.head.mark.strip():
        yield Closing(f"本件标注：{meeting.head.mark.strip()}。")
    read_out = tuple(_attachment(meeting, passage) for passage in record if _is_read_out(passage))
    if read_out:
        yield Attachments(read_out)
    recorders = sum(1 for person in meeting.people if person.role is Role.RECORDER)
    signing = ("主持人", *["记录人"] * max(1, recorders))
    yield Signatures(tuple(f"{who}（签名）：{_NAME_BLANK}　{_DATE_BLANK}" for who in signing))


def _counts(meeting: Meeting, record: tuple[Passage, ...]) -> str:
    speeches = sum(1 for passage in record if passage.number)
    corrections = sum(1 for entry in meeting.entries if entry.act is Act.CORRECTED)
    late = sum(1 for passage in record if passage.late)
    return f"本记录共有发言{speeches}条，更正{corrections}处，补记{late}条。"


def _is_read_out(passage: Passage) -> bool:
    return passage.valid.act is Act.SAID and passage.valid.mode is Mode.READ_OUT


def _attachment(meeting: Meeting, passage: Passage) -> str:
    speaker = name_of(meeting, passage.valid.by) or BLANK
    return f"{speaker}{passage.valid.kind.label}宣读材料（第{passage.number}条）"


def _colophon(meeting: Meeting, made: datetime) -> Colophon:
    """The digest ties the signed paper to the file; the paper is the original in law."""
    digest = last_digest(meeting)
    groups = " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
    return Colophon(
        (
            f"本件由记录文件于{day_and_minute(made)}印出，以签字纸质件为准。",
            "记录校验码（SHA-256）：",
            groups,
        )
    )
