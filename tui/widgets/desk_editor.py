"""The editor of the live screen, with the drafts of every turn behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.widgets.text_area import Location

from meeting import desk
from meeting.draft import Desk, Draft
from meeting.seal import is_sealed
from storage.errors import StorageError
from tui.opened import Opened
from tui.widgets.remark_editor import RemarkEditor
from tui.widgets.shorthand import Shorthand

_MARKERS = frozenset("@＠#＃*＊")


class DeskEditor(RemarkEditor):
    """Shows one draft of the desk and sends every change of it on its way to disk before it is painted.

    `report` is told why a draft could not be saved, or "" once it could; `offer` and `tag` are for its
    shorthand.
    """

    def __init__(
        self,
        opened: Opened,
        report: Callable[[str], None],
        offer: Callable[[str], None],
        tag: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(self._typed)
        self.shorthand = Shorthand(opened, self, offer, tag)
        self._opened = opened
        self._report = report
        self._offer = offer
        self._failing = False

    @property
    def desk(self) -> Desk:
        """The open meeting's one desk, which the record view writes to as well."""
        return self._opened.file.draft.desk

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
        file = self._opened.file.draft
        # This begins the log, for which the first keystroke then need not wait.
        self._keep(desk.taken_up(self._opened.meeting, file.desk))
        self._show()
        return file.notice

    def retry(self) -> None:
        """Saves again what could not be saved; does nothing while all is well."""
        if self._failing or self._opened.file.draft.is_behind:
            self._keep(self.desk)

    def keep_caret(self) -> None:
        """Keeps where the caret was moved to; typing keeps it by itself."""
        kept = self.desk.drafts.get(self.desk.current)
        if kept and kept.text and kept.caret != self.cursor_location:
            self._keep_text()

    def turn_to(self, turn: str) -> None:
        """Shows the draft of another turn; the present one waits on the desk."""
        self._keep(desk.turned_to(self.desk, turn))
        self._show()

    def turn_to_aside(self, aside: Draft) -> None:
        """Shows an empty draft for somebody who speaks within the turn."""
        self._keep(desk.written(desk.turned_to(self.desk, desk.ASIDE), aside))
        self._show()

    def put_back(self, key: str, draft: Draft) -> None:
        """Shows a draft that was recorded and comes back under its key; the present one waits on the desk."""
        self.keep_caret()
        self.lay_out(desk.written(desk.turned_to(self.desk, key), draft))

    def lay_out(self, changed: Desk) -> None:
        """Shows another desk."""
        self._keep(changed)
        self._show()

    def finish(self, following: str) -> None:
        """Clears the draft away, as it is on record, and turns to another."""
        self._keep(desk.turned_to(desk.cleared(self.desk, self.desk.current), following))
        self._show()

    def revise(self, **changes: object) -> None:
        """Changes what the draft says about its text, not the text."""
        if draft := self.draft:
            self._keep(desk.written(self.desk, replace(draft, **changes)))  # type: ignore[arg-type]

    def take_text(self, text: str) -> None:
        """Puts typed text in, and expands a marker that it completes."""
        if self.read_only and is_sealed(self._opened.meeting):
            self._offer("已定稿，不能再记；要改请到会议记录（F12）里更正。")
        # Over a slow line a marker and the words around it may arrive together.
        for piece in text if set(text) & _MARKERS else (text,):
            super().take_text(piece)
            if not self.read_only:
                self.shorthand.typed(piece)

    def undo(self) -> None:
        self.shorthand.undo(super().undo)

    def redo(self) -> None:
        self.shorthand.redo(super().redo)

    def move_cursor(
        self, location: Location, select: bool = False, center: bool = False, record_width: bool = True
    ) -> None:
        super().move_cursor(location, select, center, record_width)
        self.shorthand.withdraw()

    def _typed(self) -> None:
        self._keep_text()
        self.shorthand.look()

    def _keep_text(self) -> None:
        if draft := self.draft:
            self._keep(desk.written(self.desk, replace(draft, text=self.text, caret=self.cursor_location)))

    def _keep(self, changed: Desk) -> None:
        trouble = ""
        try:
            self._opened.file.draft.save(changed)
        except StorageError as error:
            trouble = str(error)
        self._failing = bool(trouble)
        self._report(trouble)

    def _show(self) -> None:
        draft = self.draft
        self.shorthand.forget()
        self.read_only = draft is None or is_sealed(self._opened.meeting)
        self.load(draft.text if draft else "", draft.caret if draft else (0, 0))
        self.shorthand.withdraw()
