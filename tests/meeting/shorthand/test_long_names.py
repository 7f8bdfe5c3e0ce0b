"""Long names that the meeting's own papers hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting import roster
from meeting.blank import event
from meeting.model import Act, Head, Role
from meeting.shorthand.long_names import LongNames, names_in, names_of_papers
from tests.meeting.plan import planned


def said(*texts: str) -> list[str]:
    return list(names_in([replace(event(Act.SAID), text=text) for text in texts]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们到示例市发展和改革委员会调研。", "示例市发展和改革委员会"),
        ("报中共示例县委组织部审定，", "中共示例县委组织部"),
        ("示例市人民政府办公厅来文", "示例市人民政府办公厅"),
        ("由示例市城市建设投资集团有限公司承建", "示例市城市建设投资集团有限公司"),
        ("今年示例区民政局的群众评议", "示例区民政局"),
        ("示例县财政局领导班子到示例县教育局", "示例县财政局"),
        ("学习《示例市机关作风若干规定》以后", "《示例市机关作风若干规定》"),
    ],
)
def test_a_name_is_found_in_what_was_said(text: str, name: str) -> None:
    assert said(text)[0] == name


@pytest.mark.parametrize(
    "text", ["示例市各级干部都要做到", "全市工作的大局", "中央精神全部落实", "我们办公室", "《通知》", ""]
)
def test_what_only_sounds_like_a_name_is_none(text: str) -> None:
    assert said(text) == [] or len(said(text)[0]) < 6


def test_a_name_is_found_by_a_quarter_of_it() -> None:
    names = LongNames().together_with(["示例市发展和改革委员会", "局办公室"])
    assert names.begun("到示例") is None
    assert names.begun("到示例市") == (3, "示例市发展和改革委员会")
    assert names.begun("到示例市发展和") == (6, "示例市发展和改革委员会")
    assert names.begun("到示例市发展和改革委员会") is None
    assert names.begun("到示例市发展了") is None
    assert names.begun("局办") is None
    assert names.begun("") is None


def test_of_names_that_begin_alike_the_first_is_meant_until_they_part() -> None:
    names = (
        LongNames()
        .together_with(["示例市示例局党组"])
        .together_with(["示例市示例局办公室", "示例市示例局党组"])
    )
    assert names.begun("示例市") == (3, "示例市示例局党组")
    assert names.begun("示例市示例局办") == (7, "示例市示例局办公室")


def test_the_papers_names_come_from_head_roster_and_template() -> None:
    meeting = replace(planned(1), head=Head("示例市示例局党组", "民主生活会", 2021))
    meeting = roster.add(meeting, "列席甲", "组长", "示例市纪委监委驻示例局纪检监察组", role=Role.OBSERVER)
    names = LongNames().together_with(names_of_papers(meeting))
    assert names.begun("请示例市示") == (4, "示例市示例局党组")
    assert names.begun("请示例市纪委") == (5, "示例市纪委监委驻示例局纪检监察组")
