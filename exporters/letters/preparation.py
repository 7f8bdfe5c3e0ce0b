"""会前准备 in sentences: every figure here is counted from the dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exporters.chinese import day
from meeting.dossier.model import TalkKind
from meeting.dossier.opinions import counts
from meeting.dossier.studies import days
from meeting.dossier.talks import kind_of
from meeting.model import Meeting


def studies_told(meeting: Meeting) -> Iterator[str]:
    """How often the group studied, on which days, and what."""
    studies = meeting.dossier.studies
    if studies:
        when = f"（{'、'.join(map(day, days(meeting.dossier)))}）" if days(meeting.dossier) else ""
        topics = "、".join(dict.fromkeys(one.topic for one in studies))
        yield f"组织学习研讨{len(studies)}次{when}，内容：{topics}。"


def opinions_told(meeting: Meeting) -> Iterator[str]:
    """How many opinions came in and what they were merged to, and by which ways."""
    dossier = meeting.dossier
    if dossier.forms_sent:
        yield f"发出征求意见表{dossier.forms_sent}份，收回{dossier.forms_returned}份。"
    if dossier.opinions:
        found = counts(dossier)
        ways = "、".join(f"{channel.label}{count.raw}条" for channel, count in found.channel.items())
        yield f"征求到意见建议{found.all.raw}条（{ways}），归并整理为{found.all.merged}条。"


def talks_told(meeting: Meeting) -> Iterator[str]:
    """How many talks were had, of which kinds."""
    talks = meeting.dossier.talks
    if talks:
        counted = Counter(kind_of(meeting, talk) for talk in talks)
        kinds = "，".join(f"{kind.label}{counted[kind]}次" for kind in TalkKind if counted[kind])
        yield f"开展谈心谈话{len(talks)}次，其中{kinds}。"


def papers_told(meeting: Meeting) -> Iterator[str]:
    """How many papers for the speeches came in, several versions of the same one counted once."""
    papers = {(paper.person, paper.title) for paper in meeting.dossier.speech_papers}
    if papers:
        yield f"收到对照检查材料和发言提纲{len(papers)}份。"
