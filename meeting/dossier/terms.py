"""完成时限 as people write it: 6月底, 立行立改, 限时整改 3月底, 长期坚持, or a day."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from meeting.dossier.model import Term
from meeting.refused import Refused

_WORDS = (Term.AT_ONCE, Term.LIMITED, Term.LASTING)
_BLANKS = re.compile(r"[\s(),:;、]+")
_DAY = re.compile(r"(?:([0-9]{4})[年./-])?([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_END = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月[底末]")
_YEAR_END = re.compile(r"([0-9]{4})?年[底末]")
_YEARS_AHEAD = 8
"""Within so many years even the 29th of February comes, but for one century in four."""


def parse_term(text: str, first: date) -> tuple[Term, date | None]:
    """What is meant by a deadline as it was typed; an empty one is open.

    Where no year is written it is that of the first such day not before `first`. Raises `Refused`.
    """
    form = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    if not form:
        return Term.OPEN, None
    term = next((word for word in _WORDS if word.label in form), Term.BY_DATE)
    rest = form.replace(term.label, "", 1) if term.label else form
    if not rest:
        return term, None
    if term is Term.LASTING:
        raise Refused("长期坚持的不写日期：只写“长期坚持”，或写成限时整改和日期。")
    return term, _date(text, rest.removesuffix("之前").removesuffix("以前").removesuffix("前"), first)


def term_text(term: Term, due: date | None) -> str:
    """The deadline in words that `parse_term` takes back; empty for an open one."""
    return " ".join(part for part in (term.label, due.isoformat() if due else "") if part)


def _date(typed: str, rest: str, first: date) -> date:
    year, month, day = _parts(typed, rest)
    years = range(first.year, first.year + _YEARS_AHEAD + 1) if year is None else (year,)
    days = [one for one in (_real(each, month, day) for each in years) if one]
    found = [one for one in days if year is not None or one >= first]
    if not found:
        named = "" if year is None else f"{year}年"
        raise Refused(f"没有 {named}{month}月{'' if day is None else f'{day}日'} 这一天，请核对时限。")
    return found[0]


def _parts(typed: str, rest: str) -> tuple[int | None, int, int | None]:
    """Year, None where it is not written; month; day, None for the last one of the month."""
    if match := _DAY.fullmatch(rest) or _COMPACT.fullmatch(rest):
        return _year(match[1]), int(match[2]), int(match[3])
    if match := _MONTH_END.fullmatch(rest):
        return _year(match[1]), int(match[2]), None
    if match := _YEAR_END.fullmatch(rest):
        return _year(match[1]), 12, 31
    examples = "2022-06-30、6月30日、6月底、立行立改、限时整改 3月底、长期坚持"
    raise Refused(f"时限“{typed.strip()[:20]}”看不懂，请照这样写：{examples}。")


def _year(written: str | None) -> int | None:
    return int(written) if written else None


def _real(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, monthrange(year, month)[1] if day is None else day)
    except ValueError:
        return None
