"""The body of the 会议原始记录: what was said and done, in the order of the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from exporters.blocks import Block, Correction, Event, RevisedEvent, RevisedSpeech, Speech
from exporters.chinese import BLANK, DATE_BLANK, NAME_BLANK, day, day_and_minute, stamp
from exporters.names import Mentions
from exporters.original_record.headings import Headings, next_speeches
from meeting.gaps import all_gaps
from meeting.history import History, history, seal_numbers, version_of
from meeting.model import Act, Entry, Meeting, Mode
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.timing import in_zone

_EVENTS: Mapping[Act, str] = MappingProxyType(
    {
        Act.OPENED: "开会",
        Act.ADJOURNED: "休会",
        Act.RECONVENED: "复会",
        Act.CLOSED: "散会",
        Act.SKIPPED: "跳过",
        Act.NOTED: "程序记事",
        Act.ARRIVED: "到会",
        Act.LEFT: "离会",
        Act.HANDED_OVER: "记录人交接",
        Act.ACCEPTED: "说明",
    }
)
_MODES: Mapping[Mode, str] = MappingProxyType(
    {Mode.VERBATIM: "", Mode.SUMMARY: "（摘要）", Mode.READ_OUT: "（宣读材料，附后）"}
)
_SIGNING = f"更正签名：{NAME_BLANK}　{DATE_BLANK}"


def body_blocks(meeting: Meeting) -> Iterator[Block]:
    """Every passage once, under the heading of its agenda item and round."""
    # What was accepted as missing and came after all is told by what came, an earlier reason by the latest.
    told_in = {gap.told_in for gap in all_gaps(meeting)}
    record = [
        passage
        for passage in passages(meeting)
        if passage.entry.act is not Act.ACCEPTED or passage.entry.number in told_in
    ]
    headings, printer = Headings(meeting), Printer(meeting)
    for passage, next_speech in zip(record, next_speeches(record), strict=True):
        yield from headings.before(passage, next_speech)
        yield from printer.blocks(passage)


class Printer:
    """Puts one passage after another into words; knows who was named before and which day it was."""

    def __init__(self, meeting: Meeting) -> None:
        self._zone = meeting.head.zone
        self._mentions = Mentions(meeting)
        self._seals = seal_numbers(meeting)
        self._aspects = {aspect.id: aspect.label for aspect in meeting.template.aspects}
        self._numbers = {passage.entry.number: passage.number for passage in passages(meeting)}
        self._readers = {
            person.id: name_of(meeting, person.absence.read_by) for person in meeting.people if person.absence
        }
        self._day: date | None = None
        """The latest day that was told."""

    def blocks(self, passage: Passage) -> Iterator[Block]:
        """The passage as it was sealed, then every correction after the seal beside what it replaced."""
        past = history(passage, self._seals)
        entry, who = past.printed, self._from_to(past.printed)
        at, told = self._when(entry)
        changed = tuple(self._changed(passage, past))

        def block(version: Entry, at: str, who: str) -> Speech | Event:
            if not passage.number:
                return Event(at, _EVENTS[version.act], told or _happened(version, who), changed)
            notes = (*filter(None, self._recorded_how(version)), *changed)
            return Speech(passage.number, at, version.kind.label, who, notes, version.text)

        printed = block(entry, at, who)
        if not past.revised:
            yield printed
        for revised in past.revised:
            if (revised.by, revised.to) != (entry.by, entry.to):
                who = self._from_to(revised)
            if revised.at != entry.at:
                at = stamp(in_zone(revised.at, self._zone), self._day)
            before, printed, entry = printed, block(revised, at, who), revised
            yield _side_by_side(before, printed)
            yield Correction(self._asked(revised), _SIGNING)

    def _when(self, entry: Entry) -> tuple[str, str]:
        """The time, with its day where that was not told yet; at the start of a sitting the day by itself."""
        at, told = in_zone(entry.at, self._zone), self._day
        self._day = max(told or at.date(), at.date())
        if entry.act in (Act.OPENED, Act.RECONVENED):
            return f"{at:%H:%M}", "" if at.date() == told else day(at)
        return stamp(at, told), ""

    def _from_to(self, entry: Entry) -> str:
        """李四（党组成员、副局长）→张三."""
        speaker = self._mentions.of(entry.by) or BLANK
        addressee = self._mentions.of(entry.to)
        return f"{speaker}→{addressee}" if addressee else speaker

    def _recorded_how(self, entry: Entry) -> Iterator[str]:
        if entry.act is Act.NO_OPINION:
            return
        reader = self._readers.get(entry.by)
        yield f"（书面发言，由{reader}宣读）" if reader else ""
        yield _MODES[entry.mode]
        aspects = "、".join(self._aspects.get(aspect, aspect) for aspect in entry.aspects)
        yield f"（{aspects}方面）" if aspects else ""
        refers = "、".join(str(self._numbers[number]) for number in entry.refers if number in self._numbers)
        yield f"（回应第{refers}条）" if refers else ""

    def _changed(self, passage: Passage, past: History) -> Iterator[str]:
        """待补, 补记 and 更正 before the seal, with their times; the words before them stay in the file."""
        if past.printed.unfinished:
            yield "〔待补〕"
        if passage.late:
            yield f"〔补记 {self._written(replace(passage.entry, at=past.printed.at))}〕"
        if past.completed:
            yield f"〔补记 {self._written(past.completed)}〕"
        if past.corrected:
            yield f"〔更正 {self._written(past.corrected[-1])}〕"
        if past.printed.at != passage.entry.at:
            at, first = (in_zone(one.at, self._zone) for one in (past.printed, passage.entry))
            yield f"〔时间原记 {stamp(first, at.date())}〕"

    def _written(self, entry: Entry) -> str:
        at, written = (in_zone(moment, self._zone) for moment in (entry.at, entry.written))
        return stamp(written, at.date())

    def _asked(self, revised: Entry) -> str:
        when = day_and_minute(in_zone(revised.written, self._zone))
        who = self._mentions.of(revised.asked_by) or revised.asked_by_other
        version = version_of(revised, self._seals)
        return f"定稿后更正（见第{version}版）：{when}，{who}提出。理由：{revised.reason}"


def _happened(entry: Entry, who: str) -> str:
    """A step of the meeting in words."""
    match entry.act:
        case Act.SKIPPED:
            return f"{who}　{entry.kind.label}（理由：{entry.text}）"
        case Act.ARRIVED:
            return who
        case Act.LEFT:
            return f"{who}（理由：{entry.text}）" if entry.text else who
        case Act.HANDED_OVER:
            return f"由{who}接着记录"
        case Act.ACCEPTED:
            return f"{entry.text}（理由：{entry.reason}）"
        case _:
            return entry.text


def _side_by_side(before: Speech | Event, after: Speech | Event) -> Block:
    if isinstance(before, Speech) and isinstance(after, Speech):
        return RevisedSpeech(before, after)
    if isinstance(before, Event) and isinstance(after, Event):
        return RevisedEvent(before, after)
    raise TypeError("a correction never turns a speech into a step of the meeting")
