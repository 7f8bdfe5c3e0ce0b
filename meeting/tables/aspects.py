"""Which 对照检查方面 people mean by what they write: its number, label, title, or a part of these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from meeting.refused import Refused
from meeting.template import Aspect

_NUMERALS = "一二三四五六七八九十"
_ONE = rf"\d{{1,3}}(?!\d)|[{_NUMERALS}]"
_NUMBERED = re.compile(
    rf"#?(?:第({_ONE})(?:个?方面)?|方面({_ONE})|\(?({_ONE})\)?)(?:(?:(?:[、.:)]|是在?)+|(?<=\d))(?P<words>.*))?"
)
_BRACKETED = re.compile(r"\((?![\d一二三四五六七八九十]+\)).*?\)|【.*?】|\[.*?\]")
_BRACKETS = re.compile(r"[()【】\[\]]")
_SHORTEST = 2
"""Characters of a part; a single one is in a title by chance."""


def aspect_of(aspects: Sequence[Aspect], written: str) -> str:
    """The id of the aspect that is written in a cell or a form, or "" for an empty one.

    Raises `Refused` where none is meant, more than one can be, or number and words are of two.
    """
    plain = "".join(unicodedata.normalize("NFKC", written).split())
    # What stands in brackets is a remark, unless it is all that stands there.
    form = _BRACKETED.sub("", plain) or _BRACKETS.sub("", plain)
    if not form:
        return ""
    # A whole name comes first, as it may begin with a numeral; a part comes last, as it may hold one.
    told = None if _named(aspects, form) else _NUMBERED.fullmatch(form)
    if told is None:
        return _only(aspects, _named(aspects, form) or _partly_named(aspects, form), written)
    numeral = next(filter(None, told.groups()))
    number = int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1
    numbered = aspects[number - 1 : number] if number else ()
    words = told["words"] or ""
    if not _letters(words):
        return _only(aspects, numbered, written)
    named = _named(aspects, words) or _partly_named(aspects, words)
    if named and numbered and numbered[0] not in named:
        choices = _choices(aspects, (*numbered, *named))
        raise Refused(f"“{written[:20]}”的序号和名称不是同一个方面：{choices}，请核对。")
    return _only(aspects, numbered if named else (), written)


def listed(aspects: Sequence[Aspect]) -> str:
    """All aspects as they may be written, by number and label."""
    return " ".join(f"{number}{one.label}" for number, one in enumerate(aspects, 1))


def _named(aspects: Iterable[Aspect], words: str) -> list[Aspect]:
    return [one for one in aspects if _forms(words) & {_letters(one.label), _letters(one.title)}]


def _partly_named(aspects: Iterable[Aspect], words: str) -> list[Aspect]:
    parts = [form for form in _forms(words) if len(form) >= _SHORTEST]
    return [
        one for one in aspects if any(p in _letters(name) for p in parts for name in (one.label, one.title))
    ]


def _forms(words: str) -> set[str]:
    """The words as they may stand in a name: 履职尽责方面 is also 履职尽责."""
    bare = _letters(words).removesuffix("方面")
    return {_letters(words), bare} if bare else set()


def _letters(text: str) -> str:
    """A text without its marks and blanks, which are written in many ways."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def _only(aspects: Sequence[Aspect], found: Sequence[Aspect], written: str) -> str:
    if not found:
        raise Refused(_unknown(aspects, written))
    if len(found) > 1:
        choices = _choices(aspects, found)
        raise Refused(f"“{written[:20]}”不止一个方面里有：{choices}，请写其中一个的序号或名称。")
    return found[0].id


def _choices(aspects: Sequence[Aspect], found: Iterable[Aspect]) -> str:
    return "、".join(f"{place} {one.label}" for place, one in enumerate(aspects, 1) if one in found)


def _unknown(aspects: Sequence[Aspect], written: str) -> str:
    if not aspects:
        return "会议模板没有分方面，“方面”请空着。"
    return f"没有“{written[:20]}”这个方面，请写序号或名称：{_choices(aspects, aspects)}；不分方面就空着。"
