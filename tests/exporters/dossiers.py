"""A meeting with everything around it: prepared, held, and its problems listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from meeting.dossier.model import (
    Channel,
    Dossier,
    Letter,
    Opinion,
    Problem,
    Source,
    Study,
    Talk,
    TalkKind,
    Term,
)
from meeting.model import Meeting
from meeting.template import DuePaper

BEFORE = (
    DuePaper("request", "召开民主生活会的请示"),
    DuePaper("plan", "会议方案"),
    DuePaper("opinions", "征求群众意见情况"),
    DuePaper("last_year", "上一年度整改情况"),
)
AFTER = (
    DuePaper("record", "会议原始记录"),
    DuePaper("report", "综合报告"),
    DuePaper("rectification", "整改清单"),
    DuePaper("group_examination", "班子对照检查材料"),
)
DOSSIER = Dossier(
    working_days_before=5,
    forms_sent=30,
    forms_returned=28,
    letter=Letter(addressees=("XX纪委", "XX组织部"), contact="吴十", phone="0000-0000000"),
    studies=(Study(1, "学习条例", date(2022, 1, 5)), Study(2, "专题研讨", date(2022, 1, 6))),
    opinions=(
        Opinion(1, "窗口办事慢。", "p1", "duty", Channel.FORM, handling="已增设窗口"),
        Opinion(2, "=办事拖", channel=Channel.BOX, merged_into=1),
        Opinion(3, "下基层少。", "p2", "ideals", Channel.FORM),
    ),
    talks=(
        Talk(1, TalkKind.SECRETARY, "p1", "p2", day=date(2022, 1, 8), points="直说分管工作推进慢。"),
        Talk(2, TalkKind.HEADS, "p2", with_whom="办公室主任某某"),
    ),
    problems=(
        Problem(
            1,
            "拖了两个月才办。",
            "p1",
            "duty",
            Source.CRITICISM,
            3,
            measures="一月办结。",
            due=date(2022, 6, 30),
        ),
        Problem(2, "下基层少。", "", "ideals", term=Term.LASTING),
    ),
    last_year=(Problem(1, "去年的问题", "p1", done=True), Problem(2, "另一个")),
)


def with_dossier(meeting: Meeting, **changes: object) -> Meeting:
    """The meeting with the papers that are due and all that is filed around it."""
    template = replace(meeting.template, due_before=BEFORE, due_after=AFTER)
    return replace(meeting, template=template, dossier=replace(DOSSIER, **changes))  # type: ignore[arg-type]
