"""Deadlines as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.dossier.model import Term
from meeting.dossier.terms import parse_term, term_text
from meeting.refused import Refused

DAY = date(2022, 1, 28)
"""Of the meeting."""


@pytest.mark.parametrize(
    ("typed", "term", "due"),
    [
        ("2022-06-30", Term.BY_DATE, date(2022, 6, 30)),
        ("2022.6.30", Term.BY_DATE, date(2022, 6, 30)),
        ("2022年6月30日前", Term.BY_DATE, date(2022, 6, 30)),
        ("20220630", Term.BY_DATE, date(2022, 6, 30)),
        ("6月30日", Term.BY_DATE, date(2022, 6, 30)),
        ("６月３０日", Term.BY_DATE, date(2022, 6, 30)),
        ("6月底", Term.BY_DATE, date(2022, 6, 30)),
        ("2月末", Term.BY_DATE, date(2022, 2, 28)),
        ("2023年2月底之前", Term.BY_DATE, date(2023, 2, 28)),
        ("年底", Term.BY_DATE, date(2022, 12, 31)),
        ("立行立改", Term.AT_ONCE, None),
        ("立行立改（3月1日前）", Term.AT_ONCE, date(2022, 3, 1)),
        ("限时整改 3月底", Term.LIMITED, date(2022, 3, 31)),
        ("限时整改", Term.LIMITED, None),
        ("长期坚持", Term.LASTING, None),
        ("  ", Term.OPEN, None),
    ],
)
def test_what_people_write_is_understood(typed: str, term: Term, due: date | None) -> None:
    assert parse_term(typed, DAY) == (term, due)


def test_a_day_without_a_year_is_the_first_one_not_before_the_meeting() -> None:
    assert parse_term("1月28日", DAY)[1] == DAY
    assert parse_term("1月27日", DAY)[1] == date(2023, 1, 27)
    assert parse_term("1月底", date(2022, 2, 8))[1] == date(2023, 1, 31)
    assert parse_term("2月29日", DAY)[1] == date(2024, 2, 29)
    assert parse_term("2月29日", date(2096, 3, 1))[1] == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("尽快", "“尽快”看不懂"),
        ("6月", "请照这样写"),
        ("2022年2月30日", "没有 2022年2月30日 这一天"),
        ("2月30日", "没有 2月30日 这一天"),
        ("13月底", "没有 13月 这一天"),
        ("0000-01-01", "没有 0年1月1日 这一天"),
        ("长期坚持 6月底", "长期坚持的不写日期"),
        ("立行立改并长期坚持", "看不懂"),
    ],
)
def test_what_is_no_deadline_is_refused_with_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_term(typed, DAY)
    assert told in str(caught.value)
    assert str(caught.value).endswith("。")


@given(st.text("0123４年月日底前-./立行改限时整长期坚持 ", max_size=12), st.dates())
def test_whatever_is_typed_is_understood_or_refused(typed: str, first: date) -> None:
    try:
        term, due = parse_term(typed, first)
    except Refused:
        return
    assert parse_term(term_text(term, due), first) == (term, due)


@given(st.sampled_from(list(Term)), st.dates(), st.dates())
def test_a_deadline_written_out_is_read_back_whatever_the_day(term: Term, due: date, first: date) -> None:
    has_day = term in (Term.BY_DATE, Term.LIMITED, Term.AT_ONCE)
    told = (term, due if has_day else None)
    assert parse_term(term_text(*told), first) == told
