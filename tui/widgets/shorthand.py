"""Markers and long names at work in an editor: what is offered while typing, and what a key then puts in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from meeting.shorthand.shorthand import (
    LOOK_BACK,
    NOTHING,
    Expansion,
    Meanings,
    Offer,
    asked,
    meanings,
    offer,
    unknown_abbreviation,
)
from tui.opened import Opened

if TYPE_CHECKING:
    from tui.widgets.desk_editor import DeskEditor

Aspects = tuple[str, ...]
"""Ids of the aspects that a remark is tagged with."""
Tagging = tuple[Aspects, Aspects]
"""The aspects before a change and after it."""

HELP = """少按键（＠ ＃ ＊ 和全角数字一样算）：
@ 加编号：写出姓名，只打 @ 看编号。
成员不到十位时，成员按名单次序 @1 到 @9，列席人员从 @01 起；成员有十位以上时
都写两位：成员从 @01 起，列席人员接在后面。
# 加编号：给这一条标上第几个对照检查方面，再来一次去掉。只打 # 看编号。
* 加缩写，再按 Tab：写出自己的短语。短语在设置文件夹的 phrases.txt，一行一条“缩写 = 全文”。
机构、文件的长名称写过或材料里有的，打出开头几个字就在下面提示，按 Tab 写全。
没有按 Tab 的提示不改文字。展开错了，Ctrl+Z 变回原来打的。"""


class Shorthand:
    """Watches what stands before the caret of an editor.

    `show` is given the line to show, or "" when there is none; `tag` the aspects that the remark is to have.
    """

    def __init__(
        self, opened: Opened, editor: DeskEditor, show: Callable[[str], None], tag: Callable[[Aspects], None]
    ) -> None:
        self.phrases: Mapping[str, str] = {}
        self._opened = opened
        self._editor = editor
        self._show = show
        self._tag = tag
        self._meant: Meanings | None = None
        self._offer = NOTHING
        self.forget()

    def forget(self) -> None:
        """Ties no more undoing to a tag, as the text is another or was changed since."""
        self._tagging: Tagging | None = None
        """What the last change did to the aspects."""
        self._untagging: Tagging | None = None
        """What the last undoing took back of them."""

    def look(self) -> None:
        """Shows what there is for the text before the caret; to be called after each change of it."""
        self.forget()
        self._put_up(offer(self._before, self._meanings))

    def typed(self, commit: str) -> None:
        """Expands a marker that what was typed just now has completed."""
        if expansion := asked(self._before, commit, self._meanings):
            self._expand(expansion)

    def take(self) -> bool:
        """Puts in what is on offer; whether there was anything."""
        expansion = self._offer.expansion
        if expansion:
            self._expand(expansion)
        return expansion is not None

    def withdraw(self) -> None:
        """Shows nothing, as the caret stands elsewhere now."""
        self._put_up(NOTHING)

    def undo(self, undo: Callable[[], None]) -> None:
        """Undoes the last change of the text, and with it the tag that came of it."""
        tagging = self._tagging
        undo()
        if tagging and self._aspects == tagging[1]:
            self._tag(tagging[0])
            self._untagging = tagging

    def redo(self, redo: Callable[[], None]) -> None:
        """Does the change again that was undone just before, and with it the tag."""
        untagging = self._untagging
        redo()
        if untagging and self._aspects == untagging[0]:
            self._tag(untagging[1])
            self._tagging = untagging

    @property
    def unknown(self) -> str:
        """The abbreviation before the caret that is none of the phrases; empty where there is none."""
        typed = unknown_abbreviation(self._before)
        return "" if typed in self.phrases else typed

    @property
    def _aspects(self) -> Aspects:
        draft = self._editor.draft
        return draft.aspects if draft else ()

    @property
    def _before(self) -> str:
        row, column = self._editor.cursor_location
        return self._editor.document.get_line(row)[max(0, column - LOOK_BACK) : column]

    @property
    def _meanings(self) -> Meanings:
        meant, meeting = self._meant, self._opened.meeting
        if meant is None or meant.meeting is not meeting or meant.phrases is not self.phrases:
            self._meant = meant = meanings(meeting, self.phrases, meant)
        return meant

    def _expand(self, expansion: Expansion) -> None:
        editor = self._editor
        row, column = editor.cursor_location
        # A step of its own, so that taking it back gives the marker as it was typed.
        editor.history.checkpoint()
        start = (row, column - expansion.length)
        editor.replace(expansion.text, start, (row, column), maintain_selection_offset=False)
        editor.history.checkpoint()
        if expansion.aspect:
            before = self._aspects
            toggled = {expansion.aspect} ^ set(before)
            known = (aspect.id for aspect in self._opened.meeting.template.aspects)
            self._tag(tuple(aspect for aspect in known if aspect in toggled))
            self._tagging = before, self._aspects

    def _put_up(self, found: Offer) -> None:
        if found.line != self._offer.line:
            self._show(found.line)
        self._offer = found
