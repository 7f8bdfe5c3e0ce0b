"""The paper of the turn beside the editor, to follow what is read out."""

from __future__ import annotations

from itertools import pairwise

from textual import events

from meeting.dossier.model import SpeechPaper
from meeting.dossier.speech_papers import paragraphs_of
from tui.lines.columns import sides
from tui.lines.wrapping import breaks
from tui.widgets.rows import Rows


class PaperPanel(Rows):
    """As many rows of a paper as there is room for; the paragraph that is taken over next is bold."""

    DEFAULT_CSS = "PaperPanel { height: 70%; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="paper")
        self._paper: SpeechPaper | None = None
        self._next = 0
        self._rows: list[tuple[int, str]] = []
        """Each row with the index of its paragraph."""
        self._top = 0

    def show(self, paper: SpeechPaper, next_paragraph: int) -> None:
        """Draws the paper, with this paragraph in sight where it is another one than before."""
        if (paper, next_paragraph) == (self._paper, self._next):
            return
        self._paper, self._next = paper, next_paragraph
        # First the frame in which the turn takes the floor, and the place of this widget with it.
        self.call_after_refresh(self._lay_out)

    def page(self, pages: int) -> None:
        """Scrolls down by so many pages, or up for a negative number; a row of the page before stays."""
        self._turn_to(self._top + pages * max(1, self._room - 1))

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    @property
    def _room(self) -> int:
        return max(0, self.size.height - 1)

    def _lay_out(self) -> None:
        if self._paper is None or not self.size.height:
            return
        self._rows = [
            (number, text[start:end])
            for number, text in enumerate(paragraphs_of(self._paper))
            for start, end in pairwise((0, *breaks(text, self.size.width), len(text)))
        ]
        own = [row for row, (number, _) in enumerate(self._rows) if number == self._next]
        is_seen = own and self._top <= own[0] and own[-1] < self._top + self._room
        # The row before tells that the paragraph is not in the middle of something.
        wanted = own[0] - 1 if own else len(self._rows)
        self._turn_to(self._top if is_seen else wanted)

    def _turn_to(self, top: int) -> None:
        if self._paper is None:
            return
        self._top = max(0, min(top, len(self._rows) - self._room))
        shown = self._rows[self._top : self._top + self._room]
        place = f"{shown[0][0] + 1}-{shown[-1][0] + 1}/{self._rows[-1][0] + 1} 段" if shown else ""
        head = sides(f"《{self._paper.title}》", place, self.size.width)
        self.put(((head, True),), *(((text, number == self._next),) for number, text in shown))
