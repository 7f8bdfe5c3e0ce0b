"""发言核对单: for each speaker the entries that are theirs, to be read, corrected by hand and signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from exporters.blocks import Block, Closing, Field, Notice, Paper, Signatures, Title
from exporters.chinese import DATE_BLANK, NAME_BLANK, day_and_minute
from exporters.colophon import colophon
from exporters.names import with_post
from exporters.original_record.body import Printer
from exporters.original_record.head import SAMPLE, meeting_lines, record_title, times, unfinished
from meeting.checking import Sheet, sheets
from meeting.model import Meeting, PersonId
from meeting.refused import Refused
from meeting.roster import person_of
from meeting.timing import in_zone

NAME = "发言核对单"
_WRITING_LINE = "＿" * 26


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """A sheet for everybody who spoke, each on a page of its own; raises `Refused` while nobody has."""
    row = sheets(meeting)
    if not row:
        raise Refused("还没有记下发言，没有可以核对的。")
    return _paper(meeting, printed_at, row)


def of_person(meeting: Meeting, printed_at: datetime, person: PersonId) -> Paper:
    """The sheet of one speaker; raises `Refused` for somebody who has not spoken or is not on the list."""
    row = [sheet for sheet in sheets(meeting) if sheet.person == person]
    if not row:
        raise Refused(f"{person_of(meeting, person).name}没有发言记录，没有可以核对的。")
    return _paper(meeting, printed_at, row)


def _paper(meeting: Meeting, printed_at: datetime, row: Sequence[Sheet]) -> Paper:
    made = in_zone(printed_at, meeting.head.zone)
    return Paper(
        title="".join((*meeting_lines(meeting.head), NAME)),
        author=meeting.head.group,
        made=made,
        blocks=tuple(
            block for place, sheet in enumerate(row) for block in _sheet(meeting, sheet, made, place > 0)
        ),
        mark=meeting.head.mark,
        footer=SAMPLE if meeting.sample else "",
    )


def _sheet(meeting: Meeting, sheet: Sheet, made: datetime, new_page: bool) -> Iterator[Block]:
    yield Title(record_title(meeting.head, NAME), new_page)
    if meeting.sample:
        yield Notice(f"（{SAMPLE}：人员和发言均为虚构）")
    if state := unfinished(meeting):
        yield Notice(state)
    yield Field("姓名", (with_post(person_of(meeting, sheet.person)),))
    yield Field("时间", tuple(times(meeting)))
    yield Field("发言", (f"共{len(sheet.passages)}条",))
    printer = Printer(meeting)
    for passage in sheet.passages:
        yield from printer.blocks(passage)
    if sheet.confirmed:
        yield Closing(f"本人已于{day_and_minute(in_zone(sheet.confirmed, meeting.head.zone))}核对确认。")
    yield Closing("□以上记录与本人发言一致　□需更正之处：")
    yield Signatures((_WRITING_LINE, _WRITING_LINE, f"发言人（签名）：{NAME_BLANK}　{DATE_BLANK}"))
    yield colophon(meeting, made, "供发言人核对，不代替会议原始记录")
