"""What a correction after the seal asks for: who wants it, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from meeting.draft import Draft
from meeting.model import Meeting, Number, PersonId
from meeting.refused import Refused, filling_in
from meeting.roster import look_up, name_of
from meeting.seal import correct_sealed, sealed_as
from tui.dialogs.form import Form
from tui.opened import Opened
from tui.widgets.fields import Field


class AfterSeal:
    """One correction after the seal: the two fields that it asks for, and what is recorded of them."""

    def __init__(self, opened: Opened, number: Number, by: PersonId) -> None:
        """`number` is that of the entry to correct, `by` who is most likely to have asked for it."""
        self._opened = opened
        self._number = number
        self._asker = _Asker(opened.meeting)
        self.fields = (
            Field("由谁提出", name_of(opened.meeting, by), "名单里的姓名；名单外的写单位、职务和姓名"),
            Field("为什么", "", "例如：本人核对时提出，当时听错了"),
        )

    def record(self, draft: Draft, typed: str, reason: str) -> None:
        """Records the correction under a new version; raises `Refused` and what the store raises."""
        recorder, now = self._opened.recorder, self._opened.now()
        asked_by, other = self._asker.of(typed, reason)
        recorder.record(
            correct_sealed(recorder.meeting, self._number, draft, asked_by, reason, now, other=other)
        )


def ask_why(
    screen: Screen[Any], opened: Opened, number: Number, draft: Draft, done: Callable[[str], None]
) -> None:
    """Asks, and records the correction under a new version; `done` gets a sentence that says so."""
    asked = AfterSeal(opened, number, draft.by)

    def take(values: tuple[str, ...]) -> None:
        asked.record(draft, *values)

    def saved(yes: bool | None) -> None:
        if yes:
            done(f"已更正，原来的文字留存；现在是{sealed_as(opened.meeting)}。")

    title = f"定稿后更正：{sealed_as(opened.meeting)}，更正后另成新的一版"
    screen.app.push_screen(Form(title, asked.fields, take), saved)


class _Asker:
    """Whom a typed name means; one that is not on the list has to be confirmed, as it may be a slip."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._warned = ""

    def of(self, typed: str, reason: str) -> tuple[PersonId, str]:
        """The person on the list, or the words for somebody else; raises `Refused` until it is sure."""
        if not typed:
            raise Refused("请写明由谁提出：名单里的写姓名，名单外的写单位、职务和姓名。", "由谁提出")
        with filling_in("由谁提出"):
            found = look_up(self._meeting, typed)
        if found:
            return found, ""
        if reason and self._warned != typed:
            self._warned = typed
            raise Refused(f"名单里没有“{typed[:20]}”。确是名单外的，再按一次确定就照写。", "由谁提出")
        return "", typed
