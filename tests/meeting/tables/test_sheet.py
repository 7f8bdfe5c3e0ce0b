"""Tables are read by their heads, wherever those stand and in whatever order; pasted lines by their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.refused import Refused
from meeting.tables.columns import COLUMNS, Listing
from meeting.tables.sheet import Headed, headed, sheet
from meeting.tables.sheet_text import sheet_of_csv, sheet_of_pasted
from meeting.text import clean


def of_rows(listing: Listing, *rows: list[str]) -> Headed:
    return headed(sheet(list(enumerate(rows, 1))), listing)


def pasted(text: str, listing: Listing) -> list[dict[str, str]]:
    return [dict(words) for _, words, _ in headed(sheet_of_pasted(text, listing), listing).lines]


def test_the_heads_are_found_below_titles_and_in_any_order() -> None:
    found = of_rows(
        Listing.TALKS,
        ["谈心谈话登记表", "", ""],
        ["填表人：周八", "2022年1月", ""],
        ["时 间", "谈话对象", "谈话人（班子成员）："],
        ["2022-01-05", "钱一", "赵一"],
    )
    assert found.lines == ((4, {"谈话人": "赵一", "谈话对象": "钱一", "日期": "2022-01-05"}, ()),)
    assert found.notes == ("第 3 行是表头。",)


def test_a_columns_own_name_goes_before_the_others_and_what_is_left_over_is_told() -> None:
    found = of_rows(Listing.OPINIONS, ["序号", "内容", "意见", "联系电话"], ["1", "不是它", "是它", "123"])
    assert found.lines[0][1] == {"意见": "是它"}
    assert found.notes == ("没有用上的栏：内容、联系电话。",)


def test_heads_that_are_printed_again_on_the_next_page_are_no_line() -> None:
    found = of_rows(Listing.STUDIES, ["主题", "日期"], ["学习", ""], ["主题", "日期"], ["研讨", ""])
    assert [(line, words["主题"]) for line, words, _ in found.lines] == [(2, "学习"), (4, "研讨")]


def test_rows_of_different_length_lack_cells_or_have_some_beyond() -> None:
    found = of_rows(Listing.STUDIES, ["主题", "日期"], ["学习"], ["研讨", "", "", "多的"])
    assert found.lines == ((2, {"主题": "学习"}, ()), (3, {"主题": "研讨", "日期": ""}, ("多的",)))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["地点", "谈话人"], ["甲", "乙"]], "第 1 行的表头里缺“谈话对象”一栏；谈心谈话的栏有：谈话人"),
        ([["表"], ["时间", "地点"], ["甲", "乙"]], "第 2 行的表头里缺“谈话人”“谈话对象”一栏"),
        ([["甲", "乙"]], "没有找到表头"),
        ([["谈话人", "谈话对象"]], "表头下面没有内容"),
        ([["", " "]], "表格是空的"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(rows: list[list[str]], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        of_rows(Listing.TALKS, *rows)


def test_cells_of_a_spreadsheet_are_pasted_with_their_heads_or_in_order() -> None:
    assert pasted('对象\t意见\n赵一\t"调研少\n开会多"\n', Listing.OPINIONS) == [
        {"意见": "调研少\n开会多", "对象": "赵一"}
    ]
    assert pasted("赵一\t党组书记\n", Listing.ROSTER) == [{"姓名": "赵一", "职务": "党组书记"}]


def test_quotes_that_are_somebodys_own_stay_in_what_was_pasted() -> None:
    assert pasted('"两个确立"学得不深\t赵一', Listing.OPINIONS) == [
        {"意见": '"两个确立"学得不深', "对象": "赵一"}
    ]


def test_without_heads_an_opinion_is_a_whole_line() -> None:
    assert pasted("调研少，开会多\n\n到基层 不够, 文件多", Listing.OPINIONS) == [
        {"意见": "调研少，开会多"},
        {"意见": "到基层 不够, 文件多"},
    ]
    assert pasted("意见,对象\n调研少,赵一", Listing.OPINIONS) == [{"意见": "调研少", "对象": "赵一"}]


def test_a_list_with_blanks_or_commas_is_read_in_order_its_last_column_whole() -> None:
    assert pasted("赵一 党组书记\n钱一，副局长，某某局", Listing.ROSTER) == [
        {"姓名": "赵一", "职务": "党组书记"},
        {"姓名": "钱一", "职务": "副局长", "单位": "某某局"},
    ]
    assert pasted("学习全会精神 2022-01-05 集中学习 局领导都参加", Listing.STUDIES) == [
        {"主题": "学习全会精神", "日期": "2022-01-05", "形式": "集中学习 局领导都参加"}
    ]
    found = headed(sheet_of_pasted("赵一 书记", Listing.ROSTER), Listing.ROSTER)
    assert found.notes == ("没有表头，按 姓名、职务、单位、身份 的次序读。",)


def test_a_file_without_heads_is_not_read_by_order() -> None:
    with pytest.raises(Refused, match="没有找到表头"):
        headed(sheet_of_csv("赵一,书记\n", Listing.ROSTER), Listing.ROSTER)


@given(st.text(max_size=300), st.sampled_from(Listing))
def test_any_text_is_read_or_refused_and_no_line_is_made_up(text: str, listing: Listing) -> None:
    for read in (sheet_of_csv, sheet_of_pasted):
        try:
            found = headed(read(text, listing), listing)
        except Refused as refused:
            assert str(refused).endswith("。")
            continue
        there = clean(text)
        for _, words, beyond in found.lines:
            assert set(words) <= {column.name for column in COLUMNS[listing]}
            assert all(set(word) <= set(there) for word in (*words.values(), *beyond))
