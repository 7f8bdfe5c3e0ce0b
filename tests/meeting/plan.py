"""A template of the plan's shape, and meetings after it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from meeting import roster
from meeting.model import Kind, Meeting, Role
from meeting.template import AgendaItem, Aspect, Scope, Speaker, SpecialItem, Step, Template

BEIJING = timezone(timedelta(hours=8))
NINE = datetime(2022, 1, 28, 9, 0, tzinfo=BEIJING)
"""When the meetings of these tests open."""

ROUND = (
    Step(Kind.SELF_EXAMINATION, Speaker.SUBJECT, 12.0),
    Step(Kind.CRITICISM, Speaker.EACH_OTHER, 3.0),
    Step(Kind.RESPONSE, Speaker.SUBJECT, 3.0),
)
PLAN = Template(
    id="2021-test",
    title="党史学习教育专题民主生活会",
    theme="大力弘扬伟大建党精神",
    legal_basis=("党章",),
    place="党员会议室",
    chaired_by=Speaker.SECRETARY,
    recorded_by="局办公室",
    quorum=2 / 3,
    days_after=15,
    aspects=(Aspect("ideals", "坚定信仰信念信心", "理想信念"), Aspect("duty", "履职尽责", "担当作为")),
    agenda=(
        AgendaItem("briefing", "通报筹备情况", Scope.ONCE, (Step(Kind.BRIEFING, Speaker.CHAIR, 10.0),)),
        AgendaItem(
            "group", "班子对照检查", Scope.ONCE, (Step(Kind.GROUP_EXAMINATION, Speaker.SECRETARY, 15.0),)
        ),
        AgendaItem("secretary", "党组书记带头发言", Scope.SECRETARY, ROUND),
        AgendaItem("others", "其它班子成员依次作对照检查", Scope.OTHERS, ROUND),
        AgendaItem(
            "commentary", "点评", Scope.ONCE, (Step(Kind.COMMENTARY, Speaker.OBSERVER, 10.0),), optional=True
        ),
        AgendaItem("closing", "总结", Scope.ONCE, (Step(Kind.CLOSING, Speaker.CHAIR, 10.0),), optional=True),
    ),
    special_items=(SpecialItem("family", "个人、家庭、亲属重大事项", "重大事项"),),
    due_before=(),
    due_after=(),
)

NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔"


def planned(members: int = 3, observers: int = 0) -> Meeting:
    """A meeting with so many members, p1 the secretary, and observers after them."""
    meeting = Meeting("m1", PLAN)
    for name in NAMES[:members]:
        meeting = roster.add(meeting, f"{name}一", f"党组成员{name}")
    for place in range(observers):
        meeting = roster.add(meeting, f"督导{place + 1}", "组长", "市纪委监委", Role.OBSERVER)
    return meeting
