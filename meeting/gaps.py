"""What is missing or odd before the record is sealed; it never stops anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from meeting.attendance import attendance, quorum, quorum_of_sitting, short_of_quorum, was_away
from meeting.blank import event
from meeting.chain import chained
from meeting.checking import sheets
from meeting.dossier.last_year import unreported
from meeting.floor import Phase, State, phase, recorded_turns, standings
from meeting.history import history, seal_numbers
from meeting.last import of_last
from meeting.model import Account, Act, Entry, Kind, Meeting, Mode, Number, Role, Turn, TurnId
from meeting.order import members
from meeting.presence import never_here
from meeting.record import Passage, passages
from meeting.refused import Refused
from meeting.roster import name_of
from meeting.seal import is_sealed
from meeting.special import accounts
from meeting.text import clean
from meeting.timing import sittings

Entries = tuple[Entry, ...]

NO_WORDS_FOR_THAT = "还没有散会，不能用说明代替：会开完了先记“散会”。"


class Place(StrEnum):
    """Where a gap is filled."""

    HEAD = "head"
    ROSTER = "roster"
    LIVE = "live"
    RECORD = "record"
    COVERAGE = "coverage"
    CHECKING = "checking"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing or odd, as a sentence; `turn` or `entry` names what it concerns, if anything."""

    key: str
    """Tells this gap from every other, also after the record has grown."""
    sentence: str
    place: Place
    turn: TurnId = ""
    entry: Number = 0
    accepted: str = ""
    """The reason for which it was accepted as it is; empty while it is open."""
    told_in: Number = 0
    """Number of the entry that tells this reason; 0 while it is open."""


def gaps(meeting: Meeting) -> tuple[Gap, ...]:
    """Everything that the record still lacks and that nobody accepted, in the order of the paper."""
    return tuple(gap for gap in all_gaps(meeting) if not gap.accepted)


def all_gaps(meeting: Meeting) -> tuple[Gap, ...]:
    """Everything that the record lacks, that which was accepted with its reason."""
    # An acceptance holds for what was missing then, and not for something else in the same place.
    left = (entry for entry in meeting.entries if entry.act is Act.ACCEPTED)
    latest = {(entry.item, entry.text): entry for entry in left}
    found = (
        *_head_gaps(meeting),
        *_people_gaps(meeting),
        *_turn_gaps(meeting),
        *_entry_gaps(meeting),
        *_special_gaps(meeting),
        *_last_year_gaps(meeting),
        *_checking_gaps(meeting),
    )
    told = (_told(gap, latest.get((gap.key, gap.sentence))) for gap in found)
    # After the seal nobody can be asked to check any more; a correction then bears a signature of its own.
    asks = not is_sealed(meeting)
    return tuple(gap for gap in told if asks or gap.accepted or gap.place is not Place.CHECKING)


def _told(gap: Gap, entry: Entry | None) -> Gap:
    return replace(gap, accepted=entry.reason, told_in=entry.number) if entry else gap


@of_last
def accepted(meeting: Meeting) -> Mapping[str, str]:
    """The gaps that are left as they are, by their keys, each with the reason."""
    if not any(entry.act is Act.ACCEPTED for entry in meeting.entries):
        return {}
    return {gap.key: gap.accepted for gap in all_gaps(meeting) if gap.accepted}


def accept(meeting: Meeting, key: str, reason: str, now: datetime) -> Entries:
    """The gap is left as it is, for a reason that goes into the record; raises `Refused`.

    A later reason stands in place of an earlier one.
    """
    gap = next((gap for gap in all_gaps(meeting) if gap.key == key), None)
    if gap is None:
        raise Refused("这一项已经补上。")
    if gap.key == "closed":
        raise Refused(NO_WORDS_FOR_THAT)
    why = clean(reason).strip()
    if why == gap.accepted and why:
        raise Refused("理由没有改动。")
    if not why:
        raise Refused("请写明为什么不补，例如：本人因病缺席，会后转告。")
    return chained(meeting, now, replace(event(Act.ACCEPTED), item=key, text=gap.sentence, reason=why))


def _head_gaps(meeting: Meeting) -> Iterator[Gap]:
    head = meeting.head
    fields = (
        ("group", "单位（领导班子全称）", head.group),
        ("title", "会议名称", head.title),
        ("place", "地点", head.place),
    )
    for key, label, text in fields:
        if not text.strip():
            yield Gap(f"head:{key}", f"会议信息缺{label}。", Place.HEAD)
    if head.date is None:
        yield Gap("head:date", "会议日期待定。", Place.HEAD)
    if phase(meeting) is not Phase.CLOSED:
        yield Gap("closed", "还没有散会。", Place.LIVE)


def _people_gaps(meeting: Meeting) -> Iterator[Gap]:
    group = members(meeting)
    if not group:
        yield Gap("roster", "名单里没有班子成员。", Place.ROSTER)
    else:
        yield from _quorum_gaps(meeting)
    if not meeting.chair:
        yield Gap("chair", "没有指定主持人。", Place.ROSTER)
    if not any(person.role is Role.RECORDER for person in meeting.people):
        yield Gap("recorder", "没有登记记录人。", Place.ROSTER)
    for person in meeting.people:
        if not person.post and person.role is not Role.RECORDER:
            yield Gap(f"post:{person.id}", f"{person.name}没有写职务。", Place.ROSTER)
        if person.absence and person.absence.written_speech and not person.absence.read_by:
            sentence = f"{person.name}有书面发言，没有写由谁宣读。"
            yield Gap(f"read_by:{person.id}", sentence, Place.ROSTER)


def _quorum_gaps(meeting: Meeting) -> Iterator[Gap]:
    row = attendance(meeting)
    if not row:
        state = quorum(meeting)
        if not state.reached:
            sentence = f"应到 {state.expected} 人，实到 {state.present} 人，不足规定的到会比例。"
            yield Gap("quorum", sentence, Place.ROSTER)
    for number, sitting in enumerate(row, 1):
        state = quorum_of_sitting(meeting, sitting)
        of = f"第 {number} 次会" if len(row) > 1 else ""
        if not state.reached:
            sentence = f"{of}应到 {state.expected} 人，实到 {state.present} 人，不足规定的到会比例。"
            yield Gap(f"quorum:{number}", sentence, Place.ROSTER)
            continue
        for at, short in short_of_quorum(meeting, sitting):
            sentence = (
                f"{of}{at:%H:%M} 起在场 {short.present} 人（应到 {short.expected} 人），不足规定的到会比例。"
            )
            yield Gap(f"quorum:{number}:{at:%H%M%S}", sentence, Place.ROSTER)


def _turn_gaps(meeting: Meeting) -> Iterator[Gap]:
    recorded = recorded_turns(meeting.entries)
    absent = never_here(meeting)
    for standing in standings(meeting):
        turn, key = standing.turn, f"turn:{standing.turn.id}"
        if turn.id in recorded:
            continue
        if standing.state in (State.TO_COME, State.ON, State.PASSED):
            yield Gap(key, f"{describe(meeting, turn)}：没有记录。", Place.LIVE, turn.id)
        elif standing.state is State.ABSENT and turn.by not in absent:
            sentence = f"{describe(meeting, turn)}：{standing.reason}，没有进行。"
            yield Gap(key, sentence, Place.LIVE, turn.id)


def _entry_gaps(meeting: Meeting) -> Iterator[Gap]:
    known = {person.id for person in meeting.people}
    before: Passage | None = None
    for passage in passages(meeting):
        number, entry = passage.entry.number, passage.valid
        if not passage.number:
            continue
        if entry.unfinished:
            yield Gap(f"unfinished:{number}", f"第 {passage.number} 条待补。", Place.RECORD, entry=number)
        if not entry.by:
            sentence = f"第 {passage.number} 条没有写发言人，请在会议记录里更正。"
            yield Gap(f"speaker:{number}", sentence, Place.RECORD, entry=number)
        elif entry.by not in known or (entry.to and entry.to not in known):
            sentence = f"第 {passage.number} 条的发言人或对象不在名单里。"
            yield Gap(f"speaker:{number}", sentence, Place.RECORD, entry=number)
        if entry.kind is Kind.CRITICISM and not entry.to:
            sentence = f"第 {passage.number} 条批评意见没有写对谁。"
            yield Gap(f"target:{number}", sentence, Place.RECORD, entry=number)
        if _spoke_from_outside(meeting, passage):
            sentence = f"第 {passage.number} 条：按到会离会的记录，{name_of(meeting, entry.by)}当时不在场。"
            yield Gap(f"away:{number}", sentence, Place.RECORD, entry=number)
        if odd := _odd_time(meeting, passage, before):
            yield Gap(f"time:{number}", odd, Place.RECORD, entry=number)
        before = passage if passage.has_own_time else before


def _spoke_from_outside(meeting: Meeting, passage: Passage) -> bool:
    """Whether somebody spoke, other than by a paper that was read out, while they were not in the room."""
    entry = passage.valid
    is_speech = entry.act is Act.SAID and entry.mode is not Mode.READ_OUT
    return is_speech and passage.has_own_time and was_away(meeting, entry.by, entry.at)


def _odd_time(meeting: Meeting, passage: Passage, before: Passage | None) -> str:
    """Words spoken outside every sitting, or earlier than those that stand before them."""
    at = passage.valid.at
    if not passage.has_own_time:
        return ""
    if not any(s.start <= at and (s.end is None or at <= s.end) for s in sittings(meeting.entries)):
        return f"第 {passage.number} 条的时间 {at:%H:%M} 不在会期内。"
    if before is None or at >= before.valid.at:
        return ""
    # After the seal an entry keeps its place, whatever its time is corrected to.
    seals = seal_numbers(meeting)
    if not any(history(one, seals).revised for one in (passage, before)):
        return f"第 {passage.number} 条的时间 {at:%H:%M} 早于前面的第 {before.number} 条，时间重叠。"
    return ""


def _special_gaps(meeting: Meeting) -> Iterator[Gap]:
    labels = {item.id: item.label for item in meeting.template.special_items}
    absent = never_here(meeting)
    for (person, item), accounted in accounts(meeting).items():
        if accounted.state is Account.OPEN and person not in absent:
            sentence = f"{name_of(meeting, person)}：“{labels[item]}”未说明。"
            yield Gap(f"special:{person}:{item}", sentence, Place.COVERAGE)


def _last_year_gaps(meeting: Meeting) -> Iterator[Gap]:
    """What of last year's list was not reported on (plan, section 三), once the meeting has begun."""
    if phase(meeting) is Phase.PLANNED:
        return
    absent = never_here(meeting)
    for problem in unreported(meeting):
        if problem.person not in absent:
            whose = name_of(meeting, problem.person) or "班子"
            sentence = f"{whose}：没有报告上年度整改“{problem.text.removesuffix('。')}”。"
            yield Gap(f"last_year:{problem.id}", sentence, Place.LAST_YEAR)


def _checking_gaps(meeting: Meeting) -> Iterator[Gap]:
    """Those who confirmed what is on record of them before it was changed; nobody has to confirm anything."""
    left = {entry.text for entry in meeting.entries if entry.act is Act.ACCEPTED}
    for sheet in sheets(meeting):
        name = name_of(meeting, sheet.person)
        # Records of earlier programs may say why somebody did not check, and go on saying so.
        unchecked = f"{name}还没有核对发言记录。"
        if sheet.changed:
            yield Gap(f"check:{sheet.person}", f"{name}核对以后又有改动。", Place.CHECKING)
        elif sheet.confirmed is None and unchecked in left:
            yield Gap(f"check:{sheet.person}", unchecked, Place.CHECKING)


def describe(meeting: Meeting, turn: Turn) -> str:
    """A turn in words: 李四 对 张三 批评意见."""
    by = name_of(meeting, turn.by) or "（发言人待定）"
    if turn.to:
        return f"{by} 对 {name_of(meeting, turn.to)} {turn.kind.label}"
    return f"{by} {turn.kind.label}"
