"""What a table would become, line by line, before anything of it is taken over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from meeting import opinions, roster, studies, talks
from meeting.columns import Listing
from meeting.dossier import Opinion, Study, Talk
from meeting.model import Meeting
from meeting.preparation import rows
from meeting.recorder import Recorder
from meeting.refused import Refused
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.sheet import Headed, Sheet, headed
from meeting.wording import Words, opinion_of, role_of, study_of, talk_of, words_of

MOST_PEOPLE = 300
"""Lines of a roster; whoever has more took the wrong file."""

Filed = TypeVar("Filed", bound=Study | Opinion | Talk)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its number, what it becomes or how it reads, and what is wrong with it."""

    number: int
    told: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """All lines in their order, notes on the reading, and the meeting as it would be with the good ones."""

    listing: Listing
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    after: Meeting

    @property
    def good(self) -> int:
        """How many lines can be taken over."""
        return sum(1 for line in self.lines if not line.problem)

    @property
    def bad(self) -> int:
        """How many lines can't."""
        return len(self.lines) - self.good


def preview(meeting: Meeting, listing: Listing, table: Sheet) -> Preview:
    """What the table would become; raises `Refused` where it can't be told or taken at all."""
    if listing is Listing.ROSTER and is_sealed(meeting):
        raise Refused(SETUP_FIXED)
    found = headed(table, listing)
    match listing:
        case Listing.ROSTER:
            return _of_people(meeting, found)
        case Listing.STUDIES:
            return _of_studies(meeting, found)
        case Listing.OPINIONS:
            return _of_opinions(meeting, found)
        case Listing.TALKS:
            return _of_talks(meeting, found)


def take_over(recorder: Recorder, seen: Preview) -> Meeting:
    """Takes over every good line at once; raises `Refused` for none, and what the recorder raises."""
    if not seen.good:
        raise Refused("没有一行可以收下，请按各行的提示改好表格再导入。")
    if seen.listing is Listing.ROSTER:
        return recorder.set_up(seen.after)
    return recorder.file(seen.after.dossier)


def _of_people(meeting: Meeting, found: Headed) -> Preview:
    if len(found.lines) > MOST_PEOPLE:
        raise Refused(f"名单有 {len(found.lines)} 行，一次最多 {MOST_PEOPLE} 人；请检查是不是选错了表格。")
    lines, after = [], meeting
    for number, words, beyond in found.lines:
        try:
            _refuse_beyond(beyond)
            name, role = _unspaced(words.get("姓名", "")), role_of(words.get("身份", ""))
            after = roster.add(after, name, words.get("职务", ""), words.get("单位", ""), role)
        except Refused as refused:
            lines.append(Line(number, _as_read(words), str(refused)))
            continue
        added = after.people[-1]
        told = "  ".join(part for part in (role.label, added.name, added.post, added.unit) if part)
        lines.append(Line(number, told))
    return Preview(Listing.ROSTER, tuple(lines), found.notes, after)


def _of_studies(meeting: Meeting, found: Headed) -> Preview:
    lines, added = _read(found, lambda words: studies.checked(study_of(words)))
    dossier = studies.add(meeting, added)
    return _filed(meeting, Listing.STUDIES, lines, found, replace(meeting, dossier=dossier))


def _of_opinions(meeting: Meeting, found: Headed) -> Preview:
    lines, added = _read(found, lambda words: opinions.checked(meeting, opinion_of(meeting, words)))
    dossier = opinions.add(meeting, added)
    return _filed(meeting, Listing.OPINIONS, lines, found, replace(meeting, dossier=dossier))


def _of_talks(meeting: Meeting, found: Headed) -> Preview:
    lines, added = _read(found, lambda words: talks.checked(meeting, talk_of(meeting, words)))
    dossier = talks.add(meeting, added)
    return _filed(meeting, Listing.TALKS, lines, found, replace(meeting, dossier=dossier))


def _read(found: Headed, read: Callable[[Words], Filed]) -> tuple[list[Line], list[Filed]]:
    """The lines, those that are good still without their words, and what the good ones become."""
    lines, good = [], []
    for number, words, beyond in found.lines:
        try:
            _refuse_beyond(beyond)
            good.append(read(words))
        except Refused as refused:
            lines.append(Line(number, _as_read(words), str(refused)))
        else:
            lines.append(Line(number, ""))
    return lines, good


def _filed(meeting: Meeting, listing: Listing, lines: list[Line], found: Headed, after: Meeting) -> Preview:
    """The preview, each good line told as the row that it became."""
    listed = [tuple(words_of(after, row).values()) for row in rows(after.dossier, listing)]
    known = len(rows(meeting.dossier, listing))
    seen, fresh, told, again = set(listed[:known]), iter(listed[known:]), [], 0
    for line in lines:
        if line.problem:
            told.append(line)
            continue
        words = next(fresh)
        again += words in seen
        seen.add(words)
        told.append(Line(line.number, "  ".join(word for word in words if word)))
    notes = found.notes
    if again:
        notes = (*notes, f"有 {again} 行和前面的或已有的完全相同，仍各算一条；若是重复导入请不要收。")
    return Preview(listing, tuple(told), notes, after)


def _as_read(words: Words) -> str:
    return "  ".join(" ".join(word.split()) for word in words.values() if word)


def _refuse_beyond(beyond: tuple[str, ...]) -> None:
    if beyond:
        raise Refused(f"这一行比表头多出“{beyond[0][:20]}”，请检查是不是多了分隔符，或给这一栏加上表头。")


def _unspaced(name: str) -> str:
    """A name without the blank that tables put into one of two characters to make it as wide as others."""
    parts = name.split()
    return "".join(parts) if [len(part) for part in parts] == [1, 1] else name
