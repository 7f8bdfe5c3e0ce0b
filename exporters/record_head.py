"""The head of the 会议原始记录: which meeting, when, where, who was there, and what about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporters.blocks import Block, Field, Notice, Title
from exporters.chinese import BLANK, day, day_and_minute, minute
from exporters.names import with_post
from meeting.attendance import attendance
from meeting.floor import Phase, phase, planned_start
from meeting.model import Head, Meeting, Person, Role
from meeting.order import agenda, members
from meeting.roster import name_of
from meeting.timing import Sitting, in_zone, sittings

UNFINISHED = "〔会议尚未结束〕"
NOT_BEGUN = "〔会议尚未开始〕"
SAMPLE = "示例"


def title_lines(head: Head) -> tuple[str, ...]:
    """The full name of the meeting, with group and year, and the name of the paper."""
    title = head.title.strip() or BLANK
    # Whoever writes the year into the title gets it once.
    if "年度" not in title:
        title = f"{head.year or BLANK}年度{title}"
    return head.group.strip() or BLANK, title, "会议原始记录"


def head_blocks(meeting: Meeting) -> Iterator[Block]:
    """Title, notices and the particulars; what is not known is left as a visible blank."""
    yield Title(title_lines(meeting.head))
    if meeting.sample:
        yield Notice(f"（{SAMPLE}：人员和发言均为虚构）")
    if state := unfinished(meeting):
        yield Notice(state)
    yield Field("时间", tuple(_times(meeting)))
    yield Field("地点", (meeting.head.place.strip() or BLANK,))
    yield Field("主持", _each(with_post(person) for person in meeting.people if person.id == meeting.chair))
    yield Field("记录", _each(with_post(person) for person in meeting.people if person.role is Role.RECORDER))
    yield from _attendance(meeting)
    yield Field("主题", (meeting.template.theme.strip() or BLANK,))
    yield Field("议程", _each(f"{n}.{item.title}" for n, item in enumerate(agenda(meeting), start=1)))


def unfinished(meeting: Meeting) -> str:
    """The words that tell that the record is not yet whole; empty after 散会."""
    return {Phase.CLOSED: "", Phase.PLANNED: NOT_BEGUN}.get(phase(meeting), UNFINISHED)


def _times(meeting: Meeting) -> Iterator[str]:
    head = meeting.head
    sat = sittings(meeting.entries)
    for sitting in sat:
        yield _sitting(sitting, head.zone)
    if not sat:
        yield _planned(meeting)
    if head.zone != Head().zone:
        yield f"（本记录的时间均为{head.zone}时区）"


def _sitting(sitting: Sitting, zone: str) -> str:
    start = in_zone(sitting.start, zone)
    if sitting.end is None:
        return f"{day_and_minute(start)} 至 {BLANK}"
    end = in_zone(sitting.end, zone)
    until = minute(end) if end.date() == start.date() else day_and_minute(end)
    return f"{day_and_minute(start)} 至 {until}"


def _planned(meeting: Meeting) -> str:
    start = planned_start(meeting)
    if start:
        return f"（计划）{day_and_minute(start)}"
    return f"（计划）{day(meeting.head.date)}" if meeting.head.date else BLANK


def _attendance(meeting: Meeting) -> Iterator[Block]:
    group = members(meeting)
    if not group:
        yield from (Field(label, (BLANK,)) for label in ("到会", "出席", "列席", "缺席"))
        return
    begun = phase(meeting) is not Phase.PLANNED
    attended = {one for sitting in attendance(meeting) for one in sitting.attended}
    present = [person for person in group if (person.id in attended if begun else person.absence is None)]
    share = f"{len(present) / len(group):.1%}".replace(".0%", "%")
    came = f"实到{len(present)}人，到会比例{share}" if begun else f"实到{BLANK}人"
    nobody = "无" if begun else BLANK
    yield Field("到会", (f"应到{len(group)}人，{came}",))
    yield Field("出席", _each(map(with_post, present)))
    observers = (person for person in meeting.people if person.role is Role.OBSERVER)
    yield Field("列席", _each(map(_observer, observers), nobody))
    away = (_absent(meeting, person) for person in group if person not in present)
    yield Field("缺席", _each(away, nobody))


def _observer(person: Person) -> str:
    return "　".join(part for part in (person.unit, person.post, person.name) if part)


def _absent(meeting: Meeting, person: Person) -> str:
    absence = person.absence
    if absence is None:
        return with_post(person)
    speech = "已提交书面发言" if absence.written_speech else "未提交书面发言"
    reader = name_of(meeting, absence.read_by)
    read = f"，由{reader}宣读" if absence.written_speech and reader else ""
    return f"{with_post(person)}，{absence.reason}，{speech}{read}"


def _each(lines: Iterable[str], otherwise: str = BLANK) -> tuple[str, ...]:
    return tuple(lines) or (otherwise,)
