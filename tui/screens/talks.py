"""谈心谈话表: which talks of 四必谈 were had and which are open; an open place leads to a new talk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from meeting.dossier.model import Talk, TalkKind
from meeting.dossier.talks import had
from meeting.roster import name_of
from meeting.tables.columns import Listing
from meeting.tables.wording import words_of
from tui import keys
from tui.actions.filing import fill_in
from tui.dialogs import asks
from tui.lines.columns import begun, folded
from tui.lines.talk_table import LEGEND, OTHERS, table
from tui.opened import Opened
from tui.place import title_of
from tui.screens.matrix_place import MatrixPlace
from tui.widgets.bars import Line
from tui.widgets.member_matrix import MemberMatrix
from tui.widgets.rows import Rows

_NOBODY = "还没有班子成员：先在“名单”里写上，这里就列出谁和谁要谈。"


class TalksScreen(MatrixPlace):
    """The matrix with a cursor, and in words what stands under it."""

    place = "talks"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("talks")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    def body(self) -> Iterable[Widget]:
        yield MemberMatrix()
        yield Line("legend")
        yield Rows("spot")

    def on_mount(self) -> None:
        self.matrix.show(table(self._opened.meeting))
        self.matrix.next_open()
        self.state.say("方向键走到一格，下面说明这一格；回车登记一次谈话，Tab 到下一个欠的。")

    def on_resize(self) -> None:
        # Only now is it known how much of the table has room.
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        meeting = self._opened.meeting
        shown = table(meeting)
        self.matrix.show(shown)
        self.query_one("#legend", Line).show(LEGEND)
        spot = self.matrix.spot
        told = spot.told if spot else "这一格没有要谈的。" if shown.rows else _NOBODY
        self.query_one("#spot", Rows).put(*folded(told, self.app.size.width - 2, lines=2).split("\n"))
        left = f"还欠 {shown.open} 次" if shown.open else "四必谈都谈过了" if shown.rows else ""
        seen = self.matrix.hidden
        self.title_bar.show(
            f"谈心谈话表  {title_of(meeting)}", "  ".join(part for part in (seen, left) if part)
        )

    def why_not(self, action: str) -> str:
        shown = table(self._opened.meeting)
        if not shown.rows:
            return _NOBODY if action in ("go", "next_open") else ""
        if action == "next_open" and not shown.open:
            return "没有欠的了。"
        return "这一格没有要谈的。" if action == "go" and self.matrix.spot is None else ""

    def action_go(self) -> None:
        """Starts a new talk of the place's two, or shows the ones they had."""
        if not self.can("go"):
            return
        talks = self._talks()
        if not talks:
            self._add()
            return
        meeting = self._opened.meeting
        labels = [
            f"修改 {one.day or '日期未填'} {one.with_whom or name_of(meeting, one.to)} {begun(one.points)}"
            for one in talks
        ]

        def take(index: int) -> None:
            if index < len(talks):
                words = words_of(meeting, talks[index])
                fill_in(self, self._opened, Listing.TALKS, words, self._filed, talks[index].id)
            else:
                self._add()

        asks.ask(self, "谈过的", [*labels, "再登记一次"], take)

    def _talks(self) -> tuple[Talk, ...]:
        """The talks that stand under the cursor."""
        found, (member, key) = had(self._opened.meeting), self.matrix.at
        return found.others[member, TalkKind(key)] if key in OTHERS else found.between(member, key)

    def _add(self) -> None:
        meeting, (member, key) = self._opened.meeting, self.matrix.at
        if key in OTHERS:
            kind, other = TalkKind(key), ""
        else:
            of_secretary = meeting.secretary in (member, key)
            kind, other = TalkKind.SECRETARY if of_secretary else TalkKind.MEMBERS, name_of(meeting, key)
        words = {"谈话人": name_of(meeting, member), "谈话对象": other, "类别": kind.label}
        fill_in(self, self._opened, Listing.TALKS, words, self._filed)

    def _filed(self) -> None:
        self._draw()
        self.state.say("已存下这次谈话。")

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()
