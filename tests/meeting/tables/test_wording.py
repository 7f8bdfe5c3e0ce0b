"""What people write into the columns of a list, and that a row's own words give the same row again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import roster
from meeting.dossier import opinions, studies, talks
from meeting.dossier.model import Channel, Opinion, Study, Talk, TalkKind
from meeting.dossier.preparation import LISTINGS, filed, removed, rows
from meeting.model import Head, Meeting, Role
from meeting.refused import Refused
from meeting.tables.columns import Listing
from meeting.tables.wording import opinion_of, role_of, talk_of, words_of
from tests.meeting.plan import PLAN, planned

THREE = planned(3, observers=1)
DAYS = st.none() | st.dates(date(2021, 1, 1), date(2022, 12, 31))
TEXTS = st.text("赵钱有意见 ，。", min_size=1, max_size=12).map(lambda text: f"字{text}字")


def test_the_group_is_meant_by_its_names_and_by_none() -> None:
    meeting = replace(THREE, head=Head("示例市某某局党组"))
    for word in ("", "班子", "领导班子", "党组", "（领导）班子", "示例市某某局党组"):
        assert opinion_of(meeting, {"意见": "有", "对象": word}).about == ""


@pytest.mark.parametrize("name", ["钱一", "钱 一", "钱　一", "钱一同志", " 钱一 "])
def test_a_person_is_found_by_the_name_as_tables_have_it(name: str) -> None:
    assert opinion_of(THREE, {"意见": "有", "对象": name}).about == "p2"


def test_two_of_one_name_are_told_apart_by_the_post_and_never_guessed() -> None:
    meeting = roster.add(roster.add(Meeting("m", PLAN), "张伟", "党组书记"), "张伟", "副局长")
    assert opinion_of(meeting, {"意见": "有", "对象": "张伟（副局长）"}).about == "p2"
    with pytest.raises(Refused, match="名单里有几位“张伟”，请写成其中一位：张伟（党组书记）、张伟（副局长）"):
        opinion_of(meeting, {"意见": "有", "对象": "张伟"})


def test_an_aspect_is_told_by_label_or_number() -> None:
    for word in ("担当作为", "二"):
        assert opinion_of(THREE, {"意见": "有", "方面": word}).aspect == "duty"


def test_channels_kinds_and_roles_have_more_than_one_name() -> None:
    assert opinion_of(THREE, {"意见": "有", "方式": "问卷"}).channel is Channel.FORM
    assert opinion_of(THREE, {"意见": "有"}).channel is Channel.OTHER
    words = {"谈话人": "赵一", "谈话对象": "吴九、郑十", "类别": "部门负责人"}
    assert talk_of(THREE, words) == Talk(0, TalkKind.HEADS, "p1", with_whom="吴九、郑十")
    assert (role_of(""), role_of("列席")) == (Role.MEMBER, Role.OBSERVER)


def test_two_members_need_no_kind_and_others_do() -> None:
    assert talk_of(THREE, {"谈话人": "赵一", "谈话对象": "钱一"}).to == "p2"
    with pytest.raises(Refused, match=r"名单里没有“吴九”.*若不是班子成员，类别请写"):
        talk_of(THREE, {"谈话人": "赵一", "谈话对象": "吴九"})
    with pytest.raises(Refused, match=r"没有“吴九”，请写名单里的姓名。$"):
        talk_of(THREE, {"谈话人": "赵一", "谈话对象": "吴九", "类别": "成员之间"})


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: opinion_of(THREE, {"意见": "有", "对象": "钱一、孙一"}), "不止一位，请每位写一行"),
        (lambda: opinion_of(THREE, {"意见": "有", "对象": "吴九"}), "名单里没有“吴九”"),
        (lambda: opinion_of(THREE, {"意见": "有", "方面": "六"}), "请写序号或名称：1 理想信念、2 担当作为；"),
        (lambda: opinion_of(THREE, {"意见": "有", "方式": "电报"}), "方式“电报”看不懂，请写 座谈会、"),
        (lambda: talk_of(THREE, {"谈话对象": "赵一"}), "请写谈话人的姓名"),
        (lambda: talk_of(THREE, {"谈话人": "赵一"}), "请写谈话对象的姓名"),
        (lambda: talk_of(THREE, {"谈话人": "赵一", "谈话对象": "钱一", "类别": "闲谈"}), "类别“闲谈”看不懂"),
        (lambda: role_of("来宾"), "身份“来宾”看不懂，请写 班子成员、列席人员 或 记录人"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_write(act: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        act()


@given(
    st.builds(Study, st.just(0), TEXTS, DAYS, TEXTS),
    st.builds(
        Opinion,
        st.just(0),
        TEXTS,
        st.sampled_from(["", "p1", "p2"]),
        st.sampled_from(["", "ideals", "duty"]),
        st.sampled_from(Channel),
        handling=TEXTS,
    ),
    st.sampled_from(TalkKind).flatmap(
        lambda kind: st.builds(
            Talk,
            st.just(0),
            st.just(kind),
            st.just("p3"),
            st.sampled_from(["p1", "p2"]) if kind in talks.PAIRED else st.just(""),
            st.just("") if kind in talks.PAIRED else TEXTS,
            DAYS,
            TEXTS,
            TEXTS,
        )
    ),
)
def test_a_rows_own_words_give_the_same_row(study: Study, opinion: Opinion, talk: Talk) -> None:
    meeting = replace(THREE, dossier=studies.add(THREE, [study]))
    meeting = replace(meeting, dossier=opinions.add(meeting, [opinion]))
    meeting = replace(meeting, dossier=talks.add(meeting, [talk]))
    for listing in LISTINGS:
        (row,) = rows(meeting.dossier, listing)
        assert filed(meeting, listing, words_of(meeting, row), row.id) == meeting.dossier
        twice = filed(meeting, listing, words_of(meeting, row))
        assert [replace(one, id=0) for one in rows(twice, listing)] == [replace(row, id=0)] * 2
        assert rows(removed(meeting, listing, row.id), listing) == ()


def test_every_list_has_rows_of_its_own() -> None:
    assert Listing.ROSTER not in LISTINGS
    assert set(LISTINGS) | {Listing.ROSTER} == set(Listing)
