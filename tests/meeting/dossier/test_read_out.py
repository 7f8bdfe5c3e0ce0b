"""Which paper the record says was read out: known by the digest in its words, in old entries by the title."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from meeting import amend, steps
from meeting.desk import draft_for
from meeting.dossier.model import SpeechPaper
from meeting.dossier.read_out import is_on_record, on_record, paper_of, read_out_in, without_paper, words_for
from meeting.draft import Draft
from meeting.model import Kind, Mode, PersonId
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session

MINE = "self_examination:p2"
BY_TITLE = "照稿宣读《材料》，与附件一致。"


def paper(id: int, sha256: str, title: str = "材料", person: PersonId = "p2") -> SpeechPaper:
    return SpeechPaper(id, title, "文", f"{id}.docx", sha256 * 64, NINE, person)


READ, LATER = paper(1, "a"), paper(2, "b")


def session(*papers: SpeechPaper, words: str, mode: Mode = Mode.READ_OUT) -> Session:
    """A meeting with these papers, in whose second examination these words were recorded."""
    room = Session(planned(3)).open().go_to(MINE)
    room.recorder.file(replace(room.meeting.dossier, speech_papers=papers))
    draft = replace(draft_for(room.meeting, MINE), text=words, mode=mode)
    return room.add(steps.confirm(room.meeting, draft, room.now, pass_on=False))


def correct(room: Session, by: PersonId, text: str) -> None:
    number = room.meeting.entries[-1].number
    revised = Draft(MINE, Kind.SELF_EXAMINATION, by, text=text, mode=Mode.READ_OUT)
    room.add(amend.correct(room.meeting, number, revised, room.now + timedelta(minutes=1)))


def test_the_words_say_title_and_digest_and_are_read_back() -> None:
    words = words_for(paper(1, "a", "学习《条例》"))
    assert words == "照稿宣读《学习〈条例〉》（校验码 aaaaaaaaaaaaaaaa），与附件一致。"
    read = read_out_in(session(words=words).meeting.entries[-1])
    assert read and (read.person, read.title, read.digest) == ("p2", "学习〈条例〉", "a" * 16)
    assert read.is_of(paper(1, "a", "学习《条例》"))


@pytest.mark.parametrize(
    "words",
    ["照稿宣读，与附件一致。", "照稿宣读《材料》（校验码 abc），与附件一致。", f"他说：{BY_TITLE}"],
)
def test_other_words_name_no_paper(words: str) -> None:
    assert read_out_in(session(words=words).meeting.entries[-1]) is None


def test_words_that_were_said_and_not_read_out_name_none() -> None:
    assert read_out_in(session(words=BY_TITLE, mode=Mode.VERBATIM).meeting.entries[-1]) is None


def test_the_paper_read_out_goes_with_the_record_whatever_is_handed_in_later() -> None:
    room = session(READ, LATER, words=words_for(READ))
    assert paper_of(room.meeting, "p2") == READ
    assert (is_on_record(room.meeting, READ), is_on_record(room.meeting, LATER)) == (True, False)
    assert not list(without_paper(room.meeting))


def test_where_none_was_read_out_the_last_handed_in_goes_with_it() -> None:
    meeting = session(READ, LATER, words="我检查。").meeting
    assert paper_of(meeting, "p2") == LATER
    assert paper_of(meeting, "p1") is None


def test_another_file_under_the_title_is_not_the_paper() -> None:
    meeting = session(LATER, words=words_for(READ)).meeting
    ((passage, read),) = without_paper(meeting)
    assert (passage.number, read.digest) == (1, "a" * 16)


def test_an_old_entry_is_known_by_person_and_title() -> None:
    meeting = session(READ, paper(2, "b", "另一份"), words=BY_TITLE).meeting
    assert is_on_record(meeting, READ)
    assert paper_of(meeting, "p2") == READ
    meeting = session(paper(1, "a", person="p3"), words=BY_TITLE).meeting
    assert [read.title for _, read in without_paper(meeting)] == ["材料"]


def test_what_was_corrected_stays_on_record_and_counts_no_longer() -> None:
    room = session(READ, LATER, words=words_for(READ))
    correct(room, "p2", "照稿宣读，第三条未读。")
    assert is_on_record(room.meeting, READ)
    assert paper_of(room.meeting, "p2") == LATER


def test_a_corrected_speaker_makes_no_paper_missing() -> None:
    room = session(READ, words=words_for(READ))
    correct(room, "p3", words_for(READ))
    assert [read.person for _, read in on_record(room.meeting)] == ["p2", "p3"]
    assert not list(without_paper(room.meeting))


def test_the_same_file_filed_for_the_wrong_person_is_not_on_record() -> None:
    wrong = paper(2, "a", person="p3")
    assert not is_on_record(session(READ, wrong, words=words_for(READ)).meeting, wrong)
