"""环节: the parts that a meeting is made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """环节: the part of the meeting that a turn or an entry belongs to."""

    BRIEFING = "briefing"
    GROUP_EXAMINATION = "group_examination"
    SELF_EXAMINATION = "self_examination"
    CRITICISM = "criticism"
    RESPONSE = "response"
    INTERJECTION = "interjection"
    COMMENTARY = "commentary"
    CLOSING = "closing"
    PROCEDURE = "procedure"

    @property
    def label(self) -> str:
        """The Chinese name of the kind."""
        return _KIND_LABELS[self]


_KIND_LABELS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.BRIEFING: "通报",
        Kind.GROUP_EXAMINATION: "班子对照检查",
        Kind.SELF_EXAMINATION: "个人对照检查",
        Kind.CRITICISM: "批评意见",
        Kind.RESPONSE: "表态回应",
        Kind.INTERJECTION: "插话",
        Kind.COMMENTARY: "点评",
        Kind.CLOSING: "总结",
        Kind.PROCEDURE: "程序记事",
    }
)
