"""What is refused tells the field that is wrong, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from meeting import order, roster
from meeting.dossier import opinions, rectification, talks
from meeting.dossier.due_papers import with_letter
from meeting.dossier.model import NO_DOSSIER, Letter, Problem, Talk, TalkKind, Term
from meeting.dossier.preparation import filed
from meeting.model import Absence, Head, Kind
from meeting.refused import Refused, filling_in
from meeting.tables.columns import Listing
from tests.meeting.plan import planned

THREE = replace(planned(3, observers=1), head=Head("示例市某某局党组", date=date(2022, 1, 28)))
TALK = {"谈话人": "赵一", "谈话对象": "钱一"}
PERSON = replace(THREE.people[1], name="钱一")


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda: filed(THREE, Listing.STUDIES, {"主题": "学习", "日期": "13月1日"}), "日期"),
        (lambda: filed(THREE, Listing.STUDIES, {"日期": "1月5日"}), "主题"),
        (lambda: filed(THREE, Listing.OPINIONS, {"意见": "字" * 2001}), "意见"),
        (lambda: filed(THREE, Listing.OPINIONS, {"意见": "有", "对象": "吴九"}), "对象"),
        (lambda: filed(THREE, Listing.OPINIONS, {"意见": "有", "对象": "督导1"}), "对象"),
        (lambda: filed(THREE, Listing.OPINIONS, {"意见": "有", "方面": "六"}), "方面"),
        (lambda: filed(THREE, Listing.OPINIONS, {"意见": "有", "方式": "电报"}), "方式"),
        (lambda: filed(THREE, Listing.TALKS, TALK | {"谈话人": "吴九"}), "谈话人"),
        (lambda: filed(THREE, Listing.TALKS, TALK | {"谈话对象": "吴九"}), "谈话对象"),
        (lambda: filed(THREE, Listing.TALKS, TALK | {"谈话对象": "赵一"}), "谈话对象"),
        (lambda: filed(THREE, Listing.TALKS, TALK | {"类别": "闲谈"}), "类别"),
        (lambda: filed(THREE, Listing.TALKS, TALK | {"日期": "昨天"}), "日期"),
        (lambda: talks.checked(THREE, Talk(0, TalkKind.HEADS, "p1")), "谈话对象"),
        (lambda: opinions.set_forms(THREE, 1, 2), "收回份数"),
        (lambda: rectification.add(THREE, Problem(0, "")), "问题"),
        (lambda: rectification.add(THREE, Problem(0, "有", term=Term.BY_DATE)), "完成时限"),
        (lambda: with_letter(NO_DOSSIER, "五", Letter()), "会前工作日"),
        (lambda: with_letter(NO_DOSSIER, "", Letter(phone="1\n2")), "联系电话"),
        (lambda: order.insert(THREE, Kind.CRITICISM, "", "p2", 3, ""), "发言人"),
        (lambda: order.insert(THREE, Kind.CRITICISM, "p1", "", 3, ""), "对谁"),
        (lambda: order.insert(THREE, Kind.CRITICISM, "p1", "p2", 0, ""), "分钟"),
        (lambda: roster.change(THREE, replace(PERSON, name="")), "姓名"),
        (lambda: roster.change(THREE, replace(PERSON, unit="一\n二")), "单位"),
        (lambda: roster.set_absence(THREE, "p2", Absence("")), "缺席理由"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(act: Callable[[], object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.field == field
    assert field in refused.value.told


def test_the_field_leads_in_a_sentence_that_does_not_name_it() -> None:
    assert Refused("名单里没有“吴九”。", "对象").told == "“对象”一栏：名单里没有“吴九”。"
    assert Refused("请写明日期。", "日期").told == "请写明日期。"
    assert Refused("已经散会。").told == "已经散会。"


def test_of_two_fields_one_within_the_other_the_inner_one_is_meant() -> None:
    with pytest.raises(Refused) as refused, filling_in("外"), filling_in("内"):
        raise Refused("不行。")
    assert refused.value.field == "内"
