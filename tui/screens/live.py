"""会议进行: who has the floor, the clocks, and the editor in which the recorder spends the meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from meeting.desk import unrecorded, writing_after
from meeting.draft import Draft
from meeting.model import Entry, Meeting, TurnId
from meeting.record import NOT_HEARD, criticisms_of
from meeting.seal import refuse_if_sealed
from tui import keys
from tui.actions import procedure
from tui.actions.own_phrases import keep_phrase, read_phrases
from tui.actions.passing_on import PassingOn
from tui.dialogs import asks
from tui.lines.live_footer import out_of_place
from tui.opened import Opened
from tui.place import Place
from tui.widgets.bars import KeyBar, Line
from tui.widgets.coverage_panel import CoveragePanel
from tui.widgets.desk_editor import DeskEditor
from tui.widgets.floor_view import FloorView
from tui.widgets.shorthand import HELP
from tui.widgets.speaking_order import SpeakingOrder

if TYPE_CHECKING:
    from tui.actions.paper_at_hand import PaperAtHand

_WIDE = 112
"""Columns from which the speaking order stands beside the editor."""


class LiveScreen(Place):
    """The meeting as it goes on: the recorder holds the meeting, the desk the drafts, the widgets neither."""

    place = "live"
    help_more = HELP
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("live")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._noticed = opened.file.notice

    def body(self) -> Iterable[Widget]:
        yield FloorView()
        with Horizontal(id="desk"):
            yield DeskEditor(self._opened, self._report, lambda line: self.state.offer(line), self._tag)
            with Vertical(id="side"):
                yield SpeakingOrder()
                yield CoveragePanel()
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
        self._passing.forget()
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
    def _passing(self) -> PassingOn:
        return PassingOn(self, self._opened, self.editor, self._record, self._follow, self._draw)

    @cached_property
    def _at_hand(self) -> PaperAtHand:
        from tui.actions.paper_at_hand import PaperAtHand

        return PaperAtHand(self, self._opened, self.editor)

    @cached_property
    def _foot(self) -> KeyBar:
        return self.query_one(KeyBar)

    @cached_property
    def _last(self) -> Line:
        return self.query_one("#last", Line)

    def _report(self, trouble: str) -> None:
        self._passing.forget()
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
        if self.has_class("-wide"):
            self._order.show(meeting, self.editor.desk)
            self.query_one(CoveragePanel).show(meeting)
            if meeting.dossier.speech_papers or self.has_class("-paper"):
                self._at_hand.show_beside()
        self._draw_last()
        self._foot.show(out_of_place(meeting, self.editor.draft, is_aside=self.editor.is_aside))
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

    def why_not(self, action: str) -> str:
        from tui.actions.reasons import why_not

        return why_not(action, self._opened.meeting, self.editor, self._opened.now())

    # What is recorded

    def _record(self, step: Callable[[datetime], Sequence[Entry]]) -> bool:
        recorder, now = self._opened.recorder, self._opened.now()

        def change() -> Meeting:
            # Asked before the step, whose own reason would lead the recorder astray after 定稿.
            refuse_if_sealed(recorder.meeting, ())
            return recorder.record(step(now))

        done = self.attempt(change)
        if not done:
            self._draw_last()
        return done

    def _done(self, sentence: str) -> None:
        self._draw()
        self.state.say(sentence)

    def _follow(self, draft: Draft) -> None:
        """Clears the recorded draft away and turns to what is typed next."""
        following = writing_after(self._opened.meeting, draft)
        self.editor.finish(following or draft.turn)
        self._draw()

    def action_confirm(self) -> None:
        """Records the draft; the next turn takes the floor."""
        self._passing.confirm(pass_on=True)

    def action_stay(self) -> None:
        """Records the draft; the speaker goes on."""
        self._passing.confirm(pass_on=False)

    def action_stamp(self) -> None:
        """The next speaker has begun; what is typed still belongs to the speaker before."""
        self._passing.stamp()

    def action_no_opinion(self) -> None:
        """The speaker raised no criticism; in an examination, the paper is read out as it was handed in."""
        self._passing.no_opinion(self.action_read_out)

    def action_unfinished(self) -> None:
        """Records what is typed so far as 待补; the next turn takes the floor."""
        from tui.actions import to_complete

        draft = self.editor.draft
        if self.can("unfinished") and draft:
            to_complete.leave(self, self._opened, draft, self._record, self._follow)

    def action_read_out(self) -> None:
        """The speaker reads out the paper that was handed in."""
        draft = self.editor.draft
        if self.can("read_out") and draft:
            self._at_hand.read_out(draft, self._record, self._done)

    def action_passage(self) -> None:
        """Puts paragraphs of the speaker's paper in at the caret."""
        if self.can("passage"):
            self._at_hand.take_passages()

    def action_paper(self) -> None:
        """Shows the speaker's paper over the screen."""
        if self.can("paper"):
            self._at_hand.open()

    def action_page_up(self) -> None:
        """Scrolls the paper beside the editor, or the editor where there is none."""
        if not (self.has_class("-paper") and self._at_hand.page(-1)):
            self.editor.action_cursor_page_up()

    def action_page_down(self) -> None:
        """Scrolls the paper beside the editor, or the editor where there is none."""
        if not (self.has_class("-paper") and self._at_hand.page(1)):
            self.editor.action_cursor_page_down()

    def action_take_back(self) -> None:
        """The last remark comes back into the editor, and the floor to its turn."""
        from tui.actions import taking_back

        if self.can("take_back"):
            taking_back.take_back(self._opened, self.editor, self._record, self._done)

    def action_back(self) -> None:
        """The turn before takes the floor again."""
        self._passing.back()

    def action_aside(self) -> None:
        """Somebody speaks within the turn."""
        from tui.actions import asides

        draft = self.editor.draft
        if self.can("aside") and draft:
            asides.begin(self, self._opened, self.editor, draft, self._done)

    # What is chosen from the menu

    def action_aspect(self) -> None:
        """Tags the remark with the next aspect."""
        if draft := self.editor.draft:
            self._revise(aspects=asks.next_aspect(self._opened.meeting, draft.aspects))

    def _tag(self, aspects: tuple[str, ...]) -> None:
        if draft := self.editor.draft:
            changed = set(aspects) ^ set(draft.aspects)
            self._revise(aspects=aspects)
            for aspect in self._opened.meeting.template.aspects:
                if aspect.id in changed:
                    done = "已标方面" if aspect.id in aspects else "不再标方面"
                    self.state.say(f"{done}“{aspect.label}”。")

    def action_mode(self) -> None:
        """Chooses how the remark is recorded."""
        if draft := self.editor.draft:
            asks.ask_mode(self, draft.mode, lambda mode: self._revise(mode=mode))

    def action_refers(self) -> None:
        """Chooses the criticisms that the response takes up."""
        meeting, draft = self._opened.meeting, self.editor.draft
        if self.can("refers") and draft:
            found = criticisms_of(meeting, draft.by)
            asks.ask_refers(self, meeting, found, draft.refers, lambda refers: self._revise(refers=refers))

    def action_not_heard(self) -> None:
        """Marks at the caret what was not heard."""
        if self.can("not_heard"):
            self.editor.insert(NOT_HEARD)

    def action_complete(self) -> None:
        """Puts in what is on offer for what stands before the caret."""
        self.editor.shorthand.look()
        if not self.editor.shorthand.take():
            self.state.say("光标前面没有能写全的名称或短语。F1 看怎么用。")

    def action_phrase(self) -> None:
        """Keeps what is selected as a phrase of this meeting."""
        if self.can("phrase"):
            keep_phrase(self, self._opened, self.editor)

    def action_pause(self) -> None:
        procedure.pause(self._opened, self._record, self._done)

    def action_shift(self) -> None:
        if self.can("shift"):
            procedure.shift(self, self._opened, self._record, self._done)

    def action_skip(self) -> None:
        draft = self.editor.draft
        if self.can("skip") and draft:
            procedure.skip(self, self._opened, self.editor, draft, self._done)

    def action_note(self) -> None:
        if self.can("note"):
            procedure.note(self, self._opened, self._done)

    def action_adjourn(self) -> None:
        if self.can("adjourn"):
            procedure.adjourn(self, self._opened, self._record, self._done)

    def action_attendance(self) -> None:
        from tui.actions import attending

        if self.can("attendance"):
            attending.choose(self, self._opened, self._done)

    def action_hand_over(self) -> None:
        from tui.actions import attending

        if self.can("hand_over"):
            attending.hand_over(self, self._opened, self._record, self._done)

    def action_special(self) -> None:
        from tui.actions.accounting import Accounting

        if self.can("special"):
            Accounting(self, self._opened, self._record, self._done).begin()

    def action_last_year(self) -> None:
        """Ticks what of last year's list was reported on."""
        from tui.actions.reporting import Reporting

        if self.can("last_year"):
            Reporting(self, self._opened, self._record, self._done).begin()

    def action_rectify(self) -> None:
        """Takes a problem from the last entry into the rectification list."""
        from tui.actions.taking_up import take_up_last

        take_up_last(self, self._opened)

    def action_to_complete(self) -> None:
        from tui.actions import to_complete

        to_complete.choose(self, self._opened, self._done)

    def action_hint(self) -> None:
        """Has criticisms without a fact told of, or not any more."""
        self.shilu.hint = not self.shilu.hint
        self.state.say("批评意见里未见具体事实时，记下后提示。" if self.shilu.hint else "不再提示。")

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
        if self.can("close"):
            procedure.close(self, self._opened, waiting, self._record, self._done)

    # Other screens

    def action_order(self) -> None:
        """Shows the speaking order, or puts in what is on offer."""
        from tui.actions import ordering

        if self.state.is_offering and self.editor.shorthand.take():
            return
        if unknown := self.editor.shorthand.unknown:
            self.state.warn(f"没有缩写“{unknown}”。要看发言次序，先把它删去，或在后面打个空格。")
            return
        ordering.choose(self, self._opened, self.editor, self._record, self._draw)

    def write(self, turn: TurnId) -> None:
        """Turns the editor to what is missing of a turn; the floor stays where it is."""
        self.editor.turn_to(turn)
        self._draw()
        self.state.say("补写这一轮：F2 记下。发言权没有动。")

    def action_setup(self) -> None:
        """Goes to head, roster and agenda."""
        self.shilu.go("agenda")

    def action_export(self) -> None:
        """Exports the record as it stands."""
        from tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._opened.meeting, self._opened.file.folder))

    def action_escape(self) -> None:
        """Says that Esc leaves nothing here."""
        self._passing.forget()
        self.state.say("Esc 不会退出。要离开按 F9 选“回会议列表”，文字都留着。")

    def action_leave(self) -> None:
        """Goes back to the list of meetings; asks first where what is typed would be lost by that."""
        if self._opened.file.save_draft():
            self.shilu.leave_meeting()
            return
        count = sum(len(draft.text) for draft in unrecorded(self.editor.desk))
        asks.ask_loss(self, count, self.shilu.leave_meeting)
