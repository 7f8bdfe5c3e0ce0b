"""The special items that every member accounts for."""

from __future__ import annotations

from functools import partial

from meeting.model import Account
from meeting.special import Accounted, account, accounts, shows
from meeting.take_back import take_back
from tests.meeting.plan import planned
from tests.meeting.session import Session, refusal


def examined() -> Session:
    return (
        Session(planned(2, observers=1)).open().wait(9).say("通报。").say("班子。").wait(9).say("本人检查。")
    )


def test_an_item_is_open_until_somebody_noted_how_it_stands() -> None:
    session = examined()
    assert set(accounts(session.meeting).values()) == {Accounted(Account.OPEN)}
    shown = session.number_of("本人检查。")
    session.add(account(session.meeting, "p1", "family", Account.STATED, shown, session.now))
    session.add(account(session.meeting, "p2", "family", Account.NOTHING, 0, session.now))
    assert accounts(session.meeting) == {
        ("p1", "family"): Accounted(Account.STATED, shown),
        ("p2", "family"): Accounted(Account.NOTHING),
    }
    session.add(account(session.meeting, "p2", "family", Account.OPEN, 0, session.now))
    assert accounts(session.meeting)["p2", "family"] == Accounted(Account.OPEN)


def test_what_was_stated_is_shown_by_an_entry_of_that_member() -> None:
    session = examined()
    mine = shows(session.meeting, "p1")
    assert mine == tuple(session.number_of(text) for text in ("通报。", "班子。", "本人检查。"))
    for person, item, number, told in (
        ("p2", "family", mine[0], "请选出钱一"),
        ("p1", "family", 0, "请选出赵一"),
        ("p1", "nothing", mine[0], "没有这一项"),
        ("p3", "family", mine[0], "不是班子成员"),
    ):
        state = partial(account, session.meeting, person, item, Account.STATED, number, session.now)
        assert told in refusal(session, state)


def test_what_was_withdrawn_shows_nothing_any_more() -> None:
    session = examined()
    shown = session.number_of("本人检查。")
    session.add(account(session.meeting, "p1", "family", Account.STATED, shown, session.now))
    session.add(take_back(session.meeting, session.now))
    assert accounts(session.meeting)["p1", "family"] == Accounted(Account.OPEN)
