"""What is being said in a practice: who speaks to whom, and the words as they come."""

from __future__ import annotations

from itertools import pairwise

from meeting.invented.practice import Heard, Script
from meeting.model import Meeting
from meeting.order import turn_of
from tui.keymap import keymap_of
from tui.lines.columns import sides
from tui.lines.turn_lines import who
from tui.lines.wrapping import breaks
from tui.widgets.rows import Rows

_ROWS = 4
"""Rows for the words, one more than the longest remark takes on 80 columns; of more, the last are shown."""

_OVER = (
    "都念完了。把还没写完的写完；会开完了按 F9 选“散会”，就看练习结果。",
    "不想写完，按 F9 选“结束练习”，也有结果。",
)


class Speech(Rows):
    """The upper half of a practice; only rows that read otherwise are painted."""

    DEFAULT_CSS = f"Speech {{ height: {1 + _ROWS}; }}"

    def __init__(self) -> None:
        super().__init__(id="speech")

    def show(self, meeting: Meeting, script: Script, heard: Heard, *, halted: bool) -> None:
        """Draws what is heard; `halted` while the clock of the meeting stands still."""
        if heard.place >= len(script):
            self.put(*(keymap_of(self.app).told("practice", line) for line in _OVER))
            return
        turn = turn_of(meeting, script[heard.place].turn)
        count = f"练习  念到第 {heard.place + 1}/{len(script)} 位"
        head = sides(f"现在说话：{who(meeting, turn)}", "停着，不念" if halted else count, self.width)
        edges = [0, *breaks(heard.words, self.width), len(heard.words)]
        rows = [heard.words[start:end] for start, end in pairwise(edges)]
        self.put(((head, True),), *rows[-_ROWS:])
