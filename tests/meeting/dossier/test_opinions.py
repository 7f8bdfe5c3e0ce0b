"""Opinions: filed in their own words, merged where they say the same, and counted raw and merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.dossier import opinions
from meeting.dossier.model import Channel, Dossier, Opinion
from meeting.dossier.opinions import Count
from meeting.model import Meeting
from meeting.refused import Refused
from tests.meeting.plan import planned


def filed(count: int, about: str = "") -> Meeting:
    meeting = planned(3)
    texts = [Opinion(0, f"示例意见{number}", about) for number in range(1, count + 1)]
    return replace(meeting, dossier=opinions.add(meeting, texts))


def merged_into(dossier: Dossier) -> list[int]:
    return [opinion.merged_into for opinion in dossier.opinions]


def test_an_opinion_is_kept_in_its_own_words_on_one_line() -> None:
    added = opinions.add(planned(2), [Opinion(7, " 调研少，\n 蹲点更少 \x00", "p1", "duty", Channel.BOX)])
    assert added.opinions == (Opinion(1, "调研少， 蹲点更少", "p1", "duty", Channel.BOX),)


@pytest.mark.parametrize(
    ("opinion", "sentence"),
    [
        (Opinion(0, " \n"), "请写意见的原话"),
        (Opinion(0, "字" * 2001), "2001 字，最多 2000 字"),
        (Opinion(0, "有意见", "p9"), "名单里没有这个人"),
        (Opinion(0, "有意见", "p4"), "要是班子成员"),
        (Opinion(0, "有意见", aspect="nothing"), "没有这个对照检查方面"),
    ],
)
def test_what_cannot_be_an_opinion_is_refused(opinion: Opinion, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        opinions.add(planned(3, observers=1), [opinion])


def test_the_first_marked_stands_for_the_others_and_for_what_they_stood_for() -> None:
    meeting = filed(5)
    meeting = replace(meeting, dossier=opinions.merge(meeting, [4, 5]))
    assert merged_into(opinions.merge(meeting, [2, 4])) == [0, 0, 0, 2, 2]
    assert merged_into(opinions.merge(meeting, [5, 1])) == [4, 0, 0, 0, 4]


def test_only_opinions_that_stand_apart_and_speak_of_the_same_are_merged() -> None:
    meeting = filed(3)
    meeting = replace(meeting, dossier=opinions.merge(meeting, [1, 2]))
    for ids in ([], [3], [1, 2]):
        with pytest.raises(Refused, match="两条以上"):
            opinions.merge(meeting, ids)
    other = replace(meeting, dossier=opinions.add(meeting, [Opinion(0, "只说钱一", "p2")]))
    with pytest.raises(Refused, match="对象不同"):
        opinions.merge(other, [3, 4])
    with pytest.raises(Refused, match="已经不在"):
        opinions.merge(meeting, [1, 9])


def test_removing_the_head_frees_its_members() -> None:
    meeting = filed(3)
    meeting = replace(meeting, dossier=opinions.merge(meeting, [1, 2, 3]))
    assert merged_into(opinions.remove(meeting, 1)) == [0, 0]
    assert merged_into(opinions.remove(meeting, 2)) == [0, 1]


def test_one_is_separated_alone_and_a_head_with_all_it_stood_for() -> None:
    meeting = filed(4)
    meeting = replace(meeting, dossier=opinions.merge(meeting, [1, 2, 3]))
    assert merged_into(opinions.separate(meeting, 3)) == [0, 1, 0, 0]
    assert merged_into(opinions.separate(meeting, 1)) == [0, 0, 0, 0]
    with pytest.raises(Refused, match="没有和别的意见合并"):
        opinions.separate(meeting, 4)


def test_a_change_keeps_the_merging_and_cannot_tear_it() -> None:
    meeting = filed(2)
    meeting = replace(meeting, dossier=opinions.merge(meeting, [1, 2]))
    changed = opinions.change(meeting, Opinion(2, "改了词", handling="已转办"))
    assert changed.opinions[1] == Opinion(2, "改了词", merged_into=1, handling="已转办")
    for id in (1, 2):
        with pytest.raises(Refused, match="请先拆开"):
            opinions.change(meeting, Opinion(id, "改对象", "p1"))


def test_the_counts_tell_raw_and_merged_by_whom_aspect_and_channel() -> None:
    meeting = planned(2)
    given_in = [
        Opinion(0, "一", "p1", "duty", Channel.FORM),
        Opinion(0, "二", "p1", "ideals", Channel.BOX),
        Opinion(0, "三"),
    ]
    meeting = replace(meeting, dossier=opinions.add(meeting, given_in))
    found = opinions.counts(opinions.merge(meeting, [1, 2]))
    assert found.all == Count(3, 2)
    assert found.about == {"p1": Count(2, 1), "": Count(1, 1)}
    assert found.aspect == {"duty": Count(1, 1), "ideals": Count(1, 0), "": Count(1, 1)}
    assert found.channel == {
        Channel.FORM: Count(1, 1),
        Channel.BOX: Count(1, 0),
        Channel.OTHER: Count(1, 1),
    }


def test_no_more_forms_come_back_than_went_out() -> None:
    dossier = opinions.set_forms(planned(2), 30, 28)
    assert (dossier.forms_sent, dossier.forms_returned) == (30, 28)
    for sent, returned, sentence in ((5, 6, "比发出的 5 份还多"), (-1, 0, "之间"), (100_000, 1, "之间")):
        with pytest.raises(Refused, match=sentence):
            opinions.set_forms(planned(2), sent, returned)


@given(data=st.data())
def test_whatever_is_done_ids_are_unique_heads_stand_and_nothing_else_changes(data: st.DataObject) -> None:
    meeting = replace(planned(3), dossier=Dossier(forms_sent=3, forms_returned=1))
    ids = st.integers(1, 9)
    for _ in range(data.draw(st.integers(1, 15), "steps")):
        one, about = data.draw(ids, "id"), data.draw(st.sampled_from(["", "p1", "p2"]), "about")
        chosen = data.draw(st.lists(ids, max_size=4), "chosen")
        acts: list[Callable[[Meeting, int, str, list[int]], Dossier]] = [
            lambda m, one, about, chosen: opinions.add(m, [Opinion(one, "新", about, merged_into=one)]),
            lambda m, one, about, chosen: opinions.change(m, Opinion(one, "改", about, merged_into=3)),
            lambda m, one, about, chosen: opinions.remove(m, one),
            lambda m, one, about, chosen: opinions.merge(m, chosen),
            lambda m, one, about, chosen: opinions.separate(m, one),
        ]
        act = data.draw(st.sampled_from(acts), "act")
        before = meeting.dossier
        try:
            after = act(meeting, one, about, chosen)
        except Refused:
            continue
        standing = {opinion.id: opinion for opinion in after.opinions if not opinion.merged_into}
        assert len({opinion.id for opinion in after.opinions}) == len(after.opinions)
        for opinion in after.opinions:
            if opinion.merged_into:
                assert standing[opinion.merged_into].about == opinion.about
        assert replace(after, opinions=()) == replace(before, opinions=())
        found = opinions.counts(after)
        for part in (found.about, found.aspect, found.channel):
            assert sum(count.raw for count in part.values()) == found.all.raw == len(after.opinions)
            assert sum(count.merged for count in part.values()) == found.all.merged == len(standing)
        meeting = replace(meeting, dossier=after)
