"""待补: a remark that is left unfinished while the meeting goes on, and its completion later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from meeting import steps
from meeting.draft import Draft
from meeting.floor import floor
from meeting.record import passages
from meeting.spoken import unfinished
from meeting.timing import elapsed
from tui.actions.procedure import Done, Record
from tui.dialogs import asks
from tui.dialogs.choose import Choose
from tui.opened import Opened
from tui.place import Place

NOTHING = "没有待补的条目。"


def leave(
    screen: Place, opened: Opened, draft: Draft, record: Record, follow: Callable[[Draft], None]
) -> None:
    """Records the draft, be it empty, as one to be completed later; the next turn takes the floor."""
    if not draft.by:
        people = asks.speakers(opened.meeting)
        asks.ask_person(
            screen,
            "这是谁的发言",
            people,
            lambda person: leave(screen, opened, replace(draft, by=person), record, follow),
        )
        return
    if _just_begun(opened, draft):
        screen.state.warn("这一轮刚刚开始，还没有话要补。等一秒再按，或按 F2 空着转下一位。")
        return
    if record(lambda now: steps.confirm(opened.meeting, draft, now, pass_on=True, unfinished=True)):
        follow(draft)
        count = len(unfinished(opened.meeting.entries))
        screen.state.say(f"已记下，标为待补（共 {count} 条）。有空时 F9 选“待补的几条”补全。")


def _just_begun(opened: Opened, draft: Draft) -> bool:
    """Whether nothing can have been missed yet, as where the key is only held down."""
    meeting = opened.meeting
    is_on = draft.turn == floor(meeting) and draft.at is None and not draft.text.strip()
    return is_on and elapsed(meeting, draft.turn, opened.now()) < 1


def choose(screen: Place, opened: Opened, done: Done) -> None:
    """Lists what is to be completed, and opens the chosen one."""
    from tui.dialogs.amend import AmendScreen

    waiting = [passage for passage in passages(opened.meeting) if passage.valid.unfinished]
    if not waiting:
        screen.state.warn(NOTHING)
        return

    def completed(sentence: str | None) -> None:
        if sentence:
            done(sentence)

    def chosen(index: int | None) -> None:
        if index is not None:
            screen.app.push_screen(AmendScreen.correcting(opened, waiting[index]), completed)

    options = [asks.passage_option(opened.meeting, passage) for passage in waiting]
    screen.app.push_screen(Choose(f"待补的 {len(waiting)} 条：选一条补全", options), chosen)
