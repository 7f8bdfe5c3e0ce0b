"""会议记录: the whole record as it will read in print; find, filter, correct, add."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting.fitting import COMINGS
from meeting.model import Act, Kind, Meeting, Number, PersonId
from meeting.record import Passage, passages
from meeting.roster import name_of
from meeting.seal import AFTER_SEAL, is_sealed, sealed_as
from meeting.strike import AFTER_SEAL as STRIKE_AFTER_SEAL
from meeting.strike import struck_out
from tui import keys
from tui.actions.retiming import put_right
from tui.dialogs import asks
from tui.dialogs.amend import AmendScreen
from tui.dialogs.reading import Reading
from tui.lines.columns import cut
from tui.lines.passage_text import completed_mark, label_of, passage_texts
from tui.opened import Opened
from tui.place import Place, title_of
from tui.screens.export import ExportScreen
from tui.widgets.entry_line import EntryLine


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the record is shown; an empty field lets everything through."""

    text: str = ""
    by: PersonId = ""
    to: PersonId = ""
    kind: Kind | None = None

    def lets_through(self, meeting: Meeting, passage: Passage) -> bool:
        """Whether the passage is shown."""
        entry = passage.valid
        if (self.by and entry.by != self.by) or (self.to and entry.to != self.to):
            return False
        if self.kind and entry.kind is not self.kind:
            return False
        names = f"{name_of(meeting, entry.by)}{name_of(meeting, entry.to)}"
        return self.text in f"{names}{entry.text}" or self.text in f"{label_of(passage)}{names}"


_HINT = "上下键选一条，回车更正，F3 在其后补记。更正前的文字都留存。"


class RecordScreen(Place):
    """Every passage with number, time, speaker and text; the line at the foot finds and jumps."""

    place = "record"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("record")]

    def __init__(self, opened: Opened, *, at: Number = -1, by: PersonId = "") -> None:
        """`at` is the entry to highlight, -1 for the last; with `by` one speaker's entries are shown."""
        super().__init__()
        self._opened = opened
        self._at = at
        self._first = self._filter = Filter(by=by)
        self._shown: tuple[Passage, ...] = ()
        self._shown_of = opened.meeting

    def body(self) -> Iterable[Widget]:
        yield OptionList(markup=False)
        with Horizontal(classes="prompt"):
            yield Static("查找：", classes="label", markup=False)
            yield EntryLine(placeholder="写几个字查找，写编号跳到那一条")

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(EntryLine).focus()
        self._draw(self._at)
        self.state.say(_HINT)

    def on_screen_resume(self) -> None:
        # Whoever comes back looks for something else.
        self.query_one(EntryLine).select_all()
        if self._shown_of is not self._opened.meeting:
            self.on_resize()

    def on_resize(self) -> None:
        at = self.query_one(OptionList).highlighted
        self._draw(self._shown[at].entry.number if at is not None else -1)

    def _draw(self, at: int) -> None:
        """Draws what the filter lets through; `at` is the number of the entry to highlight, -1 the last."""
        meeting = self._shown_of = self._opened.meeting
        everything = passages(meeting)
        self._shown = tuple(passage for passage in everything if self._filter.lets_through(meeting, passage))
        rows = self.query_one(OptionList)
        rows.clear_options()
        width = self.app.size.width - 3
        rows.add_options(passage_texts(meeting, self._shown, width))
        if self._shown:
            places = [index for index, passage in enumerate(self._shown) if passage.entry.number == at]
            rows.highlighted = places[0] if places else len(self._shown) - 1
        state = f"{sealed_as(meeting)}  " if is_sealed(meeting) else ""
        speeches = sum(1 for passage in everything if passage.number)
        self.title_bar.show(f"会议记录  {title_of(meeting)}", f"{self._conditions()}{state}共 {speeches} 条")

    def _conditions(self) -> str:
        meeting, chosen = self._opened.meeting, self._filter
        parts = []
        if chosen.by:
            parts.append(f"发言人 {name_of(meeting, chosen.by)}")
        if chosen.to:
            parts.append(f"对 {name_of(meeting, chosen.to)}")
        if chosen.kind:
            parts.append(chosen.kind.label)
        if chosen.text:
            parts.append(f"含“{cut(chosen.text, 16)}”")
        return f"只看 {'，'.join(parts)}：{len(self._shown)} 条  " if parts else ""

    def why_not(self, action: str) -> str:
        if action == "add" and is_sealed(self._opened.meeting):
            return "已定稿，不能再补记；要改就选一条按回车更正，写明谁要求、为什么。"
        if action == "notes" and is_sealed(self._opened.meeting):
            return AFTER_SEAL
        if action == "notes" and self.shilu.is_practising:
            return "练习的会议不导入笔记。"
        if action == "export" and self.shilu.is_practising:
            return "练习的会议不导出，练完就删去。"
        if action == "struck" and not struck_out(self._opened.meeting):
            return "没有作废过的条目。"
        if action == "strike" and is_sealed(self._opened.meeting):
            return STRIKE_AFTER_SEAL
        needs_one = action in ("amend", "add", "versions", "rectify", "strike") and not self._shown
        return "没有选中的记录。" if needs_one else ""

    def _chosen(self) -> Passage | None:
        at = self.query_one(OptionList).highlighted
        if at is None:
            self.state.warn(self.why_not("amend"))
            return None
        return self._shown[at]

    def on_input_changed(self, event: EntryLine.Changed) -> None:
        text = event.value.strip()
        if text.isdecimal():
            place = [index for index, passage in enumerate(self._shown) if passage.number == int(text)]
            if place:
                self.query_one(OptionList).highlighted = place[0]
                return
        if text != self._filter.text:
            self._filtered(text=text)

    def _filtered(self, **changes: object) -> None:
        chosen = self._chosen() if self._shown else None
        self._filter = replace(self._filter, **changes)  # type: ignore[arg-type]
        self._draw(chosen.entry.number if chosen else -1)
        self.state.say(_HINT)

    def action_up(self) -> None:
        """Highlights the passage above."""
        self.query_one(OptionList).action_cursor_up()
        self.query_one(EntryLine).select_all()

    def action_down(self) -> None:
        """Highlights the passage below."""
        self.query_one(OptionList).action_cursor_down()
        self.query_one(EntryLine).select_all()

    def action_page_up(self) -> None:
        """Highlights a passage a page above."""
        self.query_one(OptionList).action_page_up()  # type: ignore[no-untyped-call]
        self.query_one(EntryLine).select_all()

    def action_page_down(self) -> None:
        """Highlights a passage a page below."""
        self.query_one(OptionList).action_page_down()  # type: ignore[no-untyped-call]
        self.query_one(EntryLine).select_all()

    def _ask_filter(self, title: str, labels: list[str], take: Callable[[int], None]) -> None:
        asks.ask(self, title, ["全部", *labels], lambda index: take(index - 1))

    def action_by_speaker(self) -> None:
        """Shows one speaker's passages only."""
        people = self._opened.meeting.people
        names = [name_of(self._opened.meeting, person.id) for person in people]
        self._ask_filter("只看谁的发言", names, lambda i: self._filtered(by=people[i].id if i >= 0 else ""))

    def action_by_target(self) -> None:
        """Shows only what was said to one person."""
        people = self._opened.meeting.people
        names = [name_of(self._opened.meeting, person.id) for person in people]
        self._ask_filter("只看对谁的批评", names, lambda i: self._filtered(to=people[i].id if i >= 0 else ""))

    def action_by_kind(self) -> None:
        """Shows one kind only."""
        kinds = tuple(Kind)
        labels = [kind.label for kind in kinds]
        self._ask_filter("只看哪个环节", labels, lambda i: self._filtered(kind=kinds[i] if i >= 0 else None))

    def action_amend(self) -> None:
        """Corrects or completes the chosen passage."""
        if passage := self._chosen():
            if passage.entry.act in COMINGS:
                put_right(self, self._opened, passage, self._amended)
                return
            if passage.entry.act not in (Act.SAID, Act.NO_OPINION, Act.NOTED, Act.SKIPPED):
                self.state.warn("开会、休会一类的程序记事没有文字可改。")
                return
            self.app.push_screen(AmendScreen.correcting(self._opened, passage), self._amended)

    def action_add(self) -> None:
        """Adds a passage behind the chosen one."""
        if self.can("add") and (passage := self._chosen()):
            self.app.push_screen(AmendScreen.adding(self._opened, passage), self._amended)

    def _amended(self, sentence: str | None) -> None:
        chosen = self._chosen()
        self._draw(chosen.entry.number if chosen else -1)
        if sentence:
            self.state.say(sentence)

    def action_versions(self) -> None:
        """Shows the earlier texts of the chosen passage."""
        if passage := self._chosen():
            lines = []
            is_retimed = len({version.at for version in passage.versions}) > 1
            for number, version in enumerate(passage.versions, 1):
                last = "（现在的）" if version is passage.valid else ""
                who = name_of(self._opened.meeting, version.by)
                mark = f"  {completed_mark(version)}" if version is passage.completed else ""
                at = f"  时间 {version.at:%m-%d %H:%M}" if is_retimed else ""
                head = f"第 {number} 版{last}  {version.written:%m-%d %H:%M:%S}  {who}{mark}{at}"
                asked = name_of(self._opened.meeting, version.asked_by) or version.asked_by_other
                why = f"定稿后更正：{asked}提出，{version.reason}\n" if asked else ""
                lines.append(f"{head}\n{why}{version.text}\n")
            self.app.push_screen(Reading(f"第 {passage.number} 条的各个版本", "\n".join(lines)))

    def action_strike(self) -> None:
        """Takes the chosen passage off the record."""
        from tui.actions.striking import strike

        if self.can("strike") and (passage := self._chosen()):
            strike(self, self._opened, passage, self._amended)

    def action_struck(self) -> None:
        """Shows what was taken off the record."""
        from tui.actions.striking import read_struck

        if self.can("struck"):
            read_struck(self, self._opened.meeting)

    def action_rectify(self) -> None:
        """Takes a problem from the chosen passage into the rectification list."""
        from tui.actions.taking_up import take_up

        if passage := self._chosen():
            take_up(self, self._opened, passage.entry.number)

    def action_export(self) -> None:
        """Exports the record as it stands."""
        if not self.can("export"):
            return
        self.app.push_screen(ExportScreen(self._opened.meeting, self._opened.file.folder))

    def action_notes(self) -> None:
        """Takes in notes from elsewhere."""
        if not self.can("notes"):
            return
        from tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self._opened))

    def action_leave(self) -> None:
        """Takes the conditions off; without any, goes back."""
        if self._filter == self._first:
            self.dismiss()
            return
        self._take_off()
        self._draw(-1)
        self.state.say(_HINT)

    def _take_off(self) -> None:
        """Takes off every condition that was put on here."""
        self._filter = self._first
        with self.prevent(EntryLine.Changed):
            self.query_one(EntryLine).value = ""
