"""Who speaks, to whom, for how long, who comes next, and what is being typed; five lines of fixed place."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical

from meeting.attendance import quorum
from meeting.draft import Draft
from meeting.floor import Phase, State, floor, is_paused, next_turn, phase, recorded_turns, standings
from meeting.model import Act, Kind, Meeting, Turn
from meeting.order import turn_of
from meeting.projection import expected_end
from meeting.record import last_spoken
from meeting.roster import person_of
from meeting.seal import is_sealed, sealed_as
from meeting.spoken import standing, unfinished, withdrawn
from meeting.timing import clock, elapsed, in_zone, meeting_elapsed, sittings
from tui.keymap import keymap_of
from tui.lines.columns import one_line
from tui.lines.turn_lines import short_name, who
from tui.widgets.bars import Line


class FloorView(Vertical):
    """The strip above the editor."""

    DEFAULT_CSS = "FloorView { height: 4; }"

    def __init__(self) -> None:
        super().__init__()
        self._floor, self._post, self._next, self._writing = map(Line, ("floor", "post", "next", "writing"))

    def compose(self) -> ComposeResult:
        yield from (self._floor, self._post, self._next, self._writing)

    def show(self, meeting: Meeting, draft: Draft | None, now: datetime) -> None:
        """Draws everything that changes with the meeting; the turn's clock is left to `tick`."""
        row = standings(meeting)
        here = floor(meeting)
        place = next((number for number, standing in enumerate(row, 1) if standing.turn.id == here), 0)
        left = [standing.state for standing in row].count(State.TO_COME)
        end = expected_end(meeting, now)
        turn = turn_of(meeting, here) if here else None
        post = person_of(meeting, turn.by).post if turn and turn.by else ""
        ahead = f"还有 {left} 轮  " if left else "最后一轮  " if here and not next_turn(meeting) else ""
        ends = [f"{ahead}预计 {end:%H:%M} 完"] if phase(meeting) is Phase.RUNNING and (here or left) else []
        count = f"第 {place}/{len(row)} 轮" if place else f"共 {len(row)} 轮"
        self._post.show(f"{count}  {post}", "  ".join([*_warnings(meeting), *ends]))
        self._next.show(keymap_of(self.app).told("live", _next_line(meeting)))
        self._writing.show(*_writing_line(meeting, draft))
        self._writing.set_class(bool(draft and (draft.at or draft.turn != here)), "-elsewhere")

    def tick(self, meeting: Meeting, now: datetime, *, sparing: bool = False) -> None:
        """Draws the turn's clock; a sparing one counts minutes, and seconds only in the last one."""
        line = self._floor
        here = floor(meeting)
        if not here:
            line.show(_idle_line(meeting))
            line.set_class(False, "-over")
            return
        turn = turn_of(meeting, here)
        spent, planned = elapsed(meeting, here, now), turn.minutes * 60
        line.set_class(spent > planned, "-over")
        line.show(who(meeting, turn), _turn_clock(meeting, spent, planned, sparing=sparing))

    def title(self, meeting: Meeting, now: datetime) -> tuple[str, str]:
        """The title line: the meeting, its clock and the time of day."""
        name = ("示例 " if meeting.sample else "") + f"{meeting.head.group}{meeting.head.title}"
        days = len(sittings(meeting.entries))
        sitting = f"第{days}次会议  " if days > 1 else ""
        here = in_zone(now, meeting.head.zone)
        state = sealed_as(meeting) or phase(meeting).label
        return (
            name,
            f"{state}  {sitting}已开 {_minutes(meeting_elapsed(meeting, now))}  {here:%H:%M}",
        )

    def last_line(self, meeting: Meeting) -> str:
        """The last thing recorded, so that the recorder sees it arrived."""
        last = last_spoken(meeting)
        if last is None:
            return "还没有记录。"
        entry = last.valid
        said = f"{entry.at:%H:%M} {short_name(meeting, entry.by)}"
        to = f" 对 {short_name(meeting, entry.to)}" if entry.to else ""
        return f"上一条  第{last.number}条  {said}{to}：{one_line(entry.text)}"


def _warnings(meeting: Meeting) -> list[str]:
    """That too few members are there, and how many entries are to be completed; nothing while all is well."""
    few = phase(meeting) is not Phase.CLOSED and not quorum(meeting).reached
    waiting = len(unfinished(meeting.entries))
    return ["不足到会比例"] * few + [f"待补 {waiting} 条"] * bool(waiting)


def _idle_line(meeting: Meeting) -> str:
    match phase(meeting):
        case Phase.CLOSED:
            return "已散会"
        case Phase.ADJOURNED:
            return "休会中"
        case _:
            return "各轮都已走完"


def _turn_clock(meeting: Meeting, spent: float, planned: float, *, sparing: bool) -> str:
    state = ""
    if phase(meeting) is Phase.ADJOURNED:
        state = "休会中 "
    elif phase(meeting) is Phase.CLOSED:
        state = "已散会 "
    elif is_paused(meeting):
        state = "已停表 "
    length = _minutes if sparing and not 0 <= planned - spent <= 60 else clock
    over = f"超时 +{length(spent - planned)}  " if spent > planned else ""
    return f"{state}{over}本轮 {length(spent)} / {length(planned)}"


def _minutes(seconds: float) -> str:
    """A length in whole minutes, as in 3小时05分."""
    hours, minutes = divmod(int(seconds) // 60, 60)
    return f"{hours}小时{minutes:02}分" if hours else f"{minutes}分"


def _next_line(meeting: Meeting) -> str:
    if phase(meeting) is Phase.CLOSED:
        return f"F12 看记录、更正{'' if is_sealed(meeting) else '、补记、作废'}；F9 选“导出”"
    first: Turn | None = next_turn(meeting)
    if first is None:
        return "接着：没有待发言的了"
    second = next_turn(meeting, first.id)
    then = f"    再后：{who(meeting, second)}" if second and second.id != floor(meeting) else ""
    return f"接着：{who(meeting, first)}{then}"


def _writing_line(meeting: Meeting, draft: Draft | None) -> tuple[str, str]:
    if draft is None:
        return "没有正在记的轮次", ""
    aspects = [aspect.label for aspect in meeting.template.aspects if aspect.id in draft.aspects]
    gone = withdrawn(meeting.entries)
    of_turn = [entry for entry in meeting.entries if entry.turn == draft.turn and entry.number not in gone]
    count = sum(1 for entry in of_turn if entry.act is Act.SAID and entry.kind is not Kind.INTERJECTION)
    parts = [draft.mode.label, *aspects]
    if refers := standing(draft.refers, meeting.entries):
        parts.append(f"回应 {len(refers)} 条意见")
    if count:
        parts.append(f"本轮已记 {count} 条")
    if meeting.dossier.speech_papers:
        from meeting.dossier.speech_papers import paper_at

        parts += ["有发言材料"] if paper_at(meeting, draft) else []
    about = "  ".join(parts)
    if draft.at is not None:
        return f"插话：{short_name(meeting, draft.by)}（记完回到原来的发言）", about
    return f"{_what_is_typed(meeting, draft)}：{who(meeting, draft)}", about


def _what_is_typed(meeting: Meeting, draft: Draft) -> str:
    """What the words in the editor become, when there are any."""
    if is_sealed(meeting):
        return "已定稿，这里不再记；要更正按 F12"
    if draft.turn == floor(meeting):
        return "正在记"
    if phase(meeting) is Phase.CLOSED and draft.turn in recorded_turns(meeting.entries) and not draft.text:
        return "已散会；要补写就打字，Tab 选别轮"
    return "散会后补写" if phase(meeting) is Phase.CLOSED else "补写"
