"""会前准备: the sessions of study, the opinions and the talks before the meeting, one list at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from meeting.dossier import opinions
from meeting.dossier.model import Dossier, Opinion, Study, Talk
from meeting.dossier.preparation import LISTINGS, removed
from meeting.refused import Refused
from meeting.tables.columns import Listing
from meeting.tables.wording import words_of
from tui import keys
from tui.actions.filing import fill_in
from tui.dialogs import asks
from tui.dialogs.form import Form
from tui.lines.columns import fit
from tui.lines.preparation_lines import heads, in_order, line, numbered, tab, told
from tui.opened import Opened
from tui.place import Place
from tui.widgets.bars import KeyBar, Line
from tui.widgets.fields import Field
from tui.widgets.long_list import LongList

_HINTS = {
    Listing.STUDIES: "F3 新增一次学习研讨，F7 从表格导入，F8 删去；Tab 换到征求意见、谈心谈话。",
    Listing.OPINIONS: "F3 新增一条意见，F7 从表格导入，F8 删去；意思相同的几条按 F5 标记，再按 F6 合并。",
    Listing.TALKS: "F3 新增一次谈话，F7 从表格导入，F8 删去；F9 选“谈心谈话表”看四必谈还欠哪些。",
}
_NEEDS_ONE = ("edit", "remove", "mark", "separate")
_OF_OPINIONS = ("mark", "merge", "separate", "forms")


class PreparationScreen(Place):
    """One of the three lists, with the others' counts above it."""

    place = "preparation"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("preparation")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._listing = LISTINGS[0]
        self._row: Sequence[Study | Opinion | Talk] = ()
        self._marked: dict[int, None] = {}
        """Ids of the marked opinions in the order of marking: the first will stand for the others."""

    def body(self) -> Iterable[Widget]:
        yield Line("tabs")
        yield Line("heads")
        yield LongList()

    def on_mount(self) -> None:
        self._rows.focus()
        self._draw()
        self.state.say(_HINTS[self._listing])

    def on_screen_resume(self) -> None:
        self._draw()

    @property
    def _rows(self) -> LongList:
        return self.query_one(LongList)

    def _draw(self, row_id: int = 0) -> None:
        """Draws the list; `row_id` is the row to highlight, 0 for the one that was."""
        meeting, listing = self._opened.meeting, self._listing
        self._row = in_order(meeting.dossier, listing)
        numbers = tuple(numbered(self._row))

        def told_at(place: int, width: int) -> str:
            row = self._row[place] if self._row else None
            return line(meeting, row, numbers[place], row.id in self._marked, width) if row else "还没有。"

        places = [index for index, row in enumerate(self._row) if row.id == row_id]
        self._rows.show(len(self._row) or 1, told_at, places[0] if places else self._rows.at or 0)
        self.query_one("#tabs", Line).show(
            " ".join(tab(meeting, one, is_on=one is listing) for one in LISTINGS)
        )
        self.query_one("#heads", Line).show(heads(listing))
        self.query_one(KeyBar).show({} if listing is Listing.OPINIONS else {"mark": "", "merge": ""})
        self.title_bar.show("会前准备", told(meeting, listing))

    def _chosen(self) -> Study | Opinion | Talk | None:
        """The highlighted row; None in an empty list."""
        at = self._rows.at
        return self._row[at] if at is not None and at < len(self._row) else None

    def _file(self, change: Callable[[], Dossier], done: str, row_id: int = 0) -> None:
        """Files a change of the opinions or a removal, after which nothing is marked any more."""
        recorder = self._opened.recorder
        if self.attempt(lambda: recorder.file(change())):
            self._marked.clear()
            self._draw(row_id)
            self.state.say(done)

    def why_not(self, action: str) -> str:
        if action in _OF_OPINIONS and self._listing is not Listing.OPINIONS:
            return "这一项只用于征求意见，请先按 Tab 换过去。"
        if action in _NEEDS_ONE and self._chosen() is None:
            return "列表还是空的，请按 F3 新增。"
        if action == "merge" and len(self._marked) < 2:
            return "请先按 F5 标记两条以上的意见，再合并。"
        return ""

    def action_next_list(self) -> None:
        """Shows the next list."""
        self._show(1)

    def action_previous_list(self) -> None:
        """Shows the list before."""
        self._show(-1)

    def _show(self, step: int) -> None:
        self._listing = LISTINGS[(LISTINGS.index(self._listing) + step) % len(LISTINGS)]
        self._draw()
        self._rows.action_go_to(0)
        self.state.say(_HINTS[self._listing])

    def action_add(self) -> None:
        """Adds a row."""

        def done() -> None:
            self._draw(max(row.id for row in in_order(self._opened.meeting.dossier, self._listing)))
            self.state.say("已存下。F3 再加一条。")

        fill_in(self, self._opened, self._listing, {}, done)

    def action_edit(self) -> None:
        """Changes the chosen row."""
        row = self._chosen()
        if not self.can("edit") or row is None:
            return

        def done() -> None:
            self._draw(row.id)
            self.state.say("已存下。")

        fill_in(self, self._opened, self._listing, words_of(self._opened.meeting, row), done, row.id)

    def action_remove(self) -> None:
        """Takes the chosen row off, once that was asked."""
        row = self._chosen()
        if not self.can("remove") or row is None:
            return
        meeting, listing = self._opened.meeting, self._listing
        what = next(word for word in words_of(meeting, row).values() if word)
        asks.ask_sure(
            self,
            f"删去：{fit(what, 50).rstrip()}",
            "删去这一行",
            lambda: self._file(lambda: removed(self._opened.meeting, listing, row.id), "已删去。"),
        )

    def action_mark(self) -> None:
        """Marks the chosen opinion or takes the mark off; the cursor stays, for a second press undoes it."""
        row = self._chosen()
        if not self.can("mark") or row is None:
            return
        if row.id in self._marked:
            del self._marked[row.id]
            done = "已去掉标记"
        else:
            self._marked[row.id] = None
            done = "已标记"
        self._draw(row.id)
        text = fit(words_of(self._opened.meeting, row)["意见"], 24).rstrip()
        told = f"共标记 {len(self._marked)} 条；F6 合并，先标记的一条作代表。"
        self.state.say(f"{done}“{text}”。{told}")

    def action_merge(self) -> None:
        """Makes one of the marked opinions."""
        if not self.can("merge"):
            return
        ids = list(self._marked)
        done = f"已把 {len(ids)} 条并成一条；F9 选“拆开”可以分开。"
        self._file(lambda: opinions.merge(self._opened.meeting, ids), done, ids[0])

    def action_separate(self) -> None:
        """Lets the chosen opinion stand for itself again."""
        row = self._chosen()
        if not self.can("separate") or row is None:
            return
        self._file(lambda: opinions.separate(self._opened.meeting, row.id), "已拆开。", row.id)

    def action_forms(self) -> None:
        """Asks how many 征求意见表 went out and came back."""
        if not self.can("forms"):
            return
        recorder, dossier = self._opened.recorder, self._opened.meeting.dossier

        def take(values: tuple[str, ...]) -> None:
            sent, returned = _number(values[0], "发出份数"), _number(values[1], "收回份数")
            recorder.file(opinions.set_forms(recorder.meeting, sent, returned))

        fields = [
            Field("发出份数", str(dossier.forms_sent or ""), "例如：30"),
            Field("收回份数", str(dossier.forms_returned or ""), "例如：28"),
        ]

        def closed(saved: bool | None) -> None:
            if saved:
                self._draw()
                self.state.say("份数已存下。")

        self.app.push_screen(Form("征求意见表", fields, take), closed)

    def action_talks(self) -> None:
        """Shows which talks are open."""
        from tui.screens.talks import TalksScreen

        self.app.push_screen(TalksScreen(self._opened))

    def action_take_table(self) -> None:
        """Takes a table into the list that is shown."""
        from tui.screens.take_table import TakeTableScreen

        def done(sentence: str) -> None:
            self._draw()
            self.state.say(sentence)

        self.app.push_screen(TakeTableScreen(self._opened, self._listing, done))

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()


def _number(text: str, field: str) -> int:
    if text and not text.isdecimal():
        raise Refused(f"{field}要写数字，例如 30；没有就空着。", field)
    return int(text or 0)
