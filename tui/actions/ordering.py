"""发言次序: another turn takes the floor, comes into the editor, or is to come again."""

from __future__ import annotations

from collections.abc import Callable

from meeting import steps
from meeting.model import TurnId
from tui.actions.procedure import Record
from tui.opened import Opened
from tui.place import Place
from tui.widgets.desk_editor import DeskEditor


def choose(
    screen: Place, opened: Opened, editor: DeskEditor, record: Record, draw: Callable[[], None]
) -> None:
    """Shows the speaking order, and does with the chosen turn what is asked."""
    from tui.dialogs.order import OrderScreen

    def chosen(choice: tuple[str, TurnId] | None) -> None:
        if choice is None:
            return
        what, turn_id = choice
        step = {"go": steps.go_to, "restore": steps.restore}.get(what)
        if step and not record(lambda now: step(opened.meeting, turn_id, now)):
            return
        if what != "restore":
            editor.turn_to(turn_id)
        draw()

    screen.app.push_screen(OrderScreen(opened, editor.desk), chosen)
