"""Writing a file while the screen lives on: the stage is told, and how it ended, wherever one has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import chop_cells
from textual.widgets import Static

from exporters.errors import NotWritten
from meeting.refused import Refused
from storage.errors import StorageError
from tui.dialogs.asks import ask
from tui.lines.wrapping import wrapped
from tui.place import Place

if TYPE_CHECKING:
    from storage.noting import Written

TICK = 1.0
"""Seconds after which it is told anew how long the writing has taken."""

Stage = Callable[[str], None]
Told: TypeAlias = "tuple[Written, tuple[str, ...]]"
"""What was written, and sentences on what has to be known of it."""


class Writing:
    """For a screen with a line `#where`: one file at a time is written, in a thread of its own."""

    def __init__(self, screen: Place) -> None:
        self._screen = screen
        # The program's own, not the screen's: who leaves meanwhile is still told how it ended.
        self._shilu = screen.shilu
        self._shown: tuple[str, ...] = ()
        self._stage = ""
        """What the writing is at; empty while nothing is written."""
        self._begun = 0.0
        self._clock = screen.set_interval(TICK, self._tell_stage, pause=True)

    @property
    def is_on(self) -> bool:
        """Whether a file is being written."""
        return bool(self._stage)

    def show(self, *lines: str) -> None:
        """Shows the lines in full; a path fills its rows, so that what is copied holds no blanks of ours."""
        self._shown = lines
        width = max(2, self._screen.size.width - 2)
        rows = [row for line in lines for row in (chop_cells if line[:1] == "/" else wrapped)(line, width)]
        self._screen.query_one("#where", Static).update("\n".join(rows))

    def show_again(self) -> None:
        """Shows the same lines where the screen has another width."""
        self.show(*self._shown)

    def begin(self, folder: Path, write: Callable[[Stage], Told]) -> None:
        """Has a paper of the meeting in the folder written; a long one takes seconds, a slow disk longer."""
        self._stage, self._begun = "准备", monotonic()
        self._tell_stage()
        self._clock.resume()
        self._shilu.run_worker(self._write(folder, write))

    def leave(self) -> None:
        """Goes back; asks first while a file is being written."""
        if not self.is_on:
            self._screen.dismiss()
            return

        def answered(index: int) -> None:
            if index:
                self._screen.dismiss()

        ask(self._screen, "文件还在写。", ["等它写好", "先回去，写好了在状态行说"], answered)

    async def _write(self, folder: Path, write: Callable[[Stage], Told]) -> None:
        try:
            written, notes = await asyncio.to_thread(write, self._note_stage)
        except (NotWritten, Refused, StorageError) as error:
            self._end((str(error),), str(error), is_wrong=True)
        else:
            noted = self._shilu.note_written(folder, written)
            # First what is short: only so many lines are shown.
            lines = ("已导出：", str(written.place), *noted, *notes)
            self._end(lines, f"已导出：{written.place}", is_wrong=False)

    def _note_stage(self, stage: str) -> None:
        self._stage = stage

    def _tell_stage(self) -> None:
        passed = monotonic() - self._begun
        so_far = f"已 {passed:.0f} 秒；写好了才能再按 F2。" if passed >= 1 else ""
        self._screen.state.say(f"正在导出：{self._stage}……{so_far}")

    def _end(self, lines: tuple[str, ...], sentence: str, *, is_wrong: bool) -> None:
        """Tells how the writing ended, here or where the recorder has gone meanwhile."""
        self._stage = ""
        self._clock.pause()
        if self._screen.is_attached:
            self.show(*lines)
            sentence = "没有导出，原因写在上面。" if is_wrong else "已导出，写在上面的位置。"
        here = next(screen for screen in reversed(self._shilu.screen_stack) if isinstance(screen, Place))
        here.show_filed()
        state = self._screen.state if self._screen.is_attached else here.state
        (state.warn if is_wrong else state.say)(sentence)
