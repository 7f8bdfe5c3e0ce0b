"""A title is broken by sense, into lines that form a trapezium or a diamond."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.titles import LINE, title_lines, width

HISTORY = "2021年度党史学习教育专题民主生活会"
PLENUM = "2021年度关于认真学习贯彻党的十九届六中全会精神专题民主生活会"
COUNTY = "中共某某省某某自治州某某县人力资源和社会保障局党组"
HOUSING = "某某市住房和城乡建设局党组"


@pytest.mark.parametrize(
    ("group", "meeting", "before", "after", "lines"),
    [
        ("XX局党组", HISTORY, "", "", f"XX局党组/{HISTORY}"),
        ("XX局党组", "2021年度民主生活会", "", "", "XX局党组2021年度民主生活会"),
        (HOUSING, HISTORY, "", "", f"{HOUSING}/{HISTORY}"),
        ("XX局党组", HISTORY, "", "整改清单", "XX局党组2021年度/党史学习教育专题民主生活会整改清单"),
        (
            "XX局党组",
            HISTORY,
            "关于召开",
            "的请示",
            "XX局党组关于召开2021年度/党史学习教育专题民主生活会的请示",
        ),
        (
            HOUSING,
            HISTORY,
            "关于召开",
            "的请示",
            f"{HOUSING}/关于召开2021年度党史学习教育/专题民主生活会的请示",
        ),
        ("", HISTORY, "", "方案", f"{HISTORY}方案"),
        (
            COUNTY,
            PLENUM,
            "",
            "",
            "中共某某省某某自治州某某县/人力资源和社会保障局党组2021年度/"
            "关于认真学习贯彻党的十九届六中全会精神/专题民主生活会",
        ),
        (
            "中共呼和浩特市城市管理和综合执法局党组",
            PLENUM,
            "",
            "",
            "中共呼和浩特市/城市管理和综合执法局党组2021年度/"
            "关于认真学习贯彻党的十九届六中全会精神/专题民主生活会",
        ),
        (
            "XX局党组",
            "2023年度学习贯彻习近平新时代中国特色社会主义思想主题教育专题民主生活会",
            "关于",
            "召开情况的报告",
            "XX局党组关于2023年度/学习贯彻习近平新时代中国特色社会主义思想/主题教育专题民主生活会召开情况的报告",
        ),
    ],
)
def test_titles_as_an_office_breaks_them(
    group: str, meeting: str, before: str, after: str, lines: str
) -> None:
    found = title_lines(group, meeting, after, before)
    assert "/".join(found) == lines
    assert max(map(width, found)) <= LINE


GROUPS = st.lists(
    st.sampled_from(
        [
            "中共",
            "某某省",
            "呼和浩特市",
            "城关区",
            "城市管理",
            "人力资源",
            "和社会保障",
            "委员会",
            "局",
            "办公室",
            "党组",
        ]
    ),
    max_size=9,
).map("".join)
MEETINGS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["2021年度", "＿＿年度"]),
        st.sampled_from(
            ["", "学习贯彻党的二十大精神", "关于认真学习贯彻党的十九届六中全会精神", "《条例》和"]
        ),
        st.sampled_from(["主题教育", "党史学习教育", ""]),
        st.sampled_from(["专题民主生活会", "民主生活会"]),
    ),
)
WORDS = st.sampled_from(
    [("", ""), ("关于召开", "的请示"), ("关于", "召开情况的报告"), ("", "方案"), ("", "整改清单")]
)


@given(GROUPS, MEETINGS, WORDS)
def test_no_word_is_lost_or_broken(group: str, meeting: str, words: tuple[str, str]) -> None:
    before, after = words
    lines = title_lines(group, meeting, after, before)
    assert "".join(lines) == f"{group}{before}{meeting}{after}"
    assert all(lines)
    for line in lines:
        assert not line.endswith(("和", "城", "呼", "生活", "民主", "委员", "人力"))
        assert not line.startswith(("的", "年度", "平", "和浩特", "区", "会和"))


@pytest.mark.parametrize("group", ["局" * 400, "某某市" * 60, "a" * 300])
def test_a_name_that_nobody_wrote_ends_as_quickly(group: str) -> None:
    assert "".join(title_lines(group, HISTORY)) == f"{group}{HISTORY}"
