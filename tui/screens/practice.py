"""练习: the live screen as it is, above it somebody who speaks, and at the end what the practice tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.widget import Widget

from meeting.floor import Phase, is_paused, phase
from meeting.invented.practice import PACES, Script, heard, played
from meeting.invented.practice_result import LATE, Result, result
from meeting.timing import clock
from tui import keys
from tui.dialogs.choose import Choose
from tui.dialogs.palette import Palette
from tui.dialogs.reading import WIDTH, Reading
from tui.keymap import Keymap
from tui.lines.columns import fit, folded
from tui.opened import Opened
from tui.screens.live import LiveScreen
from tui.terminal.reader import Typed
from tui.terminal.waiting import is_text
from tui.widgets.speech import Speech

_PERIOD = 0.5
"""Seconds after which more words are shown."""

_LABEL = 16
"""Cells before each number of the results."""

_SHOWN = 6
"""How many of the keys pressed most are named in the results."""


class PracticeScreen(LiveScreen):
    """A throw-away meeting that is recorded with the real keys while its script is spoken."""

    place = "practice"

    def __init__(self, opened: Opened, script: Script, pace: int) -> None:
        super().__init__(opened)
        self._script = script
        self._pace = pace
        self._pressed: list[str] = []
        self._outside = 0
        """How many of the keys came before the last one that was pressed on this very screen."""

    def body(self) -> Iterable[Widget]:
        yield Speech()
        yield from super().body()

    def on_mount(self) -> None:
        self.shilu.key_observer = self._observe
        self.set_interval(_PERIOD, self._draw_speech)

    def on_unmount(self) -> None:
        self.shilu.key_observer = None

    def why_not(self, action: str) -> str:
        practised = {key.action for key in keys.PLACES[self.place]}
        return super().why_not(action) if action in practised else "练习时没有这一项。"

    def action_setup(self) -> None:
        """Says that nothing is set up in a practice."""
        self.state.warn(self.why_not("setup"))

    def action_export(self) -> None:
        """Says that nothing of a practice is exported."""
        self.state.warn(self.why_not("export"))

    def _observe(self, event: events.Event) -> None:
        """Counts a key unless it is text; what is chosen by its digit is a key all the same."""
        on_top = self.app.screen
        if isinstance(event, Typed) or (isinstance(event, events.Key) and event.character and is_text(event)):
            if isinstance(on_top, Choose | Palette):
                self._pressed.append("digit")
        elif isinstance(event, events.Key):
            self._outside = len(self._pressed) if on_top is self else self._outside
            self._pressed.append(event.key)

    def _draw(self) -> None:
        super()._draw()
        self._draw_speech()

    def _draw_speech(self) -> None:
        meeting, now = self._opened.meeting, self._opened.now()
        halted = is_paused(meeting)
        on = heard(self._script, self._pace, played(meeting, now))
        self.query_one(Speech).show(meeting, self._script, on, halted=halted)

    def _done(self, sentence: str) -> None:
        super()._done(sentence)
        if phase(self._opened.meeting) is Phase.CLOSED:
            self.call_later(self._finish, self._pressed)

    def action_leave(self) -> None:
        """Ends the practice; opening the menu for it is no part of recording."""
        self._finish(self._pressed[: self._outside])

    def action_escape(self) -> None:
        """Says that Esc leaves nothing here."""
        self.state.say("Esc 不会退出。要停下按 F9 选“结束练习”，随后就看结果。")

    def _finish(self, pressed: Sequence[str]) -> None:
        """Shows the results over the list of meetings; the throw-away meeting is gone by then."""
        shown = result(
            self._script, self._pace, self._opened.meeting, self.editor.desk, pressed, self._opened.now()
        )
        self.shilu.leave_meeting()
        self.app.push_screen(Reading("练习结果", told(shown, self._pace, self.shilu.keymap)))


def told(shown: Result, pace: int, keymap: Keymap) -> str:
    """The results in Chinese, each with its label."""
    name = next((f"（{name}）" for name, one in PACES.items() if one == pace), "")
    lines = [
        ("练习", f"{clock(shown.seconds)}，念的速度每分钟 {pace} 字{name}"),
        ("打字", f"每分钟 {shown.typed_a_minute:.0f} 字：共 {shown.typed} 字，听和等的时间也算在内"),
        ("记下了", _taken_down(shown)),
        ("文字以外的按键", _keys(shown)),
        ("转得晚", _late(shown)),
    ]
    if hint := _hint(shown):
        lines.append(("可以省事的键", keymap.told("practice", hint)))
    rows = [_labelled(label, text) for label, text in lines]
    return "\n".join([*rows, "", "练习的会议已经删去，会议列表里没有它。"])


def _labelled(label: str, text: str) -> str:
    width = WIDTH - _LABEL
    return fit(label, _LABEL) + folded(text, width, lines=9).replace("\n", "\n" + " " * _LABEL)


def _taken_down(shown: Result) -> str:
    if not shown.said:
        return "还没有念出字来"
    return f"念到的 {shown.said} 字里的 {shown.taken_down} 字，占 {shown.share:.0%}（标点不算）"


def _keys(shown: Result) -> str:
    total = shown.keys.total()
    if not shown.turns:
        return f"{total} 次；还没有记下一轮"
    named = "，".join(f"{_name(key)} {count} 次" for key, count in shown.keys.most_common(_SHOWN))
    return f"{total} 次，记了 {shown.turns} 轮，平均每轮 {shown.keys_a_turn:.1f} 次" + (
        f"：{named}" if named else ""
    )


def _name(key: str) -> str:
    return {"digit": "菜单里的数字", "backspace": "退格"}.get(key) or keys.name(key)


def _late(shown: Result) -> str:
    bound = f"下一位开口 {LATE:.0f} 秒后才转"
    if not shown.late:
        return f"没有（{bound}才算）"
    waited = [late.seconds for late in shown.late]
    waiting = sum(not late.got_floor for late in shown.late)
    ahead = f"，其中 {waiting} 位到结束还没转到" if waiting else ""
    mean = sum(waited) / len(waited)
    return f"{len(waited)} 次（{bound}）{ahead}；平均晚 {mean:.0f} 秒，最多 {max(waited):.0f} 秒"


def _hint(shown: Result) -> str:
    """Which key would have helped, where the record shows it; else ""."""
    count = sum(late.by_recording for late in shown.late)
    if not count:
        return ""
    stamp = next(key for key in keys.PLACES["practice"] if key.action == "stamp")
    return (
        f"{keys.name(stamp.keys[0])} {stamp.label}：有 {count} 次是写完上一位才转的。"
        "下一位一开口就按它，时间就记准了，再接着写上一位的。"
    )
