"""会议原始记录: the whole record as it is signed, archived and sent in (plan, section 四(二))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from exporters.blocks import Annex, Attachments, Block, Closing, Paper, Signatures
from exporters.chinese import BLANK, DATE_BLANK, NAME_BLANK, day_and_minute
from exporters.colophon import colophon, sealed_by, versions
from exporters.original_record.body import body_blocks
from exporters.original_record.head import NAME, SAMPLE, head_blocks, meeting_lines, unfinished
from meeting.checking import Sheet, sheets
from meeting.dossier.read_out import attached, read_out_in
from meeting.gaps import all_gaps, gaps
from meeting.history import history, seal_numbers
from meeting.model import Meeting, Role
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.seal import seals
from meeting.timing import in_zone


@dataclass(frozen=True, slots=True)
class Attached:
    """附件: what is printed behind the record, and the title under which its end lists it."""

    title: str
    blocks: tuple[Block, ...]


def blocks(meeting: Meeting, printed_at: datetime, annexes: Sequence[Attached] = ()) -> Paper:
    """The record as it stands, finished or not; raises `Refused` for a time zone that is not known.

    Annexes come behind the record's own end, numbered on from the papers that were read out; a single one
    has no number.
    """
    read_out = [_attachment(meeting, one) for one in attached(meeting)]
    titles = (*read_out, *(annex.title for annex in annexes))
    made = in_zone(printed_at, meeting.head.zone)
    return Paper(
        title="".join((*meeting_lines(meeting.head), NAME)),
        author=meeting.head.group,
        made=made,
        blocks=(
            *head_blocks(meeting),
            *body_blocks(meeting),
            *_tail(meeting, titles),
            colophon(meeting, made, "以签字纸质件为准", *versions(meeting)),
            *_annexed(annexes, first=len(read_out) + 1 if len(titles) > 1 else 0),
        ),
        mark=meeting.head.mark,
        footer=SAMPLE if meeting.sample else "",
    )


def _annexed(annexes: Sequence[Attached], first: int) -> Iterator[Block]:
    for number, annex in enumerate(annexes, start=first):
        yield Annex(number, annex.title)
        yield from annex.blocks


def _tail(meeting: Meeting, attached: tuple[str, ...]) -> Iterator[Block]:
    if state := unfinished(meeting):
        yield Closing(state)
    for seal in seals(meeting)[-1:]:
        yield Closing(f"本记录已定稿：{sealed_by(meeting, seal)}。")
        if left := gaps(meeting):
            sentences = "；".join(gap.sentence.removesuffix("。") for gap in left)
            yield Closing(f"未补缺项{len(left)}项：{sentences}。")
    yield Closing(_counts(meeting))
    if checked := _checked(meeting):
        yield Closing(f"发言人核对：{checked}。")
    if meeting.head.mark.strip():
        yield Closing(f"本件标注：{meeting.head.mark.strip()}。")
    if attached:
        yield Attachments(attached)
    recorders = sum(1 for person in meeting.people if person.role is Role.RECORDER)
    signing = ("主持人", *["记录人"] * max(1, recorders))
    yield Signatures(tuple(f"{who}（签名）：{NAME_BLANK}　{DATE_BLANK}" for who in signing))


def _counts(meeting: Meeting) -> str:
    """How many of each are to be found on the paper."""
    seals, record = seal_numbers(meeting), passages(meeting)
    pasts = [history(passage, seals) for passage in record]
    speeches = sum(1 for passage in record if passage.number)
    late = sum(1 for passage in record if passage.late) + sum(1 for past in pasts if past.completed)
    unfinished = sum(1 for passage in record if passage.valid.unfinished)
    accepted = sum(1 for gap in all_gaps(meeting) if gap.accepted)
    corrected, revised = sum(len(past.corrected) for past in pasts), sum(len(past.revised) for past in pasts)
    corrections = f"定稿前更正{corrected}处，定稿后更正{revised}处" if seals else f"更正{corrected}处"
    rest = f"补记{late}条，待补{unfinished}条，缺项说明{accepted}项"
    return f"本记录共有发言{speeches}条，{corrections}，{rest}。"


def _checked(meeting: Meeting) -> str:
    """Who confirmed what is on record of them, and when; empty while nobody has."""
    row = sheets(meeting)
    if not any(sheet.confirmed or sheet.changed for sheet in row):
        return ""
    return "；".join(_of_sheet(meeting, sheet) for sheet in row)


def _of_sheet(meeting: Meeting, sheet: Sheet) -> str:
    name = name_of(meeting, sheet.person)
    if sheet.confirmed:
        return f"{name}，{day_and_minute(in_zone(sheet.confirmed, meeting.head.zone))}确认"
    return f"{name}，核对以后又有改动" if sheet.changed else f"{name}，未核对"


def _attachment(meeting: Meeting, passage: Passage) -> str:
    speaker = name_of(meeting, passage.valid.by) or BLANK
    # Of the words that were sealed, digest and all, as the dossier can be changed later.
    read = read_out_in(passage.valid)
    named = read.named if read else ""
    return f"{speaker}{passage.valid.kind.label}宣读材料{named}（第{passage.number}条）"
