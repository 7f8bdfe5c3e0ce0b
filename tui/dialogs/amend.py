"""更正 and 补记: one entry in the editor, with who spoke, to whom and how it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Self

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from meeting import amend
from meeting.desk import addition_key, cleared, correction_key, is_addition
from meeting.draft import Desk, Draft
from meeting.model import Act, Entry, Kind, Mode, Number
from meeting.record import Passage, speech, words_typed
from meeting.refused import Refused
from meeting.roster import name_of
from meeting.seal import is_sealed
from storage.errors import StorageError
from tui import keys
from tui.dialogs import asks
from tui.dialogs.after_seal import ask_why
from tui.dialogs.help import show_help
from tui.dialogs.retiming import ask_time
from tui.opened import Opened
from tui.widgets.bars import KeyBar, Line, StateBar, TitleBar
from tui.widgets.remark_editor import RemarkEditor

Step = Callable[[Draft, datetime], Sequence[Entry]]


class AmendScreen(Screen[str]):
    """Gives a sentence that says what was done; what is not saved stays among the drafts."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("amend")]

    def __init__(
        self, opened: Opened, title: str, key: str, draft: Draft, step: Step, done: str, number: Number = 0
    ) -> None:
        """`number` is that of the entry to correct, 0 for an addition."""
        super().__init__()
        self._number = number
        self._opened = opened
        self._title = title
        self._key = key
        self._step = step
        self._done = done
        self._file = opened.file.draft
        desk = self._file.desk
        self._draft = desk.drafts.get(key, draft)
        self._found = key in desk.drafts
        self._adds = is_addition(key)
        self._speaker = draft.by

    @classmethod
    def correcting(cls, opened: Opened, passage: Passage) -> Self:
        """To correct or complete a passage."""
        old, number = passage.valid, passage.entry.number
        silent = old.act is Act.NO_OPINION
        text = "" if silent else words_typed(old) if old.unfinished else old.text
        mode = Mode.VERBATIM if silent else old.mode
        draft = Draft(old.turn, old.kind, old.by, old.to, None, text, (0, 0), mode, old.aspects, old.refers)

        def step(revised: Draft, now: datetime) -> Sequence[Entry]:
            return amend.correct(opened.meeting, number, revised, now)

        what = "补全" if old.unfinished else "更正"
        title = f"{what}第 {passage.number} 条" if passage.number else "更正程序记事"
        done = f"已{what}，原来的文字留存。"
        return cls(opened, title, correction_key(number), draft, step, done, number)

    @classmethod
    def adding(cls, opened: Opened, passage: Passage) -> Self:
        """To add what was missed behind a passage; it takes over the passage's turn and speaker."""
        entry, number = passage.valid, passage.entry.number
        kind = entry.kind if entry.kind is not Kind.PROCEDURE else Kind.INTERJECTION
        draft = Draft(entry.turn, kind, entry.by, entry.to)

        def step(added: Draft, now: datetime) -> Sequence[Entry]:
            return amend.add_later(opened.meeting, added, number, now)

        after = f"第 {passage.number} 条" if passage.number else "这一处"
        return cls(opened, f"在{after}之后补记", addition_key(number), draft, step, "已补记。")

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Line("writing")
        yield RemarkEditor(self._typed)
        yield StateBar("amend")
        yield KeyBar("amend")

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self._title, "")
        editor = self.query_one(RemarkEditor)
        editor.load(self._draft.text, self._draft.caret)
        if not self._found:
            editor.move_cursor(editor.document.end)
        editor.focus()
        self.set_interval(1, self._retry)
        self._draw()
        found = "接着上次没存下的文字写。" if self._found else ""
        self.query_one(StateBar).say(
            self._file.notice or found or "改好按 F2 存下；Esc 返回，没存下的文字留着。"
        )

    def _draw(self) -> None:
        meeting, draft = self._opened.meeting, self._draft
        to = f" 对 {name_of(meeting, draft.to)}" if draft.to else ""
        aspects = [aspect.label for aspect in meeting.template.aspects if aspect.id in draft.aspects]
        by = name_of(meeting, draft.by) or "（未定发言人）"
        self.query_one("#writing", Line).show(
            f"{draft.kind.label}  {by}{to}", "  ".join([*self._time(), draft.mode.label, *aspects])
        )

    def _time(self) -> list[str]:
        """The time of the entry, and the one that it is to get."""
        if not self._number:
            return []
        old, new = speech(self._opened.meeting, self._number).valid.at, self._draft.at
        form = "%H:%M" if new is None or new.date() == old.date() else "%m-%d %H:%M"
        return [f"{old:{form}}→{new:{form}}" if new else f"{old:{form}}"]

    def _typed(self) -> None:
        editor = self.query_one(RemarkEditor)
        self._keep(replace(self._draft, text=editor.text, caret=editor.cursor_location))

    def _keep(self, draft: Draft) -> None:
        self._draft = draft
        desk = self._file.desk
        self._save(replace(desk, drafts={**desk.drafts, self._key: draft}))

    def _retry(self) -> None:
        if self._file.is_behind or self.query_one(StateBar).failing:
            self._save(self._file.desk)

    def _save(self, desk: Desk) -> None:
        try:
            self._file.save(desk)
        except StorageError as error:
            self.query_one(StateBar).fail(str(error), "draft")
        else:
            self.query_one(StateBar).saved("draft")

    def action_save(self) -> None:
        """Records the correction or addition; after the seal asks first who wants it and why."""
        state = self.query_one(StateBar)
        try:
            entries = self._step(self._draft, self._opened.now())
            if self._number and is_sealed(self._opened.meeting):
                ask_why(self, self._opened, self._number, self._draft, self._recorded)
                return
            self._opened.recorder.record(entries)
        except Refused as refused:
            state.warn(str(refused))
            return
        except StorageError as error:
            state.fail(str(error))
            return
        self._recorded(self._done)

    def _recorded(self, sentence: str) -> None:
        self._save(cleared(self._file.desk, self._key))
        self.dismiss(sentence)

    def action_speaker(self) -> None:
        """Changes who spoke."""
        self._ask_person("发言人是谁", "by")

    def action_target(self) -> None:
        """Changes whom a criticism is addressed to."""
        if self._draft.kind is not Kind.CRITICISM:
            self.query_one(StateBar).warn("只有批评意见有对象。")
            return
        self._ask_person("对谁提的意见", "to")

    def _ask_person(self, title: str, field: str) -> None:
        def take(person: str) -> None:
            draft = replace(self._draft, by=person) if field == "by" else replace(self._draft, to=person)
            if self._adds and draft.by != self._speaker:
                # Somebody else's words behind a speech are words within its turn.
                draft = replace(draft, kind=Kind.INTERJECTION, to="")
            self._keep(draft)
            self._draw()

        asks.ask_person(self, title, self._opened.meeting.people, take)

    def action_aspect(self) -> None:
        """Tags the entry with the next aspect."""
        self._keep(replace(self._draft, aspects=asks.next_aspect(self._opened.meeting, self._draft.aspects)))
        self._draw()

    def action_time(self) -> None:
        """Gives the entry another time in the room."""
        if not self._number:
            self.query_one(StateBar).warn("补记的时间跟着前面一条；存下以后，再选它更正时间。")
            return

        def take(at: datetime) -> None:
            self._keep(replace(self._draft, at=at))
            self._draw()
            self.query_one(StateBar).say("时间改了，按 F2 存下；原来的时间留存。")

        ask_time(self, self._opened, self._number, self._draft.at, take)

    def action_mode(self) -> None:
        """Changes how the entry is recorded."""

        def take(mode: Mode) -> None:
            self._keep(replace(self._draft, mode=mode))
            self._draw()

        asks.ask_mode(self, self._draft.mode, take)

    def action_help(self) -> None:
        """Shows the keys."""
        show_help(self, "amend")

    def action_leave(self) -> None:
        """Goes back; what is not saved stays among the drafts."""
        self.dismiss("没存下的文字留着，再选这一条时接着写。" if self._key in self._file.desk.drafts else "")
