"""A problem of the rectification list in a line, and at length for the foot of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meeting.dossier.last_year import is_reported
from meeting.dossier.model import Problem
from meeting.dossier.problem_sheets import Counts, counts, is_due_within, is_overdue
from meeting.dossier.rectification import Year
from meeting.dossier.terms import term_text
from meeting.model import Meeting, Number, PersonId
from meeting.record import passages
from meeting.roster import name_of
from tui.lines.columns import fit, folded, sides

GROUP = "班子"
"""Whose a problem is that is no single member's."""

SOON = 15
"""Days ahead within which a deadline is pointed out."""

_NUMBER, _SOURCE, _TERM, _STATE = 5, 9, 11, 6


def whose(meeting: Meeting, person: PersonId) -> str:
    """The person's name, or the group."""
    return name_of(meeting, person) or GROUP


def aspect_label(meeting: Meeting, problem: Problem) -> str:
    """The short name of the problem's aspect; empty for none."""
    return next((one.label for one in meeting.template.aspects if one.id == problem.aspect), "")


def heads(year: Year, width: int) -> str:
    """What stands over the columns."""
    last = "报告" if year is Year.LAST else "来源"
    return _line("序号", "问题", last, "时限", "进展", width)


def problem_line(
    meeting: Meeting, number: int, problem: Problem, year: Year, today: date, width: int, *, named: bool
) -> str:
    """The problem on one line of so many cells, `named` with whose it is."""
    text = f"{whose(meeting, problem.person)}：{problem.text}" if named else problem.text
    aside = problem.source.label
    if year is Year.LAST:
        shown = is_reported(meeting, problem)
        aside = f"第 {spoken_number(meeting, problem.reported_in)} 条" if shown else "未报告"
    term = problem.due.isoformat() if problem.due else problem.term.label
    return _line(str(number), text, aside, term, state_of(problem, today), width)


def state_of(problem: Problem, today: date) -> str:
    """How far it has come, in a word."""
    if problem.done:
        return "已完成"
    if is_overdue(problem, today):
        return "已逾期"
    if is_due_within(problem, today, SOON):
        return "快到期"
    return "在改" if problem.progress else "未填"


def told(counts: Counts) -> str:
    """The counts in words."""
    parts = [f"共 {counts.total} 项", f"完成 {counts.done}", f"未完成 {counts.open}"]
    parts += [f"逾期 {counts.overdue}"] if counts.overdue else []
    parts += [f"{SOON} 天内到期 {counts.soon}"] if counts.soon else []
    return "  ".join(parts)


def sheet_line(name: str, problems: Sequence[Problem], today: date, width: int) -> str:
    """Whose sheet it is, and how much of it is done."""
    found = counts(problems, today, SOON)
    return sides(name, f"{found.done}/{found.total}", width)


def detail(meeting: Meeting, problem: Problem, today: date, width: int) -> list[str]:
    """Five lines with all that is known of the problem."""
    text = folded(f"{whose(meeting, problem.person)}：{problem.text}", width, lines=2).split("\n")
    late = (today - problem.due).days if problem.due and is_overdue(problem, today) else 0
    term = term_text(problem.term, problem.due) or "没写"
    origin = _origin(meeting, problem)
    aspect = aspect_label(meeting, problem) or "没写"
    who = " ".join(part for part in (problem.leader, problem.department, problem.responsible) if part)
    lines = [
        *text,
        *[""] * (2 - len(text)),
        f"来源：{origin}  方面：{aspect}  时限：{term}{f'（逾期 {late} 天）' if late else ''}",
        f"目标：{problem.goal or '没写'}  措施：{problem.measures or '没写'}  责任：{who or '没写'}",
        f"进展：{problem.progress or '没写'}" + (f"  备注：{problem.notes}" if problem.notes else ""),
    ]
    return [fit(line, width).rstrip() for line in lines]


def spoken_number(meeting: Meeting, number: Number) -> int:
    """The running number under which an entry stands in the record; 0 for one that is gone."""
    return next((passage.number for passage in passages(meeting) if passage.entry.number == number), 0)


def _origin(meeting: Meeting, problem: Problem) -> str:
    found = next((p for p in passages(meeting) if problem.entry and p.entry.number == problem.entry), None)
    if not found:
        return problem.source.label + ("（那一条已撤回或作废）" if problem.entry else "")
    return f"{problem.source.label}（第 {found.number} 条 {name_of(meeting, found.valid.by)}）"


def _line(number: str, text: str, aside: str, term: str, state: str, width: int) -> str:
    room = max(8, width - _NUMBER - _SOURCE - _TERM - _STATE - 1)
    columns = ((number, _NUMBER), (text, room), ("", 1), (aside, _SOURCE), (term, _TERM), (state, _STATE))
    return "".join(fit(part, cells) for part, cells in columns).rstrip()
