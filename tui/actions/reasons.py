"""Why an action of the live screen can't be done now, in the words of the rules that forbid it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from meeting import steps
from meeting.dossier.speech_papers import NO_PAPER, paper_at, paper_for, words_read_out
from meeting.floor import Phase, floor, phase
from meeting.in_break import why_wait
from meeting.model import Entry, Kind, Meeting
from meeting.order import members
from meeting.refused import Refused
from meeting.seal import refuse_if_sealed
from meeting.spoken import spoken, unfinished
from tui.actions import attending, taking_back, to_complete
from tui.widgets.desk_editor import DeskEditor

_NO_TURN = "各轮都已走完。还有话要记，按 Tab 选一轮补写；会开完了按 F9 选“散会”。"

_STEPS: dict[str, Callable[[Meeting, datetime], tuple[Entry, ...]]] = {
    "stamp": steps.pass_on,
    "back": steps.go_back,
    "pause": steps.pause,
    "close": steps.close,
    "shift": lambda meeting, now: steps.shift_start(meeting, 0, now),
}

_CHANGES = frozenset(
    (*_STEPS, "confirm", "stay", "unfinished", "take_back", "no_opinion", "aside", "shift", "skip", "note")
) | {"adjourn", "attendance", "hand_over", "special", "last_year", "read_out", "passage"}
"""What adds to the record otherwise than by a correction."""


def why_not(action: str, meeting: Meeting, editor: DeskEditor, now: datetime) -> str:
    """The sentence that pressing the action's key would give; "" where it can be done."""
    sealed = _refusal(lambda: refuse_if_sealed(meeting, ())) if action in _CHANGES else ""
    if sealed:
        return sealed
    if action in _STEPS:
        return _refusal(lambda: _STEPS[action](meeting, now))
    reason = _REASONS.get(action)
    return reason(meeting, editor) if reason else ""


def _refusal(step: Callable[[], object]) -> str:
    try:
        step()
    except Refused as refused:
        return str(refused)
    return ""


def _nothing_to_confirm(meeting: Meeting, editor: DeskEditor) -> str:
    draft = editor.draft
    return why_wait(meeting, draft) if draft else _NO_TURN


def _nothing_to_stay_for(meeting: Meeting, editor: DeskEditor) -> str:
    draft = editor.draft
    if draft is None:
        return _NO_TURN
    is_here = draft.at is None and draft.turn == floor(meeting)
    return "编辑区还没有文字。" if is_here and not draft.text.strip() else ""


def _nothing_written(_: Meeting, editor: DeskEditor) -> str:
    return "" if editor.draft else "现在没有正在记的轮次。"


def _no_aside(meeting: Meeting, editor: DeskEditor) -> str:
    if editor.is_aside:
        return "先按 F2 记下正在写的插话。"
    running = editor.draft is not None and phase(meeting) is Phase.RUNNING
    return "" if running else "会议没有在进行，不能记插话。"


def _no_silence(meeting: Meeting, editor: DeskEditor) -> str:
    draft = editor.draft
    if draft and paper_for(meeting, draft):
        return _nothing_to_read_out(meeting, editor)
    if draft is None or draft.kind is not Kind.CRITICISM:
        return "“未提意见”只用于批评意见。"
    typed = bool(draft.text.strip())
    return "编辑区里有文字：按 F2 记下；确实未提意见，先把文字删去。" if typed else ""


def _no_response(_: Meeting, editor: DeskEditor) -> str:
    is_response = editor.draft is not None and editor.draft.kind is Kind.RESPONSE
    return "" if is_response else "现在不是表态回应，没有要对应的意见。"


def _nothing_to_skip(_: Meeting, editor: DeskEditor) -> str:
    draft = editor.draft
    return "" if draft and draft.at is None else "现在没有可以跳过的轮次。"


def _nothing_chosen(_: Meeting, editor: DeskEditor) -> str:
    chosen = editor.selected_text.strip()
    return "" if chosen else "先按住 Shift 用方向键选中要存的文字，再选“存为短语”。"


def _all_complete(meeting: Meeting, _: DeskEditor) -> str:
    return "" if unfinished(meeting.entries) else to_complete.NOTHING


def _nobody_to_record(meeting: Meeting, _: DeskEditor) -> str:
    others = attending.other_recorders(meeting)
    return "" if others else "名单里没有别的记录人：F9 选“会议信息、名单和议程”，在名单里加上。"


def _nothing_to_account(meeting: Meeting, _: DeskEditor) -> str:
    items = members(meeting) and meeting.template.special_items
    return "" if items else "会议模板里没有要成员逐项说明的事项。"


def _nothing_to_take_up(meeting: Meeting, _: DeskEditor) -> str:
    return "" if spoken(meeting.entries) else "还没有记下发言，先按 F2 记下一条。"


def _nothing_carried(meeting: Meeting, _: DeskEditor) -> str:
    none = "没有上年度的整改清单：F9 选“整改清单”，换到上年度，从上年度会议带入，或逐项写。"
    return "" if meeting.dossier.last_year else none


def _nothing_to_read_out(meeting: Meeting, editor: DeskEditor) -> str:
    draft = editor.draft
    return _refusal(lambda: words_read_out(meeting, draft)) if draft else _NO_TURN


def _nothing_to_take(meeting: Meeting, editor: DeskEditor) -> str:
    if editor.is_aside:
        return "正在记插话，发言材料不是他的；先按 F2 记下插话。"
    return _no_paper(meeting, editor)


def _no_paper(meeting: Meeting, editor: DeskEditor) -> str:
    if editor.draft is None:
        return _NO_TURN
    return "" if paper_at(meeting, editor.draft) else NO_PAPER


_REASONS: dict[str, Callable[[Meeting, DeskEditor], str]] = {
    "confirm": _nothing_to_confirm,
    "stay": _nothing_to_stay_for,
    "unfinished": _nothing_to_confirm,
    "take_back": taking_back.why_not,
    "aside": _no_aside,
    "no_opinion": _no_silence,
    "refers": _no_response,
    "skip": _nothing_to_skip,
    "not_heard": _nothing_written,
    "aspect": _nothing_written,
    "mode": _nothing_written,
    "phrase": _nothing_chosen,
    "to_complete": _all_complete,
    "hand_over": _nobody_to_record,
    "special": _nothing_to_account,
    "read_out": _nothing_to_read_out,
    "passage": _nothing_to_take,
    "paper": _no_paper,
    "rectify": _nothing_to_take_up,
    "last_year": _nothing_carried,
}
