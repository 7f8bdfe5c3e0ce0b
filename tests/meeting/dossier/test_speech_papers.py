"""Papers that were handed in: for which turn they are, and what the record says when one is read out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting import roster, take_back
from meeting.desk import draft_for
from meeting.dossier import speech_papers
from meeting.dossier.model import Dossier
from meeting.dossier.speech_papers import LONGEST_PAPER, LONGEST_TITLE, handed_in, paper_for, paragraphs_of
from meeting.draft import Draft
from meeting.model import Kind, Meeting, Mode, PersonId, Role
from meeting.order import turn_of
from meeting.refused import Refused
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session, refusal

SHA256 = "0123456789abcdef" * 4
READ = "照稿宣读《对照检查材料》（校验码 0123456789abcdef），与附件一致。"
GROUP, MINE = "group_examination:group", "self_examination:p2"


def taking(
    meeting: Meeting, person: PersonId, title: str = "对照检查材料", text: str = "一、问题。"
) -> Dossier:
    return handed_in(meeting, person, title, text, "1.docx", SHA256, NINE)


def with_papers(*persons: PersonId) -> Meeting:
    meeting = planned(3)
    for person in persons:
        meeting = replace(meeting, dossier=taking(meeting, person))
    return meeting


def session(*persons: PersonId) -> Session:
    """A meeting in which p2 examines themselves, with papers of these."""
    made = Session(with_papers(*persons)).open()
    return made.go_to(MINE)


def read_out(session: Session) -> Session:
    draft = draft_for(session.meeting, session.floor)
    return session.add(speech_papers.read_out(session.meeting, draft, session.now))


def test_a_paper_is_for_the_examination_of_its_speaker_or_of_the_group() -> None:
    meeting = with_papers("", "p2")
    found = {
        turn: paper.person if (paper := paper_for(meeting, turn_of(meeting, turn))) else None
        for turn in (GROUP, MINE, "self_examination:p1", "criticism:p2>p1", "response:p2")
    }
    assert found == {
        GROUP: "",
        MINE: "p2",
        "self_examination:p1": None,
        "criticism:p2>p1": None,
        "response:p2": None,
    }


def test_of_several_papers_the_last_counts_until_it_is_taken_out() -> None:
    meeting = with_papers("p2", "p2", "")
    last = paper_for(meeting, turn_of(meeting, MINE))
    assert last and last.id == 2
    meeting = replace(meeting, dossier=speech_papers.taken_out(meeting, last))
    before = paper_for(meeting, turn_of(meeting, MINE))
    assert before and before.id == 1


def test_a_turn_without_a_settled_speaker_has_not_the_paper_of_the_group() -> None:
    assert paper_for(with_papers(""), Draft("x", Kind.SELF_EXAMINATION)) is None


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("《个人对照检查材料》", "个人对照检查材料"),
        (" 发言\n提纲 ", "发言 提纲"),
        ("《条例》学习与《准则》", "《条例》学习与《准则》"),
        ("对照\u200b检查", "对照检查"),
    ],
)
def test_a_title_is_one_line_without_marks_around_it(title: str, kept: str) -> None:
    assert taking(planned(), "p1", title).speech_papers[0].title == kept


@pytest.mark.parametrize(
    ("person", "title", "text", "told"),
    [
        ("p1", "《》", "有", "请写标题"),
        ("p1", "长" * (LONGEST_TITLE + 1), "有", "标题超过 60 个字"),
        ("p1", "材料", " \n\u200b\n", "可能是扫描的图片"),
        ("p1", "材料", "字" * (LONGEST_PAPER + 1), "选错了文件"),
        ("p4", "材料", "有", "不是班子成员"),
        ("p9", "材料", "有", "名单里没有"),
    ],
)
def test_what_can_not_be_taken_in_is_refused(person: PersonId, title: str, text: str, told: str) -> None:
    meeting = roster.add(planned(3), "督导", "组长", role=Role.OBSERVER)
    with pytest.raises(Refused, match=told):
        taking(meeting, person, title, text)


def test_paragraphs_are_the_lines_with_something_in_them() -> None:
    paper = taking(planned(), "p1", text="　　一、问题\r\n\n  二、原因\v软回车后\n").speech_papers[0]
    assert paragraphs_of(paper) == ("一、问题", "二、原因", "软回车后")


def test_reading_out_is_recorded_with_the_title_and_the_turn_goes_on() -> None:
    room = read_out(session("p2").wait(60))
    entry = room.meeting.entries[-1]
    assert (entry.text, entry.mode) == (READ, Mode.READ_OUT)
    assert (entry.turn, entry.by, entry.kind) == (MINE, "p2", Kind.SELF_EXAMINATION)
    assert room.floor == MINE


def test_a_title_within_the_title_takes_the_inner_marks() -> None:
    room = session()
    room.recorder.file(taking(room.meeting, "p2", "学习《条例》的发言"))
    entry = read_out(room).meeting.entries[-1]
    assert entry.text == "照稿宣读《学习〈条例〉的发言》（校验码 0123456789abcdef），与附件一致。"


def test_it_is_recorded_once_a_turn_and_again_after_it_was_taken_back() -> None:
    room = read_out(session("p2"))
    assert "已记过照稿宣读" in refusal(room, lambda: read_out(room))
    room.add(take_back.take_back(room.meeting, room.now))
    assert "照稿宣读" not in "".join(room.texts())
    assert read_out(room).texts() == [READ]


def test_it_is_refused_without_a_paper_and_over_typed_words() -> None:
    room = session("", "p1")
    assert "没有会前交来的发言材料" in refusal(room, lambda: read_out(room))
    room = session("p2")
    typed = replace(draft_for(room.meeting, MINE), text="他补充说")
    with pytest.raises(Refused, match="编辑区里有文字"):
        speech_papers.read_out(room.meeting, typed, room.now)


def test_a_paper_that_the_record_relies_on_stays_and_another_goes() -> None:
    room = read_out(session("p2", "p3"))
    mine, other = room.meeting.dossier.speech_papers
    with pytest.raises(Refused, match="记录里写着照《对照检查材料》宣读"):
        speech_papers.taken_out(room.meeting, mine)
    assert speech_papers.taken_out(room.meeting, other).speech_papers == (mine,)
    room.add(take_back.take_back(room.meeting, room.now))
    assert speech_papers.taken_out(room.meeting, mine).speech_papers == (other,)


def test_another_paper_of_the_same_title_can_be_read_out_after_it() -> None:
    room = read_out(session("p2"))
    mine = room.meeting.dossier.speech_papers[0]
    later = replace(mine, id=2, sha256="f" * 64)
    room.recorder.file(replace(room.meeting.dossier, speech_papers=(mine, later)))
    assert read_out(room).texts() == [READ, READ.replace("0123456789abcdef", "f" * 16)]
