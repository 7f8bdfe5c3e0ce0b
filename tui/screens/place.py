"""What every full screen has: title, body, the state of saving, its keys, help and the menu of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget

from meeting.model import Meeting
from meeting.refused import Refused
from storage.errors import StorageError
from tui import keys
from tui.screens.choose import Choose, Option
from tui.screens.reading import Reading, help_text
from tui.widgets.bars import KeyBar, StateBar, TitleBar

if TYPE_CHECKING:
    from tui.app import ShiluApp


class Place(Screen[None]):
    """A screen of the program; `place` names its keys in `tui.keys`."""

    place: ClassVar[str]

    @property
    def shilu(self) -> ShiluApp:
        """The running program."""
        return cast("ShiluApp", self.app)

    def body(self) -> Iterable[Widget]:
        """The widgets between title and state line."""
        return ()

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Vertical(id="body"):
            yield from self.body()
        yield StateBar()
        yield KeyBar(self.place)

    @cached_property
    def title_bar(self) -> TitleBar:
        return self.query_one(TitleBar)

    @cached_property
    def state(self) -> StateBar:
        return self.query_one(StateBar)

    def attempt(self, change: Callable[[], Meeting]) -> bool:
        """Makes a change of the meeting; says why when the rules or the disk refuse it, and loses nothing."""
        try:
            change()
        except Refused as refused:
            self.state.warn(str(refused))
            return False
        except StorageError as error:
            self.state.fail(str(error))
            return False
        self.state.saved()
        return True

    def action_help(self) -> None:
        """Shows this screen's keys."""
        self.app.push_screen(Reading(f"{keys.PLACE_NAMES[self.place]}：按键", help_text(self.place)))

    def action_menu(self) -> None:
        """Lists every action of this screen; the chosen one is carried out."""
        actions = [key for key in keys.PLACES[self.place] if keys.in_menu(key)]
        actions.sort(key=lambda key: key.action == "help")
        options = [Option(key.label, keys.name(key.keys[0]) if key.keys else "") for key in actions]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.call_later(self.run_action, actions[index].action)

        self.app.push_screen(Choose("更多操作", options), chosen)


def title_of(meeting: Meeting) -> str:
    """The meeting's name for a title line; 示例 in front of an invented one."""
    return ("示例 " if meeting.sample else "") + f"{meeting.head.group}{meeting.head.title}"
