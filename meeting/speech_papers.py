"""对照检查材料 and 发言提纲 that were handed in before the meeting: whose they are, and for which turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from meeting.dossier import Dossier, SpeechPaper, next_id
from meeting.model import Kind, Meeting, PersonId, Turn
from meeting.refused import Refused
from meeting.roster import person_of
from meeting.text import clean

LONGEST_PAPER = 200_000
"""Characters; a 对照检查材料 has 5,000 to 10,000."""

_READS = {Kind.GROUP_EXAMINATION, Kind.SELF_EXAMINATION}


def handed_in(
    meeting: Meeting, person: PersonId, title: str, text: str, file: str, sha256: str, now: datetime
) -> Dossier:
    """The dossier with one more paper, of a member or with "" of the group; raises `Refused`."""
    if person:
        person_of(meeting, person)
    whole = clean(text).strip()
    if not whole:
        raise Refused("文件里没有文字，可能是扫描的图片；请交有文字的文件。")
    if len(whole) > LONGEST_PAPER:
        raise Refused(f"文字超过 {LONGEST_PAPER} 个字，请检查是不是选错了文件。")
    row = meeting.dossier.speech_papers
    paper = SpeechPaper(next_id(row), clean(title).strip(), whole, file, sha256, now, person)
    return replace(meeting.dossier, speech_papers=(*row, paper))


def taken_out(dossier: Dossier, id: int) -> Dossier:
    """The dossier without this paper."""
    return replace(dossier, speech_papers=tuple(one for one in dossier.speech_papers if one.id != id))


def paper_for(meeting: Meeting, turn: Turn) -> SpeechPaper | None:
    """What is to be read out in this turn: the last paper of its speaker, or of the group; None for none."""
    if turn.kind not in _READS:
        return None
    whose = "" if turn.kind is Kind.GROUP_EXAMINATION else turn.by
    own = [one for one in meeting.dossier.speech_papers if one.person == whose]
    return own[-1] if own else None


def paragraphs_of(paper: SpeechPaper) -> tuple[str, ...]:
    """The paper's paragraphs, blank lines left out."""
    return tuple(line.strip() for line in paper.text.split("\n") if line.strip())
