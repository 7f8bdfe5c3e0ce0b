"""插话: somebody's words within another's turn."""

from __future__ import annotations

from meeting.desk import ASIDE
from meeting.draft import Draft
from meeting.model import Kind
from tui.actions.procedure import Done
from tui.dialogs import asks
from tui.opened import Opened
from tui.place import Place
from tui.widgets.desk_editor import DeskEditor


def begin(screen: Place, opened: Opened, editor: DeskEditor, draft: Draft, done: Done) -> None:
    """Asks who speaks within the draft's turn, and turns the editor to their words.

    Words that wait on the desk come first.
    """
    if editor.has_aside:
        editor.turn_to(ASIDE)
        done("这一段插话还没有记下：F2 记下，或删空再按 F2，然后才能记别的插话。")
        return
    began = opened.now()

    def take(person: str) -> None:
        editor.turn_to_aside(Draft(draft.turn, Kind.INTERJECTION, person, at=began))
        done("写插话，F2 记下后回到原来的发言；不记了就删空再按 F2。")

    asks.ask_person(screen, "谁插话（或说明情况）", asks.speakers(opened.meeting), take)
