"""Meetings to print, held through the Recorder as in the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from meeting import amend, attendance, roster, steps
from meeting.checking import confirm_sheet
from meeting.desk import draft_for
from meeting.dossier.model import Dossier
from meeting.draft import Draft
from meeting.floor import floor
from meeting.gaps import accept
from meeting.model import Act, Entry, Head, Kind, Meeting, Mode, Number, Role
from meeting.order import turn_of
from meeting.record import passages, speech
from meeting.recorder import Recorder
from meeting.seal import correct_sealed, seal
from meeting.take_back import take_back
from meeting.template import AgendaItem, Aspect, Scope, Speaker, Step, Template

ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2022, 1, 28, 9, 0, tzinfo=ZONE)
PRINTED = datetime(2022, 1, 28, 18, 5, tzinfo=ZONE)

ROUND = (
    Step(Kind.SELF_EXAMINATION, Speaker.SUBJECT, 12.0),
    Step(Kind.CRITICISM, Speaker.EACH_OTHER, 3.0),
    Step(Kind.RESPONSE, Speaker.SUBJECT, 3.0),
)
TEMPLATE = Template(
    id="2021-test",
    title="党史学习教育专题民主生活会",
    theme="大力弘扬伟大建党精神，坚持和发展党的百年奋斗历史经验，坚定历史自信，践行时代使命",
    legal_basis=("党章",),
    place="党员会议室",
    chaired_by=Speaker.SECRETARY,
    recorded_by="局办公室",
    quorum=2 / 3,
    days_after=15,
    aspects=(Aspect("ideals", "坚定信仰", "理想信念"), Aspect("duty", "履职尽责", "担当作为")),
    agenda=(
        AgendaItem("briefing", "通报筹备情况", Scope.ONCE, (Step(Kind.BRIEFING, Speaker.CHAIR, 10.0),)),
        AgendaItem(
            "group",
            "党组书记代表班子作对照检查",
            Scope.ONCE,
            (Step(Kind.GROUP_EXAMINATION, Speaker.SECRETARY, 15.0),),
        ),
        AgendaItem("secretary", "党组书记带头发言，班子成员对其提出批评意见", Scope.SECRETARY, ROUND),
        AgendaItem("others", "其他班子成员依次作对照检查", Scope.OTHERS, ROUND),
    ),
    special_items=(),
    due_before=(),
    due_after=(),
)
HEAD = Head(
    group="XX局党组",
    title="党史学习教育专题民主生活会",
    year=2021,
    date=date(2022, 1, 28),
    starts=time(9, 0),
    place="党员会议室",
)
MEMBERS = (
    ("张三", "党组书记、局长"),
    ("李四", "党组成员、副局长"),
    ("王五", "党组成员、副局长"),
    ("赵六", "党组成员、副局长"),
    ("欧阳七", "党组成员、纪检组组长"),
    ("买买提·𠮷喆", "党组成员、总工程师"),
    ("孙八", "党组成员、办公室主任"),
)


class _Memory:
    def append(self, entries: Sequence[Entry]) -> None:
        """Keeps nothing."""

    def keep(self, meeting: Meeting) -> None:
        """Keeps nothing."""

    def keep_dossier(self, dossier: Dossier) -> None:
        """Keeps nothing."""


class Room:
    """A meeting under way: every call takes a minute of the room's time."""

    def __init__(self, meeting: Meeting, now: datetime = NINE) -> None:
        self.recorder = Recorder(meeting, _Memory())
        self.now = now
        self.texts: list[str] = []

    @property
    def meeting(self) -> Meeting:
        return self.recorder.meeting

    def tick(self, minutes: float = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def open(self) -> None:
        self.recorder.record(steps.open_meeting(self.meeting, self.now))

    def say(
        self,
        text: str,
        mode: Mode = Mode.VERBATIM,
        *,
        unfinished: bool = False,
        **particulars: tuple[object, ...],
    ) -> Number:
        """Confirms a remark of whoever has the floor, which then passes on; gives the entry's number."""
        draft = draft_for(self.meeting, floor(self.meeting))
        draft = replace(draft, text=text, mode=mode, **particulars)  # type: ignore[arg-type]
        entries = steps.confirm(self.meeting, draft, self.tick(), pass_on=True, unfinished=unfinished)
        self.recorder.record(entries)
        return entries[0].number

    def interject(self, by: str, text: str) -> None:
        draft = Draft(floor(self.meeting), Kind.INTERJECTION, by, at=self.tick(), text=text)
        self.recorder.record(steps.confirm(self.meeting, draft, self.now, pass_on=True))

    def no_opinion(self) -> None:
        self.recorder.record(steps.no_opinion(self.meeting, floor(self.meeting), self.tick()))

    def go_to(self, turn: str) -> None:
        self.recorder.record(steps.go_to(self.meeting, turn, self.tick()))

    def skip(self, turn: str, reason: str) -> None:
        self.recorder.record(steps.skip(self.meeting, turn, reason, self.tick()))

    def note(self, text: str) -> None:
        self.recorder.record(amend.note(self.meeting, text, self.tick()))

    def correct(self, number: Number, text: str) -> None:
        draft = self._revised(number, text=text)
        self.recorder.record(amend.correct(self.meeting, number, draft, self.tick()))

    def correct_sealed(self, number: Number, asked_by: str, reason: str, **changes: object) -> None:
        """A correction after the seal, of whatever is named, asked for by somebody on the list."""
        draft = self._revised(number, **changes)
        self.recorder.record(correct_sealed(self.meeting, number, draft, asked_by, reason, self.tick()))

    def correct_sealed_for(self, number: Number, other: str, reason: str, text: str) -> None:
        """The same for somebody who is not on the list."""
        draft, now = self._revised(number, text=text), self.tick()
        self.recorder.record(correct_sealed(self.meeting, number, draft, "", reason, now, other=other))

    def retime(self, number: Number, at: datetime, reason: str = "") -> None:
        """Another time for an entry; with a reason after the seal."""
        draft, now = self._revised(number, at=at), self.tick()
        if reason:
            self.recorder.record(correct_sealed(self.meeting, number, draft, "p1", reason, now))
        else:
            self.recorder.record(amend.correct(self.meeting, number, draft, now))

    def _revised(self, number: Number, **changes: object) -> Draft:
        old = speech(self.meeting, number).valid
        draft = Draft(old.turn, old.kind, old.by, old.to, text=old.text, mode=old.mode)
        return replace(draft, **{"aspects": old.aspects, "refers": old.refers, **changes})  # type: ignore[arg-type]

    def take_back(self) -> None:
        self.recorder.record(take_back(self.meeting, self.tick()))

    def arrive(self, person: str) -> None:
        self.recorder.record(attendance.arrive(self.meeting, person, self.tick(), self.now))

    def leave(self, person: str, reason: str = "") -> None:
        self.recorder.record(attendance.leave(self.meeting, person, reason, self.tick(), self.now))

    def hand_over(self, person: str) -> None:
        self.recorder.record(attendance.hand_over(self.meeting, person, self.tick()))

    def accept(self, key: str, reason: str) -> None:
        self.recorder.record(accept(self.meeting, key, reason, self.tick()))

    def confirm_sheet(self, person: str) -> None:
        self.recorder.record(confirm_sheet(self.meeting, person, self.tick()))

    def seal(self) -> None:
        self.recorder.record(seal(self.meeting, self.tick()))

    def add_later(self, text: str, after: Number) -> None:
        entry = self.meeting.entries[after - 1]
        draft = Draft(entry.turn, entry.kind, entry.by, entry.to, text=text)
        self.recorder.record(amend.add_later(self.meeting, draft, after, self.tick()))

    def adjourn(self) -> None:
        self.recorder.record(steps.adjourn(self.meeting, self.tick()))

    def reconvene(self) -> None:
        self.recorder.record(steps.reconvene(self.meeting, self.tick()))

    def close(self) -> None:
        self.recorder.record(steps.close(self.meeting, self.tick()))

    def say_the_rest(self) -> None:
        """Everybody who is left speaks; the texts are kept in the order of the room."""
        while here := floor(self.meeting):
            turn = turn_of(self.meeting, here)
            text = f"这是第{len(self.texts) + 1}段发言，环节是{turn.kind.label}。"
            self.texts.append(text)
            before = len(self.meeting.entries)
            self.say(text)
            if len(self.meeting.entries) == before + 1:
                return


def planned(members: int = 7, **head: object) -> Meeting:
    """A meeting with that many members, one observer and one recorder, ready to begin."""
    meeting = Meeting("20220128", TEMPLATE, replace(HEAD, **head))  # type: ignore[arg-type]
    for name, post in MEMBERS[:members]:
        meeting = roster.add(meeting, name, post)
    meeting = roster.add(meeting, "周九", "副书记", "XX纪委", Role.OBSERVER)
    return roster.add(meeting, "吴十", "副主任", "局办公室", Role.RECORDER)


def opened(members: int = 7, **head: object) -> Room:
    """The same meeting just begun, at 9:00."""
    room = Room(planned(members, **head))
    room.open()
    return room


def held(members: int = 7) -> Room:
    """The same meeting held from the first turn to 散会."""
    room = opened(members)
    room.say_the_rest()
    room.close()
    return room


def sealed(members: int = 2) -> Room:
    """The same meeting held and sealed."""
    room = held(members)
    room.seal()
    return room


def eventful(read_out: int = 2) -> Room:
    """A meeting of two in which whatever can stand on a record happened, corrected after the seal."""
    room = Room(replace(planned(2, mark="内部"), sample=True))
    room.open()
    for number in range(read_out):
        room.say(f"宣读的第{number + 1}份材料。", Mode.READ_OUT)
    room.note("会场断电两分钟。")
    room.interject("p2", "插话。\n第二段。")
    room.adjourn()
    room.reconvene()
    room.say_the_rest()
    room.close()
    room.seal()
    for passage in passages(room.meeting):
        if passage.number == 1 or passage.entry.act is Act.NOTED:
            room.correct_sealed(passage.entry.number, "p1", "核对后提出", text="改过的话。\n另一段。")
    return room
