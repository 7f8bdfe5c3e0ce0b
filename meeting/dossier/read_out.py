"""What the record says was read out as it was handed in, and which paper that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meeting.dossier.model import SpeechPaper
from meeting.draft import Draft
from meeting.model import Act, Entry, Kind, Meeting, Mode, PersonId, Turn
from meeting.record import Passage, passages

DIGITS = 16
"""How many hexadecimal digits of the file's SHA-256 the record says; as many as of a seal are typed."""

HANDED_IN = ("group_examination", "secretary_speech")
"""Due papers, by their ids, that are handed in and not printed (plan, section 四(二))."""

# Within book title marks another title takes the single ones (GB/T 15834, 4.15.3.2).
_INNER = str.maketrans("《》", "〈〉")
_WORDS = re.compile(rf"照稿宣读《(.+)》(?:（校验码 ([0-9a-f]{{{DIGITS}}})）)?，与附件一致。")


@dataclass(frozen=True, slots=True)
class ReadOut:
    """A paper as the words of an entry name it."""

    person: PersonId | None
    """Whose paper it is, "" for the group's; None where nobody has one to read out."""
    title: str
    digest: str
    """The beginning of its file's SHA-256; "" in an entry that says the title alone."""

    def is_of(self, paper: SpeechPaper) -> bool:
        """Whether it is this paper, be it filed for somebody else by now."""
        if self.digest:
            return paper.sha256.startswith(self.digest)
        return (self.person, self.title) == (paper.person, _inner(paper.title))

    @property
    def named(self) -> str:
        """Title and digest in the words of the record."""
        return f"《{self.title}》（校验码 {self.digest}）" if self.digest else f"《{self.title}》"


def words_for(paper: SpeechPaper) -> str:
    """What the record says of it: the words are sealed, and the dossier is not."""
    read = ReadOut(paper.person, _inner(paper.title), paper.sha256[:DIGITS])
    return f"照稿宣读{read.named}，与附件一致。"


def read_out_in(entry: Entry) -> ReadOut | None:
    """The paper that this entry says was read out; None for any other words."""
    found = _WORDS.fullmatch(entry.text) if entry.mode is Mode.READ_OUT else None
    return ReadOut(reader(entry), found[1], found[2] or "") if found else None


def reader(said: Turn | Draft | Entry) -> PersonId | None:
    """Whose paper is read out here, "" for the group's; None where nobody reads one out."""
    if said.kind is Kind.GROUP_EXAMINATION:
        return ""
    return said.by if said.kind is Kind.SELF_EXAMINATION and said.by else None


def on_record(meeting: Meeting) -> Iterator[tuple[Passage, ReadOut]]:
    """What was read out, in the order of the room; what was corrected since is on record as well."""
    for passage in passages(meeting):
        for version in passage.versions:
            if read := read_out_in(version):
                yield passage, read


def is_on_record(meeting: Meeting, paper: SpeechPaper) -> bool:
    """Whether the record says that this paper was read out as it was handed in."""
    return any(read.person == paper.person and read.is_of(paper) for _, read in on_record(meeting))


def without_paper(meeting: Meeting) -> Iterator[tuple[Passage, ReadOut]]:
    """What the record says was read out, and no paper that was handed in is it."""
    papers = meeting.dossier.speech_papers
    for passage, read in on_record(meeting):
        if not any(read.is_of(paper) for paper in papers):
            yield passage, read


def paper_of(meeting: Meeting, person: PersonId) -> SpeechPaper | None:
    """The paper of a member, or with "" of the group, that goes with the record.

    It is the one read out last as the record stands now, or where none was read out the last handed in.
    """
    own = [paper for paper in meeting.dossier.speech_papers if paper.person == person]
    valid = [read for one in passages(meeting) if (read := read_out_in(one.valid)) and read.person == person]
    for read in reversed(valid):
        if found := [paper for paper in own if read.is_of(paper)]:
            return found[-1]
    return own[-1] if own else None


def handed_in_as(meeting: Meeting, due: str) -> SpeechPaper | None:
    """The paper of the group, or the secretary's own, that is one of `HANDED_IN`."""
    group, secretary = HANDED_IN
    if due == group:
        return paper_of(meeting, "")
    return paper_of(meeting, meeting.secretary) if due == secretary and meeting.secretary else None


def attached(meeting: Meeting) -> tuple[Passage, ...]:
    """Every passage to which the record says that something is attached, in the order of its attachments."""
    return tuple(
        one for one in passages(meeting) if one.valid.act is Act.SAID and one.valid.mode is Mode.READ_OUT
    )


def paper_read_in(meeting: Meeting, passage: Passage) -> SpeechPaper | None:
    """The paper that was read out in the passage; None where the record names none that was handed in."""
    read = read_out_in(passage.valid)
    found = [paper for paper in meeting.dossier.speech_papers if read and read.is_of(paper)]
    return found[-1] if found else None


def _inner(title: str) -> str:
    return title.translate(_INNER)
