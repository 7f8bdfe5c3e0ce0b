"""议程与发言次序: every turn with its planned minutes and the time at which it is expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from meeting import order, roster, steps
from meeting.floor import Phase, Standing, State, phase, standings
from meeting.gaps import Place as Where
from meeting.gaps import gaps
from meeting.model import Kind, Meeting, Turn
from meeting.order import members
from meeting.projection import Slot, planned_start, projection
from meeting.refused import Refused, filling_in
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.timing import hours_minutes, in_zone
from tui import keys
from tui.dialogs.choose import Choose, Option
from tui.dialogs.form import Form
from tui.lines.turn_lines import HEADS, turn_line
from tui.opened import Opened
from tui.place import Place, title_of
from tui.widgets.fields import Field

_INSERTABLE = (
    Kind.CRITICISM,
    Kind.RESPONSE,
    Kind.SELF_EXAMINATION,
    Kind.COMMENTARY,
    Kind.BRIEFING,
    Kind.CLOSING,
)

_OPEN = "现在开会，第一轮开始计时"

_CHANGES = ("minutes", "move_up", "move_down", "skip", "kind_minutes", "insert", "take_out", "optional")


class AgendaScreen(Place):
    """The speaking order as roster and agenda give it, to be arranged by hand."""

    place = "agenda"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("agenda")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._row: tuple[Standing, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Static(HEADS, classes="column-heads", markup=False)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        self._draw()
        self.query_one(OptionList).focus()
        if is_sealed(self._opened.meeting):
            self.state.say(f"{SETUP_FIXED}按 F2 回到记录。")
        elif phase(self._opened.meeting) is Phase.PLANNED:
            self.state.say("核对次序和分钟数。人到齐后按 F2 开会，第一轮随即开始计时。")
        else:
            self.state.say("会议已开始，改动只影响还没发言的轮次。按 F2 回到记录。")

    def _draw(self, turn_id: str = "") -> None:
        meeting = self._opened.meeting
        self._row = standings(meeting)
        slots = {slot.turn: slot for slot in projection(meeting, self._opened.now())}
        # Times counted from now would be wrong for a meeting that begins on another day.
        told = slots if _begins(meeting) else {}
        rows = self.query_one(OptionList)
        at = rows.highlighted or 0
        rows.clear_options()
        rows.add_options([turn_line(meeting, n, s, told.get(s.turn.id)) for n, s in enumerate(self._row, 1)])
        places = [index for index, standing in enumerate(self._row) if standing.turn.id == turn_id]
        if self._row:
            rows.highlighted = places[0] if places else min(at, len(self._row) - 1)
        self.title_bar.show(f"议程与发言次序  {title_of(meeting)}", _summary(meeting, list(slots.values())))

    def _chosen(self) -> Turn | None:
        at = self.query_one(OptionList).highlighted
        if at is None:
            self.state.warn("发言次序是空的，请先在名单里加入班子成员。")
            return None
        return self._row[at].turn

    def why_not(self, action: str) -> str:
        return SETUP_FIXED if action in _CHANGES and is_sealed(self._opened.meeting) else ""

    def _arrange(self, change: Callable[[Meeting], Meeting], turn_id: str) -> None:
        recorder = self._opened.recorder
        if self.attempt(lambda: recorder.set_up(change(recorder.meeting))):
            self._draw(turn_id)

    def action_start(self) -> None:
        """Opens the meeting, or goes back to it."""
        if phase(self._opened.meeting) is not Phase.PLANNED:
            self.shilu.go("live")
            return
        # What can only happen in the meeting is not missing before it.
        before = (gap for gap in gaps(self._opened.meeting) if gap.place in (Where.HEAD, Where.ROSTER))
        missing = [gap.sentence for gap in before]
        lacks = "    还缺：" + "".join(missing) if missing else ""
        other_day = _other_day(self._opened.meeting, self._opened.now_here.date())
        if not other_day:
            self._ask_opening(f"开会{lacks}", [Option(_OPEN), Option("还不开")])
            return
        options = [Option(_OPEN), Option("先改会议信息里的日期"), Option("还不开")]
        self._ask_opening(f"{other_day}确定今天开会？{lacks}", options, at=1)

    def _ask_opening(self, title: str, options: list[Option], at: int = 0) -> None:
        """Asks whether to open now; a line between that and 还不开 leads to the head."""

        def chosen(index: int | None) -> None:
            recorder, now = self._opened.recorder, self._opened.now()
            if index == 0 and self.attempt(
                lambda: recorder.record(steps.open_meeting(recorder.meeting, now))
            ):
                self.shilu.go("live")
            elif index == 1 and len(options) > 2:
                self.shilu.go("head")

        self.app.push_screen(Choose(title, options, at=at), chosen)

    def action_minutes(self) -> None:
        """Changes the planned minutes of the chosen turn."""
        if turn := self._chosen():
            self._ask_minutes(
                "这一轮的分钟数", turn, lambda meeting, minutes: order.set_minutes(meeting, turn.id, minutes)
            )

    def action_kind_minutes(self) -> None:
        """Changes the planned minutes of every turn of the chosen one's kind."""
        if turn := self._chosen():
            self._ask_minutes(
                f"每一轮{turn.kind.label}的分钟数",
                turn,
                lambda meeting, minutes: order.set_kind_minutes(meeting, turn.kind, minutes),
            )

    def _ask_minutes(self, title: str, turn: Turn, change: Callable[[Meeting, float], Meeting]) -> None:
        def take(values: tuple[str, ...]) -> None:
            recorder = self._opened.recorder
            recorder.set_up(change(recorder.meeting, minutes_of(values[0])))

        fields = [Field("分钟", "", f"现在是 {turn.minutes:g}；例如：3 或 1.5")]
        self.app.push_screen(Form(title, fields, take), lambda _: self._draw(turn.id))

    def action_move_up(self) -> None:
        """Moves the chosen turn up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Moves the chosen turn down."""
        self._move(1)

    def _move(self, places: int) -> None:
        at = self.query_one(OptionList).highlighted
        turn = self._chosen()
        if turn is None or at is None:
            return
        if self._row[at].state in (State.ON, State.DONE, State.PASSED):
            self.state.warn("这一轮已经发过言，次序不能再动。")
            return
        self._arrange(lambda meeting: order.move(meeting, turn.id, places), turn.id)

    def action_skip(self) -> None:
        """Skips the chosen turn with a reason, or restores it."""
        at = self.query_one(OptionList).highlighted
        turn = self._chosen()
        if turn is None or at is None:
            return
        recorder = self._opened.recorder
        if self._row[at].state is State.SKIPPED:
            now = self._opened.now()
            if self.attempt(lambda: recorder.record(steps.restore(recorder.meeting, turn.id, now))):
                self._draw(turn.id)
            return

        def take(values: tuple[str, ...]) -> None:
            recorder.record(steps.skip(recorder.meeting, turn.id, values[0], self._opened.now()))

        form = Form("跳过这一轮", [Field("理由", "", "例如：临时离会，书面意见另附")], take)
        self.app.push_screen(form, lambda _: self._draw(turn.id))

    def action_insert(self) -> None:
        """Puts a turn in after the chosen one."""
        turn = self._chosen()
        if turn is None:
            return

        def chosen(index: int | None) -> None:
            if index is not None:
                self._insert(_INSERTABLE[index], turn)

        self.app.push_screen(Choose("插入哪个环节", [Option(kind.label) for kind in _INSERTABLE]), chosen)

    def _insert(self, kind: Kind, after: Turn) -> None:
        recorder = self._opened.recorder

        def take(values: tuple[str, ...]) -> None:
            meeting = recorder.meeting
            with filling_in("发言人"):
                by = roster.find(meeting, values[0]) if values[0] else ""
            with filling_in("对谁"):
                to = roster.find(meeting, values[1]) if kind is Kind.CRITICISM and values[1] else ""
            changed = order.insert(meeting, kind, by, to, minutes_of(values[-1]), after.id)
            recorder.set_up(changed)

        fields = [Field("发言人", "", "姓名；到时再定就空着"), Field("分钟", "3")]
        if kind is Kind.CRITICISM:
            fields.insert(1, Field("对谁", "", "姓名"))
        self.app.push_screen(Form(f"插入一轮{kind.label}", fields, take), lambda _: self._draw(after.id))

    def action_take_out(self) -> None:
        """Takes out a turn that was put in by hand."""
        if turn := self._chosen():
            self._arrange(lambda meeting: order.take_out(meeting, turn.id), "")

    def action_optional(self) -> None:
        """Takes an optional agenda item in or leaves it out."""
        meeting = self._opened.meeting
        items = [item for item in meeting.template.agenda if item.optional]
        held = meeting.arrangement.items_in
        options = [Option(item.title, "进行" if item.id in held else "不进行") for item in items]

        def chosen(index: int | None) -> None:
            if index is not None:
                item = items[index].id
                self._arrange(lambda meeting: order.hold_item(meeting, item, item not in held), "")

        self.app.push_screen(Choose("可选议程：选一项换成相反的", options), chosen)

    def action_leave(self) -> None:
        """Goes back to the roster."""
        self.shilu.go("roster")


def _other_day(meeting: Meeting, today: date) -> str:
    """That the meeting is announced for other days than today; "" where it is not."""
    day, days = meeting.head.date, max(1, meeting.head.days)
    if day is None or day <= today < day + timedelta(days=days):
        return ""
    announced = f"{day} 起 {days} 天" if days > 1 else f"{day}"
    return f"日期写的是 {announced}，今天是 {today}："


def minutes_of(text: str) -> float:
    """Minutes as typed; raises `Refused` when it is no number."""
    try:
        return float(text.replace("。", ".").replace("分钟", "").replace("分", ""))
    except ValueError as error:
        raise Refused("分钟数要写数字，例如 3 或 1.5。", "分钟") from error


def _begins(meeting: Meeting) -> bool:
    """Whether it is known when the meeting begins, or it has begun."""
    return phase(meeting) is not Phase.PLANNED or planned_start(meeting) is not None


def _summary(meeting: Meeting, slots: list[Slot]) -> str:
    if not slots or not members(meeting):
        return "没有轮次"
    length = (slots[-1].end - slots[0].start) / timedelta(seconds=1)
    if not _begins(meeting):
        return f"{len(standings(meeting))} 轮  开始时间未定  {hours_minutes(length)}"
    start, end = (in_zone(moment, meeting.head.zone) for moment in (slots[0].start, slots[-1].end))
    return f"{len(standings(meeting))} 轮  {start:%H:%M} 到 {end:%H:%M}  {hours_minutes(length)}"
