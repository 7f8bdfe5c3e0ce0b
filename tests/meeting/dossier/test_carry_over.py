"""What comes along from last year's meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import roster
from meeting.dossier import rectification
from meeting.dossier.carry_over import carry_letter, carry_people, carry_problems, known_people, left_off
from meeting.dossier.model import NO_DOSSIER, Dossier, Letter, Problem, Source, Term
from meeting.dossier.rectification import Year
from meeting.model import Absence, Meeting, Role
from meeting.refused import Refused
from meeting.seal import seal
from tests.meeting.plan import PLAN, planned
from tests.meeting.session import Session

EMPTY = Meeting("m2", PLAN)


def last_year(*problems: Problem, members: int = 3) -> Meeting:
    return replace(planned(members, observers=1), dossier=Dossier(problems=problems))


def test_the_roster_comes_along_in_its_order_with_roles_and_without_absences() -> None:
    last = roster.set_chair(roster.set_secretary(last_year(), "p2"), "p3")
    last = roster.set_absence(last, "p1", Absence("因病"))
    carried = carry_people(EMPTY, last)
    kept = [(p.name, p.post, p.unit, p.role) for p in carried.people]
    assert kept == [(p.name, p.post, p.unit, p.role) for p in last.people]
    assert not any(person.absence for person in carried.people)
    assert roster.name_of(carried, carried.secretary) == "钱一"
    assert roster.name_of(carried, carried.chair) == "孙一"
    assert carried.dossier is NO_DOSSIER


def test_who_is_there_already_stays_as_written_and_is_not_doubled() -> None:
    meeting = roster.add(EMPTY, "钱 一", "新职务")
    carried = carry_people(meeting, last_year())
    assert [(p.name, p.post) for p in carried.people][:2] == [("钱 一", "新职务"), ("赵一", "党组成员赵")]
    assert len(carried.people) == 4
    assert carried.secretary == "p1"
    assert carry_people(carried, last_year()) == carried


def test_problems_find_their_person_by_the_name_and_keep_all_but_numbers_of_entries() -> None:
    problem = Problem(
        7, "会多。", "p3", "duty", Source.CRITICISM, 23, "目标", "措施", "领导", "部门", "责任人",
        Term.LIMITED, date(2021, 6, 30), "改了一半", True, "备注", 5,
    )  # fmt: skip
    meeting = roster.add(roster.add(EMPTY, "新一"), "孙一")
    (carried,) = carry_problems(meeting, last_year(problem)).last_year
    assert carried == replace(problem, id=1, person="p2", entry=0, reported_in=0, carried_from="m1#7")


def test_a_name_that_is_gone_stays_readable() -> None:
    meeting = roster.add(roster.add(EMPTY, "赵一"), "督导1", role=Role.OBSERVER)
    problems = Problem(1, "会多。", "p2", notes="备注"), Problem(2, "文多。", "p4")
    first, second = carry_problems(meeting, last_year(*problems)).last_year
    assert (first.person, first.notes) == ("", "上年度是钱一的问题，今年的班子成员里没有钱一；备注")
    assert (second.person, "督导1" in second.notes) == ("", True)


def test_an_aspect_of_another_template_stays_readable() -> None:
    other = replace(PLAN, aspects=(replace(PLAN.aspects[1], title="另一个方面"),))
    meeting = replace(planned(1), template=other)
    (carried,) = carry_problems(meeting, last_year(Problem(1, "会多。", aspect="duty"))).last_year
    assert (carried.aspect, carried.notes) == ("", "上年度的方面：担当作为")


def test_namesakes_are_told_apart_by_their_posts() -> None:
    last = roster.add(last_year(Problem(1, "会多。", "p5")), "赵一", "副局长")
    meeting = carry_people(EMPTY, last)
    assert len(meeting.people) == len(last.people)
    (carried,) = carry_problems(meeting, last).last_year
    assert roster.person_of(meeting, carried.person).post == "副局长"


def carried_into(meeting: Meeting, last: Meeting) -> Meeting:
    """The meeting after people and list were carried over, as the screen does it."""
    meeting = carry_people(meeting, last)
    meeting = replace(meeting, dossier=known_people(meeting, last))
    return replace(meeting, dossier=carry_problems(meeting, last))


SIX = tuple(Problem(number, f"问题{number}。", f"p{number % 3 + 1}") for number in range(1, 7))


def test_a_carried_problem_whose_words_were_changed_does_not_come_in_again() -> None:
    meeting = carried_into(EMPTY, last_year(*SIX))
    first = replace(meeting.dossier.last_year[0], text="问题一，改了字。", person="p3")
    meeting = replace(meeting, dossier=rectification.change(meeting, first, Year.LAST))
    assert carried_into(meeting, last_year(*SIX)) == meeting
    assert meeting.dossier.last_year[0].carried_from == "m1#1"


def test_what_was_taken_off_by_hand_stays_off_and_is_counted() -> None:
    meeting = carried_into(EMPTY, last_year(*SIX))
    meeting = replace(meeting, dossier=rectification.remove(meeting, 2, Year.LAST))
    meeting = roster.remove(meeting, "p4")
    assert carried_into(meeting, last_year(*SIX)) == meeting
    assert left_off(meeting, last_year(*SIX)) == (1, 1)
    more = last_year(*SIX, Problem(7, "后来列入的。"))
    assert [one.text for one in carried_into(meeting, more).dossier.last_year[5:]] == ["后来列入的。"]


def test_progress_made_since_comes_along_where_it_was_not_written_on_here() -> None:
    meeting = carried_into(EMPTY, last_year(*SIX))
    one, two = meeting.dossier.last_year[:2]
    meeting = replace(
        meeting, dossier=rectification.change(meeting, replace(one, progress="今年写的"), Year.LAST)
    )
    meeting = replace(
        meeting, dossier=rectification.change(meeting, replace(two, text="改了字。"), Year.LAST)
    )
    later = last_year(*(replace(problem, progress="改了一半", done=True) for problem in SIX))
    carried = carried_into(meeting, later).dossier.last_year
    assert [(p.progress, p.done) for p in carried[:3]] == [
        ("今年写的", False),
        ("改了一半", True),
        ("改了一半", True),
    ]
    assert carried[1].text == "改了字。"
    last = last_year(*(replace(problem, progress="改完了", done=True) for problem in SIX))
    again = carried_into(carried_into(meeting, later), last).dossier.last_year
    assert [p.progress for p in again[:3]] == ["今年写的", "改完了", "改完了"]


def test_who_was_renamed_this_year_is_still_the_same_person() -> None:
    meeting = carried_into(EMPTY, last_year(*SIX))
    meeting = roster.change(meeting, replace(meeting.people[0], name="赵壹", post="局长"))
    more = last_year(*SIX, Problem(7, "后来列入的。", "p1"))
    again = carried_into(meeting, more)
    assert [person.name for person in again.people] == [person.name for person in meeting.people]
    assert again.dossier.last_year[-1].person == "p1"
    assert again.dossier.last_year[-1].notes == ""


@pytest.mark.parametrize("by_hand", [True, False])
def test_of_two_namesakes_the_one_with_a_new_post_keeps_problem_and_place(by_hand: bool) -> None:
    last = roster.add(last_year(Problem(1, "会多。", "p5"), Problem(2, "文多。", "p1")), "赵一", "副局长")
    if by_hand:
        meeting = roster.add(roster.add(EMPTY, "赵一", "处长"), "赵一", "党组成员赵")
    else:
        meeting = carried_into(EMPTY, last)
        meeting = roster.change(meeting, replace(meeting.people[4], post="处长"))
    meeting = carried_into(meeting, last)
    assert len(meeting.people) == len(last.people)
    posts = [roster.person_of(meeting, one.person).post for one in meeting.dossier.last_year]
    assert (posts, [one.notes for one in meeting.dossier.last_year]) == (["处长", "党组成员赵"], ["", ""])


def test_of_two_namesakes_none_is_guessed_where_both_have_new_posts() -> None:
    last = roster.add(last_year(Problem(1, "会多。", "p5")), "赵一", "副局长")
    meeting = roster.add(roster.add(EMPTY, "赵一", "处长"), "赵一", "主任")
    (carried,) = carry_problems(meeting, last).last_year
    assert carried.person == ""
    assert "上年度是赵一（副局长）的问题" in carried.notes


def test_after_the_seal_no_list_comes_along_any_more() -> None:
    session = Session(planned(1)).open().say("通报。").close()
    session.add(seal(session.meeting, session.now))
    with pytest.raises(Refused, match="已定稿"):
        carry_problems(session.meeting, last_year(Problem(1, "会多。")))


PROBLEMS = st.lists(
    st.builds(
        Problem, st.integers(1, 99), st.sampled_from(["会多。", "文多。"]), st.sampled_from(["", "p1", "p2"])
    ),
    max_size=6,
    unique_by=lambda problem: problem.id,
)


@given(PROBLEMS, PROBLEMS)
def test_carrying_twice_adds_nothing_and_touches_nothing(own: list[Problem], of_last: list[Problem]) -> None:
    meeting = replace(planned(2), dossier=Dossier(last_year=tuple(own)))
    last = last_year(*of_last)
    once = carry_problems(meeting, last)
    # But for where it comes from, nothing of one's own is touched.
    assert [replace(one, carried_from="") for one in once.last_year[: len(own)]] == own
    assert len({problem.id for problem in once.last_year}) == len(once.last_year)
    for likeness in {(p.text, p.person) for p in of_last}:
        there, wanted = (sum((p.text, p.person) == likeness for p in row) for row in (own, of_last))
        assert sum((p.text, p.person) == likeness for p in once.last_year) == max(there, wanted)
    assert carry_problems(replace(meeting, dossier=once), last) == once


def test_what_letters_say_every_year_comes_along_and_what_was_written_stays() -> None:
    told = Letter("去年的通知", ("XX纪委",), "X党〔2021〕1号", "张三", "李四", "0000")
    last = replace(last_year(), dossier=Dossier(letter=told, working_days_before=5))
    meeting = replace(EMPTY, dossier=Dossier(letter=Letter(signer="王五")))
    carried = carry_letter(meeting, last)
    assert carried.letter == Letter("", ("XX纪委",), "", "王五", "李四", "0000")
    assert carried.working_days_before == 5
    own = replace(meeting, dossier=replace(meeting.dossier, working_days_before=7))
    assert carry_letter(own, last).working_days_before == 7
