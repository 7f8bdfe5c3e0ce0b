"""Whether a criticism names a fault: on lists of invented remarks, on single sentences, and for any text.

The floors on the tuned lists say only that what was reached there is kept: the weights were fitted to those
remarks, and remarks by other hands are read less well. What to expect of those the held-out lists say.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.hint.clauses import clauses
from meeting.hint.remarks import RemarkKind, classify
from meeting.hint.signs import LONGEST, marks
from meeting.hint.weights import weights
from meeting.invented.sample_texts import remark
from meeting.model import Kind

PROBLEM, HOPE, SUGGESTION, PRAISE, VAGUE = RemarkKind
HELD_OUT = [
    ("remarks_heldout_2", 0.98, 0.92),
    ("remarks_heldout_3", 0.95, 0.89),
    ("remarks_heldout_4", 0.966, 0.933),
    ("remarks_heldout_5", 0.973, 0.933),
]
"""Lists that no weight was fitted to, with the shares measured: faults unflagged, empty remarks flagged.

Where the start of a problem stands was chosen by the first two; the others are by hands of their own.
"""
TUNED = sorted(Path(__file__).parent.glob("remarks_tuned*.tsv"))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

pieces = st.sampled_from(
    [
        "希望",
        "建议",
        "没有",
        "去年",
        "三次",
        "你说",
        "“",
        "”",
        "，",
        "。",
        "：",
        "佩服",
        "不够",
        "但",
        "我",
        "12",
        "天",
        "\n",
    ]
)
texts = st.text() | st.lists(pieces | st.characters(), max_size=30).map("".join)


def listed(path: Path) -> list[tuple[RemarkKind, str]]:
    """The remarks of a list: in each line the kind, a tab and the text; # begins a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(RemarkKind(kind), text) for kind, text in rows]


@pytest.mark.parametrize("path", TUNED, ids=lambda path: path.stem)
def test_of_100_faults_at_most_5_are_flagged(path: Path) -> None:
    faults = [text for kind, text in listed(path) if kind is PROBLEM]
    flagged = [text for text in faults if classify(text).kind is not PROBLEM]
    assert len(faults) >= 100
    assert len(flagged) <= 0.05 * len(faults), flagged


@pytest.mark.parametrize("path", TUNED, ids=lambda path: path.stem)
def test_of_100_empty_remarks_at_least_90_are_flagged(path: Path) -> None:
    empty = [text for kind, text in listed(path) if kind is not PROBLEM]
    missed = [text for text in empty if classify(text).kind is PROBLEM]
    assert len(empty) >= 100
    assert len(missed) <= 0.1 * len(empty), missed


@pytest.mark.parametrize(("name", "unflagged", "flagged"), HELD_OUT, ids=[name for name, _, _ in HELD_OUT])
def test_on_remarks_it_was_not_tuned_on_it_does_not_fall_below_what_was_measured(
    name: str, unflagged: float, flagged: float
) -> None:
    """The aim is 0.95 of the faults unflagged and 0.9 of the empty ones flagged."""
    rows = listed(Path(__file__).parent / f"{name}.tsv")
    faults = [text for kind, text in rows if kind is PROBLEM]
    empty = [text for kind, text in rows if kind is not PROBLEM]
    assert sum(classify(text).kind is PROBLEM for text in faults) >= unflagged * len(faults)
    assert sum(classify(text).kind is not PROBLEM for text in empty) >= flagged * len(empty)


def test_every_list_is_either_tuned_or_held_out_and_each_held_out_one_has_its_floor() -> None:
    lists = {path.stem for path in Path(__file__).parent.glob("remarks_*.tsv")}
    assert lists == {path.stem for path in TUNED} | {name for name, _, _ in HELD_OUT}


def test_every_kind_has_its_weights() -> None:
    assert set(weights()) == set(RemarkKind)
    assert all(weight for of_kind in weights().values() for weight in of_kind.values())


def test_a_run_of_the_table_is_no_longer_than_what_is_looked_for() -> None:
    signs = {sign for of_kind in weights().values() for sign in of_kind}
    assert all(len(sign) <= LONGEST or sign.isascii() for sign in signs)


def test_every_mark_that_weighs_something_is_found_in_some_remark() -> None:
    found = {mark for _, text in listed(TUNED[0]) for mark in marks(tuple(clauses(text)))}
    weighed = {sign for of_kind in weights().values() for sign in of_kind if sign.isascii()}
    assert {sign for sign in weighed if len(sign) > LONGEST} <= {"start", *found}
    assert {"no-wish", "clause"} <= weighed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("三十二条建议只批转。", PROBLEM),
        ("三十二条代表建议，你只是批转给科室，没有当面答复过。", PROBLEM),
        ("希望以后开会准时。", HOPE),
        ("希望以后开会准时，上个月三次党组会你都迟到。", PROBLEM),
        ("希望你多到村里走走，去年联系的石桥村你一次没去过。", PROBLEM),
        ("您的敬业我佩服，但公示期五天您两天就让撤了。", PROBLEM),
        ("可能我了解得不全，那批设备好像没有招标。", PROBLEM),
        ("建议每季度开一次座谈会，参加人数不少于二十人。", SUGGESTION),
        ("建议您每年通读两本原著，三年不间断。", SUGGESTION),
        ("连续三年获评先进，大家都佩服。", PRAISE),
        ("要说缺点，就是太不注意身体，工作太拼。", PRAISE),
        ("五年没出过一次差错。", PRAISE),
        ("理论学习不够深入，担当精神有待增强。", VAGUE),
        ("这是共性问题，我们都有，我也一样。", VAGUE),
        ("我没有意见。", VAGUE),
        ("没有意见。", VAGUE),
        ("去年走访四十户，全部办成，群众都满意。", PRAISE),
        ("去年应走访四十户，你只走访了三户。", PROBLEM),
        ("三年没有一起投诉。", PRAISE),
        ("三年里有五起投诉，你一起没有答复。", PROBLEM),
        ("担当不够，缺乏闯劲。", VAGUE),
        ("你材料写得漂亮，大家都佩服，可那份值班表是雨停以后才贴到墙上的。", PROBLEM),
        ("我们反映过的井盖，三月反映，六月反映，九月一个骑车的老师掉进去了。", PROBLEM),
        ("给特困户送的米，我舀了一碗看，虫子在爬。", PROBLEM),
        ("天气不错。", VAGUE),
        ("", VAGUE),
    ],
)
def test_a_sentence_is_what_it_does(text: str, kind: RemarkKind) -> None:
    assert classify(text).kind is kind


def test_a_wish_holds_until_the_sentence_turns_to_what_happened() -> None:
    wish = "希望今后每年下村二十次，每次住三天，写五篇报告"
    assert classify(f"{wish}。").kind is HOPE
    found = classify(f"{wish}，去年你只去了两次。")
    assert found.kind is PROBLEM
    assert any("去年" in word for word in found.words)
    assert not any("二十次" in word for word in found.words)


def test_a_fact_that_is_praised_is_no_problem() -> None:
    assert classify("去年他到石桥村住了二十天，群众都夸。").kind is PRAISE


def test_figures_inside_quotation_marks_are_names() -> None:
    assert classify("可以学习“最多跑一次、三天办结”。").kind is SUGGESTION


def test_nearly_every_criticism_of_the_sample_meeting_names_a_fault() -> None:
    criticisms = [remark(Kind.CRITICISM, place, "王秀兰") for place in range(300)]
    flagged = [text for text in criticisms if classify(text).kind is not PROBLEM]
    assert len(flagged) <= 15, flagged


def test_every_kind_has_a_name() -> None:
    assert len({kind.label for kind in RemarkKind}) == len(RemarkKind)


@given(texts)
def test_any_text_is_read_and_the_words_stand_in_it(text: str) -> None:
    found = classify(text)
    assert all(word and word in text for word in found.words)
    assert found.words or found.kind is VAGUE


@given(texts, st.text(" \t\n　", max_size=3), st.text(" \t\n　", max_size=3))
def test_space_around_a_remark_changes_nothing(text: str, before: str, after: str) -> None:
    assert classify(before + text + after) == classify(text)


@given(texts)
def test_figures_may_be_wide(text: str) -> None:
    assert classify(text.translate(FULL_WIDTH)).kind is classify(text).kind


@pytest.mark.parametrize("path", TUNED[:2], ids=lambda path: path.stem)
def test_punctuation_may_be_narrow(path: Path) -> None:
    narrow = str.maketrans("，；？！：“”", ',;?!:""')
    for _, text in listed(path):
        assert classify(text.translate(narrow)).kind is classify(text).kind, text
