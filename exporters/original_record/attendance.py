"""Who was there: 应到 and 实到 of every sitting, who came late or went early, and who never came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from exporters.blocks import Field
from exporters.chinese import BLANK, numeral, stamp
from exporters.names import with_post
from meeting.attendance import Attendance, attendance, comings, quorum_of_sitting
from meeting.model import Meeting, Person, PersonId, Role
from meeting.order import members
from meeting.roster import name_of
from meeting.timing import in_zone

_LISTS = ("出席", "列席", "缺席")


def attendance_blocks(meeting: Meeting) -> Iterator[Field]:
    """到会, 出席, 列席 and 缺席; a sitting in which nobody came or went is told in one line."""
    group = members(meeting)
    if not group:
        yield from (Field(label, (BLANK,)) for label in ("到会", *_LISTS))
        return
    row = attendance(meeting)
    nobody = "无" if row else BLANK
    attended = {person for sitting in row for person in sitting.attended}
    present = [person for person in group if (person.id in attended if row else person.absence is None)]
    observers = (person for person in meeting.people if person.role is Role.OBSERVER)
    away = (_absent(meeting, person) for person in group if person not in present)
    yield Field("到会", tuple(_counted(meeting, row)) or (f"应到{len(group)}人，实到{BLANK}人",))
    yield Field("出席", tuple(map(with_post, present)) or (BLANK,))
    yield Field("列席", tuple(map(with_post, observers)) or (nobody,))
    yield Field("缺席", tuple(away) or (nobody,))


def sitting_names(count: int) -> tuple[str, ...]:
    """What stands before the particulars of each sitting: nothing where there was but one."""
    return ("",) if count == 1 else tuple(f"第{numeral(number)}次会议：" for number in range(1, count + 1))


def _counted(meeting: Meeting, row: tuple[Attendance, ...]) -> Iterator[str]:
    for sitting, name in zip(row, sitting_names(len(row)), strict=True):
        state = quorum_of_sitting(meeting, sitting)
        share = f"{state.present / state.expected:.1%}".replace(".0%", "%")
        yield f"{name}应到{state.expected}人，实到{state.present}人，到会比例{share}"
        missing = [person for person in members(meeting) if person.id not in sitting.attended]
        if name and missing:
            yield "未到会：" + "、".join(_missing(meeting, person, sitting) for person in missing)
        if sitting.comings:
            yield "、".join(_came_and_went(meeting, sitting))


def _came_and_went(meeting: Meeting, sitting: Attendance) -> Iterator[str]:
    """李四（11:05离会，因公；11:40到会), for everybody who came or went during the sitting."""
    zone = meeting.head.zone
    day_told = in_zone(sitting.sitting.start, zone).date()
    told: defaultdict[PersonId, list[str]] = defaultdict(list)
    for coming in sitting.comings:
        what = "到会" if coming.arrived else "离会"
        why = f"，{coming.reason}" if coming.reason else ""
        told[coming.person].append(f"{stamp(in_zone(coming.at, zone), day_told)}{what}{why}")
    return (f"{name_of(meeting, person)}（{'；'.join(times)}）" for person, times in told.items())


def _missing(meeting: Meeting, person: Person, sitting: Attendance) -> str:
    """Somebody who was not there for the whole of a sitting, with the reason that was last given."""
    reason = person.absence.reason if person.absence else ""
    for coming in comings(meeting):
        if coming.person == person.id and coming.at < sitting.sitting.start:
            reason = coming.reason
    return name_of(meeting, person.id) + (f"（{reason}）" if reason else "")


def _absent(meeting: Meeting, person: Person) -> str:
    absence = person.absence
    if absence is None:
        return with_post(person)
    speech = "已提交书面发言" if absence.written_speech else "未提交书面发言"
    reader = name_of(meeting, absence.read_by)
    read = f"，由{reader}宣读" if absence.written_speech and reader else ""
    return f"{with_post(person)}，{absence.reason}，{speech}{read}"
