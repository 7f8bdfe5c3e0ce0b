"""发言人核对: who has checked what is on record of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting.checking import Sheet, confirm_sheet, sheets
from meeting.model import Meeting, PersonId
from meeting.roster import name_of, person_of
from meeting.seal import AFTER_SEAL, is_sealed
from tui import keys
from tui.lines.columns import fit
from tui.opened import Opened
from tui.place import Place, title_of
from tui.screens import jump
from tui.screens.export import ExportScreen

_HEADS = f"{fit('发言人', 20)}{fit('职务', 30)}{fit('条数', 6)}核对"


class CheckingScreen(Place):
    """A line for everybody who spoke, with how many entries are theirs and whether they confirmed them."""

    place = "checking"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("checking")]

    def __init__(self, opened: Opened, person: PersonId = "") -> None:
        super().__init__()
        self._opened = opened
        self._at = person
        self._row: tuple[Sheet, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Static(_HEADS, classes="column-heads", markup=False)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._draw(self._at)
        self.state.say("回车看一位的全部发言，要改就在那里更正；核对过了按 F3。")

    def on_screen_resume(self) -> None:
        if self._row:
            self._draw("")

    def _draw(self, person: PersonId) -> None:
        meeting = self._opened.meeting
        rows = self.query_one(OptionList)
        at = rows.highlighted or 0
        self._row = sheets(meeting)
        rows.clear_options()
        rows.add_options([_line(meeting, sheet) for sheet in self._row] or ["还没有人发言。"])
        places = [index for index, sheet in enumerate(self._row) if sheet.person == person]
        rows.highlighted = places[0] if places else min(at, len(rows.options) - 1)
        done = sum(1 for sheet in self._row if sheet.confirmed)
        self.title_bar.show(f"发言人核对  {title_of(meeting)}", f"已核对 {done}/{len(self._row)} 人")

    def _chosen(self) -> Sheet | None:
        at = self.query_one(OptionList).highlighted
        return self._row[at] if at is not None and at < len(self._row) else None

    def why_not(self, action: str) -> str:
        sheet = self._chosen()
        if action in ("go", "confirm", "export") and sheet is None:
            return "还没有人发言，没有可核对的。"
        if action == "confirm" and sheet:
            if is_sealed(self._opened.meeting):
                return AFTER_SEAL
            return "这一位已经核对过，其后没有改动。" if sheet.confirmed else ""
        return ""

    def action_go(self) -> None:
        """Shows the speaker's entries."""
        sheet = self._chosen()
        if (reason := self.why_not("go")) or sheet is None:
            self.state.warn(reason)
        else:
            jump.to_speaker(self, sheet.person)

    def action_confirm(self) -> None:
        """Notes that the speaker has checked what is on record of them."""
        sheet = self._chosen()
        if (reason := self.why_not("confirm")) or sheet is None:
            self.state.warn(reason)
            return
        recorder, now = self._opened.recorder, self._opened.now()
        if self.attempt(lambda: recorder.record(confirm_sheet(recorder.meeting, sheet.person, now))):
            self._draw(sheet.person)
            self.state.say(f"{name_of(recorder.meeting, sheet.person)}已核对，时间写进了记录。")

    def action_export(self) -> None:
        """Writes the speaker's check sheet."""
        sheet = self._chosen()
        if (reason := self.why_not("export")) or sheet is None:
            self.state.warn(reason)
            return
        opened = self._opened
        self.app.push_screen(ExportScreen(opened.meeting, opened.file.folder, "check", sheet.person))

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss()


def _line(meeting: Meeting, sheet: Sheet) -> str:
    person = person_of(meeting, sheet.person)
    post = " ".join(part for part in (person.unit, person.post) if part)
    if sheet.confirmed:
        state = f"已核对 {sheet.confirmed:%m-%d %H:%M}"
    else:
        state = "核对后有改动" if sheet.changed else "未核对"
    return f"{fit(person.name, 18)}  {fit(post, 28)}  {len(sheet.passages):>4}  {state}"
