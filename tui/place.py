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
from tui.widgets.bars import KeyBar, StateBar, TitleBar

if TYPE_CHECKING:
    from tui.app import ShiluApp


class Place(Screen[None]):
    """A screen of the program; `place` names its keys in `tui.keys`."""

    place: ClassVar[str]
    help_more: ClassVar[str] = ""
    """What F1 tells of this screen beyond its keys."""

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
        yield StateBar(self.place)
        yield KeyBar(self.place)

    @cached_property
    def title_bar(self) -> TitleBar:
        return self.query_one(TitleBar)

    @cached_property
    def state(self) -> StateBar:
        return self.query_one(StateBar)

    def on_screen_suspend(self) -> None:
        """What was said belongs to what was done last here, and not to what is done on another screen."""
        if not self.app.screen.is_modal:
            self.state.say("")

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

    def can(self, action: str) -> bool:
        """Whether the action can be done now; says why not."""
        if reason := self.why_not(action):
            self.state.warn(reason)
        return not reason

    def show_filed(self) -> None:
        """Draws anew what was filed around the meeting while this screen was shown."""

    def action_help(self) -> None:
        """Shows this screen's keys."""
        from tui.dialogs.help import show_help

        show_help(self, self.place, self.help_more)

    def action_menu(self) -> None:
        """Lists every action of this screen; the chosen one is carried out."""
        from tui.dialogs.palette import Palette

        def chosen(action: str | None) -> None:
            if action is not None:
                self.call_later(self.run_action, action)

        keymap = self.shilu.keymap

        def reason(action: str) -> str:
            return keymap.told(self.place, self.why_not(action))

        self.app.push_screen(Palette(keymap.menu(self.place), reason), chosen)

    def action_record(self) -> None:
        """Shows the record."""
        self.shilu.show("record")

    def action_coverage(self) -> None:
        """Shows who has criticised whom, and what is still missing."""
        self.shilu.show("coverage")

    def action_gaps(self) -> None:
        """Lists what is missing, for filling it in and for the seal."""
        self.shilu.show("gaps")

    def action_checking(self) -> None:
        """Lists who has checked what is on record of them."""
        self.shilu.show("checking")

    def action_papers(self) -> None:
        """Lists the papers that are due before and after the meeting."""
        self.shilu.show("papers")

    def action_preparation(self) -> None:
        """Shows what was done before the meeting."""
        self.shilu.show("preparation")

    def action_rectification(self) -> None:
        """Shows the rectification list."""
        self.shilu.show("rectification")

    def action_speech_papers(self) -> None:
        """Lists the papers that were handed in for the speeches."""
        self.shilu.show("speech_papers")

    def why_not(self, action: str) -> str:
        """Why an action of this screen can't be done now; "" if it can, as far as that shows beforehand."""
        return ""


def title_of(meeting: Meeting) -> str:
    """The meeting's name for a title line; 示例 in front of an invented one."""
    return ("示例 " if meeting.sample else "") + f"{meeting.head.group}{meeting.head.title}"
