"""An hour at the keyboard, for transcripts: keys go in, the screen's text and the record come out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from textual._context import visible_screen_stack
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from commands.package import package_on_page
from exporters.papers import Exported
from meeting import roster, steps
from meeting.invented.practice import Practice
from meeting.model import Act, Head, Meeting, PersonId
from meeting.record import passages
from storage.archive import Archive
from storage.templates import load
from tests.thorough import THOROUGH
from tui.app import ShiluApp
from tui.terminal.reader import Typed

NINE = datetime(2022, 1, 28, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai, on a server in UTC."""


class Wall:
    """The clock on the wall, which the test moves."""

    def __init__(self) -> None:
        self.moment = NINE

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class Keyboard:
    """The recorder's hands and eyes."""

    def __init__(self, app: ShiluApp, pilot: Pilot[None], wall: Wall, archive: Archive) -> None:
        self.app = app
        self.wall = wall
        self.archive = archive
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            character = key if len(key) == 1 else "\r" if key == "enter" else None
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(Key(name, character))
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*text)

    async def commit(self, *texts: str) -> None:
        """Types as an input method does: each text arrives at once."""
        for text in texts:
            self.app.post_message(Typed(text))
            await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Waits until the program has nothing left to do but to wait; draws then in a thorough run."""
        for _ in range(1000):
            await self._come_to_rest()
            if not self.app.has_keys_waiting:
                if THOROUGH:
                    self.draw()
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"the keys were not taken:\n{self.screen}")

    async def _come_to_rest(self) -> None:
        loop: Any = asyncio.get_running_loop()
        for _ in range(1000):
            await asyncio.sleep(0)
            while loop._ready:
                await asyncio.sleep(0)
            # Else the frame waits for a tick of its timer.
            self.app.screen._on_timer_update()
            if not loop._ready:
                return
        raise AssertionError(f"the program does not come to rest:\n{self.screen}")

    def draw(self) -> None:
        """Draws the frame that stands now, as far as it is new."""
        compositor = self.app.screen._compositor
        if compositor._dirty_regions:
            compositor._dirty_regions.clear()
            visible_screen_stack.set(self.app._background_screens)
            compositor.render_strips()

    async def wait_for(self, true: Callable[[], bool]) -> None:
        """Takes the hands off the keys until it comes true by itself."""
        for _ in range(100):
            if true():
                return
            await self._pilot.pause(0.1)
        raise AssertionError(f"it did not come true:\n{self.screen}")

    async def call_leave(self) -> None:
        """Chooses 回会议列表 from the menu of the live screen."""
        await self.app.screen.run_action("leave")
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        await self._pilot.resize_terminal(columns, rows)
        await self.settle()

    @property
    def screen(self) -> str:
        self.draw()
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def meeting(self) -> Meeting:
        """The meeting as another program would read it from the disk now."""
        (listed,) = self.archive.list()
        return self.archive.read(listed.id)

    @property
    def record(self) -> list[str]:
        """The record in reading order: speaker and valid text."""
        meeting = self.meeting
        names = {person.id: person.name for person in meeting.people}
        spoken = (Act.SAID, Act.NO_OPINION, Act.NOTED, Act.SKIPPED)
        return [
            f"{names.get(p.valid.by, '')}：{p.valid.text}" for p in passages(meeting) if p.valid.act in spoken
        ]


@asynccontextmanager
async def at_the_keyboard(
    data: Path,
    *,
    size: tuple[int, int] = (80, 24),
    meeting_id: str = "",
    practice: Practice | None = None,
    wall: Wall | None = None,
) -> AsyncIterator[Keyboard]:
    """The program on a screen of this size, with its data in this folder."""
    moment = wall or Wall()
    archive = Archive(data)

    def export(
        page: Mapping[str, str | bool],
        meeting: Meeting,
        folder: Path,
        form: str,
        output: Path,
        paper: str,
        person: PersonId,
        _: object,
    ) -> Exported:
        own = tuple(f"{name} {value}" for name, value in page.items())
        return Exported(output, "", 0, renamed=False, lacking=(f"写的是 {paper} {person} {form}。", *own))

    app = ShiluApp(
        archive,
        data / "config",
        export,
        package=package_on_page,
        meeting_id=meeting_id,
        practice=practice,
        clock=lambda _: moment,
    )
    async with app.run_test(size=size) as pilot:
        keyboard = Keyboard(app, pilot, moment, archive)
        await keyboard.settle()
        yield keyboard
        keyboard.draw()


async def set_up(keyboard: Keyboard, *names: str) -> None:
    """Keys in a meeting of these members as far as the agenda screen."""
    await keyboard.press("f3")
    await keyboard.type("示例市某某局党组")
    await keyboard.press("enter", "enter", "enter")
    await keyboard.type("2022-01-28")
    await keyboard.press("enter")
    await keyboard.type("0900")
    await keyboard.press("f2")
    for name in names:
        await keyboard.type(f"{name} 党组成员")
        await keyboard.press("enter")
    await keyboard.press("f2")


_template = cache(load)
"""Reading it again costs a short test a twentieth."""


def meeting_of(data: Path, *names: str) -> Meeting:
    """A meeting of these members that is set up and not yet open."""
    template = _template("2021-dangshi-xuexi", Path())
    meeting = Meeting("20220128", template, Head("示例市某某局党组", "民主生活会", 2021))
    for name in names:
        meeting = roster.add(meeting, name, "党组成员")
    return meeting


@asynccontextmanager
async def at_the_agenda(data: Path, *names: str) -> AsyncIterator[Keyboard]:
    """A meeting of these members as `set_up` leaves it, on the agenda screen."""
    meeting = meeting_of(data, *names)
    head = replace(meeting.head, date=date(2022, 1, 28), starts=time(9))
    Archive(data).create(replace(meeting, head=head)).close()
    async with at_the_keyboard(data, meeting_id=meeting.id) as keyboard:
        yield keyboard


def keep_running(meeting: Meeting, data: Path) -> Meeting:
    """Keeps the meeting in this folder, opened at nine o'clock, and gives it as it was before."""
    with Archive(data).create(meeting) as store:
        store.append(steps.open_meeting(meeting, NINE))
    return meeting


@asynccontextmanager
async def running(data: Path, *names: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Keyboard]:
    """A meeting of these members that has just been opened at nine o'clock, on the live screen."""
    meeting = keep_running(meeting_of(data, *names), data)
    async with at_the_keyboard(data, size=size, meeting_id=meeting.id) as keyboard:
        yield keyboard
