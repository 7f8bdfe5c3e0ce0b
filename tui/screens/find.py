"""查找: words, speaker, target and year looked for in the records of all meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from meeting.find.query import HOW, Query, query_of
from meeting.ids import Number
from meeting.refused import Refused
from storage.errors import StorageError
from storage.find.search import SHOWN, Hit, Searched
from tui import keys
from tui.dialogs.reading import Reading
from tui.lines.columns import fit
from tui.lines.hit_text import hit_text
from tui.place import Place
from tui.widgets.entry_line import EntryLine

_GUIDE = f"""\
在全部会议的记录里查找，写几个字就开始找。

几个词用空格隔开，都要有；不分全角半角、大写小写。
{HOW}。
姓名可只写一部分，例如：调研 @张三对李四 #2021

找的是现在有效的文字；更正前的文字里才有的，标〔更正前〕；撤回的不找。
"""

_PAUSE = 0.2
"""Seconds without a key after which looking begins."""

_PORTION = 0.1
"""Seconds between two portions of results."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What a line of the list leads to: a hit, or a meeting that could not be read."""

    searched: Searched
    hit: Hit | None


class FindScreen(Place):
    """The line at the foot takes the words; what is found appears above while the rest is read."""

    place = "find"
    help_more = _GUIDE
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("find")]

    @dataclass
    class Came(Message):
        """Some more meetings were searched for a query."""

        asked: int
        """Which of the queries, counted from 1."""
        portion: Sequence[Searched]
        is_last: bool
        problem: str = ""

    def __init__(self, words: str, keep: Callable[[str], None]) -> None:
        """Begins with what was looked for before; `keep` is told on leaving what it is then."""
        super().__init__()
        self._words = words
        self._keep = keep
        self._query = Query()
        self._asked = 0
        self._listed = 0
        """Which of the queries the list answers."""
        self._rows: list[_Row] = []
        self._all: list[Searched] = []
        self._is_old = False
        """Whether a meeting was opened since, in which something may have changed."""
        self._opened: tuple[str, Number] | None = None
        """The meeting and entry that were opened last; highlighted when they are found again."""

    def body(self) -> Iterable[Widget]:
        yield Static(_GUIDE, classes="guide", markup=False)
        yield OptionList(markup=False)
        with Horizontal(classes="prompt"):
            yield Static("查找：", classes="label", markup=False)
            yield EntryLine(self._words, placeholder="几个词  @发言人  @对批评对象  #年度")

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(EntryLine).focus()
        self._begin(Query())
        self._take(self._words)

    def on_screen_resume(self) -> None:
        if self._is_old:
            # What was found stays in sight until it is found anew.
            self._is_old = False
            self._ask()

    def on_input_changed(self, event: EntryLine.Changed) -> None:
        self._take(event.value)

    def _take(self, words: str) -> None:
        try:
            query = query_of(words)
        except Refused as refused:
            self._begin(Query())
            self.state.warn(str(refused))
            return
        if query != self._query:
            self._opened = None
            self._begin(query)

    def _stop(self) -> None:
        """Sees to it that nothing comes any more of what was looked for."""
        self._asked += 1
        self.workers.cancel_node(self)

    def _begin(self, query: Query) -> None:
        """Drops what was found so far, and looks for this."""
        self._query = query
        self._drop()
        self.query_one(OptionList).display = not query.is_empty
        self.query_one(".guide").display = query.is_empty
        self.state.say("" if query.is_empty else "正在找……")
        self._ask()

    def _drop(self) -> None:
        self._rows, self._all = [], []
        self.query_one(OptionList).clear_options()
        self.title_bar.show("查找  全部会议", "")

    def _ask(self) -> None:
        """Has the search begin once no further key comes."""
        self._stop()
        if not self._query.is_empty:
            self.set_timer(_PAUSE, partial(self._look, self._asked))

    def _look(self, asked: int) -> None:
        if asked == self._asked:
            self.run_worker(partial(self._search, asked, self._query), thread=True)

    def _search(self, asked: int, query: Query) -> None:
        """Searches in a thread of its own, so that typing goes on, and sends what it finds in portions."""
        worker = get_current_worker()
        portion: list[Searched] = []
        sent = monotonic()
        try:
            for searched in self.shilu.archive.search(query, SHOWN):
                if worker.is_cancelled:
                    return
                portion.append(searched)
                if monotonic() - sent > _PORTION:
                    self.post_message(self.Came(asked, portion, is_last=False))
                    portion, sent = [], monotonic()
        except StorageError as error:
            self.post_message(self.Came(asked, portion, is_last=True, problem=str(error)))
        else:
            self.post_message(self.Came(asked, portion, is_last=True))

    def on_find_screen_came(self, came: Came) -> None:
        if came.asked != self._asked:
            return
        if self._listed != came.asked:
            self._listed = came.asked
            self._drop()
        self._all += came.portion
        found = self.query_one(OptionList)
        before = len(self._rows)
        found.add_options([line for searched in came.portion for line in self._lines(searched)])
        if found.highlighted is None and self._rows:
            found.action_first()
        for place, row in enumerate(self._rows[before:], start=before):
            if row.hit and (row.searched.id, row.hit.entry) == self._opened:
                found.highlighted = found.get_option_index(str(place))
        self._tell(came.is_last)
        if came.problem:
            self.state.warn(came.problem)

    def _lines(self, searched: Searched) -> Iterator[Option]:
        """The lines of one meeting, each with its place in the list of rows as its id."""
        width = self.app.size.width - 3
        sample = "示例 " if searched.sample else ""
        if searched.hits:
            heading = f"{searched.id}  {sample}{searched.title}"
            yield Option(fit(f"{heading}  {searched.count} 条", width).rstrip(), disabled=True)
        for hit in searched.hits:
            yield self._option(hit_text(hit, self._query, width), _Row(searched, hit))
        if searched.problem:
            yield self._option(
                Text(fit(f"{searched.id}  没有读到：{searched.problem}", width)), _Row(searched, None)
            )

    def _option(self, text: Text, row: _Row) -> Option:
        self._rows.append(row)
        return Option(text, id=str(len(self._rows) - 1))

    def _tell(self, is_last: bool) -> None:
        """Says how much was found, and what is not shown or could not be read."""
        total = sum(searched.count for searched in self._all)
        shown = sum(len(searched.hits) for searched in self._all)
        unread = sum(1 for searched in self._all if searched.problem)
        meetings = sum(1 for searched in self._all if searched.count)
        self.title_bar.show("查找  全部会议", f"{meetings} 场 {total} 条" if total else "")
        parts = [f"读了 {len(self._all) - unread} 场会议"]
        if unread:
            parts.append(f"有 {unread} 场读不了，列在里面，回车看原因")
        if is_last and not total:
            parts.append("没有找到")
        if total > shown:
            parts.append(f"只列出前 {shown} 条，请再加一个词，或限定发言人、年度")
        self.state.say(("" if is_last else "正在找……") + "；".join(parts) + "。")

    def why_not(self, action: str) -> str:
        needs_one = action == "open" and self._chosen() is None
        return "还没有选中一条，请先写要找的词。" if needs_one else ""

    def _chosen(self) -> _Row | None:
        option = self.query_one(OptionList).highlighted_option
        return self._rows[int(option.id)] if option and option.id else None

    def action_open(self) -> None:
        """Opens the meeting at the chosen entry, or tells why a meeting could not be read."""
        row = self._chosen()
        if row is None:
            self.state.warn(self.why_not("open"))
        elif row.hit is None:
            self.app.push_screen(Reading(f"会议 {row.searched.id} 没有读到", row.searched.problem))
        else:
            self._opened, self._is_old = (row.searched.id, row.hit.entry), True
            try:
                self.shilu.open_meeting(row.searched.id, row.hit.entry)
            except StorageError as error:
                self.app.push_screen(Reading("打不开", str(error)))

    def action_clear(self) -> None:
        """Takes the words away, to write others."""
        self.query_one(EntryLine).value = ""

    def action_up(self) -> None:
        """Highlights the line above."""
        self.query_one(OptionList).action_cursor_up()

    def action_down(self) -> None:
        """Highlights the line below."""
        self.query_one(OptionList).action_cursor_down()

    def action_page_up(self) -> None:
        """Highlights a line a page above."""
        self.query_one(OptionList).action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Highlights a line a page below."""
        self.query_one(OptionList).action_page_down()  # type: ignore[no-untyped-call]

    def action_leave(self) -> None:
        """Goes back to the list of meetings."""
        self._stop()
        self._keep(self.query_one(EntryLine).value)
        self.dismiss()
