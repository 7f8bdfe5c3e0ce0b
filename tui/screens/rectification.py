"""整改清单: the group's problems and each member's, of this meeting and of last year's list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting.dossier import last_year, rectification
from meeting.dossier.model import Dossier, Problem
from meeting.dossier.problem_sheets import Sheet, counts, sheets
from meeting.dossier.rectification import REPORTED_ON, Year
from meeting.model import Meeting, Number
from meeting.record import passages
from meeting.seal import is_sealed
from tui import keys
from tui.actions.problem_choices import ask_opinion, ask_report
from tui.actions.problem_form import ask_problem, ask_progress
from tui.dialogs import asks
from tui.lines.columns import distinct
from tui.lines.problem_lines import SOON, detail, heads, problem_line, sheet_line, told, whose
from tui.opened import Opened
from tui.place import Place, title_of
from tui.screens import jump
from tui.widgets.rows import Rows

_SIDE = 18
"""Cells of the list of sheets."""
_NAME = 9
"""Cells that a name surely has there, beside counts of two digits."""
_NEED_ONE = ("edit", "done", "progress", "remove", "report", "origin")
_FIXED = ("add", "remove", "report", "carry")
"""What the seal fixes of last year's list."""
_EMPTY = {
    Year.THIS: "还没有。按 F3 新增；也可在会议记录里选“列入整改”。",
    Year.LAST: "还没有。F9 选“从上年度带入”，或按 F3 逐项写。",
}


class RectificationScreen(Place):
    """On the left whose sheet is shown, on the right its problems, at the foot the chosen one at length."""

    place = "rectification"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("rectification")]

    def __init__(self, opened: Opened, year: Year = Year.THIS, id: int = 0) -> None:
        super().__init__()
        self._opened = opened
        self._year = year
        self._first = id
        self._sheet = 0
        """Which line on the left: 0 for everybody's, then as `sheets` has them."""
        self._sheets: tuple[Sheet, ...] = ()
        self._row: tuple[Problem, ...] = ()

    def body(self) -> Iterable[Widget]:
        with Horizontal():
            yield OptionList(id="whose", markup=False)
            with Vertical():
                yield Static("", classes="column-heads", markup=False)
                yield OptionList(id="problems", markup=False)
        yield Rows("problem")

    def on_mount(self) -> None:
        self._left.can_focus = False
        self._list.focus()
        self._draw(self._first)
        to_report = "这一项在哪一条发言里报告了，按 F7 选；没有报告就返回，写明理由。"
        hint = "上下键选一项，左右键换一份清单；回车修改，F5 改完了，Tab 换看上年度的清单。"
        self.state.say(to_report if self._first else hint)

    def on_resize(self) -> None:
        self._draw()

    def on_screen_resume(self) -> None:
        if self._sheets:
            self._draw()

    @property
    def _left(self) -> OptionList:
        return self.query_one("#whose", OptionList)

    @property
    def _list(self) -> OptionList:
        return self.query_one("#problems", OptionList)

    @property
    def _today(self) -> date:
        return self._opened.now_here.date()

    # What is shown

    def _draw(self, id: int = 0) -> None:
        """Draws everything; `id` is the problem to highlight, 0 for the one in the same place."""
        meeting, year = self._opened.meeting, self._year
        chosen = self._chosen()
        at, id = self._list.highlighted or 0, id or (chosen.id if chosen else 0)
        self._sheets = sheets(meeting, year)
        everything = tuple(problem for sheet in self._sheets for problem in sheet.problems)
        self._row = everything if self._sheet == 0 else self._sheets[self._sheet - 1].problems
        self._draw_left(everything)
        width = max(40, self.app.size.width - _SIDE - 3)
        self.query_one(".column-heads", Static).update(heads(year, width))
        self._list.clear_options()
        lines = [
            problem_line(meeting, number, one, year, self._today, width, named=self._sheet == 0)
            for number, one in enumerate(self._row, 1)
        ]
        self._list.add_options(lines or [self.shilu.keymap.told(self.place, _EMPTY[year])])
        places = [index for index, one in enumerate(self._row) if one.id == id]
        self._list.highlighted = places[0] if places else min(at, max(0, len(lines) - 1))
        self._draw_problem()
        self.title_bar.show(f"{year.label}  {title_of(meeting)}", told(counts(self._row, self._today, SOON)))

    def _draw_left(self, everything: tuple[Problem, ...]) -> None:
        meeting = self._opened.meeting
        names = distinct([whose(meeting, one.person) for one in self._sheets], _NAME, start=0)
        named = [("全部", everything), *zip(names, (one.problems for one in self._sheets), strict=True)]
        self._left.clear_options()
        self._left.add_options(
            [sheet_line(name, problems, self._today, _SIDE - 3) for name, problems in named]
        )
        self._left.highlighted = self._sheet

    def _draw_problem(self) -> None:
        problem, shown = self._chosen(), self.query_one("#problem", Rows)
        shown.put(*(detail(self._opened.meeting, problem, self._today, shown.width) if problem else ()))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list is self._list:
            self._draw_problem()

    def _chosen(self) -> Problem | None:
        at = self._list.highlighted
        return self._row[at] if at is not None and at < len(self._row) else None

    def why_not(self, action: str) -> str:
        meeting, problem = self._opened.meeting, self._chosen()
        if self._year is Year.THIS and action in ("report", "carry"):
            return "这是本次会议的清单：先按 Tab 换到上年度。"
        if self._year is Year.LAST and action == "opinion":
            return "这是上年度的清单：先按 Tab 换到本次会议的。"
        if self._year is Year.LAST and action in _FIXED and is_sealed(meeting):
            return REPORTED_ON
        if action in _NEED_ONE and problem is None:
            return "没有选中的一项。"
        if action == "origin" and problem and not self._standing(problem.entry or problem.reported_in):
            return "这一项没有记录里的出处。"
        if action == "report" and problem and not last_year.reports(meeting, problem.person):
            return f"还没有记下{whose(meeting, problem.person)}的发言，先记下才能选。"
        return "" if action != "opinion" or meeting.dossier.opinions else "还没有登记征求到的意见。"

    def _standing(self, number: Number) -> bool:
        return any(passage.entry.number == number for passage in passages(self._opened.meeting))

    def _can(self, action: str) -> Problem | None:
        """The chosen problem if the action can be done to it; else says why not."""
        return self._chosen() if self.can(action) else None

    # What is changed

    def _file(self, change: Callable[[Meeting], Dossier], sentence: str) -> None:
        recorder = self._opened.recorder
        if self.attempt(lambda: recorder.file(change(recorder.meeting))):
            self._draw()
            self.state.say(sentence)

    def _ask(self, title: str, problem: Problem) -> None:
        def done(saved: Problem) -> None:
            self._draw(saved.id)
            self.state.say("已存下。")

        ask_problem(self, self._opened, title, problem, self._year, done)

    def action_edit(self) -> None:
        """Changes the fields of the chosen problem."""
        if problem := self._can("edit"):
            self._ask(f"修改{self._year.label}的一项", problem)

    def action_add(self) -> None:
        """Adds a problem to the sheet that is shown."""
        if not self.can("add"):
            return
        person = self._sheets[self._sheet - 1].person if self._sheet else ""
        self._ask(f"{self._year.label}新增一项", Problem(0, "", person))

    def action_done(self) -> None:
        """Marks the chosen problem as done, or as not done after all."""
        if problem := self._can("done"):
            sentence = "改回没有完成。" if problem.done else "已标为完成；再按一次改回。"
            changed = replace(problem, done=not problem.done)
            self._file(lambda meeting: rectification.change(meeting, changed, self._year), sentence)

    def action_progress(self) -> None:
        """Writes how far the chosen problem has come."""
        if problem := self._can("progress"):

            def done() -> None:
                self._draw()
                self.state.say("进展已存下。")

            ask_progress(self, self._opened, problem, self._year, done)

    def action_remove(self) -> None:
        """Takes the chosen problem off the list, once that was asked."""
        if problem := self._can("remove"):

            def take() -> None:
                self._file(lambda m: rectification.remove(m, problem.id, self._year), "已从清单中删去。")

            title = f"删去：{whose(self._opened.meeting, problem.person)}  {problem.text}"
            asks.ask_sure(self, title, "从清单中删去这一项", take)

    def action_report(self) -> None:
        """Chooses the entry in which a problem of last year was reported on."""
        if problem := self._can("report"):
            ask_report(
                self,
                self._opened.meeting,
                problem,
                lambda number: self._file(lambda m: last_year.report(m, problem.id, number), "已记下。"),
            )

    def action_opinion(self) -> None:
        """Takes a problem from an opinion that was gathered."""
        if self.can("opinion"):
            meeting = self._opened.meeting
            ask_opinion(
                self,
                meeting,
                lambda id: self._ask("从征求的意见列入", rectification.from_opinion(meeting, id)),
            )

    def action_carry(self) -> None:
        """Carries last year's list over from an earlier meeting."""
        from tui.actions.carrying import bring_list, choose_earlier

        if not self.can("carry"):
            return

        def take(last: Meeting) -> None:
            if sentence := bring_list(self, self._opened, last):
                self._draw()
                self.state.say(f"已带入：{sentence}已有的没有重复。")

        choose_earlier(self, self._opened, take)

    # Where to go

    def action_origin(self) -> None:
        """Shows the entry that the chosen problem came from, or that reported on it."""
        if problem := self._can("origin"):
            jump.to_entry(self, problem.entry or problem.reported_in)

    def action_year(self) -> None:
        """Shows the other of the two lists."""
        self._year, self._sheet = (Year.LAST if self._year is Year.THIS else Year.THIS), 0
        self._draw()

    def action_previous_sheet(self) -> None:
        """Shows the sheet above on the left."""
        self._turn_to(self._sheet - 1)

    def action_next_sheet(self) -> None:
        """Shows the sheet below on the left."""
        self._turn_to(self._sheet + 1)

    def _turn_to(self, sheet: int) -> None:
        self._sheet = max(0, min(sheet, len(self._sheets)))
        self._draw()

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()
