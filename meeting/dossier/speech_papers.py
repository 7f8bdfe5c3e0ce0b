"""对照检查材料 and 发言提纲 that were handed in before the meeting: whose they are, and for which turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from meeting import steps
from meeting.dossier.model import Dossier, SpeechPaper, next_id
from meeting.dossier.read_out import is_on_record, read_out_in, reader, words_for
from meeting.draft import Draft
from meeting.model import Entry, Meeting, Mode, PersonId, Role, Turn
from meeting.order import members, speaking_order
from meeting.refused import Refused
from meeting.roster import name_of, person_of
from meeting.spoken import spoken
from meeting.text import clean

LONGEST_PAPER = 200_000
"""Characters; a 对照检查材料 has 5,000 to 10,000."""

LONGEST_TITLE = 60
"""Characters; more would not fit into the line of the record that names the paper."""

NO_PAPER = "这一轮没有会前交来的发言材料；用 F9 选“发言材料”可以现在交来。"

GROUP = "班子"
"""Whose the group's own paper is, in a word."""


def handed_in(
    meeting: Meeting, person: PersonId, title: str, text: str, file: str, sha256: str, now: datetime
) -> Dossier:
    """The dossier with one more paper, of a member or with "" of the group; raises `Refused`."""
    if person and person_of(meeting, person).role is not Role.MEMBER:
        raise Refused(f"{name_of(meeting, person)}不是班子成员；发言材料只收班子和班子成员的。")
    title = _title(title)
    whole = clean(text).strip()
    if not whole:
        raise Refused("文件里没有文字，可能是扫描的图片；请交有文字的文件。", "文件")
    if len(whole) > LONGEST_PAPER:
        raise Refused(f"文字超过 {LONGEST_PAPER} 个字，请检查是不是选错了文件。", "文件")
    row = meeting.dossier.speech_papers
    paper = SpeechPaper(next_id(row), title, whole, file, sha256, now, person)
    return replace(meeting.dossier, speech_papers=(*row, paper))


def named_instead(meeting: Meeting, person: PersonId, *titles: str) -> str:
    """The members whom the titles of a paper name, where the one that it is filed for is not among them."""
    heads = "\n".join("".join(title.split())[:LONGEST_TITLE] for title in titles)
    named = [one for one in members(meeting) if one.name in heads]
    return "" if person in [one.id for one in named] else "、".join(one.name for one in named)


def taken_out(meeting: Meeting, paper: SpeechPaper) -> Dossier:
    """The dossier without this paper; raises `Refused` for one that the record relies on."""
    if is_on_record(meeting, paper):
        raise Refused(f"记录里写着照《{paper.title}》宣读，它是附件，不能拿掉；另有一稿请再交一份。")
    row = meeting.dossier.speech_papers
    return replace(meeting.dossier, speech_papers=tuple(one for one in row if one.id != paper.id))


def paper_for(meeting: Meeting, turn: Turn | Draft) -> SpeechPaper | None:
    """What is to be read out in this turn: the last paper of its speaker, or of the group; None for none."""
    reads = reader(turn)
    own = [one for one in meeting.dossier.speech_papers if one.person == reads]
    return own[-1] if own else None


def paper_at(meeting: Meeting, draft: Draft) -> SpeechPaper | None:
    """The paper of the turn that the draft belongs to, be it what somebody else says within it."""
    turn = next((turn for turn in speaking_order(meeting) if turn.id == draft.turn), None)
    return paper_for(meeting, turn) if turn else None


def paragraphs_of(paper: SpeechPaper) -> tuple[str, ...]:
    """The paper's paragraphs, blank lines left out."""
    return tuple(line.strip() for line in paper.text.split("\n") if line.strip())


def whose(meeting: Meeting, paper: SpeechPaper) -> str:
    """Whose paper it is, by name."""
    return name_of(meeting, paper.person) if paper.person else GROUP


def words_read_out(meeting: Meeting, draft: Draft) -> str:
    """What the record says where the paper is read out as it was handed in; raises `Refused`."""
    paper = paper_for(meeting, draft)
    if paper is None:
        raise Refused(NO_PAPER)
    if draft.text.strip():
        raise Refused("编辑区里有文字：按 F2 记下；确是照稿宣读，先把文字删去。")
    said = [entry for entry in spoken(meeting.entries) if entry.turn == draft.turn]
    if any((read := read_out_in(entry)) and read.is_of(paper) for entry in said):
        raise Refused("这一轮已记过照稿宣读；念完了按 F2 请下一位发言。")
    return words_for(paper)


def read_out(meeting: Meeting, draft: Draft, now: datetime) -> tuple[Entry, ...]:
    """照稿宣读: the paper of the draft's turn is read out; the turn goes on. Raises `Refused`."""
    said = replace(draft, text=words_read_out(meeting, draft), mode=Mode.READ_OUT)
    return steps.confirm(meeting, said, now, pass_on=False)


def _title(title: str) -> str:
    line = " ".join(clean(title).split())
    if line.count("《") == 1 and line.startswith("《") and line.endswith("》"):
        line = line[1:-1]
    if not line:
        raise Refused("请写标题，例如：个人对照检查材料。", "标题")
    if len(line) > LONGEST_TITLE:
        raise Refused(f"标题超过 {LONGEST_TITLE} 个字，请写短一些。", "标题")
    return line
