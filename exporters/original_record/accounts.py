"""四项说明情况表: how each member stands to every special item (plan, section 三)."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.blocks import Block, Caption, Column, Table
from exporters.chinese import numeral
from meeting.coverage import Mark
from meeting.model import Account, Meeting, PersonId
from meeting.order import members
from meeting.presence import never_here
from meeting.record import passages
from meeting.roster import name_of
from meeting.special import Accounted, accounts

_NAMES, _ITEM = 95, 130
"""How the width is shared between the column of names and each of the others."""


def accounts_title(meeting: Meeting) -> str:
    """四项说明情况表, with as many items as the template has."""
    return f"{numeral(len(meeting.template.special_items))}项说明情况表"


def accounts_blocks(meeting: Meeting) -> Iterator[Block]:
    """What each item is, then a row for every member."""
    items = meeting.template.special_items
    what = "；".join(f"{item.label}：{item.title}" for item in items)
    yield Caption(f"{what}。括号里是说明它的发言在记录中的序号；缺席：没有到会，不用说明。")
    columns = (Column("姓名", _NAMES), *(Column(item.label, _ITEM, centred=True) for item in items))
    numbers = {passage.entry.number: passage.number for passage in passages(meeting)}
    found, absent = accounts(meeting), never_here(meeting)

    def told(person: PersonId, accounted: Accounted) -> str:
        if accounted.state is Account.STATED:
            # Broken here, as both together have no room in a column.
            return f"{accounted.state.label}\n（第{numbers[accounted.shown_by]}条）"
        is_expected = accounted.state is not Account.OPEN or person not in absent
        return accounted.state.label if is_expected else Mark.ABSENT.label

    rows = (
        (name_of(meeting, person.id), *(told(person.id, found[person.id, item.id]) for item in items))
        for person in members(meeting)
    )
    yield Table(columns, tuple(rows))
