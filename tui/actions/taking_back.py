"""撤回上一条: the last remark comes back into the editor, and the floor back to its turn."""

from __future__ import annotations

from meeting.desk import ASIDE
from meeting.model import Meeting
from meeting.refused import Refused
from meeting.take_back import as_draft, last_confirmed
from meeting.take_back import take_back as step
from tui.actions.procedure import Done, Record
from tui.opened import Opened
from tui.widgets.desk_editor import DeskEditor


def why_not(meeting: Meeting, editor: DeskEditor) -> str:
    """Why the last remark can't come back now; "" if it can."""
    try:
        key, _ = as_draft(last_confirmed(meeting))
    except Refused as refused:
        return str(refused)
    waiting = editor.desk.drafts.get(key)
    if waiting is None or not waiting.text.strip():
        return ""
    where = "另一段插话" if key == ASIDE else "上一条所在的这一轮"
    return f"{where}还有没记下的文字，撤回会和它混在一起：先记下或删空；也可到会议记录中更正或作废（F12）。"


def take_back(opened: Opened, editor: DeskEditor, record: Record, done: Done) -> None:
    """Takes the last remark back; what is typed for another turn stays with that turn."""
    key, draft = as_draft(last_confirmed(opened.meeting))
    before = editor.desk
    # First to the desk: were the program to end in between, the words would be on file twice, not nowhere.
    editor.put_back(key, draft)
    if record(lambda now: step(opened.meeting, now)):
        done("已撤回，文字回到编辑区：改好再按 F2。" if draft.text else "已撤回，这一轮重新记。")
    else:
        editor.lay_out(before)
