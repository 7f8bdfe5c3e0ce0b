"""缺项和定稿: one list of all that is missing or odd, each line with a way to its place; then the seal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from meeting.attendance import recorder_now
from meeting.checking import sheets
from meeting.desk import unrecorded
from meeting.dossier.rectification import Year
from meeting.floor import Phase, phase
from meeting.gaps import NO_WORDS_FOR_THAT, Gap, accept, all_gaps, gaps
from meeting.gaps import Place as Where
from meeting.roster import name_of
from meeting.seal import AFTER_SEAL, BEFORE_CLOSING, is_sealed, seal, sealed_as, seals
from storage.errors import StorageError
from tui import keys
from tui.dialogs import asks
from tui.dialogs.form import Form
from tui.lines.columns import folded
from tui.opened import Opened
from tui.place import Place, title_of
from tui.screens import jump
from tui.widgets.bars import Line
from tui.widgets.fields import Field
from tui.widgets.rows import Rows

_SHOWN_AFTER_SEAL = (Where.RECORD, Where.COVERAGE, Where.LAST_YEAR)


class GapsScreen(Place):
    """Everything that the record lacks; what was accepted stays in the list with its reason."""

    place = "gaps"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("gaps")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._row: tuple[Gap, ...] = ()
        """The last reason given, proposed again: it often holds for several gaps."""

    def body(self) -> Iterable[Widget]:
        yield Rows("seal")
        yield OptionList(markup=False)
        yield Line("checked")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._draw()
        self.state.say("回车转到该补的地方；不补的按 F3 写明理由。齐了按 F5 定稿。")

    def on_resize(self) -> None:
        self._draw()

    def on_screen_resume(self) -> None:
        if self.query_one(OptionList).size.height:
            self._draw()

    def _draw(self) -> None:
        meeting = self._opened.meeting
        rows = self.query_one(OptionList)
        at = rows.highlighted or 0
        self._row = all_gaps(meeting)
        rows.clear_options()
        width = max(20, self.app.size.width - 3)
        rows.add_options([_line(gap, width) for gap in self._row] or ["没有缺项。"])
        rows.highlighted = min(at, len(rows.options) - 1)
        self._draw_seal()
        self._draw_checked()
        left = sum(1 for gap in self._row if not gap.accepted)
        told = f"还有 {left} 项" if left else "没有缺项" if not self._row else "各项都已补上或写明不补"
        state = sealed_as(meeting) or phase(meeting).label
        self.title_bar.show(f"缺项和定稿  {title_of(meeting)}", f"{state}  {told}")

    def _draw_seal(self) -> None:
        """The seal that stands: version, who, when, and the digest in groups of eight."""
        meeting = self._opened.meeting
        shown = self.query_one("#seal", Rows)
        shown.display = is_sealed(meeting)
        if not is_sealed(meeting):
            return
        last = seals(meeting)[-1]
        by = name_of(meeting, last.by) or "未登记"
        groups = [last.digest[start : start + 8] for start in range(0, len(last.digest), 8)]
        shown.put(
            f"{sealed_as(meeting)}  {last.at:%Y-%m-%d %H:%M:%S}  记录人 {by}",
            f"校验码  {' '.join(groups[:4])}",
            f"        {' '.join(groups[4:])}",
        )

    def _draw_checked(self) -> None:
        """How many speakers have checked what is on record of them, which is no gap."""
        meeting, shown = self._opened.meeting, self.query_one("#checked", Line)
        row = sheets(meeting)
        shown.display = bool(row) and not is_sealed(meeting)
        done = sum(1 for sheet in row if sheet.confirmed)
        missing = "、".join(name_of(meeting, sheet.person) for sheet in row if not sheet.confirmed)
        told = f"发言人核对（不算缺项）：已核对 {done}/{len(row)} 人"
        shown.show(f"{told}；未核对：{missing}" if missing else told)

    def _chosen(self) -> Gap | None:
        at = self.query_one(OptionList).highlighted
        return self._row[at] if at is not None and at < len(self._row) else None

    def why_not(self, action: str) -> str:
        meeting, gap = self._opened.meeting, self._chosen()
        if action == "seal":
            if is_sealed(meeting):
                return AFTER_SEAL
            return "" if phase(meeting) is Phase.CLOSED else BEFORE_CLOSING
        if action in ("go", "accept") and gap is None:
            return "没有缺项。"
        if action == "accept" and gap:
            if is_sealed(meeting):
                return AFTER_SEAL
            return NO_WORDS_FOR_THAT if gap.key == "closed" else ""
        if action == "go" and gap and is_sealed(meeting) and gap.place not in _SHOWN_AFTER_SEAL:
            return AFTER_SEAL
        return ""

    def action_go(self) -> None:
        """Goes to where the gap is filled."""
        gap = self._chosen()
        if (reason := self.why_not("go")) or gap is None:
            self.state.warn(reason)
            return
        match gap.place:
            case Where.HEAD | Where.ROSTER:
                jump.to_setup(self, gap.place.value)
            case Where.LIVE:
                jump.to_turn(self, gap.turn)
            case Where.RECORD:
                jump.to_entry(self, gap.entry)
            case Where.COVERAGE:
                _, person, item = gap.key.split(":", 2)
                jump.to_coverage(self, person, item)
            case Where.LAST_YEAR:
                jump.to_problem(self, Year.LAST, int(gap.key.partition(":")[2]))
            case Where.CHECKING:
                jump.to_checking(self, gap.key.partition(":")[2])

    def action_accept(self) -> None:
        """Leaves the gap as it is, with a reason that goes into the record."""
        gap = self._chosen()
        if (reason := self.why_not("accept")) or gap is None:
            self.state.warn(reason)
            return
        recorder = self._opened.recorder

        def take(values: tuple[str, ...]) -> None:
            recorder.record(accept(recorder.meeting, gap.key, values[0], self._opened.now()))

        def done(saved: bool | None) -> None:
            if saved:
                self._draw()
                self.state.say("已记为不补，理由写进了记录。")

        form = Form(
            folded(gap.sentence, 66, lines=2),
            [Field("为什么不补", gap.accepted, "例如：会后已转告本人")],
            take,
        )
        self.app.push_screen(form, done)

    def action_seal(self) -> None:
        """Seals the record; asks first where something is missing or not recorded."""
        if not self.can("seal"):
            return
        missing = len(gaps(self._opened.meeting))
        waiting = len(unrecorded(self._opened.file.draft.desk))
        left = [f"还有 {missing} 项没有补上，也没有写明不补的理由"] if missing else []
        left += [f"还有 {waiting} 处文字没有记下，定稿以后不能再记"] if waiting else []
        if not left:
            self._ask_seal()
            return
        labels = ["先不定稿，回去补", "仍然定稿"]
        asks.ask(self, "；".join(left) + "。", labels, lambda index: self._ask_seal() if index else None)

    def _ask_seal(self) -> None:
        meeting = self._opened.meeting
        by = name_of(meeting, recorder_now(meeting)) or "未登记"
        title = f"定稿 第{len(seals(meeting)) + 1}版  记录人 {by}  {self._opened.now_here:%Y-%m-%d %H:%M}"
        yes = "定稿：以后只能写明谁要求、为什么来更正"
        asks.ask_sure(self, title, yes, self._seal)

    def _seal(self) -> None:
        recorder, now = self._opened.recorder, self._opened.now()
        if not self.attempt(lambda: recorder.record(seal(recorder.meeting, now))):
            return
        self._draw()
        try:
            self._opened.file.compact()
        except StorageError as error:
            self.state.warn(f"已定稿，都存下了；只是会议文件没能整理好：{error}")
        else:
            self.state.say(f"{sealed_as(recorder.meeting)}。请导出打印签字；F9 选“导出”。")

    def action_export(self) -> None:
        """Exports the record as it stands."""
        from tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._opened.meeting, self._opened.file.folder))

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()


def _line(gap: Gap, width: int) -> str:
    """The gap in a line or two, behind a word that says how it stands."""
    sign, told = ("不补", f"{gap.sentence}理由：{gap.accepted}") if gap.accepted else ("缺  ", gap.sentence)
    return f"{sign}  " + folded(told, width - 6, lines=2).replace("\n", "\n" + " " * 6)
