"""记下、转下一位、回上一位: what is typed goes on record, and the floor goes on or back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from meeting import steps
from meeting.draft import Draft
from meeting.floor import Phase, floor, phase, recorded_turns
from meeting.model import Kind, TurnId
from tui.actions import procedure
from tui.actions.hint import tell_hint
from tui.actions.procedure import Record
from tui.dialogs import asks
from tui.lines.turn_lines import who
from tui.opened import Opened
from tui.place import Place
from tui.widgets.desk_editor import DeskEditor

_MEANT = 0.5
"""Seconds between two presses of a key from which the second is no slip and no key held down."""

_REMEMBERED = 10.0
"""Seconds for which a question that F2 asked stands."""


class PassingOn:
    """Sees to it that a key held down passes the floor once, and an empty turn only when that is meant.

    `follow` clears a recorded draft away and turns to what is typed next; `draw` draws the meeting anew.
    """

    def __init__(
        self,
        screen: Place,
        opened: Opened,
        editor: DeskEditor,
        record: Record,
        follow: Callable[[Draft], None],
        draw: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._opened = opened
        self._editor = editor
        self._record = record
        self._follow = follow
        self._draw = draw
        self._asked_empty: TurnId = ""
        self._asked_at = opened.now()
        self._last_press: tuple[str, datetime] = ("", opened.now())

    def forget(self) -> None:
        """Takes back the question whether an empty turn is meant."""
        self._asked_empty = ""

    def confirm(self, *, pass_on: bool) -> None:
        """Records the draft; with `pass_on` the next turn takes the floor, else the speaker goes on."""
        meeting, draft = self._opened.meeting, self._editor.draft
        if not self._screen.can("confirm" if pass_on else "stay") or draft is None:
            return
        if not draft.text.strip():
            self._confirm_empty(draft, pass_on=pass_on)
            return
        if not draft.by:
            self._ask_speaker(pass_on=pass_on)
            return
        if not self._record(lambda now: steps.confirm(meeting, draft, now, pass_on=pass_on)):
            return
        if pass_on or draft.at is not None:
            self._follow(draft)
        else:
            self._editor.finish(draft.turn)
            self._draw()
        self._say_recorded(draft)

    def stamp(self) -> None:
        """The next speaker has begun; what is typed still belongs to the speaker before."""
        if self._is_held_down("stamp"):
            return
        if not self._record(lambda now: steps.pass_on(self._opened.meeting, now)):
            return
        self._last_press = ("stamp", self._opened.now())
        self._draw()
        self._screen.state.say(
            "已记下一位的开始时间。接着把上一位的话写完，F2 记下后就到下一位；没有要写的直接按 F2。"
        )

    def no_opinion(self, read_out: Callable[[], None]) -> None:
        """The speaker raised no criticism; in an examination `read_out` is called instead."""
        if self._is_held_down("no_opinion"):
            return
        draft = self._editor.draft
        if not self._screen.can("no_opinion") or draft is None:
            return
        if draft.kind is not Kind.CRITICISM:
            self._last_press = ("no_opinion", self._opened.now())
            read_out()
            return
        if self._record(lambda now: steps.no_opinion(self._opened.meeting, draft.turn, now)):
            self._last_press = ("no_opinion", self._opened.now())
            self._follow(draft)
            self._screen.state.say("已记“未提意见”。")

    def back(self) -> None:
        """The turn before takes the floor again."""
        if self._is_held_down("back"):
            return
        if self._record(lambda now: steps.go_back(self._opened.meeting, now)):
            self._last_press = ("back", self._opened.now())
            self._editor.turn_to(floor(self._opened.meeting))
            self._draw()
            self._screen.state.say("已回到上一位。写到一半的文字都留着，轮到时会再出现。")

    def _ask_speaker(self, *, pass_on: bool) -> None:
        """Asks who spoke in a turn whose speaker is settled only in the room, and records then."""

        def take(person: str) -> None:
            self._editor.revise(by=person)
            self._draw()
            self.confirm(pass_on=pass_on)

        asks.ask_person(self._screen, "这是谁的发言", asks.speakers(self._opened.meeting), take)

    def _say_recorded(self, draft: Draft) -> None:
        meeting = self._opened.meeting
        ended = procedure.time_to_close(meeting)
        sentence = f"已记下（{self._opened.now_here:%H:%M:%S}）。{ended}"
        if phase(meeting) is Phase.ADJOURNED:
            sentence = f"已记下。正在休会：复会后从 {self._writing()} 接着开。"
        self._screen.state.say(sentence)
        if self._screen.shilu.hint and draft.kind is Kind.CRITICISM:
            self._screen.run_worker(tell_hint(self._screen.state, sentence, draft.text))

    def _confirm_empty(self, draft: Draft, *, pass_on: bool) -> None:
        meeting = self._opened.meeting
        if draft.at is not None:
            self._follow(draft)
            self._screen.state.say("没有写插话，已回到原来的发言。")
        elif draft.turn != floor(meeting):
            self._follow(draft)
            missing = (
                "" if draft.turn in recorded_turns(meeting.entries) else "那一轮还没有记录，以后可以补写。"
            )
            self._screen.state.say(f"没有写字，什么也没有记；已到{self._writing()}。{missing}")
        elif not pass_on:
            self._screen.state.warn(self._screen.why_not("stay"))
        elif draft.turn in recorded_turns(meeting.entries) or self._is_meant(draft.turn):
            self._asked_empty = ""
            self._pass_on(draft)
        else:
            self._asked_empty = draft.turn
            self._asked_at = self._opened.now()
            hint = "；未提意见按 F8" if draft.kind is Kind.CRITICISM else ""
            self._screen.state.warn(f"这一轮还没有文字{hint}。再按一次 F2，就空着转下一位，以后可以补记。")

    def _writing(self) -> str:
        """Whose turn is being typed for."""
        draft = self._editor.draft
        return who(self._opened.meeting, draft) if draft else "会议末尾"

    def _is_meant(self, turn: TurnId) -> bool:
        """Whether F2 was pressed again on an empty turn, and not merely held down."""
        waited = (self._opened.now() - self._asked_at).total_seconds()
        return self._asked_empty == turn and _MEANT <= waited <= _REMEMBERED

    def _is_held_down(self, action: str) -> bool:
        """Whether the key of a step that must not repeat itself is merely held down."""
        (taken, at), now = self._last_press, self._opened.now()
        if taken != action or (now - at).total_seconds() >= _MEANT:
            return False
        self._last_press = (action, now)
        return True

    def _pass_on(self, draft: Draft) -> None:
        if self._record(lambda now: steps.pass_on(self._opened.meeting, now)):
            self._follow(draft)
            self._screen.state.say("已转下一位。")
