"""What a problem of the rectification list is tied to, chosen from a list."""

from __future__ import annotations

from collections.abc import Callable

from meeting.dossier import last_year
from meeting.dossier.model import Problem
from meeting.model import Meeting, Number
from meeting.record import passages
from tui.dialogs import asks
from tui.dialogs.choose import Choose, Option
from tui.lines.columns import fit
from tui.lines.problem_lines import whose
from tui.place import Place


def ask_report(screen: Place, meeting: Meeting, problem: Problem, take: Callable[[Number], None]) -> None:
    """In which entry a problem of last year was reported on; 0 for in none."""
    theirs = last_year.reports(meeting, problem.person)
    found = [passage for passage in passages(meeting) if passage.entry.number in theirs]
    options = [Option("还没有报告"), *(asks.passage_option(meeting, passage) for passage in found)]
    numbers = [0, *(passage.entry.number for passage in found)]
    now = problem.reported_in or last_year.likely_report(meeting, problem.person)

    def chosen(index: int | None) -> None:
        if index is not None:
            take(numbers[index])

    at = numbers.index(now) if now in numbers else 0
    screen.app.push_screen(Choose("哪一条发言报告了这一项", options, at=at), chosen)


def ask_opinion(screen: Place, meeting: Meeting, take: Callable[[int], None]) -> None:
    """Which of the opinions that were gathered, by its id; of merged ones the one that stands for them."""
    opinions = [one for one in meeting.dossier.opinions if not one.merged_into]
    options = [Option(fit(one.text, 48).rstrip(), whose(meeting, one.about)) for one in opinions]

    def chosen(index: int | None) -> None:
        if index is not None:
            take(opinions[index].id)

    screen.app.push_screen(Choose("列入哪一条意见", options), chosen)
