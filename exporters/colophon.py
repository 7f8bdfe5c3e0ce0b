"""The small print that ties a signed paper to the file, its version and its digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from exporters.blocks import Colophon
from exporters.chinese import BLANK, day_and_minute
from meeting.chain import last_digest
from meeting.model import Meeting
from meeting.roster import name_of
from meeting.seal import Seal, seals
from meeting.timing import in_zone

_GROUP = 8
"""Characters of a digest between two spaces, so that it can be read out."""

_BEGINNING = 16
"""Characters that tell an older version's digest from every other."""


def colophon(meeting: Meeting, made: datetime, worth: str, *more: str) -> Colophon:
    """When the paper was printed, what it is worth, and more; last the digest that the seal fixed.

    Before the seal it ends with the words that the digest above them is only a provisional one.
    """
    printed = f"本件由记录文件于{day_and_minute(made)}印出，{worth}。"
    sealed = seals(meeting)
    if not sealed:
        return Colophon((printed, *more, *_provisional(meeting)))
    fixed = sealed[-1]
    label = f"定稿校验码（第{fixed.version}版，SHA-256）："
    return Colophon((printed, *more, label, in_groups(fixed.digest)))


def versions(meeting: Meeting) -> Iterator[str]:
    """Every version with the beginning of its digest, once there is more than one."""
    sealed = seals(meeting)
    if len(sealed) > 1:
        yield f"各版定稿校验码的前{_BEGINNING}位："
        for seal in sealed:
            yield f"{sealed_by(meeting, seal)}：{in_groups(seal.digest[:_BEGINNING])}"


def sealed_by(meeting: Meeting, seal: Seal) -> str:
    """第1版，2022年1月28日18时05分，吴十定稿."""
    when = day_and_minute(in_zone(seal.at, meeting.head.zone))
    return f"第{seal.version}版，{when}，{name_of(meeting, seal.by) or BLANK}定稿"


def in_groups(digest: str) -> str:
    """The digest with a space after every eight characters."""
    return " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))


def _provisional(meeting: Meeting) -> Iterator[str]:
    yield "未定稿，暂记校验码（SHA-256）："
    yield in_groups(last_digest(meeting))
    yield "以上暂记校验码只说明本件印出时的记录，不是定稿校验码；定稿后请重新印出。"
