"""The lists of 会前准备 as lines, and in a few words how far each has come."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from meeting.columns import Listing
from meeting.dossier import Dossier, Opinion, Study, Talk, TalkKind
from meeting.model import Meeting
from meeting.opinions import counts
from meeting.preparation import rows
from meeting.studies import days
from meeting.talks import progress
from meeting.wording import words_of
from tui.columns import fit

HEADS = {
    Listing.STUDIES: f"   序  {fit('日期', 12)}{fit('形式', 14)}主题",
    Listing.OPINIONS: f"   序  {fit('对象', 8)}{fit('方面', 12)}{fit('方式', 12)}意见",
    Listing.TALKS: f"   序  {fit('日期', 12)}{fit('谈话人', 8)}{fit('谈话对象', 16)}{fit('类别', 18)}内容",
}

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


def lines(
    meeting: Meeting, listed: Sequence[Study | Opinion | Talk], marked: Collection[int], width: int
) -> list[str]:
    """A line for each row, cut to the width; marked ones bear a sign."""
    shown, number = [], 0
    for row in listed:
        is_merged = isinstance(row, Opinion) and row.merged_into > 0
        number += not is_merged
        sign = "*" if row.id in marked else " "
        place = "  并" if is_merged else f"{number:>4}"
        shown.append(fit(f"{sign}{place}  {_told(meeting, row)}", width))
    return shown


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


def _told(meeting: Meeting, row: Study | Opinion | Talk) -> str:
    words = words_of(meeting, row)
    match row:
        case Study():
            return fit(words["日期"], 12) + fit(words["形式"], 13) + " " + words["主题"]
        case Opinion():
            about = fit(words["对象"] or "班子", 7) + " " + fit(words["方面"], 11) + " "
            return about + fit(words["方式"], 11) + " " + words["意见"]
        case Talk():
            who = fit(words["谈话人"], 7) + " " + fit(words["谈话对象"], 15) + " "
            return fit(words["日期"], 12) + who + fit(words["类别"], 17) + " " + words["内容"]
