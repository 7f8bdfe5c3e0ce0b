"""What a table would become, line by line, before anything of it is taken over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from meeting import roster
from meeting.calendar.day import names_year
from meeting.dossier import opinions, studies, talks
from meeting.dossier.model import Dossier, Opinion, Study, Talk
from meeting.dossier.preparation import rows
from meeting.model import Meeting
from meeting.recorder import Recorder
from meeting.refused import Refused
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.tables.columns import Listing
from meeting.tables.sheet import Headed, Sheet, headed
from meeting.tables.wording import Words, is_secretary, opinion_of, role_of, study_of, talk_of, words_of

MOST_PEOPLE = 300
"""Lines of a roster; whoever has more took the wrong file."""

Filed = TypeVar("Filed", bound=Study | Opinion | Talk)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its number, what it becomes or how it reads, and what is wrong with it."""

    number: int
    told: str
    problem: str = ""
    is_filed: bool = False
    """Whether the same was filed before, so that the line is left out."""


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
        return len(self.lines) - self.bad - self.filed

    @property
    def bad(self) -> int:
        """How many lines can't."""
        return sum(1 for line in self.lines if line.problem)

    @property
    def filed(self) -> int:
        """How many lines are left out, as the same was filed before."""
        return sum(1 for line in self.lines if line.is_filed)


def preview(meeting: Meeting, listing: Listing, table: Sheet, *, again: bool = False) -> Preview:
    """What the table would become; raises `Refused` where it can't be told or taken at all.

    Lines that say what is filed already are left out, so that a table taken in twice counts once; `again`
    takes them once more.
    """
    if listing is Listing.ROSTER and is_sealed(meeting):
        raise Refused(SETUP_FIXED)
    found = headed(table, listing)
    match listing:
        case Listing.ROSTER:
            return _of_people(meeting, found)
        case Listing.STUDIES:
            return _filed(
                meeting, listing, found, lambda words: studies.checked(study_of(meeting, words)), again
            )
        case Listing.OPINIONS:
            return _filed(
                meeting,
                listing,
                found,
                lambda words: opinions.checked(meeting, opinion_of(meeting, words)),
                again,
            )
        case Listing.TALKS:
            return _filed(
                meeting, listing, found, lambda words: talks.checked(meeting, talk_of(meeting, words)), again
            )


def take_over(recorder: Recorder, seen: Preview) -> Meeting:
    """Takes over every good line at once; raises `Refused` for none, and what the recorder raises."""
    if not seen.good:
        if seen.filed and not seen.bad:
            raise Refused("各行都已收过，没有新的可以收下。")
        raise Refused("没有一行可以收下，请按各行的提示改好表格再导入。")
    if seen.listing is Listing.ROSTER:
        return recorder.set_up(seen.after)
    return recorder.file(seen.after.dossier)


def _of_people(meeting: Meeting, found: Headed) -> Preview:
    if len(found.lines) > MOST_PEOPLE:
        raise Refused(f"名单有 {len(found.lines)} 行，一次最多 {MOST_PEOPLE} 人；请检查是不是选错了表格。")
    lines, after = [], meeting
    # Whoever is added first leads by default, which a table that names somebody overrules.
    leader = meeting.secretary
    for number, words, beyond in found.lines:
        try:
            _refuse_beyond(beyond)
            name, role = _unspaced(words.get("姓名", "")), role_of(words.get("身份", ""))
            after = roster.add(after, name, words.get("职务", ""), words.get("单位", ""), role)
        except Refused as refused:
            lines.append(Line(number, _as_read(words), refused.told))
            continue
        added = after.people[-1]
        leads = ""
        if is_secretary(words.get("身份", "")):
            leads = f"书记已是{roster.name_of(after, leader)}" if leader else "设为书记"
            if not leader:
                leader, after = added.id, roster.set_secretary(after, added.id)
        told = "  ".join(part for part in (role.label, added.name, added.post, added.unit, leads) if part)
        lines.append(Line(number, told))
    return Preview(Listing.ROSTER, tuple(lines), found.notes, after)


def _filed(
    meeting: Meeting, listing: Listing, found: Headed, read: Callable[[Words], Filed], again: bool
) -> Preview:
    """The preview, each good line told as the row that it becomes."""
    before = () if again else rows(meeting.dossier, listing)
    there = Counter(_sameness(row) for row in before)
    lines: list[Line] = []
    added: list[Filed] = []
    for number, words, beyond in found.lines:
        try:
            _refuse_beyond(beyond)
            _refuse_decimal(words.get("日期", ""))
            row = read(words)
        except Refused as refused:
            lines.append(Line(number, _as_read(words), refused.told))
            continue
        told = "  ".join(word for word in words_of(meeting, row).values() if word) + _year_taken(words, row)
        is_filed = there[_sameness(row)] > 0
        lines.append(Line(number, told, is_filed=is_filed))
        if is_filed:
            # A line that stands in the table twice was meant twice: each filed row answers for one.
            there[_sameness(row)] -= 1
        else:
            added.append(row)
    seen = Preview(listing, tuple(lines), found.notes, replace(meeting, dossier=_with(meeting, added)))
    return replace(seen, notes=(*seen.notes, *_told_of_twins(seen.filed, added)))


def _with(meeting: Meeting, added: Sequence[Study | Opinion | Talk]) -> Dossier:
    dossier = studies.add(meeting, [row for row in added if isinstance(row, Study)])
    dossier = opinions.add(replace(meeting, dossier=dossier), [r for r in added if isinstance(r, Opinion)])
    return talks.add(replace(meeting, dossier=dossier), [row for row in added if isinstance(row, Talk)])


def _sameness(row: Study | Opinion | Talk) -> tuple[object, ...]:
    """What two rows have in common that say the same; how one was handled since is no part of it."""
    match row:
        case Study():
            return row.topic, row.day
        case Opinion():
            return row.text, row.about, row.channel
        case Talk():
            return frozenset((row.by, row.to)), row.with_whom, row.day, row.points


def _told_of_twins(filed: int, added: Sequence[Study | Opinion | Talk]) -> Iterator[str]:
    if filed:
        yield f"有 {filed} 行已收过（内容、人、日期都相同），不再收。"
    if twins := len(added) - len({_sameness(row) for row in added}):
        yield f"有 {twins} 行和这张表里前面的相同，仍各算一条；若是写重了请先删去。"


def _as_read(words: Words) -> str:
    return "  ".join(" ".join(word.split()) for word in words.values() if word)


def _refuse_beyond(beyond: tuple[str, ...]) -> None:
    if beyond:
        raise Refused(f"这一行比表头多出“{beyond[0][:20]}”，请检查是不是多了分隔符，或给这一栏加上表头。")


def _refuse_decimal(day: str) -> None:
    """Raises `Refused` for what a spreadsheet makes of 12.10: the number 12.1, which is two days."""
    if re.fullmatch(r"\d{1,2}\.[123]", day.strip()):
        first = day.strip().replace(".", "月")
        raise Refused(
            f"日期“{day.strip()}”说不准是 {first}日还是 {first}0日：表格软件会去掉末尾的 0。"
            f"请写成 {first}日 这样。",
            "日期",
        )


def _year_taken(words: Words, row: Study | Opinion | Talk) -> str:
    """That the table gives no year, and which was taken; "" where it does."""
    written = words.get("日期", "").strip()
    if isinstance(row, Opinion) or row.day is None or names_year(written):
        return ""
    return f"  （“{written}”没有写年份，按 {row.day.year} 年）"


def _unspaced(name: str) -> str:
    """A name without the blank that tables put into one of two characters to make it as wide as others."""
    parts = name.split()
    return "".join(parts) if [len(part) for part in parts] == [1, 1] else name
