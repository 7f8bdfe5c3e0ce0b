"""The editor of the live screen, with the drafts of every turn behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from meeting import desk
from meeting.model import Desk, Draft
from storage.errors import StorageError
from tui.opened import Opened
from tui.widgets.remark_editor import RemarkEditor


class DeskEditor(RemarkEditor):
    """Shows one draft of the desk and sends every change of it on its way to disk before it is painted.

    `report` is told why a draft could not be saved, or "" once it could.
    """

    def __init__(self, opened: Opened, report: Callable[[str], None]) -> None:
        super().__init__(self._typed)
        self._opened = opened
        self._report = report
        self.desk = Desk()

    @property
    def draft(self) -> Draft | None:
        """What is being typed; None when there is no turn to type for."""
        return desk.draft_on(self._opened.meeting, self.desk)

    @property
    def is_aside(self) -> bool:
        """Whether somebody's words within another's turn are being typed."""
        return self.desk.current == desk.ASIDE

    @property
    def has_aside(self) -> bool:
        """Whether somebody's words within a turn wait on the desk."""
        return desk.ASIDE in self.desk.drafts and bool(self.desk.drafts[desk.ASIDE].text)

    def take_up(self) -> str:
        """Shows what was being typed when the meeting was last open; a sentence if that can't be read."""
        found, trouble = self._opened.file.draft.load()
        self.desk = desk.taken_up(self._opened.meeting, found)
        self._show()
        return trouble

    def read_again(self) -> None:
        """Takes over drafts that another screen has put on the desk; the one in the editor stays."""
        found, trouble = self._opened.file.draft.load()
        if trouble:
            self._report(trouble)
        own = {key: draft for key, draft in self.desk.drafts.items() if not desk.is_amendment(key)}
        others = {key: draft for key, draft in found.drafts.items() if desk.is_amendment(key)}
        self.desk = Desk(self.desk.current, {**others, **own})

    def turn_to(self, turn: str) -> None:
        """Shows the draft of another turn; the present one waits on the desk."""
        self._keep(desk.turned_to(self.desk, turn))
        self._show()

    def turn_to_aside(self, aside: Draft) -> None:
        """Shows an empty draft for somebody who speaks within the turn."""
        self.desk = desk.turned_to(self.desk, desk.ASIDE)
        self._keep(desk.written(self.desk, aside))
        self._show()

    def finish(self, following: str) -> None:
        """Clears the draft away, as it is on record, and turns to another."""
        self.desk = desk.cleared(self.desk, self.desk.current)
        self.turn_to(following)

    def revise(self, **changes: object) -> None:
        """Changes what the draft says about its text, not the text."""
        if draft := self.draft:
            self._keep(desk.written(self.desk, replace(draft, **changes)))  # type: ignore[arg-type]

    def _typed(self) -> None:
        if draft := self.draft:
            self._keep(desk.written(self.desk, replace(draft, text=self.text, caret=self.cursor_location)))

    def _keep(self, changed: Desk) -> None:
        self.desk = changed
        try:
            self._opened.file.draft.save(changed)
        except StorageError as error:
            self._report(str(error))
        else:
            self._report("")

    def _show(self) -> None:
        draft = self.draft
        self.read_only = draft is None
        self.load(draft.text if draft else "", draft.caret if draft else (0, 0))
