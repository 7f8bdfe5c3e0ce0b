"""会议进行: who has the floor, the clocks, and the editor in which the recorder spends the meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from meeting import steps
from meeting.desk import ASIDE, unrecorded
from meeting.floor import Phase, floor, next_turn, phase, recorded_turns
from meeting.model import Draft, Entry, Kind, TurnId
from meeting.record import NOT_HEARD, criticisms_of
from tui import asks, keys, procedure
from tui.opened import Opened
from tui.own_phrases import keep_phrase, read_phrases
from tui.screens.place import Place
from tui.screens.reading import Reading, help_text
from tui.shorthand import HELP
from tui.widgets.bars import Line
from tui.widgets.desk_editor import DeskEditor
from tui.widgets.floor_view import FloorView
from tui.widgets.speaking_order import SpeakingOrder

_WIDE = 112
"""Columns from which the speaking order stands beside the editor."""

_MEANT = 0.5
"""Seconds between two presses of F2 from which the second is no slip."""


class LiveScreen(Place):
    """The meeting as it goes on: the recorder holds the meeting, the desk the drafts, the widgets neither."""

    place = "live"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("live")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._asked_empty: TurnId = ""
        self._asked_at = opened.now()
        self._noticed = opened.file.notice

    def body(self) -> Iterable[Widget]:
        yield FloorView()
        with Horizontal(id="desk"):
            yield DeskEditor(
                self._opened, self._report, lambda line: self.state.offer(line), self._toggle_aspect
            )
            yield SpeakingOrder(id="side")
        yield Line("last")

    def on_mount(self) -> None:
        unread = read_phrases(self.shilu.config_dir, self._opened, self.editor)
        trouble = self.editor.take_up() + self._opened.notice + unread
        self._draw()
        self.editor.focus()
        self.set_interval(1, self._tick)
        if trouble:
            self.state.warn(trouble)
        elif draft := self.editor.draft:
            resumed = f"接着写：编辑区里是没记下的 {len(draft.text)} 字。" if draft.text else ""
            self.state.say(resumed or "发言记在中间，F2 记下并请下一位发言；F1 看全部按键。")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _WIDE, "-wide")
        self.call_after_refresh(self._draw)

    def on_screen_suspend(self) -> None:
        self.editor.shorthand.withdraw()

    def on_screen_resume(self) -> None:
        if self.editor.desk.current:
            self._draw()

    @cached_property
    def editor(self) -> DeskEditor:
        return self.query_one(DeskEditor)

    @cached_property
    def _view(self) -> FloorView:
        return self.query_one(FloorView)

    @cached_property
    def _order(self) -> SpeakingOrder:
        return self.query_one(SpeakingOrder)

    @cached_property
    def _last(self) -> Line:
        return self.query_one("#last", Line)

    def _report(self, trouble: str) -> None:
        self._asked_empty = ""
        before = self.state.failing
        if trouble:
            self.state.fail(trouble, "draft")
        else:
            self.state.saved("draft")
        if self.state.failing is not before:
            self._draw_last()

    def _draw(self) -> None:
        meeting = self._opened.meeting
        self._view.show(meeting, self.editor.draft, self._opened.now())
        self._order.show(meeting, self.editor.desk)
        self._draw_last()
        self._tick()

    def _draw_last(self) -> None:
        last = self._view.last_line(self._opened.meeting)
        self._last.show(last, "没存上" if self.state.failing else "已存")

    def _tick(self) -> None:
        self.editor.retry()
        self.editor.keep_caret()
        if self.state.is_record_behind and self._opened.file.can_append():
            self.state.saved()
            self.state.say("磁盘又能写了，写好的文字都已存下。请再按一次 F2，把这一条记下。")
            self._draw_last()
        self._tell_notice()
        now = self._opened.now()
        self._view.tick(self._opened.meeting, now, sparing=self.shilu.is_sparing)
        self.title_bar.show(*self._view.title(self._opened.meeting, now))

    def _tell_notice(self) -> None:
        """Says once what is amiss with the disk since opening."""
        notice = self._opened.file.notice
        if notice != self._noticed:
            self._noticed = notice
            if notice:
                self.state.warn(notice)

    def _revise(self, **changes: object) -> None:
        self.editor.revise(**changes)
        self._draw()

    # What is recorded

    def _record(self, step: Callable[[datetime], Sequence[Entry]]) -> bool:
        recorder, now = self._opened.recorder, self._opened.now()
        done = self.attempt(lambda: recorder.record(step(now)))
        if not done:
            self._draw_last()
        return done

    def _done(self, sentence: str) -> None:
        self._draw()
        self.state.say(sentence)

    def _follow(self, draft: Draft) -> None:
        """Clears the recorded draft away and turns to what is typed next."""
        following = steps.writing_after(self._opened.meeting, draft)
        self.editor.finish(following or draft.turn)
        self._draw()

    def action_confirm(self) -> None:
        """Records the draft; the next turn takes the floor."""
        self._confirm(pass_on=True)

    def action_stay(self) -> None:
        """Records the draft; the speaker goes on."""
        self._confirm(pass_on=False)

    def _confirm(self, *, pass_on: bool) -> None:
        meeting, draft = self._opened.meeting, self.editor.draft
        if draft is None:
            self.state.warn("各轮都已走完。还有话要记，按 Tab 选一轮补写；会开完了按 F9 选“散会”。")
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
            self.editor.finish(draft.turn)
            self._draw()
        self._say_recorded()

    def _ask_speaker(self, *, pass_on: bool) -> None:
        """Asks who spoke in a turn whose speaker is settled only in the room, and records then."""

        def take(person: str) -> None:
            self._revise(by=person)
            self._confirm(pass_on=pass_on)

        asks.ask_person(self, "这是谁的发言", asks.speakers(self._opened.meeting), take)

    def _say_recorded(self) -> None:
        meeting = self._opened.meeting
        over = not floor(meeting) or (
            next_turn(meeting) is None and floor(meeting) in recorded_turns(meeting.entries)
        )
        ended = "各轮都已走完：会开完了按 F9 选“散会”。" if over and phase(meeting) is Phase.RUNNING else ""
        self.state.say(f"已记下（{self._opened.now_here:%H:%M:%S}）。{ended}")

    def _confirm_empty(self, draft: Draft, *, pass_on: bool) -> None:
        meeting = self._opened.meeting
        if draft.at is not None:
            self._follow(draft)
            self.state.say("没有写插话，已回到原来的发言。")
        elif draft.turn != floor(meeting):
            self._follow(draft)
        elif not pass_on:
            self.state.warn("编辑区还没有文字。")
        elif draft.turn in recorded_turns(meeting.entries) or self._is_meant(draft.turn):
            self._asked_empty = ""
            self._pass_on(draft)
        else:
            self._asked_empty = draft.turn
            self._asked_at = self._opened.now()
            hint = "；未提意见按 F8" if draft.kind is Kind.CRITICISM else ""
            self.state.warn(f"这一轮还没有文字{hint}。再按一次 F2，就空着转下一位，以后可以补记。")

    def _is_meant(self, turn: TurnId) -> bool:
        """Whether F2 was pressed again on an empty turn, and not merely held down."""
        waited = (self._opened.now() - self._asked_at).total_seconds()
        return self._asked_empty == turn and waited >= _MEANT

    def _pass_on(self, draft: Draft) -> None:
        if self._record(lambda now: steps.pass_on(self._opened.meeting, now)):
            self._follow(draft)
            self.state.say("已转下一位。")

    def action_stamp(self) -> None:
        """The next speaker has begun; what is typed still belongs to the speaker before."""
        draft = self.editor.draft
        if not self._record(lambda now: steps.pass_on(self._opened.meeting, now)):
            return
        if draft and not draft.text and draft.at is None:
            self._follow(draft)
        else:
            self._draw()
        self.state.say("已记下一位的开始时间。接着把上一位的话写完，F2 记下后就到下一位。")

    def action_no_opinion(self) -> None:
        """The speaker raised no criticism."""
        draft = self.editor.draft
        if draft is None or draft.at is not None:
            self.state.warn("“未提意见”只用于批评意见。")
        elif draft.text.strip():
            self.state.warn("编辑区里有文字：按 F2 记下；确实未提意见，先把文字删去。")
        elif self._record(lambda now: steps.no_opinion(self._opened.meeting, draft.turn, now)):
            self._follow(draft)
            self.state.say("已记“未提意见”。")

    def action_back(self) -> None:
        """The turn before takes the floor again."""
        if self._record(lambda now: steps.go_back(self._opened.meeting, now)):
            self.editor.turn_to(floor(self._opened.meeting))
            self._draw()
            self.state.say("已回到上一位。写到一半的文字都留着，轮到时会再出现。")

    def action_aside(self) -> None:
        """Somebody speaks within the turn."""
        draft = self.editor.draft
        if draft is None or phase(self._opened.meeting) is not Phase.RUNNING:
            self.state.warn("会议没有在进行，不能记插话。")
            return
        if self.editor.is_aside:
            self.state.warn("先按 F2 记下正在写的插话。")
            return
        if self.editor.has_aside:
            self.editor.turn_to(ASIDE)
            self._draw()
            self.state.say("这一段插话还没有记下：F2 记下，或删空再按 F2，然后才能记别的插话。")
            return
        began = self._opened.now()

        def take(person: str) -> None:
            aside = Draft(draft.turn, Kind.INTERJECTION, person, at=began)
            self.editor.turn_to_aside(aside)
            self._draw()
            self.state.say("写插话，F2 记下后回到原来的发言；不记了就删空再按 F2。")

        asks.ask_person(self, "谁插话（或说明情况）", asks.speakers(self._opened.meeting), take)

    # What is chosen from the menu

    def action_aspect(self) -> None:
        """Tags the remark with the next aspect."""
        if draft := self.editor.draft:
            self._revise(aspects=asks.next_aspect(self._opened.meeting, draft.aspects))

    def _toggle_aspect(self, aspect: str) -> None:
        if draft := self.editor.draft:
            aspects = self._opened.meeting.template.aspects
            label = next(one.label for one in aspects if one.id == aspect)
            tagged = {aspect} ^ set(draft.aspects)
            self._revise(aspects=tuple(one.id for one in aspects if one.id in tagged))
            self.state.say(f"已标方面“{label}”。" if aspect in tagged else f"不再标方面“{label}”。")

    def action_help(self) -> None:
        """Shows this screen's keys, and how to type less."""
        page = f"{help_text(self.place)}\n\n{HELP}"
        self.app.push_screen(Reading(f"{keys.PLACE_NAMES[self.place]}：按键", page))

    def action_mode(self) -> None:
        """Chooses how the remark is recorded."""
        if draft := self.editor.draft:
            asks.ask_mode(self, draft.mode, lambda mode: self._revise(mode=mode))

    def action_refers(self) -> None:
        """Chooses the criticisms that the response takes up."""
        draft = self.editor.draft
        if draft is None or draft.kind is not Kind.RESPONSE:
            self.state.warn("现在不是表态回应，没有要对应的意见。")
            return
        found = criticisms_of(self._opened.meeting, draft.by)
        asks.ask_refers(
            self, self._opened.meeting, found, draft.refers, lambda numbers: self._revise(refers=numbers)
        )

    def action_not_heard(self) -> None:
        """Marks at the caret what was not heard."""
        if self.editor.read_only:
            self.state.warn("现在没有正在记的轮次。")
        else:
            self.editor.insert(NOT_HEARD)

    def action_complete(self) -> None:
        """Puts in what is on offer for what stands before the caret."""
        self.editor.shorthand.look()
        if not self.editor.shorthand.take():
            self.state.say("光标前面没有能写全的名称或短语。F1 看怎么用。")

    def action_phrase(self) -> None:
        """Keeps what is selected as a phrase of this meeting."""
        keep_phrase(self, self._opened, self.editor)

    def action_pause(self) -> None:
        procedure.pause(self._opened, self._record, self._done)

    def action_shift(self) -> None:
        procedure.shift(self, self._opened, self._record, self._done)

    def action_skip(self) -> None:
        draft = self.editor.draft
        if draft is None or draft.at is not None:
            self.state.warn("现在没有可以跳过的轮次。")
            return

        def done(sentence: str) -> None:
            self.editor.turn_to(floor(self._opened.meeting) or draft.turn)
            self._done(sentence)

        procedure.skip(self, self._opened, draft, done)

    def action_note(self) -> None:
        procedure.note(self, self._opened, self._done)

    def action_adjourn(self) -> None:
        procedure.adjourn(self, self._opened, self._record, self._done)

    def action_sparing(self) -> None:
        """Has the clocks move by minutes, or by seconds again."""
        self.shilu.sparing = not self.shilu.is_sparing
        self._draw()
        self.state.say("时钟改为按分钟走，最后一分钟按秒走。" if self.shilu.sparing else "时钟按秒走。")

    def action_repaint(self) -> None:
        """Paints the whole screen anew."""
        self.shilu.repaint()

    def action_close(self) -> None:
        waiting = len(unrecorded(self.editor.desk))
        procedure.close(self, self._opened, waiting, self._record, self._done)

    # Other screens

    def action_order(self) -> None:
        """Shows the speaking order, or puts in what is on offer."""
        if self.state.is_offering and self.editor.shorthand.take():
            return
        from tui.screens.order import OrderScreen

        def chosen(choice: tuple[str, TurnId] | None) -> None:
            if choice is None:
                return
            what, turn_id = choice
            if what == "go" and not self._record(lambda now: steps.go_to(self._opened.meeting, turn_id, now)):
                return
            if what == "restore" and not self._record(
                lambda now: steps.restore(self._opened.meeting, turn_id, now)
            ):
                return
            if what != "restore":
                self.editor.turn_to(turn_id)
            self._draw()

        self.app.push_screen(OrderScreen(self._opened, self.editor.desk), chosen)

    def action_record(self) -> None:
        """Shows the record."""
        from tui.screens.record import RecordScreen

        self.app.push_screen(RecordScreen(self._opened))

    def action_setup(self) -> None:
        """Goes to head, roster and agenda."""
        self.shilu.go("agenda")

    def action_export(self) -> None:
        """Exports the record as it stands."""
        from tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._opened.meeting, self._opened.file.folder))

    def action_escape(self) -> None:
        """Says that Esc leaves nothing here."""
        self.state.say("Esc 不会退出。要离开按 F9 选“回会议列表”，文字都留着。")

    def action_leave(self) -> None:
        """Goes back to the list of meetings; asks first where what is typed would be lost by that."""
        if self._opened.file.save_draft():
            self.shilu.leave_meeting()
            return
        count = sum(len(draft.text) for draft in unrecorded(self.editor.desk))
        title = f"编辑区有 {count} 字存不上，现在离开就没有了。请先腾出磁盘空间，或另抄一份。"
        labels = ["先不离开", "还是离开，这些字不要了"]
        asks.ask(self, title, labels, lambda index: self.shilu.leave_meeting() if index else None)
