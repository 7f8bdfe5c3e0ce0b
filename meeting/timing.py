"""Clocks, from timestamps alone: who had the floor from when to when, and for how long.

All lengths are seconds. Times carry a fixed offset from UTC, so differences are right across clock changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from meeting.last import of_last, of_longer
from meeting.model import Act, Entry, Meeting, Number, TurnId
from meeting.moved_starts import moved_starts
from meeting.order import is_own
from meeting.refused import Refused
from meeting.spoken import SPEECHES, spoken

_HALTS = (Act.PAUSED, Act.ADJOURNED)
_GOES_ON = (Act.RESUMED, Act.RECONVENED)
_SITS = (Act.OPENED, Act.RECONVENED, Act.ADJOURNED, Act.CLOSED)
_STOPS = (*_HALTS, *_GOES_ON, Act.CLOSED)
_LONGEST_SHIFT = timedelta(hours=1)
# Recording a speech passes the floor on; who had it for so short a time before 休会 has not spoken.
_COMING_UP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken time in which one turn had the floor; `end` is None while it has."""

    turn: TurnId
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Halt:
    """A time in which the clock of the turns stood still: a pause, or the gap between two sittings."""

    start: datetime
    end: datetime | None
    adjourned: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """会期: from opening or 复会 to 休会 or 散会."""

    start: datetime
    end: datetime | None = None


def zone(name: str) -> ZoneInfo:
    """The zone of this name; raises `Refused` for one that this computer does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f"不认识时区“{name}”，请写 Asia/Shanghai 这样的名称。", "时区") from error


def in_zone(moment: datetime, name: str) -> datetime:
    """The moment in the zone of this name, to the second, with the fixed offset that holds there then."""
    local = moment.astimezone(zone(name))
    offset = local.utcoffset() or timedelta()
    return local.replace(microsecond=0, tzinfo=timezone(offset))


def last_time(told: time, now: datetime, name: str) -> datetime:
    """The latest moment up to now at which a clock in the zone of this name showed this hour and minute."""
    moment = in_zone(now, name)
    if (moment.hour, moment.minute) == (told.hour, told.minute):
        return moment
    day = moment.date() if told < moment.time() else moment.date() - timedelta(days=1)
    return in_zone(datetime.combine(day, told, tzinfo=zone(name)), name)


def present(meeting: Meeting, now: datetime) -> datetime:
    """Now in the meeting's zone; a clock set back never makes it earlier than the last entry."""
    moment = in_zone(now, meeting.head.zone)
    return max(moment, meeting.entries[-1].written) if meeting.entries else moment


class _Floor:
    """Who had the floor when, as far as the entries tell that were taken."""

    def __init__(self) -> None:
        self._run: list[Stretch] = []
        self._heard: dict[Number, Entry] = {}
        self._moved: dict[Number, datetime] = {}

    def take(self, entry: Entry) -> None:
        run = self._run
        if entry.act in SPEECHES:
            self._heard[entry.number] = entry
        elif entry.act is Act.CORRECTED and entry.corrects in self._heard:
            said = self._heard[entry.corrects]
            if is_own(said):
                self._moved.pop(said.number, None)
                self._moved |= {} if entry.at == said.at else {said.number: entry.at}
        elif entry.act is Act.WITHDRAWN:
            self._heard.pop(entry.corrects, None)
            self._moved.pop(entry.corrects, None)
        elif entry.act is Act.BEGAN:
            _begin(run, entry.turn, entry.at)
        elif entry.act is Act.RETURNED:
            _return(run, entry.turn, entry.at, {said.turn for said in self._heard.values()})
        elif entry.act is Act.CLOSED or (entry.act is Act.SKIPPED and run and run[-1].turn == entry.turn):
            _end(run, entry.at)

    def answer(self) -> tuple[Stretch, ...]:
        # Several remarks of a turn may have begun with it: the one corrected last moves it.
        began = {(self._heard[n].turn, self._heard[n].at): at for n, at in self._moved.items()}
        wanted = [began.get((stretch.turn, stretch.start)) for stretch in self._run]
        if not any(wanted):
            return tuple(self._run)
        spans = moved_starts([(stretch.start, stretch.end) for stretch in self._run], wanted)
        return tuple(
            Stretch(stretch.turn, start, end) for stretch, (start, end) in zip(self._run, spans, strict=True)
        )


_stretches = of_longer(_Floor)


def stretches(entries: Sequence[Entry]) -> tuple[Stretch, ...]:
    """Who had the floor when, in the order of the room.

    A new start for the turn that is on moves its beginning. Going back from a turn in which nothing was
    recorded takes that turn's time as part of the one before: the floor never really passed. A turn whose
    first words got another time in the record began then, as far as the order of the turns allows.
    """
    return _stretches(entries)


def _begin(run: list[Stretch], turn: TurnId, at: datetime) -> None:
    if run and run[-1].turn == turn and run[-1].end is None:
        end = run[-2].end if len(run) > 1 else None
        if end and (end == run[-1].start or end > at):
            run[-2] = replace(run[-2], end=at)
        run[-1] = replace(run[-1], start=at)
        return
    _end(run, at)
    run.append(Stretch(turn, at))


def _return(run: list[Stretch], turn: TurnId, at: datetime, heard: set[TurnId]) -> None:
    if run and run[-1].end is None and run[-1].turn not in heard:
        at = run.pop().start
        if run and run[-1].turn == turn and run[-1].end == at:
            run[-1] = replace(run[-1], end=None)
            return
    _end(run, at)
    run.append(Stretch(turn, at))


def _end(run: list[Stretch], at: datetime) -> None:
    if run and run[-1].end is None:
        run[-1] = Stretch(run[-1].turn, run[-1].start, at)


@of_last
def halts(entries: Sequence[Entry]) -> tuple[Halt, ...]:
    """The times in which no turn's clock ran."""
    found: list[Halt] = []
    for entry in (one for one in entries if one.act in _STOPS):
        if entry.act in _HALTS:
            if found and found[-1].end is None:
                found[-1] = replace(found[-1], end=entry.at)
            found.append(Halt(entry.at, None, entry.act is Act.ADJOURNED))
        elif found and found[-1].end is None:
            found[-1] = replace(found[-1], end=entry.at)
    return tuple(found)


@of_last
def sittings(entries: Sequence[Entry]) -> tuple[Sitting, ...]:
    """Every sitting with its start and end."""
    found: list[Sitting] = []
    for entry in (one for one in entries if one.act in _SITS):
        if entry.act is Act.OPENED:
            # A second opening only moves the start of the first sitting.
            found = [replace(found[0], start=entry.at), *found[1:]] if found else [Sitting(entry.at)]
        elif entry.act is Act.RECONVENED:
            found.append(Sitting(entry.at))
        elif found and found[-1].end is None:
            found[-1] = replace(found[-1], end=entry.at)
    return tuple(found)


def elapsed(meeting: Meeting, turn: TurnId, now: datetime) -> float:
    """Seconds for which the turn has had the floor, without the halts within them."""
    now = present(meeting, now)
    pauses = halts(meeting.entries)
    return sum(
        _between(stretch.start, stretch.end or now, pauses, now)
        for stretch in stretches(meeting.entries)
        if stretch.turn == turn
    )


def meeting_elapsed(meeting: Meeting, now: datetime) -> float:
    """Seconds for which the meeting has sat, all sittings together."""
    now = present(meeting, now)
    return sum(((s.end or now) - s.start).total_seconds() for s in sittings(meeting.entries))


def _between(start: datetime, end: datetime, pauses: Sequence[Halt], now: datetime) -> float:
    length = (end - start).total_seconds()
    for halt in pauses:
        overlap = min(end, halt.end or max(now, end)) - max(start, halt.start)
        length -= max(0.0, overlap.total_seconds())
    return max(0.0, length)


def out_of_break(entries: Sequence[Entry], start: datetime, since: datetime, end: datetime) -> datetime:
    """When words of a turn fell, if not within a 休会: before it, or after it where the turn then went on."""
    for halt in halts(entries):
        if halt.adjourned and halt.start <= since and (halt.end is None or since < halt.end):
            return halt.end if halt.end and halt.end < end else max(start, halt.start)
    return since


def still_to_begin(entries: Sequence[Entry]) -> bool:
    """Whether the turn on the floor came up only when the meeting adjourned, and has said nothing yet."""
    here, sat = stretches(entries)[-1], sittings(entries)[-1]
    if here.end or not sat.end or sat.end - here.start > _COMING_UP:
        return False
    # Words that were just confirmed may bear an earlier time since, which their turn does not begin with.
    own = (entry for entry in spoken(entries) if entry.turn == here.turn)
    return not any(e.at >= here.start or (e.after < 0 and e.written >= here.start) for e in own)


def opened_with(entries: Sequence[Entry]) -> bool:
    """Whether the turn that is on is the first, and has been on since the meeting opened."""
    run, sat = stretches(entries), sittings(entries)
    return len(run) == 1 and run[0].start == sat[0].start


def room_to_shift(meeting: Meeting, now: datetime) -> tuple[datetime, datetime]:
    """Between which times the turn on the floor can have begun, so that the order of the room stays."""
    *before, here = stretches(meeting.entries)
    opens = opened_with(meeting.entries)
    not_before = [stretch.start for stretch in before]
    not_after = [present(meeting, now)]
    for sitting in sittings(meeting.entries):
        if opens and sitting.end:
            not_after.append(sitting.end)
        elif not opens and sitting.start <= here.start:
            not_before.append(sitting.start)
    for entry in spoken(meeting.entries):
        if entry.after < 0:
            own = entry.turn == here.turn and entry.at >= here.start
            (not_after if own else not_before).append(entry.at)
    return max(not_before, default=here.start - _LONGEST_SHIFT), min(not_after)


def clock(seconds: float) -> str:
    """A length as 分:秒, or 时:分:秒 from one hour on."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes:02}:{second:02}"


def hours_minutes(seconds: float) -> str:
    """A length in words: 4小时32分."""
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest:02}分" if hours else f"{rest}分钟"
