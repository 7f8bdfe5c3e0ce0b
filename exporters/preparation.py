"""会前准备 in sentences: every figure here is counted from the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.chinese import day
from meeting.dossier import TalkKind
from meeting.model import Meeting


def studies_told(meeting: Meeting) -> Iterator[str]:
    """How often the group studied, on which days, and what."""
    studies = meeting.dossier.studies
    if studies:
        days = sorted(one.day for one in studies if one.day)
        when = f"（{'、'.join(map(day, days))}）" if days else ""
        topics = "、".join(dict.fromkeys(one.topic for one in studies))
        yield f"组织学习研讨{len(studies)}次{when}，内容：{topics}。"


def opinions_told(meeting: Meeting) -> Iterator[str]:
    """How many opinions came in and what they were merged to, and by which ways."""
    dossier = meeting.dossier
    if dossier.forms_sent:
        yield f"发出征求意见表{dossier.forms_sent}份，收回{dossier.forms_returned}份。"
    if dossier.opinions:
        merged = sum(1 for one in dossier.opinions if not one.merged_into)
        channels = dict.fromkeys(one.channel for one in dossier.opinions)
        ways = "、".join(
            f"{channel.label}{sum(1 for one in dossier.opinions if one.channel is channel)}条"
            for channel in channels
        )
        yield f"征求到意见建议{len(dossier.opinions)}条（{ways}），归并整理为{merged}条。"


def talks_told(meeting: Meeting) -> Iterator[str]:
    """How many talks were had, of which kinds."""
    talks = meeting.dossier.talks
    if talks:
        counts = ((kind, sum(1 for talk in talks if talk.kind is kind)) for kind in TalkKind)
        kinds = "，".join(f"{kind.label}{count}次" for kind, count in counts if count)
        yield f"开展谈心谈话{len(talks)}次，其中{kinds}。"
