"""The lists of 会前准备 as lines, and in a few words how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from meeting.dossier.model import Dossier, Opinion, Study, Talk, TalkKind
from meeting.dossier.opinions import counts
from meeting.dossier.preparation import rows
from meeting.dossier.studies import days
from meeting.dossier.talks import progress
from meeting.model import Meeting
from meeting.tables.columns import Listing
from meeting.tables.wording import Words, words_of
from tui.lines.columns import fit

_WIDTHS: Mapping[Listing, tuple[tuple[str, int], ...]] = {
    Listing.STUDIES: (("日期", 10), ("形式", 12), ("主题", 0)),
    Listing.OPINIONS: (("对象", 8), ("方面", 10), ("方式", 10), ("意见", 0)),
    Listing.TALKS: (("日期", 10), ("谈话人", 8), ("谈话对象", 14), ("类别", 16), ("内容", 0)),
}
"""The columns that a line has room for, in cells; the last one takes the rest of it."""

_SHORT = {
    TalkKind.SECRETARY: "书记",
    TalkKind.MEMBERS: "互谈",
    TalkKind.HEADS: "部门",
    TalkKind.REPRESENTATIVES: "代表",
}


def in_order(dossier: Dossier, listing: Listing) -> Sequence[Study | Opinion | Talk]:
    """The rows as they are listed: opinions that were merged below the one that stands for them."""
    if listing is not Listing.OPINIONS:
        return rows(dossier, listing)
    place = {opinion.id: index for index, opinion in enumerate(dossier.opinions)}

    def below_its_head(opinion: Opinion) -> tuple[int, bool, int]:
        return place[opinion.merged_into or opinion.id], opinion.merged_into > 0, place[opinion.id]

    return sorted(dossier.opinions, key=below_its_head)


def numbered(listed: Sequence[Study | Opinion | Talk]) -> Iterator[int]:
    """The running number of each row in its list; 0 for an opinion that another stands for."""
    number = 0
    for row in listed:
        is_merged = isinstance(row, Opinion) and row.merged_into > 0
        number += not is_merged
        yield 0 if is_merged else number


def line(meeting: Meeting, row: Study | Opinion | Talk, number: int, is_marked: bool, width: int) -> str:
    """A row on a line, cut to the width; a marked one bears a sign."""
    words = dict(words_of(meeting, row))
    if isinstance(row, Opinion):
        words["对象"] = words["对象"] or "班子"
    place = f"{number:>4}" if number else "  并"
    return fit(f"{'*' if is_marked else ' '}{place}  {_in_columns(words, _listing_of(row))}", width)


def _listing_of(row: Study | Opinion | Talk) -> Listing:
    match row:
        case Study():
            return Listing.STUDIES
        case Opinion():
            return Listing.OPINIONS
        case Talk():
            return Listing.TALKS


def told(meeting: Meeting, listing: Listing) -> str:
    """How far the list has come, in the words of a title line."""
    dossier = meeting.dossier
    match listing:
        case Listing.STUDIES:
            found = days(dossier)
            span = " 到 ".join(str(day) for day in dict.fromkeys((*found[:1], *found[-1:])))
            return f"{len(dossier.studies)} 次  {span}".rstrip()
        case Listing.OPINIONS:
            count = counts(dossier).all
            forms = f"  意见表发 {dossier.forms_sent} 收 {dossier.forms_returned}"
            return f"原始 {count.raw} 条，归并后 {count.merged} 条{forms if dossier.forms_sent else ''}"
        case _:
            had = progress(meeting)
            return "  ".join(f"{_SHORT[kind]} {one.done}/{one.due}" for kind, one in had.items())


def tab(meeting: Meeting, listing: Listing, *, is_on: bool) -> str:
    """The list's name and count, in brackets for the one that is shown."""
    label = f"{listing.label} {len(rows(meeting.dossier, listing))}"
    return f"[{label}]" if is_on else f" {label} "


def heads(listing: Listing) -> str:
    """What stands above the lines."""
    return "   序  " + _in_columns({name: name for name, _ in _WIDTHS[listing]}, listing)


def _in_columns(words: Words, listing: Listing) -> str:
    cells = [fit(words[name], width) if width else words[name] for name, width in _WIDTHS[listing]]
    return "  ".join(cells)
