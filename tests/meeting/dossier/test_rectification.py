"""The rectification list: where each problem came from, and that no change touches another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from meeting import order, roster
from meeting.dossier import last_year, rectification
from meeting.dossier.last_year import is_reported, report, report_open, reports, unreported
from meeting.dossier.model import Dossier, Opinion, Problem, Source, Term
from meeting.dossier.problem_sheets import Counts, counts, is_due_within, is_overdue, sheets
from meeting.dossier.rectification import Year, add, change, from_entry, from_opinion, remove, rows
from meeting.gaps import gaps
from meeting.model import Meeting
from meeting.record import passages
from meeting.refused import Refused
from meeting.seal import seal
from meeting.take_back import take_back
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal
from tests.thorough import examples


def held(members: int = 2) -> Session:
    """A meeting that went as far as the first response, and its 点评."""
    session = Session(order.hold_item(planned(members, observers=1), "commentary", True)).open()
    for text in ("通报。", "班子检查。", "本人检查。", "学习抓得不紧。\n会议开得多。", "接受意见。"):
        session.wait(60).say(text)
    return session


def filed(session: Session, dossier: Dossier) -> Session:
    session.recorder.file(dossier)
    return session


def taken(session: Session, text: str) -> Problem:
    return from_entry(session.meeting, session.number_of(text))


# Where a problem comes from


def test_a_criticism_gives_the_problem_of_whom_it_was_of_and_keeps_its_words() -> None:
    session = held()
    problem = taken(session, "学习抓得不紧。\n会议开得多。")
    assert (problem.source, problem.person, problem.text) == (
        Source.CRITICISM,
        "p1",
        "学习抓得不紧。 会议开得多。",
    )
    assert session.entry(problem.entry).text == "学习抓得不紧。\n会议开得多。"


def test_what_is_said_of_oneself_is_one_s_own_and_what_is_said_for_the_group_the_group_s() -> None:
    session = held()
    for text, person in (("本人检查。", "p1"), ("接受意见。", "p1"), ("班子检查。", ""), ("通报。", "")):
        problem = taken(session, text)
        assert (problem.source, problem.person) == (Source.SELF, person)


def test_what_an_observer_says_is_supervision_of_the_group() -> None:
    session = held()
    session.interject("p3", "请说得具体些。", session.now)
    problem = taken(session, "请说得具体些。")
    assert (problem.source, problem.person) == (Source.SUPERVISION, "")


def test_a_correction_gives_its_words_and_the_aspect_comes_along() -> None:
    session = held()
    number = session.number_of("本人检查。")
    session.correct(number, "学习不够系统。")
    assert from_entry(session.meeting, number).text == "学习不够系统。"
    tagged = replace(session.entry(number), aspects=("gone", "duty"))
    meeting = replace(session.meeting, entries=(*session.meeting.entries[: number - 1], tagged))
    assert from_entry(meeting, number).aspect == "duty"


def test_an_opinion_gives_its_words_its_person_and_its_aspect() -> None:
    opinion = Opinion(3, "调研\n太少。", "p2", "duty")
    meeting = replace(planned(2), dossier=Dossier(opinions=(opinion,)))
    problem = from_opinion(meeting, 3)
    assert (problem.source, problem.text, problem.person, problem.aspect) == (
        Source.OPINION,
        "调研 太少。",
        "p2",
        "duty",
    )
    with pytest.raises(Refused, match="已经不在"):
        from_opinion(meeting, 4)


def test_an_entry_without_words_or_one_that_is_gone_is_refused() -> None:
    session = held()
    number = session.number_of("接受意见。")
    problem = from_entry(session.meeting, number)
    session.add(take_back(session.meeting, session.now))
    for act in (
        lambda: from_entry(session.meeting, number),
        lambda: add(session.meeting, problem),
        lambda: from_entry(session.meeting, 1),
        lambda: from_entry(session.meeting, 999),
    ):
        assert refusal(session, act)


# What can be on the list


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Problem(0, " \n "), "写明问题"),
        (Problem(0, "拖", term=Term.BY_DATE), "写明完成的日期"),
        (Problem(0, "拖", term=Term.LASTING, due=date(2022, 6, 30)), "不写日期"),
        (Problem(0, "拖", term=Term.LIMITED, due=date(2022, 1, 27)), "早于开会的 2022-01-28"),
        (Problem(0, "拖", person="p9"), "名单里没有"),
        (Problem(0, "拖", person="p3"), "只列班子和班子成员"),
        (Problem(0, "拖", aspect="nothing"), "没有这个对照检查方面"),
    ],
)
def test_what_does_not_belong_on_the_list_is_refused_with_what_to_do(problem: Problem, told: str) -> None:
    session = filed(held(), add(held().meeting, Problem(0, "原有的。")))
    assert told in refusal(session, lambda: add(session.meeting, problem))
    assert told in refusal(session, lambda: change(session.meeting, replace(problem, id=1)))


def test_last_year_s_deadlines_are_past_and_may_be() -> None:
    meeting = held().meeting
    late = Problem(0, "去年的。", term=Term.BY_DATE, due=date(2021, 6, 30))
    assert add(meeting, late, Year.LAST).last_year[0].due == date(2021, 6, 30)


def test_a_deadline_that_a_later_meeting_day_overtook_does_not_stop_other_changes() -> None:
    meeting = replace(planned(2), head=replace(planned(2).head, date=date(2022, 1, 20)))
    dossier = add(meeting, Problem(0, "拖。", term=Term.BY_DATE, due=date(2022, 1, 25)))
    later = replace(meeting, dossier=dossier, head=replace(meeting.head, date=date(2022, 1, 28)))
    assert change(later, replace(dossier.problems[0], progress="在改")).problems[0].progress == "在改"


def test_what_can_not_be_printed_goes_and_lines_become_one() -> None:
    problem = add(planned(2), Problem(0, " 会\x07多\n文多 ", notes="a\nb")).problems[0]
    assert (problem.text, problem.notes) == ("会多 文多", "a b")


def test_a_person_with_problems_stays_on_the_roster() -> None:
    meeting = planned(2)
    meeting = replace(meeting, dossier=add(meeting, Problem(0, "拖。", person="p2")))
    with pytest.raises(Refused, match="整改清单（1 条）里有这个人"):
        roster.remove(meeting, "p2")


def test_what_is_taken_off_in_the_middle_leaves_the_others_their_ids() -> None:
    meeting = planned(2)
    for text in ("一。", "二。", "三。"):
        meeting = replace(meeting, dossier=add(meeting, Problem(0, text)))
    meeting = replace(meeting, dossier=remove(meeting, 1))
    assert [problem.id for problem in add(meeting, Problem(0, "四。")).problems] == [2, 3, 4]


# The sheets


def test_there_is_a_sheet_for_the_group_and_for_each_member_in_order() -> None:
    meeting = planned(3, observers=1)
    for person in ("p3", "", "p3"):
        meeting = replace(meeting, dossier=add(meeting, Problem(0, "拖。", person=person)))
    found = sheets(meeting, Year.THIS)
    assert [(sheet.person, len(sheet.problems)) for sheet in found] == [
        ("", 1),
        ("p1", 0),
        ("p2", 0),
        ("p3", 2),
    ]


def test_counts_tell_done_overdue_and_soon_apart() -> None:
    today = date(2022, 6, 30)
    due = (date(2022, 6, 29), today, date(2022, 7, 15), date(2022, 7, 16), None)
    problems = [Problem(n, "拖。", term=Term.LIMITED, due=day) for n, day in enumerate(due, 1)]
    problems.append(Problem(9, "改了。", term=Term.LIMITED, due=date(2022, 1, 1), done=True))
    found = counts(problems, today, 15)
    assert found == Counts(total=6, done=1, overdue=1, soon=2)
    assert found.open == 5
    assert [is_overdue(p, today) for p in problems] == [True, False, False, False, False, False]
    assert [is_due_within(p, today, 15) for p in problems] == [False, True, True, False, False, False]


# Last year's list


def with_last_year(session: Session) -> Session:
    for text, person in (("班子的。", ""), ("书记的。", "p1"), ("书记的二。", "p1"), ("成员的。", "p2")):
        filed(session, add(session.meeting, Problem(0, text, person), Year.LAST))
    return session


def left(meeting: Meeting) -> list[str]:
    return [problem.text for problem in unreported(meeting)]


def test_each_item_is_reported_on_in_an_entry_of_whom_it_is_of() -> None:
    session = with_last_year(held())
    examined = session.number_of("本人检查。")
    filed(session, report(session.meeting, 2, examined))
    assert left(session.meeting) == ["班子的。", "书记的二。", "成员的。"]
    assert "那一条发言" in refusal(session, lambda: report(session.meeting, 4, examined))
    assert "那一条发言" in refusal(session, lambda: report(session.meeting, 2, 999))
    assert "已经不在" in refusal(session, lambda: report(session.meeting, 9, examined))
    filed(session, report_open(session.meeting, "p1", examined))
    assert "都已报告过" in refusal(session, lambda: report_open(session.meeting, "p1", examined))
    filed(session, report(session.meeting, 2, 0))
    assert left(session.meeting) == ["班子的。", "书记的。", "成员的。"]


def test_the_group_s_items_are_reported_on_in_its_examination() -> None:
    session = with_last_year(held())
    likely = last_year.likely_report(session.meeting, "")
    assert session.entry(likely).text == "班子检查。"
    assert session.number_of("通报。") in reports(session.meeting, "")
    assert session.number_of("学习抓得不紧。\n会议开得多。") not in reports(session.meeting, "")
    filed(session, report_open(session.meeting, "", likely))
    assert is_reported(session.meeting, rows(session.meeting, Year.LAST)[0])


def test_what_was_taken_back_reports_on_nothing_any_more() -> None:
    session = with_last_year(held())
    filed(session, report_open(session.meeting, "p1", session.number_of("接受意见。")))
    assert left(session.meeting) == ["班子的。", "成员的。"]
    session.add(take_back(session.meeting, session.now))
    assert len(left(session.meeting)) == 4


def test_what_is_not_reported_on_is_a_gap_and_without_such_a_list_there_is_none() -> None:
    session = held()
    assert not [gap for gap in gaps(session.meeting) if gap.key.startswith("last_year:")]
    with_last_year(session)
    found = [gap for gap in gaps(session.meeting) if gap.key.startswith("last_year:")]
    assert [gap.key for gap in found] == ["last_year:1", "last_year:2", "last_year:3", "last_year:4"]
    assert found[3].sentence == "钱一：没有报告上年度整改“成员的”。"
    assert not [gap for gap in gaps(with_last_year(Session()).meeting) if gap.key.startswith("last_year:")]


def test_after_the_seal_this_year_s_list_goes_on_and_of_last_year_s_only_the_progress() -> None:
    session = with_last_year(held()).close()
    session.add(seal(session.meeting, session.now))
    told = gaps(session.meeting)
    first = rows(session.meeting, Year.LAST)[0]
    for act in (
        lambda: report(session.meeting, 2, session.number_of("本人检查。")),
        lambda: remove(session.meeting, 1, Year.LAST),
        lambda: add(session.meeting, Problem(0, "又一项。"), Year.LAST),
        lambda: change(session.meeting, replace(first, text="别的。"), Year.LAST),
    ):
        assert "已定稿" in refusal(session, act)
    filed(session, change(session.meeting, replace(first, progress="改完了", done=True), Year.LAST))
    filed(session, add(session.meeting, taken(session, "本人检查。")))
    assert gaps(session.meeting) == told


# Any sequence of changes


class AnyList(RuleBasedStateMachine):
    """Whoever takes in, changes, removes and reports in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.session = held()
        self.numbers = [entry.number for entry in self.session.meeting.entries]
        self.expected: dict[Year, list[Problem]] = {Year.THIS: [], Year.LAST: []}

    def attempt(self, act: Callable[[], Dossier]) -> bool:
        before = self.session.meeting
        try:
            dossier = act()
        except Refused as refused:
            assert str(refused).endswith("。")
            assert self.session.meeting is before
            return False
        self.session.recorder.file(dossier)
        return True

    def id_at(self, year: Year, place: int) -> int:
        """Of the problem in this place of the list; behind its end, one that is not there."""
        row = self.expected[year]
        return row[place].id if place < len(row) else 50

    years = st.sampled_from(list(Year))
    places = st.integers(0, 3)
    people = st.sampled_from(["", "", "p1", "p1", "p2", "p2", "p3", "p8"])
    texts = st.sampled_from(["学习不够。"] * 3 + ["会多。"] * 3 + [""])
    dues = st.sampled_from([None, None, date(2022, 6, 30), date(2021, 12, 31)])
    said = st.sampled_from([0, 0, 0, *(passage.entry.number for passage in passages(held().meeting)), 99])

    @rule(year=years, person=people, text=texts, due=dues, entry=said)
    def add(self, year: Year, person: str, text: str, due: date | None, entry: int) -> None:
        problem = Problem(99, text, person, term=Term.LIMITED, due=due, entry=entry)
        if self.attempt(lambda: rectification.add(self.session.meeting, problem, year)):
            self.expected[year].append(replace(problem, id=rows(self.session.meeting, year)[-1].id))

    @rule(year=years, place=places, person=people, text=texts, done=st.booleans())
    def change(self, year: Year, place: int, person: str, text: str, done: bool) -> None:
        id = self.id_at(year, place)
        at = next((n for n, one in enumerate(self.expected[year]) if one.id == id), None)
        old = self.expected[year][at] if at is not None else Problem(id, "")
        new = replace(old, person=person, text=text, done=done)
        forged = replace(new, entry=77, reported_in=77)
        changed = self.attempt(lambda: rectification.change(self.session.meeting, forged, year))
        assert not changed or at is not None
        if changed and at is not None:
            self.expected[year][at] = new

    @rule(year=years, place=places)
    def remove(self, year: Year, place: int) -> None:
        id = self.id_at(year, place)
        if self.attempt(lambda: rectification.remove(self.session.meeting, id, year)):
            assert id in {one.id for one in self.expected[year]}
            self.expected[year] = [one for one in self.expected[year] if one.id != id]

    @rule(place=places, number=said)
    def report(self, place: int, number: int) -> None:
        id = self.id_at(Year.LAST, place)
        if self.attempt(lambda: report(self.session.meeting, id, number)):
            row = self.expected[Year.LAST]
            self.expected[Year.LAST] = [replace(p, reported_in=number) if p.id == id else p for p in row]

    @invariant()
    def no_other_row_was_touched(self) -> None:
        for year in Year:
            assert list(rows(self.session.meeting, year)) == self.expected[year]
        assert self.session.store.meeting == self.session.meeting

    @invariant()
    def ids_are_unique_and_whatever_is_pointed_to_is_there(self) -> None:
        meeting = self.session.meeting
        members = {"", *(person.id for person in order.members(meeting))}
        for year in Year:
            row = rows(meeting, year)
            assert len({problem.id for problem in row}) == len(row)
            assert all(problem.person in members for problem in row)
            assert all(problem.entry in (0, *self.numbers) for problem in row)
            assert sum(len(sheet.problems) for sheet in sheets(meeting, year)) == len(row)


TestAnyList = AnyList.TestCase
TestAnyList.settings = settings(max_examples=examples(20), stateful_step_count=25)
