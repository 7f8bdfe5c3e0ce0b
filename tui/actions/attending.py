"""到会离会 and 记录人交接: who is in the room, and who takes the record down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from meeting import attendance
from meeting.attendance import attendance_line, comings, quorum, quorum_sentence
from meeting.floor import floor
from meeting.model import Entry, Meeting, Person, PersonId, Role
from meeting.order import turn_of
from meeting.presence import away
from meeting.refused import Refused
from meeting.roster import name_of
from meeting.timing import in_zone, last_time
from tui.actions.procedure import Done, Record
from tui.dialogs import asks
from tui.dialogs.choose import Choose, Option
from tui.dialogs.form import Form
from tui.lines.columns import cut
from tui.lines.turn_lines import short_name
from tui.opened import Opened
from tui.place import Place
from tui.time_of_day import time_of
from tui.widgets.fields import Field


def choose(screen: Place, opened: Opened, done: Done) -> None:
    """Lists everybody with where they are; the chosen one comes or goes."""
    meeting = opened.meeting
    people = [person for person in meeting.people if person.role is not Role.RECORDER]
    people.sort(key=lambda person: person.role is Role.OBSERVER)
    state = quorum(meeting)

    def chosen(index: int | None) -> None:
        if index is not None:
            _ask(screen, opened, people[index], done)

    today = opened.now_here.date()
    options = [Option(_name(meeting, person), _where(meeting, person, today)) for person in people]
    few = "" if state.reached else "，不足到会比例"
    title = f"到会离会：应到 {state.expected} 人，在场 {state.present} 人{few}"
    screen.app.push_screen(Choose(title, options), chosen)


def _name(meeting: Meeting, person: Person) -> str:
    return short_name(meeting, person.id) + ("（列席）" if person.role is Role.OBSERVER else "")


def _where(meeting: Meeting, person: Person, today: date) -> str:
    """Whether somebody is in the room, since when, and why not."""
    gone = away(meeting)
    own = [coming for coming in comings(meeting) if coming.person == person.id]
    at = f"{own[-1].at:{'%H:%M' if own[-1].at.date() == today else '%m-%d %H:%M'}} " if own else ""
    if person.id not in gone:
        return f"{at}到会，在场" if own else "在场"
    left = f"{at}离会，不在场" if own else "不在场"
    reason = person.absence.reason if not own and person.absence else own[-1].reason if own else ""
    return f"{left}：{cut(reason, 28)}" if reason else left


def _ask(screen: Place, opened: Opened, person: Person, done: Done) -> None:
    """Asks when somebody came or went, and why."""
    comes = person.id in away(opened.meeting)
    what = "到会" if comes else "离会"

    def take(values: tuple[str, ...]) -> None:
        now = opened.now()
        at = _moment(values[0], opened.meeting, now)
        opened.recorder.record(_step(opened.meeting, person.id, values[1:], at, now))

    def saved(yes: bool | None) -> None:
        if yes:
            done(_told(opened.meeting, person, what))

    fields = [Field("时刻", "", f"不写就是现在 {opened.now_here:%H:%M}")]
    if not comes:
        fields.append(Field("理由", "", "例如：因公；可以不写"))
    screen.app.push_screen(Form(f"{person.name}{what}", fields, take), saved)


def _step(
    meeting: Meeting, person: PersonId, reason: Sequence[str], at: datetime, now: datetime
) -> Sequence[Entry]:
    if reason:
        return attendance.leave(meeting, person, reason[0], at, now)
    return attendance.arrive(meeting, person, at, now)


def _moment(typed: str, meeting: Meeting, now: datetime) -> datetime:
    """Today at the time that is typed, or the day before where that is still to come; now for none."""
    if not typed:
        return in_zone(now, meeting.head.zone)
    told = time_of(typed)
    if told is None:
        raise Refused(f"时刻“{typed[:12]}”看不懂，请写成 10:20。", "时刻")
    return last_time(told, now, meeting.head.zone)


def _told(meeting: Meeting, person: Person, what: str) -> str:
    """What was recorded, whether the members are still enough, and who is to go on."""
    last = [coming for coming in comings(meeting) if coming.person == person.id][-1]
    here = floor(meeting)
    speaks = what == "离会" and here and turn_of(meeting, here).by == person.id
    goes_on = f"这一轮正是{person.name}发言，按 F2 转下一位。" if speaks else ""
    return f"已记 {attendance_line(meeting, last)}。{goes_on}{quorum_sentence(meeting)}"


def other_recorders(meeting: Meeting) -> list[Person]:
    """The recorders on the list who do not record now."""
    now = attendance.recorder_now(meeting)
    return [person for person in meeting.people if person.role is Role.RECORDER and person.id != now]


def hand_over(screen: Place, opened: Opened, record: Record, done: Done) -> None:
    """Asks who takes the record down from now on."""

    def take(person: PersonId) -> None:
        if record(lambda now: attendance.hand_over(opened.meeting, person, now)):
            name = name_of(opened.meeting, person)
            done(f"已记 {opened.now_here:%H:%M} 起由{name}记录。")

    asks.ask_person(screen, "从现在起由谁记录", other_recorders(opened.meeting), take)
