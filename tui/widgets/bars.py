"""The one-line strips of every screen: title, keys, and the state of saving."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from tui.keymap import keymap_of
from tui.keys import name
from tui.lines.columns import fit, folded, sides
from tui.widgets.rows import Piece, Rows


class TitleBar(Rows):
    """What this screen shows, and at the right the time."""

    def __init__(self) -> None:
        super().__init__(id="title")

    def show(self, left: str, right: str) -> None:
        """Left and right text on the line."""
        self.put(sides(left, right, self.width))


class KeyBar(Rows):
    """The keys of the place."""

    def __init__(self, place: str) -> None:
        super().__init__(id="keys")
        self._place = place
        self._instead: Mapping[str, str] = {}

    def on_mount(self) -> None:
        self.show(self._instead)

    def show(self, instead: Mapping[str, str]) -> None:
        """The keys, of some actions with another label; with "" the room of one is blank.

        What stands beside it keeps its place.
        """
        self._instead = instead
        pieces: list[Piece] = []
        for index, key in enumerate(keymap_of(self.app).at_foot(self._place)):
            named, label = name(key.keys[0]), instead.get(key.action, key.label)
            told = fit(" " + label, cell_len(key.label) + 1)
            pieces += [
                ("  " if index else "", False),
                (named if label else " " * cell_len(named), True),
                (told, False),
            ]
        self.put(tuple(pieces))


class StateBar(Rows):
    """What was done last, what is wrong, and whether everything is saved; two lines, always there.

    An error of saving stands until the same thing could be saved: the record, or the draft. Sentences are
    written with the keys of the table and shown with those of this user.
    """

    def __init__(self, place: str) -> None:
        super().__init__(id="state")
        self._place = place
        self._said = ""
        self._warned = False
        self._offered = ""
        self._errors: dict[str, str] = {}

    def say(self, sentence: str) -> None:
        """Something done or to be known."""
        self._said, self._warned, self._offered = self._told(sentence), False, ""
        self._draw()

    def add(self, sentence: str, more: str) -> None:
        """Goes on after a sentence, unless something else was said since."""
        if self._said == self._told(sentence):
            self._said += more
            self._draw()

    def warn(self, sentence: str) -> None:
        """Something that could not be done, with what to do instead."""
        self._said, self._warned, self._offered = self._told(sentence), True, ""
        self._draw()

    def offer(self, line: str) -> None:
        """What Tab would put in; covers what was said before until "" ends it, or something else is said."""
        label, mark, offered = line.partition("：")
        self._offered = self._told(label) + mark + offered
        self._draw()

    def fail(self, sentence: str, what: str = "record") -> None:
        """Saving failed; stands until `saved` is told of the same thing."""
        self._errors[what] = self._told(sentence)
        self._draw()

    def saved(self, what: str = "record") -> None:
        """A save succeeded."""
        if self._errors.pop(what, ""):
            self._draw()

    def _told(self, sentence: str) -> str:
        return keymap_of(self.app).told(self._place, sentence)

    @property
    def is_offering(self) -> bool:
        """Whether an offer can be read."""
        return bool(self._offered) and not self._error

    @property
    def is_record_behind(self) -> bool:
        """Whether something could not be recorded."""
        return "record" in self._errors

    @property
    def failing(self) -> bool:
        """Whether something is not saved."""
        return bool(self._errors)

    @property
    def _error(self) -> str:
        if "record" in self._errors:
            return self._errors["record"].replace("没有存上：", "这一条没有存上！", 1)
        return self._errors.get("draft", "").replace("没有存上：", "编辑区没有存上！", 1)

    @property
    def text(self) -> str:
        """What the line reads."""
        return self._error or self._offered or self._said

    def _draw(self) -> None:
        warns = self._warned and not self._offered and not self._error
        self.set_class(bool(self._error), "-error")
        self.set_class(warns, "-warned")
        text = f"注意：{self.text}" if warns else self.text
        self.put(*folded(text, max(2, self.width), lines=2).split("\n"))


class Line(Rows):
    """One line of text."""

    def show(self, left: str, right: str = "") -> None:
        """Left and right text on the line."""
        self.put(sides(left, right, self.width) if right else fit(left, self.width).rstrip())
