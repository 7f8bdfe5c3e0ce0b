"""One line of notes taken elsewhere, taken apart: its day, its time, who speaks to whom, and the words.

Full-width marks and digits count as half-width ones; the words themselves stay as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from meeting.model import Act, Kind, Mode
from meeting.refused import Refused

LONGEST_HEAD = 60
"""Characters of the names and marks before the colon."""

_HALF = {0xFF01 + at: 0x21 + at for at in range(0x5E)} | {0x3000: 0x20}
_DAY = re.compile(
    r"\s*(#?)\s*(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{1,2})\s*月\s*(\d{1,2}))"
    r"\s*日?\s*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?=\s|$)\s*"
)
_HALF_DAY = r"(?P<part>上午|早上|中午|下午|晚上)?\s*"
# A bare hour must end there: “3点意见” begins a paragraph and tells no time.
_TIME = re.compile(
    rf"\s*(?P<open>[\[(])?\s*{_HALF_DAY}(?P<hour>\d{{1,2}})\s*"
    r"(?:[:点时]\s*(?P<minute>\d{1,2})(?!\d)(?:\s*[:分]\s*(?P<second>\d{1,2})(?!\d)\s*秒?|\s*分)?"
    r"|[点时](?:(?P<half>半)|整|(?=\s|,|、|:|$|[\])])))"
    r"\s*(?(open)[\])])[\s,、:]*"
)
_STEPS: Mapping[str, Act] = {
    "开会": Act.OPENED,
    "会议开始": Act.OPENED,
    "休会": Act.ADJOURNED,
    "复会": Act.RECONVENED,
    "散会": Act.CLOSED,
    "会议结束": Act.CLOSED,
}
_STEP = re.compile(rf"(?P<open>〔)?\s*(?P<word>{'|'.join(_STEPS)})(?(open)\s*〕)(?P<gap>[\s,.:;。]*)")
_NOTED = re.compile(r"(?:程序)?记事\s*:\s*")
_BRACKETED = re.compile(r"〔([^〔〕]*)〕\s*$")
_MARK = re.compile(r"\s*【\s*([^【】]{1,8}?)\s*】\s*")
_ARROW = re.compile(r"\s*(?:[-=—–]+>|→|⇒|➔)\s*")
_PLACEHOLDERS = ("未听清", "待补")
_KINDS = {kind.label: kind for kind in Kind} | {"表态": Kind.RESPONSE, "批评": Kind.CRITICISM}
_MODES = {mode.label: mode for mode in Mode}


@dataclass(frozen=True, slots=True)
class Head:
    """Who speaks, to whom, as what: the part of a line before its words, still as it was written."""

    by: str
    to: str = ""
    kind: Kind | None = None
    mode: Mode | None = None
    text: str = ""
    arrow: bool = False
    """Whether a mark stands between two names that no other text has."""


def half_width(line: str) -> str:
    """The line with half-width marks in place of full-width ones, and each character where it was."""
    return line.translate(_HALF)


def day_of(line: str, year: int) -> tuple[date | None, str]:
    """The day that a line begins with and the rest of the line; a day without a year is in the given one.

    Raises `Refused` for what is written like a day and is none, and for other lines that begin with #.
    """
    found = _DAY.match(half_width(line))
    if found is None or not (found[2] or year):
        if half_width(line).lstrip().startswith("#"):
            raise Refused("以 # 开头的只能是日期，例如 # 2022-01-28")
        return None, line
    numbers = (found[2] or year, found[3] or found[5], found[4] or found[6])
    try:
        return date(*map(int, numbers)), line[found.end() :]
    except ValueError:
        raise Refused(f"“{found[0].strip(' #')}”不是日期") from None


def time_of(line: str) -> tuple[time | None, str]:
    """The time that a line begins with and the rest of the line; raises `Refused` for an impossible one."""
    found = _TIME.match(half_width(line))
    if found is None:
        return None, line
    hour = int(found["hour"])
    if (found["part"] in ("下午", "晚上") and hour < 12) or (found["part"] == "中午" and hour < 3):
        hour += 12
    try:
        told = time(hour, 30 if found["half"] else int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise Refused(f"“{found[0].strip()}”不是时刻") from None
    return told, line[found.end() :]


def step_of(rest: str, *, timed: bool) -> tuple[Act, str] | None:
    """开会, 休会, 复会 or 散会 with what is noted behind it; without a time it must be the whole line."""
    found = _STEP.match(half_width(rest))
    if found is None:
        return None
    more = rest[found.end() :]
    stands_alone = not more or (timed and bool(found["open"] or found["gap"]))
    return (_STEPS[found["word"]], more) if stands_alone else None


def noted_in(rest: str, *, timed: bool) -> str | None:
    """The text of 记事：… or 〔…〕; None for any other line."""
    if found := _NOTED.match(half_width(rest)):
        return rest[found.end() :]
    if whole := _BRACKETED.match(rest):
        return whole[1] if timed or whole[1].strip() not in _PLACEHOLDERS else None
    return rest if timed and rest.startswith("〔") else None


def head_of(rest: str) -> Head | None:
    """Who speaks to whom before the first colon; None for a line without one near its beginning."""
    colon = half_width(rest).find(":", 0, LONGEST_HEAD)
    if colon < 0:
        return None
    who, text = rest[:colon], rest[colon + 1 :].lstrip()
    kind, mode = None, None
    while found := _MARK.search(who):
        kind, mode = _KINDS.get(found[1], kind), _MODES.get(found[1], mode)
        if found[1] not in {*_KINDS, *_MODES}:
            break
        who = who[: found.start()] + who[found.end() :]
    while (found := _MARK.match(text)) and found[1] in {*_KINDS, *_MODES}:
        kind, mode = _KINDS.get(found[1], kind), _MODES.get(found[1], mode)
        text = text[found.end() :]
    by, *to = _ARROW.split(half_width(who).strip(), maxsplit=1)
    return Head(by, to[0] if to else "", kind, mode, text, bool(to))


def names_arrow(rest: str) -> str:
    """What stands before an arrow at the beginning of a line; empty for none."""
    by, *to = _ARROW.split(half_width(rest)[:LONGEST_HEAD], maxsplit=1)
    return by.strip() if to else ""
