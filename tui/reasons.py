"""Why an action of the live screen can't be done now, in the words of the rules that forbid it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from meeting import steps
from meeting.floor import Phase, floor, phase
from meeting.model import Entry, Kind, Meeting
from meeting.refused import Refused
from tui.widgets.desk_editor import DeskEditor

_NO_TURN = "各轮都已走完。还有话要记，按 Tab 选一轮补写；会开完了按 F9 选“散会”。"

_STEPS: dict[str, Callable[[Meeting, datetime], tuple[Entry, ...]]] = {
    "stamp": steps.pass_on,
    "back": steps.go_back,
    "pause": steps.pause,
    "close": steps.close,
}


def why_not(action: str, meeting: Meeting, editor: DeskEditor, now: datetime) -> str:
    """The sentence that pressing the action's key would give; "" where it can be done."""
    draft = editor.draft
    if action in _STEPS:
        return _refusal(_STEPS[action], meeting, now)
    if action in ("confirm", "stay"):
        if draft is None:
            return _NO_TURN
        stays = action == "stay" and draft.at is None and draft.turn == floor(meeting)
        return "编辑区还没有文字。" if stays and not draft.text.strip() else ""
    if action == "aside":
        if editor.is_aside:
            return "先按 F2 记下正在写的插话。"
        running = draft is not None and phase(meeting) is Phase.RUNNING
        return "" if running else "会议没有在进行，不能记插话。"
    if action == "no_opinion":
        if draft is None or draft.kind is not Kind.CRITICISM:
            return "“未提意见”只用于批评意见。"
        typed = bool(draft.text.strip())
        return "编辑区里有文字：按 F2 记下；确实未提意见，先把文字删去。" if typed else ""
    if action == "refers":
        is_response = draft is not None and draft.kind is Kind.RESPONSE
        return "" if is_response else "现在不是表态回应，没有要对应的意见。"
    if action == "skip":
        return "" if draft and draft.at is None else "现在没有可以跳过的轮次。"
    if action in ("not_heard", "aspect", "mode"):
        return "" if draft else "现在没有正在记的轮次。"
    if action == "phrase":
        chosen = editor.selected_text.strip()
        return "" if chosen else "先按住 Shift 用方向键选中要存的文字，再选“存为短语”。"
    return ""


def _refusal(step: Callable[[Meeting, datetime], object], meeting: Meeting, now: datetime) -> str:
    try:
        step(meeting, now)
    except Refused as refused:
        return str(refused)
    return ""
