"""What no dossier can say, though it fits its types, is told; what the program leaves behind is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from meeting.dossier.faults import faults
from meeting.dossier.model import Dossier, Opinion, PaperState, Problem, SpeechPaper, Talk, TalkKind
from tests.meeting.plan import planned
from tests.meeting.session import Session

NOW = datetime(2022, 1, 20, tzinfo=UTC)
HELD = Session(planned(2)).open().say("通报。").meeting
SOUND = Dossier(
    forms_sent=30,
    forms_returned=30,
    opinions=(Opinion(1, "会多", "p1"), Opinion(2, "会多", "p1", merged_into=1)),
    talks=(Talk(1, TalkKind.SECRETARY, "p1", "p2"), Talk(2, TalkKind.HEADS, "p1", with_whom="周八")),
    speech_papers=(SpeechPaper(1, "提纲", "正文", "提纲.txt", "ab", NOW, "p1"),),
    problems=(Problem(1, "会多。", "p1", entry=1),),
    last_year=(Problem(1, "文多。", reported_in=1),),
    papers=(PaperState("request"), PaperState("plan")),
)


def test_a_dossier_as_the_program_leaves_it_has_no_faults() -> None:
    assert faults(replace(HELD, dossier=SOUND)) == ()
    assert faults(HELD) == ()


UNTRUE = [
    (replace(SOUND, problems=(Problem(3, "会多。", "p99"),)), "整改清单第 3 号写的人（p99）"),
    (replace(SOUND, problems=(Problem(3, "会多。", entry=9999),)), "整改清单第 3 号写的记录第 9999 条不存在"),
    (
        replace(SOUND, last_year=(Problem(3, "会多。", reported_in=-1),)),
        "上年度整改清单第 3 号写的记录第 -1 条",
    ),
    (replace(SOUND, forms_returned=-5), "征求意见表发出 30 份、收回 -5 份"),
    (replace(SOUND, forms_returned=31), "征求意见表发出 30 份、收回 31 份"),
    (replace(SOUND, forms_sent=-1, forms_returned=0), "征求意见表发出 -1 份、收回 0 份"),
    (replace(SOUND, opinions=(Opinion(1, "会多", merged_into=77),)), "征求意见第 1 号并入的第 77 号不在"),
    (
        replace(SOUND, opinions=(Opinion(1, "会多", merged_into=1),)),
        "征求意见第 1 号并入的第 1 号不在，或自己",
    ),
    (replace(SOUND, opinions=(Opinion(1, "会多", "p99"),)), "征求意见第 1 号写的人（p99）"),
    (replace(SOUND, talks=(Talk(1, TalkKind.MEMBERS, "p99", "p1"),)), "谈心谈话第 1 号写的人（p99）"),
    (replace(SOUND, talks=(Talk(1, TalkKind.MEMBERS, "", "p1"),)), "谈心谈话第 1 号没有谈话人"),
    (
        replace(SOUND, speech_papers=(replace(SOUND.speech_papers[0], file=""),)),
        "发言材料第 1 号没有原文件",
    ),
    (replace(SOUND, papers=(PaperState("plan"), PaperState("plan"))), "材料 plan 的状态写了 2 次"),
]


@pytest.mark.parametrize(("dossier", "sentence"), UNTRUE)
def test_each_thing_that_cannot_be_true_is_told_with_its_row(dossier: Dossier, sentence: str) -> None:
    (fault,) = faults(replace(HELD, dossier=dossier))
    assert fault.startswith(sentence)
