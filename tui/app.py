"""The program on the screen: its look, and the way from one screen to another."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias, TypeVar

from textual import events
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from meeting.model import Head, Meeting, Number, PersonId
from meeting.template import Template
from meeting.timing import in_zone
from storage.archive import Archive
from storage.config.settings import settings_in
from storage.errors import InUse, StorageError
from tui.clock import SteadyClock
from tui.dialogs.reading import Reading
from tui.holding import Holding
from tui.keymap import remapped
from tui.opened import Opened
from tui.place import Place
from tui.screens.by_name import kind_of, list_of_meetings, place_of
from tui.terminal.app import TerminalApp

if TYPE_CHECKING:
    from exporters.package import Package
    from exporters.papers import Exported
    from meeting.calendar.deadlines import When
    from meeting.invented.practice import Practice
    from storage.noting import Written

_THEME = Theme(
    name="shilu",
    primary="#d8a657",
    accent="#d8a657",
    warning="#d8a657",
    error="#ff6b5e",
    foreground="#d6d8da",
    background="#14171a",
    surface="#14171a",
    panel="#1f2429",
    dark=True,
)


_Below = TypeVar("_Below", bound=Screen[None])
_Stage = Callable[[str], None]

Export: TypeAlias = "Callable[[Meeting, Path, str, Path, str, PersonId, _Stage], Exported]"
"""Writes a paper of a meeting, or one person's part of it, and says where it is; may take a while.

Takes the meeting's folder, the format, the path, the paper's name among `PAPERS`, the person or "", and what
is told each stage.
"""

ExportOnPage: TypeAlias = (
    "Callable[[Mapping[str, str | bool], Meeting, Path, str, Path, str, PersonId, _Stage], Exported]"
)
"""The same, told first in what the office's page differs from the standard's."""


class PackageOnPage(Protocol):
    """The papers due before or after a meeting, ready to be written.

    Takes in what the office's page differs from the standard's, the meeting, its folder, when they are due,
    and whether the record has its annexes.
    """

    def __call__(
        self,
        page: Mapping[str, str | bool],
        meeting: Meeting,
        folder: Path,
        when: When,
        *,
        annexed: bool,
    ) -> Package: ...


class ShiluApp(TerminalApp, inherit_bindings=False):
    """shilu in the terminal; `clock` gives the present moment with its zone."""

    CSS_PATH = "shilu.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    TITLE = "shilu"
    # From the beginning: a theme that is set later has all style sheets parsed a second time.
    theme = Reactive(_THEME.name)

    def __init__(
        self,
        archive: Archive,
        config_dir: Path,
        export: ExportOnPage,
        *,
        package: PackageOnPage,
        meeting_id: str = "",
        practice: Practice | None = None,
        clock: Callable[[datetime | None], Callable[[], datetime]] = SteadyClock,
    ) -> None:
        super().__init__()
        self.archive = archive
        self.config_dir = config_dir
        self.clock = clock
        self._holding = Holding(clock)
        self._first = meeting_id
        settings = settings_in(config_dir)
        self.export: Export = partial(export, settings.page)
        self.package = partial(package, settings.page)
        self.keymap, clashes = remapped(settings.keys)
        self.set_keymap(self.keymap.overrides)
        self._unsettled = (*settings.problems, *clashes)
        """What is wrong in the user's settings."""
        self.sparing = settings.sparing
        """Whether the clocks spare the line; None leaves it to how fast the terminal answers."""
        self.hint = settings.hint
        """Whether a criticism without a fact is told of, once it is recorded."""
        self._practice = practice
        self.key_observer: Callable[[events.Event], None] | None = None
        """Is told every key as it arrives."""
        self.refused: StorageError | None = None
        """Why the meeting or practice that was asked for did not open; the program then ends."""
        self.untidy = ""
        """What to tell at the end of a meeting's file that could not be tidied up."""

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The one theme there is."""
        return {_THEME.name: _THEME}

    def on_mount(self) -> None:
        self.ask_width()
        self.set_timer(1.5, self.ask_round_trip)
        self.set_interval(120, self.ask_round_trip)
        try:
            if self._first:
                self.open_meeting(self._first)
            else:
                self.push_screen(list_of_meetings())
            if self._practice:
                from storage.templates import available

                self.practise(available(self.config_dir).templates[0], self._practice)
        except StorageError as error:
            self.refused = error
            self.exit()
            return
        if self._unsettled:
            self.push_screen(Reading("设置里有的没有用上", "\n".join(self._unsettled)))

    def on_ready(self) -> None:
        gc.enable()

    @property
    def opened(self) -> Opened | None:
        """The open meeting; None at the list of meetings."""
        return self._holding.opened

    @property
    def is_practising(self) -> bool:
        """Whether the open meeting is one that will be thrown away."""
        return self._holding.is_practice

    @property
    def is_sparing(self) -> bool:
        """Whether the clocks move by minutes, as the line is slow or it was chosen so."""
        return self.is_line_slow if self.sparing is None else self.sparing

    def on_not_utf8(self) -> None:
        """Tells how to set a terminal that sends something else than UTF-8."""
        if isinstance(self.screen, Place):
            self.screen.state.warn(
                "终端送来的不是 UTF-8，打的字会变成乱码：请在终端软件里把字符集改为 UTF-8。"
                "(Set the terminal to UTF-8.)"
            )

    async def on_event(self, event: events.Event) -> None:
        """Takes an event, and tells of a key."""
        if self.key_observer and not event.is_forwarded:
            self.key_observer(event)
        await super().on_event(event)

    def now(self) -> datetime:
        """The present moment."""
        return self.opened.now() if self.opened else self.clock(None)()

    def open_meeting(self, meeting_id: str, at: Number = -1) -> None:
        """Opens a meeting and shows the screen where it stands; raises `StorageError`.

        With `at` the record is shown over it at the entry of that number. A meeting that another session
        records is shown for reading only.
        """
        try:
            file = self.archive.open(meeting_id)
        except InUse:
            from tui.screens.follow import FollowScreen

            self.push_screen(FollowScreen(self.archive.follow(meeting_id), at))
        else:
            self.show_meeting(self._holding.take(file), at)

    def record_on(self, meeting_id: str) -> None:
        """Opens for recording a meeting that was shown for reading only; says why where that fails."""
        self.leave_meeting()
        try:
            self.open_meeting(meeting_id)
        except StorageError as error:
            self.push_screen(Reading("打不开", str(error)))

    def new_id(self) -> str:
        """The id for a meeting that is set up today."""
        return self.archive.new_id(in_zone(self.now(), Head().zone).date())

    def create_meeting(self, meeting: Meeting) -> Opened:
        """Keeps a new meeting and opens it, without showing it yet; raises `StorageError`."""
        return self._holding.take(self.archive.create(meeting))

    def note_written(self, folder: Path, written: Written) -> tuple[str, ...]:
        """Notes which due papers of the meeting in the folder were written where; what came of that."""
        from storage.noting import note, note_apart

        opened = self.opened
        if opened and opened.file.folder == folder:
            return note(opened.recorder, folder, written)
        return note_apart(folder, written)

    def practise(self, template: Template, practice: Practice) -> None:
        """Plays an invented meeting into one that is thrown away; raises `StorageError`."""
        from tui.screens.practice import PracticeScreen

        opened, script = self._holding.practise(template, practice)
        self.push_screen(PracticeScreen(opened, script, practice.pace))

    def show_meeting(self, opened: Opened, at: Number = -1) -> None:
        """Shows the screen where the meeting stands, and over it what had to be mended on opening."""
        self.push_screen(kind_of(place_of(opened.meeting))(opened))
        if at >= 0:
            from tui.screens.record import RecordScreen

            self.push_screen(RecordScreen(opened, at=at))
        if notice := opened.file.notice:
            self.push_screen(Reading("打开时发现", notice))

    def go(self, place: str) -> None:
        """Goes from one screen of the open meeting to another, named as in `tui.keys`."""
        assert self.opened
        self.switch_screen(kind_of(place)(self.opened))

    def show(self, place: str, left: Callable[[None], None] | None = None) -> None:
        """Shows a screen of the open meeting, named as in `tui.keys`; one that lies below is gone back to.

        `left` is called once it is left; by default what lies below it is shown again.
        """
        kind = kind_of(place)
        if not self.back_to(kind) and self.opened:
            self.push_screen(kind(self.opened), left)

    def back_to(self, kind: type[_Below]) -> _Below | None:
        """Takes off the screens that lie over the uppermost one of this kind; None where there is none."""
        below = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, kind)), None)
        while below and self.screen is not below:
            self.pop_screen()
        return below

    def leave_meeting(self) -> None:
        """Back to the list of meetings, or to where one was found; lets go of the open one."""
        untidy = self._holding.let_go()
        while len(self.screen_stack) > 2 and getattr(self.screen, "place", "") != "find":
            self.pop_screen()
        if getattr(self.screen, "place", "") not in ("meetings", "find"):
            # A meeting that was opened from the command line has no list behind it yet.
            self.switch_screen(list_of_meetings())
        if untidy:
            self.push_screen(Reading("会议文件没有整理好", untidy))

    def farewell(self) -> str:
        """What to tell when the program was made to end: whether all is saved."""
        return self.untidy or "程序被要求结束（可能是另一个窗口接着记了），写到的都已存好。"

    def flush(self) -> None:
        """Makes what is typed safe from a power cut too, or throws it away; any thread may call it."""
        self._holding.flush()

    def on_unmount(self) -> None:
        practised = "练习中断了，练习的会议已经删去。" if self.is_practising else ""
        self.untidy = self._holding.let_go() or practised
