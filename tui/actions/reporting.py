"""上年度整改: which of last year's problems were reported on, ticked while the member speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meeting import special
from meeting.dossier import last_year
from meeting.dossier.model import Dossier, Problem
from meeting.dossier.problem_sheets import sheets
from meeting.dossier.rectification import Year
from meeting.floor import floor
from meeting.model import Account, Kind, Number, PersonId
from meeting.order import turn_of
from meeting.record import passages
from tui.actions import accounting
from tui.actions.problem_choices import ask_report
from tui.actions.procedure import Done, Record
from tui.dialogs.choose import Choose, Option
from tui.lines.problem_lines import whose
from tui.opened import Opened
from tui.place import Place

Line = tuple[Option, Callable[[], None]]
"""A line to choose, and what is done then."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """The questions of one visit: whose list, which of its problems, and whether all is accounted for."""

    screen: Place
    opened: Opened
    record: Record
    done: Done

    def begin(self) -> None:
        """Lists the problems of whoever's turn or round is on; where there are none asks whose."""
        person = self._on_now()
        if person is not None and last_year.items_of(self.opened.meeting, person):
            self._ask_items(person, 0)
        else:
            self._ask_whose()

    def _on_now(self) -> PersonId | None:
        """The member whose round or turn is on, "" while the group's examination is, None for nobody."""
        meeting = self.opened.meeting
        here = floor(meeting)
        if here and turn_of(meeting, here).kind is Kind.GROUP_EXAMINATION:
            return ""
        return accounting.on_now(meeting) or None

    def _ask(self, title: str, lines: Sequence[Line], at: int = 0) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                lines[index][1]()

        self.screen.app.push_screen(Choose(title, [option for option, _ in lines], at=at), chosen)

    def _ask_whose(self) -> None:
        meeting = self.opened.meeting
        left = {problem.id for problem in last_year.unreported(meeting)}

        def line(person: PersonId, problems: Sequence[Problem]) -> Line:
            missing = sum(1 for problem in problems if problem.id in left)
            told = f"{missing}/{len(problems)} 项未报告" if missing else "各项都报告了"
            return Option(whose(meeting, person), told), lambda: self._ask_items(person, 0)

        carried = [sheet for sheet in sheets(meeting, Year.LAST) if sheet.problems]
        self._ask("哪一份上年度整改清单", [line(sheet.person, sheet.problems) for sheet in carried])

    def _ask_items(self, person: PersonId, at: int) -> None:
        meeting = self.opened.meeting
        items, likely = last_year.items_of(meeting, person), last_year.likely_report(meeting, person)
        left = [problem for problem in items if not last_year.is_reported(meeting, problem)]
        lines: list[Line] = []
        if left and likely:
            which = "各项" if len(left) == len(items) else f"其余 {len(left)} 项"
            label = f"{which}都已报告（第 {self._number(likely)} 条）"
            lines.append((Option(label), lambda: self._report_all(person, likely)))
        for place, problem in enumerate(items, len(lines)):
            lines.append((self._option(problem), self._toggles(problem, likely, place)))
        lines.append((Option("换一份清单"), self._ask_whose))
        none_yet = "" if likely else "。还没有记下对照检查，在别的发言里报告的要选是哪一条"
        title = f"{whose(meeting, person)}：上年度整改 {len(items)} 项{none_yet}"
        self._ask(title, lines, min(at, len(lines) - 1))

    def _option(self, problem: Problem) -> Option:
        reported = last_year.is_reported(self.opened.meeting, problem)
        told = f"第 {self._number(problem.reported_in)} 条" if reported else "未报告"
        return Option(f"{'[x]' if reported else '[ ]'} {problem.text}", told)

    def _toggles(self, problem: Problem, likely: Number, place: int) -> Callable[[], None]:
        return lambda: self._toggle(problem, likely, place)

    def _toggle(self, problem: Problem, likely: Number, place: int) -> None:
        """Ticks a problem as reported on, in the likely entry or in one that is asked for, or unticks it.

        The list comes again, at the next one.
        """
        meeting = self.opened.meeting

        def note(number: Number) -> None:
            filed = self._file(lambda: last_year.report(meeting, problem.id, number))
            if filed and not self._offer(problem.person, number):
                self._ask_items(problem.person, place + 1 if number else place)

        if last_year.is_reported(meeting, problem):
            note(0)
        elif likely:
            note(likely)
        elif last_year.reports(meeting, problem.person):
            ask_report(self.screen, meeting, problem, note)
        else:
            self.screen.state.warn(f"还没有记下{whose(meeting, problem.person)}的发言，先记下才能打勾。")

    def _report_all(self, person: PersonId, likely: Number) -> None:
        if self._file(lambda: last_year.report_open(self.opened.meeting, person, likely)):
            self._offer(person, likely)

    def _file(self, change: Callable[[], Dossier]) -> bool:
        recorder = self.opened.recorder
        if not self.screen.attempt(lambda: recorder.file(change())):
            return False
        self.done("上年度整改报告了哪几项，已记在整改清单里。")
        return True

    def _offer(self, person: PersonId, number: Number) -> bool:
        """Asks whether the special item is settled as well, once nothing is left; whether it was asked."""
        meeting = self.opened.meeting
        left = [one for one in last_year.unreported(meeting) if one.person == person]
        if left or not number or last_year.ITEM not in special.open_items(meeting, person):
            return False
        name, shown = whose(meeting, person), self._number(number)

        def state() -> None:
            if self.record(
                lambda now: special.account(meeting, person, last_year.ITEM, Account.STATED, number, now)
            ):
                self.done(f"已记：{name}上年度整改已说明（第 {shown} 条）。")

        yes = Option(f"已说明（第 {shown} 条）")
        self._ask(
            f"{name}的上年度整改各项都报告了，“四项说明”也这样记吗",
            [(yes, state), (Option("先不"), _nothing)],
        )
        return True

    def _number(self, number: Number) -> int:
        """The running number under which an entry stands in the record."""
        return next((p.number for p in passages(self.opened.meeting) if p.entry.number == number), 0)


def _nothing() -> None:
    """What is done where the recorder would rather not."""
