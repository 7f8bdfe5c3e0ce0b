"""The people: who belongs, who leads, who is away, and that changes among them leave the record alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import order, roster
from meeting.attendance import quorum
from meeting.desk import draft_for
from meeting.dossier import opinions, talks
from meeting.dossier.model import Dossier, Opinion, Problem, SpeechPaper, Talk, TalkKind
from meeting.floor import State, floor, next_turn, standings
from meeting.gaps import gaps
from meeting.model import Absence, Kind, Meeting, Mode, Person, Role
from meeting.refused import Refused
from meeting.template import Speaker
from tests.meeting.plan import NINE, PLAN, planned
from tests.meeting.session import Session

AWAY = Absence("因公出差")


def names(meeting: Meeting) -> str:
    return "".join(person.name[0] for person in order.members(meeting))


def test_the_first_member_leads_and_chairs_until_another_is_named() -> None:
    meeting = roster.add(Meeting("m", PLAN), "督导", "组长", role=Role.OBSERVER)
    assert (meeting.secretary, meeting.chair) == ("", "")
    meeting = roster.add(roster.add(meeting, "赵一"), "钱一")
    assert (meeting.secretary, meeting.chair) == ("p2", "p2")
    meeting = roster.set_secretary(meeting, "p3")
    assert (meeting.secretary, meeting.chair) == ("p3", "p3")


def test_where_the_template_leaves_it_open_nobody_chairs_until_somebody_is_named() -> None:
    blank = Meeting("m", replace(PLAN, chaired_by=Speaker.CHAIR))
    meeting = roster.add(roster.add(blank, "赵一", "党组书记"), "钱一", "副局长")
    assert (meeting.secretary, meeting.chair) == ("p1", "")
    assert "没有指定主持人。" in [gap.sentence for gap in gaps(meeting)]
    assert roster.set_secretary(meeting, "p2").chair == ""
    meeting = roster.set_chair(meeting, "p1")
    assert roster.set_secretary(meeting, "p2").chair == "p1"
    assert roster.remove(meeting, "p1").chair == ""


def test_a_chair_chosen_apart_stays_when_the_secretary_changes() -> None:
    meeting = roster.set_secretary(roster.set_chair(planned(3), "p2"), "p3")
    assert (meeting.secretary, meeting.chair) == ("p3", "p2")


def test_when_the_secretary_is_removed_the_next_member_leads() -> None:
    meeting = roster.remove(planned(3), "p1")
    assert (meeting.secretary, meeting.chair) == ("p2", "p2")
    assert roster.remove(roster.remove(meeting, "p2"), "p3").secretary == ""


def test_members_move_among_members_whoever_stands_between() -> None:
    meeting = roster.add(planned(2), "督导", "组长", role=Role.OBSERVER)
    meeting = roster.add(meeting, "孙一", "党组成员")
    assert names(roster.move(meeting, "p4", -1)) == "赵孙钱"
    assert names(roster.move(meeting, "p1", 5)) == "钱孙赵"
    assert names(roster.move(meeting, "p3", -5)) == "赵钱孙"


def test_two_of_one_name_are_told_apart_by_their_posts() -> None:
    meeting = roster.add(roster.add(Meeting("m", PLAN), "张伟", "党组书记"), "张伟", "副局长")
    assert [roster.name_of(meeting, person.id) for person in meeting.people] == [
        "张伟（党组书记）",
        "张伟（副局长）",
    ]
    with pytest.raises(Refused, match="同名的两位"):
        roster.add(meeting, "张伟", "副局长")
    meeting = roster.add(meeting, "张伟")
    assert roster.name_of(meeting, "p3") == "张伟"
    assert any("张伟（副局长） 对 张伟（党组书记）" in gap.sentence for gap in gaps(meeting))


@pytest.mark.parametrize("name", ["𠮷文彬", "阿依努尔·买买提", "赵" * 20])
def test_unusual_names_are_names(name: str) -> None:
    assert roster.name_of(roster.add(Meeting("m", PLAN), f" {name} "), "p1") == name


@pytest.mark.parametrize(
    ("name", "post", "sentence"),
    [
        ("  ", "", "请写姓名"),
        ("赵" * 41, "", "职务也写进了姓名"),
        ("赵\x1b一", "", "不能印出"),
        ("赵一", "党组\n书记", "换行"),
        ("赵一", "党组\u2028书记", "换行"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused(name: str, post: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        roster.add(Meeting("m", PLAN), name, post)


def test_absence_needs_a_reason_that_can_be_printed() -> None:
    for reason, sentence in (("  ", "理由"), ("出\x00差", "不能印出")):
        with pytest.raises(Refused, match=sentence):
            roster.set_absence(planned(2), "p2", Absence(reason))
    with pytest.raises(Refused, match="从名单删去"):
        roster.set_absence(planned(2, observers=1), "p3", AWAY)


def test_an_absent_member_is_not_called_up_to_speak() -> None:
    meeting = roster.set_absence(planned(3), "p1", AWAY)
    assert {s.reason for s in standings(meeting) if s.state is State.ABSENT} == {"因公出差"}
    absent = [s.turn for s in standings(meeting) if s.state is State.ABSENT]
    assert {turn.by for turn in absent} == {"p1"}
    assert len(absent) == 2 + 4
    session = Session(meeting).open()
    called = []
    while session.floor and session.floor not in called:
        called.append(session.floor)
        session.wait(60).say(f"第{len(called)}段")
    assert {order.turn_of(meeting, turn).by for turn in called} == {"p2", "p3"}
    assert len(called) == 14 - 6


def test_what_an_absent_member_wrote_is_read_out_in_its_turn() -> None:
    away = Absence("因病", written_speech=True, read_by="p2")
    meeting = roster.set_absence(planned(3), "p3", away)
    absent = {s.turn.id for s in standings(meeting) if s.state is State.ABSENT}
    assert absent == {"criticism:p3>p1", "criticism:p3>p2", "response:p3"}
    assert draft_for(meeting, "self_examination:p3").mode is Mode.READ_OUT


def test_a_member_who_comes_late_is_called_up_again() -> None:
    session = Session(roster.set_absence(planned(2), "p2", AWAY)).open()
    session.recorder.set_up(roster.set_absence(session.meeting, "p2", None))
    assert not [s for s in standings(session.meeting) if s.state is State.ABSENT]


@pytest.mark.parametrize(
    ("members", "away", "enough"), [(0, 0, False), (3, 1, True), (3, 2, False), (25, 8, True), (25, 9, False)]
)
def test_two_thirds_of_the_members_are_a_quorum(members: int, away: int, enough: bool) -> None:
    meeting = planned(members, observers=5)
    for person in meeting.people[:away]:
        meeting = roster.set_absence(meeting, person.id, AWAY)
    assert quorum(meeting).reached is enough
    rounded = replace(meeting, template=replace(PLAN, quorum=0.667))
    assert quorum(rounded).reached is enough


def test_roles_are_guarded() -> None:
    meeting = roster.set_chair(planned(3, observers=1), "p2")
    person = {one.id: one for one in meeting.people}
    for change, sentence in (
        (lambda: roster.change(meeting, replace(person["p1"], role=Role.OBSERVER)), "书记是班子成员"),
        (lambda: roster.change(meeting, replace(person["p2"], role=Role.RECORDER)), "主持人不能兼记录人"),
        (lambda: roster.set_secretary(meeting, "p4"), "不是班子成员"),
        (lambda: roster.person_of(meeting, "p9"), "名单里没有这个人"),
    ):
        with pytest.raises(Refused, match=sentence):
            change()
    recorder = roster.add(meeting, "记录", "科员", "局办公室", Role.RECORDER)
    with pytest.raises(Refused, match="不能兼主持人"):
        roster.set_chair(recorder, "p5")
    away = roster.set_absence(meeting, "p3", AWAY)
    observer = roster.change(away, replace(roster.person_of(away, "p3"), role=Role.OBSERVER))
    assert roster.person_of(observer, "p3").absence is None


def test_whoever_is_on_record_stays_on_the_roster() -> None:
    session = Session(planned(3)).open().go_to("criticism:p2>p1").wait(60).say("有一条意见。")
    for person in ("p1", "p2"):
        with pytest.raises(Refused, match="已有记录，不能删除"):
            roster.remove(session.meeting, person)
    with pytest.raises(Refused, match="身份不能再改"):
        second = roster.person_of(session.meeting, "p2")
        roster.change(session.meeting, replace(second, role=Role.OBSERVER))


@pytest.mark.parametrize(
    ("dossier", "where"),
    [
        (Dossier(opinions=(Opinion(1, "有意见", "p2"), Opinion(2, "还有", "p2"))), "征求意见（2 条）"),
        (Dossier(talks=(Talk(1, TalkKind.MEMBERS, "p3", "p2"),)), "谈心谈话（1 条）"),
        (Dossier(speech_papers=(SpeechPaper(1, "提纲", "文", "f", "0", NINE, "p2"),)), "发言材料（1 条）"),
        (Dossier(problems=(Problem(1, "问题", "p2"),)), "整改清单（1 条）"),
        (Dossier(last_year=(Problem(1, "问题", "p2"),)), "上年度整改清单（1 条）"),
    ],
)
def test_whoever_the_dossier_names_stays_what_they_are_and_it_is_told_where(
    dossier: Dossier, where: str
) -> None:
    meeting = replace(planned(3), dossier=dossier)
    with pytest.raises(Refused) as caught:
        roster.remove(meeting, "p2")
    assert str(caught.value) == f"钱一不能删除：{where}里有这个人，请先在那里改掉或删去。"
    with pytest.raises(Refused, match="身份不能改"):
        roster.change(meeting, replace(roster.person_of(meeting, "p2"), role=Role.OBSERVER))
    assert "p1" not in {person.id for person in roster.remove(meeting, "p1").people}


def test_whoever_has_the_floor_stays_on_the_roster() -> None:
    session = Session(planned(3)).open().go_to("criticism:p3>p2")
    with pytest.raises(Refused, match="缺席"):
        roster.remove(session.meeting, "p3")
    assert floor(session.meeting) == "criticism:p3>p2"


def test_a_removed_person_takes_the_turns_inserted_for_them_along() -> None:
    meeting = order.insert(planned(3), Kind.CRITICISM, "p3", "p1", 2.0, "response:p1")
    meeting = order.insert(meeting, Kind.INTERJECTION, "p2", "", 2.0, "response:p1")
    meeting = roster.remove(meeting, "p3")
    assert [extra.turn.id for extra in meeting.arrangement.extras] == ["extra:2"]
    assert gaps(meeting)
    meeting = order.insert(meeting, Kind.INTERJECTION, "p1", "", 2.0, "")
    assert meeting.arrangement.extras[-1].turn.id == "extra:3"


@given(data=st.data())
def test_no_change_of_the_roster_touches_the_record(data: st.DataObject) -> None:
    session = Session(planned(4, observers=1)).open()
    for count in range(data.draw(st.integers(0, 12), "remarks")):
        session.wait(40).say(f"第{count}段")
    before, recorded = session.meeting, {e.turn for e in session.meeting.entries if e.turn}
    meeting = before
    for _ in range(data.draw(st.integers(1, 8), "changes")):
        person = data.draw(st.sampled_from(meeting.people), "person")
        places = data.draw(st.integers(-3, 3), "places")
        changes: list[Callable[[Meeting, Person, int], Meeting]] = [
            lambda m, p, n: roster.add(m, f"新{len(m.people)}", f"职务{len(m.people)}"),
            lambda m, p, n: roster.move(m, p.id, n),
            lambda m, p, n: roster.change(m, replace(p, name=f"改{p.id}")),
            lambda m, p, n: roster.set_absence(m, p.id, AWAY),
            lambda m, p, n: roster.set_absence(m, p.id, None),
            lambda m, p, n: roster.set_secretary(m, p.id),
            lambda m, p, n: roster.set_chair(m, p.id),
            lambda m, p, n: roster.remove(m, p.id),
        ]
        change = data.draw(st.sampled_from(changes), "change")
        try:
            meeting = change(meeting, person, places)
        except Refused:
            continue
        assert meeting.entries == before.entries
        assert floor(meeting) == floor(before)
        turns = {turn.id: turn for turn in order.speaking_order(meeting)}
        assert recorded <= set(turns)
        assert all(turns[e.turn].kind is e.kind for e in meeting.entries if e.text)
        following = next_turn(meeting)
        assert following is None or following.id in turns
        assert meeting.secretary in {person.id for person in order.members(meeting)}
        gaps(meeting)


@given(data=st.data())
def test_whatever_is_changed_the_dossier_names_nobody_who_is_gone(data: st.DataObject) -> None:
    meeting = planned(3, observers=1)
    for _ in range(data.draw(st.integers(1, 12), "steps")):
        ids = st.sampled_from([person.id for person in meeting.people] or ["p1"])
        one, other = data.draw(ids, "one"), data.draw(ids, "other")
        changes: list[Callable[[Meeting, str, str], Meeting]] = [
            lambda m, one, other: roster.add(m, f"新{m.people_added}"),
            lambda m, one, other: roster.remove(m, one),
            lambda m, one, other: roster.change(m, replace(roster.person_of(m, one), role=Role.OBSERVER)),
            lambda m, one, other: replace(m, dossier=opinions.add(m, [Opinion(0, "有意见", one)])),
            lambda m, one, other: replace(m, dossier=talks.add(m, [Talk(0, TalkKind.MEMBERS, one, other)])),
            lambda m, one, other: replace(m, dossier=opinions.remove(m, len(m.dossier.opinions))),
        ]
        before = meeting
        try:
            meeting = data.draw(st.sampled_from(changes), "change")(meeting, one, other)
        except Refused:
            continue
        assert before.people == meeting.people or before.dossier == meeting.dossier
        members = {person.id for person in order.members(meeting)}
        assert {opinion.about for opinion in meeting.dossier.opinions} <= members
        assert {id for talk in meeting.dossier.talks for id in (talk.by, talk.to)} <= members
