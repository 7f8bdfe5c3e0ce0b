"""A meeting to keep, and strategies for values of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

from hypothesis import strategies as st

from meeting.chain import linked
from meeting.draft import Desk, Draft
from meeting.model import (
    Absence,
    Act,
    Arrangement,
    Entry,
    ExtraTurn,
    Head,
    Kind,
    Meeting,
    Mode,
    Move,
    Person,
    Role,
    Turn,
)
from meeting.template import AgendaItem, Aspect, DuePaper, Scope, Speaker, SpecialItem, Step, Template

BEIJING = timezone(timedelta(hours=8))

AWKWARD_TEXTS = (
    "𠮷野·买买提",
    "行\u2028分段\u2029符\x85与\x00控制符\x1b[31m",
    "👩‍👩‍👧‍👦 🇨🇳",
    "批" * 20_000,
    '引号"反斜杠\\换行\n制表\t',
)

TEMPLATE = Template(
    id="2021-test",
    title="专题民主生活会",
    theme="坚定历史自信",
    legal_basis=("《准则》",),
    place="党员会议室",
    chaired_by=Speaker.SECRETARY,
    recorded_by="局办公室",
    quorum=2 / 3,
    days_after=15,
    aspects=(Aspect("ideals", "坚定信仰", "理想信念"),),
    agenda=(AgendaItem("briefing", "通报", Scope.ONCE, (Step(Kind.BRIEFING, Speaker.CHAIR, 10.0),)),),
    special_items=(SpecialItem("family", "重大事项", "重大事项"),),
    due_before=(DuePaper("request", "请示"),),
    due_after=(DuePaper("record", "原始记录"),),
)

MEETING = Meeting(
    id="20220128",
    template=TEMPLATE,
    head=Head(group="XX局党组", title="专题民主生活会", year=2021, date=date(2022, 1, 28), starts=time(9, 0)),
    people=(
        Person("a", "王𠮷", "党组书记"),
        Person("b", "买买提·艾力", "副局长", absence=Absence("出差", True, "a")),
    ),
    secretary="a",
    chair="a",
    arrangement=Arrangement(
        items_in=("closing",),
        extras=(ExtraTurn(Turn("x1", Kind.INTERJECTION, "b", "", "a", "", 1.5), "briefing"),),
        moves=(Move("x1", ""),),
        minutes_of_kind={Kind.CRITICISM: 2.5},
        minutes_of_turn={"x1": 1.0},
    ),
)


def entry(number: int, text: str = "会前没有看材料。") -> Entry:
    """A criticism of b by a, linked to the entries of this kind before it."""
    before = replace(MEETING, entries=entries_up_to(number - 1))
    moment = datetime(2022, 1, 28, 9, tzinfo=BEIJING) + timedelta(minutes=number)
    said = Entry(number, Act.SAID, Kind.CRITICISM, moment, moment, "", "t1", "a", "b", text)
    return linked(before, [said])[0]


def reading_out(meeting: Meeting, words: str) -> Meeting:
    """The meeting with one entry more: a reads a paper out, recorded in these words."""
    moment = datetime(2022, 1, 28, 10, tzinfo=BEIJING)
    number, kind = len(meeting.entries) + 1, Kind.SELF_EXAMINATION
    said = Entry(number, Act.SAID, kind, moment, moment, "", "t2", "a", "", words, mode=Mode.READ_OUT)
    return replace(meeting, entries=(*meeting.entries, *linked(meeting, [said])))


@cache
def entries_up_to(number: int) -> tuple[Entry, ...]:
    """The entries from the first to this one."""
    return (*entries_up_to(number - 1), entry(number)) if number else ()


_texts = st.text(max_size=30) | st.sampled_from(AWKWARD_TEXTS)
_ids = st.text(max_size=5)
_minutes = st.floats(0, 600)
_moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis takes the bounds without a zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, BEIJING, timezone(timedelta(hours=-3, minutes=-30))]),
)
_turns = st.builds(Turn, _ids, st.sampled_from(Kind), _ids, _ids, _ids, _ids, _minutes)

entries = st.builds(
    Entry,
    number=st.integers(0, 10_000),
    act=st.sampled_from(Act),
    kind=st.sampled_from(Kind),
    at=_moments,
    written=_moments,
    previous=_ids,
    text=_texts,
    mode=st.sampled_from(Mode),
    aspects=st.lists(_ids, max_size=3).map(tuple),
    refers=st.lists(st.integers(0, 99), max_size=3).map(tuple),
    corrects=st.integers(0, 99),
    after=st.integers(-1, 99),
)

meetings = st.builds(
    Meeting,
    id=_ids,
    template=st.just(TEMPLATE),
    head=st.builds(
        Head,
        group=_texts,
        title=_texts,
        year=st.integers(0, 3000),
        date=st.none() | st.dates(),
        starts=st.none() | st.times(),
        mark=_texts,
    ),
    people=st.lists(
        st.builds(
            Person,
            _ids,
            _texts,
            role=st.sampled_from(Role),
            absence=st.none() | st.builds(Absence, _texts, st.booleans(), _ids),
        ),
        max_size=3,
    ).map(tuple),
    arrangement=st.builds(
        Arrangement,
        items_in=st.lists(_ids, max_size=2).map(tuple),
        extras=st.lists(st.builds(ExtraTurn, _turns, _ids), max_size=2).map(tuple),
        moves=st.lists(st.builds(Move, _ids, _ids), max_size=2).map(tuple),
        minutes_of_kind=st.dictionaries(st.sampled_from(Kind), _minutes, max_size=2),
        minutes_of_turn=st.dictionaries(_ids, _minutes, max_size=2),
    ),
    entries=st.lists(entries, max_size=3).map(tuple),
    sample=st.booleans(),
)

desks = st.builds(
    Desk,
    _ids,
    st.dictionaries(
        _ids,
        st.builds(
            Draft,
            _ids,
            st.sampled_from(Kind),
            at=st.none() | _moments,
            text=_texts,
            caret=st.tuples(st.integers(0, 99), st.integers(0, 99)),
            mode=st.sampled_from(Mode),
        ),
        max_size=3,
    ),
)
