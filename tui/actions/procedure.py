"""Steps of the meeting itself that are chosen from the menu; each asks what it must, and records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from meeting import amend, steps
from meeting.draft import Draft
from meeting.floor import Phase, floor, is_paused, next_turn, phase, recorded_turns
from meeting.model import Entry, Meeting
from meeting.presence import LEFT, away
from tui.dialogs import asks
from tui.opened import Opened
from tui.place import Place
from tui.widgets.desk_editor import DeskEditor

Record = Callable[[Callable[[datetime], Sequence[Entry]]], bool]
"""Records what a step gives for the present moment; False when it was refused or could not be saved."""
Done = Callable[[str], None]
"""Draws the meeting anew and says the sentence."""


def pause(opened: Opened, record: Record, done: Done) -> None:
    """Stops the clock, or lets it go on."""
    if record(lambda now: steps.pause(opened.meeting, now)):
        stopped = is_paused(opened.meeting)
        done("已停表，换人也不走；F9 再选“停表或继续”就接着走。" if stopped else "已继续计时。")


def shift(screen: Place, opened: Opened, record: Record, done: Done) -> None:
    """Moves the beginning of the turn back."""

    def take(seconds: float) -> None:
        if record(lambda now: steps.shift_start(opened.meeting, seconds, now)):
            done("已把这一轮的开始时间前移。")

    asks.ask_shift(screen, take)


def skip(screen: Place, opened: Opened, editor: DeskEditor, draft: Draft, done: Done) -> None:
    """Skips the draft's turn, with a reason."""
    from tui.dialogs.form import Form
    from tui.widgets.fields import Field

    def take(values: tuple[str, ...]) -> None:
        opened.recorder.record(steps.skip(opened.meeting, draft.turn, values[0], opened.now()))

    def skipped(saved: bool | None) -> None:
        if saved:
            editor.turn_to(floor(opened.meeting) or draft.turn)
            done("已跳过，理由写进了记录。")

    screen.app.push_screen(Form("跳过这一轮", [Field("理由", "", "例如：临时离会")], take), skipped)


def note(screen: Place, opened: Opened, done: Done) -> None:
    """Records something that happened in the room."""
    from tui.dialogs.form import Form
    from tui.widgets.fields import Field

    def take(values: tuple[str, ...]) -> None:
        opened.recorder.record(amend.note(opened.meeting, values[0], opened.now()))

    form = Form("程序记事", [Field("发生了什么", "", "例如：停电五分钟")], take)
    screen.app.push_screen(form, lambda saved: done("已记。") if saved else None)


def adjourn(screen: Place, opened: Opened, record: Record, done: Done) -> None:
    """Adjourns the meeting, or resumes it."""
    running = phase(opened.meeting) is Phase.RUNNING
    title, step = ("休会", steps.adjourn) if running else ("复会", steps.reconvene)

    def take() -> None:
        if record(lambda now: step(opened.meeting, now)):
            resumed = f"已记复会。{_still_away(opened.meeting)}"
            done("已记休会。复会时 F9 再选“休会或复会”。" if running else resumed)

    asks.ask_sure(screen, title, f"现在{title}，时间写进记录", take)


def _still_away(meeting: Meeting) -> str:
    """A reminder of who is not back; "" when everybody is there."""
    gone = away(meeting)
    reasons = {who: f"（{why}）" if why != LEFT else "" for who, why in gone.items()}
    people = [f"{person.name}{reasons[person.id]}" for person in meeting.people if person.id in gone]
    if not people:
        return ""
    more = f"等 {len(people)} 人" if len(people) > 4 else ""
    return f"还不在场：{'、'.join(people[:4])}{more}；到了就 F9 选“到会离会”。"


def time_to_close(meeting: Meeting) -> str:
    """That all turns are through, once they are; else ""."""
    here = floor(meeting)
    over = not here or (next_turn(meeting) is None and here in recorded_turns(meeting.entries))
    return "各轮都已走完：会开完了按 F9 选“散会”。" if over and phase(meeting) is Phase.RUNNING else ""


def close(screen: Place, opened: Opened, waiting: int, record: Record, done: Done) -> None:
    """Closes the meeting; says first how many turns and how many drafts (`waiting`) are not on record."""
    from meeting.gaps import gaps

    missing = sum(1 for gap in gaps(opened.meeting) if gap.turn)
    left = f"还有 {missing} 轮没有记录，" if missing else ""
    left += f"{waiting} 处文字没有记下，" if waiting else ""

    def take() -> None:
        if record(lambda now: steps.close(opened.meeting, now)):
            done("已散会。F12 看记录、补记、更正；F9 里有发言人核对、缺项和定稿、材料、整改清单。")

    asks.ask_sure(screen, "散会", f"{left}现在散会", take)
