"""The body of the 会议原始记录: what was said and done, in the order of the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from exporters.blocks import Block, Event, Speech
from exporters.chinese import BLANK, day, stamp
from exporters.names import Mentions
from exporters.record_headings import Headings, next_speeches
from meeting.model import Act, Entry, Meeting, Mode
from meeting.record import Passage
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
    }
)
_MODES: Mapping[Mode, str] = MappingProxyType(
    {Mode.VERBATIM: "", Mode.SUMMARY: "（摘要）", Mode.READ_OUT: "（宣读材料，附后）"}
)


def body_blocks(meeting: Meeting, record: Sequence[Passage]) -> Iterator[Block]:
    """Every passage once, under the heading of its agenda item and round."""
    headings = Headings(meeting)
    passages = _Passages(meeting, record)
    for passage, next_speech in zip(record, next_speeches(record), strict=True):
        yield from headings.before(passage, next_speech)
        yield passages.speech(passage) if passage.number else passages.event(passage)


class _Passages:
    """Puts one passage after another into words; knows who was named before and which day it was."""

    def __init__(self, meeting: Meeting, record: Sequence[Passage]) -> None:
        self._zone = meeting.head.zone
        self._mentions = Mentions(meeting)
        self._aspects = {aspect.id: aspect.label for aspect in meeting.template.aspects}
        self._numbers = {passage.entry.number: passage.number for passage in record}
        self._readers = {
            person.id: name_of(meeting, person.absence.read_by) for person in meeting.people if person.absence
        }
        self._last_day = ""

    def speech(self, passage: Passage) -> Speech:
        entry, at = passage.valid, self._in_room(passage)
        return Speech(
            number=passage.number,
            time=f"{at:%H:%M}",
            kind=entry.kind.label,
            speakers=self._from_to(entry),
            notes=tuple(note for note in (*self._recorded_how(entry), *self._changed(passage, at)) if note),
            text=entry.text,
        )

    def event(self, passage: Passage) -> Event:
        entry, at = passage.valid, self._in_room(passage)
        text, last_day = entry.text, self._last_day
        if entry.act in (Act.OPENED, Act.RECONVENED):
            self._last_day = day(at)
            text = "" if self._last_day == last_day else self._last_day
        elif entry.act is Act.SKIPPED:
            text = f"{self._from_to(entry)}　{entry.kind.label}（理由：{entry.text}）"
        return Event(f"{at:%H:%M}", _EVENTS[entry.act], text, tuple(self._changed(passage, at)))

    def _in_room(self, passage: Passage) -> datetime:
        return in_zone(passage.valid.at, self._zone)

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

    def _changed(self, passage: Passage, at: datetime) -> Iterator[str]:
        """补记 and 更正 with their times; the words before a correction stay in the file."""
        if passage.late:
            yield f"〔补记 {stamp(in_zone(passage.entry.written, self._zone), at)}〕"
        if len(passage.versions) > 1:
            yield f"〔更正 {stamp(in_zone(passage.valid.written, self._zone), at)}〕"
