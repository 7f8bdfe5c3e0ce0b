"""All special items of a member at once, and the entry that is proposed for them."""

from __future__ import annotations

from dataclasses import replace

from meeting.model import Account, Kind
from meeting.special import Accounted, account, account_for_open, accounts, likely_shown, open_items
from meeting.template import SpecialItem
from tests.meeting.plan import PLAN, planned
from tests.meeting.session import Session, refusal

ITEMS = tuple(SpecialItem(item, f"{item}全称", item) for item in ("整改", "重大事项", "巡视"))


def examined() -> Session:
    meeting = replace(planned(2), template=replace(PLAN, special_items=ITEMS))
    return Session(meeting).open().wait(9).say("通报。").say("班子。").say("检查。").say("意见。")


def test_one_entry_shows_all_that_is_open_and_leaves_the_rest() -> None:
    session = examined()
    shown = session.number_of("检查。")
    session.add(account(session.meeting, "p1", "巡视", Account.NOTHING, 0, session.now))
    assert open_items(session.meeting, "p1") == ("整改", "重大事项")
    session.add(account_for_open(session.meeting, "p1", shown, session.now))
    row = accounts(session.meeting)
    assert [row["p1", item.id] for item in ITEMS] == [
        Accounted(Account.STATED, shown),
        Accounted(Account.STATED, shown),
        Accounted(Account.NOTHING),
    ]
    told = refusal(session, lambda: account_for_open(session.meeting, "p1", shown, session.now))
    assert "都已说明" in told


def test_another_s_words_show_nothing() -> None:
    session = examined()
    shown = session.number_of("意见。")
    told = refusal(session, lambda: account_for_open(session.meeting, "p1", shown, session.now))
    assert "请选出赵一" in told


def test_the_own_examination_is_proposed_before_later_words_and_no_criticism_of_another() -> None:
    session = examined().say("接受。")
    assert likely_shown(session.meeting, "p1") == session.number_of("检查。")
    assert likely_shown(session.meeting, "p2") == 0
    assert likely_shown(Session(planned(2)).open().meeting, "p1") == 0


def test_who_has_only_examined_the_group_has_shown_nothing_of_their_own() -> None:
    session = Session(planned(2)).open().say("通报。").say("班子检查。")
    (group,) = (entry for entry in session.meeting.entries if entry.text == "班子检查。")
    assert group.by == "p1" and group.kind is Kind.GROUP_EXAMINATION
    assert likely_shown(session.meeting, "p1") == 0
