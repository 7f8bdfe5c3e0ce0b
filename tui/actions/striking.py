"""作废: an entry taken off the record for a reason, and what was taken off so far."""

from __future__ import annotations

from collections.abc import Callable

from meeting.desk import addition_key, correction_key
from meeting.fitting import COMINGS
from meeting.model import Meeting
from meeting.record import Passage
from meeting.roster import name_of
from meeting.strike import leaning_on, strike_out, struck_out, why_not
from tui.actions.retiming import put_right
from tui.dialogs.form import Form
from tui.dialogs.reading import Reading
from tui.lines.columns import folded
from tui.opened import Opened
from tui.place import Place
from tui.widgets.fields import Field


def strike(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    """Asks why the entry is taken off, and says what else of the meeting rests on it."""
    recorder, number = opened.recorder, passage.entry.number
    if passage.entry.act in COMINGS:
        put_right(screen, opened, passage, done)
        return
    if refusal := why_not(opened.meeting, number) or _unsaved(opened, number):
        screen.state.warn(refusal)
        return

    def take(values: tuple[str, ...]) -> None:
        recorder.record(strike_out(recorder.meeting, number, values[0], opened.now()))

    def saved(yes: bool | None) -> None:
        if yes:
            done("已作废，不再印出；文字和理由留在文件里，F9“作废的各条”可看。")

    what = f"第 {passage.number} 条" if passage.number else "这一条程序记事"
    follows = "；".join(leaning_on(opened.meeting, opened.file.draft.desk, number))
    title = f"作废{what}，从记录里拿下" + (f"。随之：{follows}" if follows else "")
    form = Form(folded(title, 66, lines=3), [Field("为什么作废", "", "例如：记到了别人名下")], take)
    screen.app.push_screen(form, saved)


def read_struck(screen: Place, meeting: Meeting) -> None:
    """Shows what was taken off: who said it, its last text, when and why it was taken off."""
    lines = []
    for one in struck_out(meeting):
        was, to = one.was, f" 对 {name_of(meeting, one.was.to)}" if one.was.to else ""
        head = f"{was.at:%m-%d %H:%M}  {was.kind.label}  {name_of(meeting, was.by)}{to}"
        lines.append(f"{head}\n作废 {one.by.written:%m-%d %H:%M}，理由：{one.by.reason}\n{was.text}\n")
    screen.app.push_screen(Reading("作废的各条", "\n".join(lines)))


def _unsaved(opened: Opened, number: int) -> str:
    """What is typed for the entry and would have no place any more."""
    drafts = opened.file.draft.desk.drafts
    waiting = [drafts[key] for key in (correction_key(number), addition_key(number)) if key in drafts]
    if any(draft.text.strip() for draft in waiting):
        return "这一条还有没存下的更正或补记：先按 F2 存下，或删空，再作废。"
    return ""
