"""Text as it may stand in the record: every character that can be printed, and no other."""

from __future__ import annotations

import re
import unicodedata

# Word processors paste a soft line break as a vertical tab, and a page break as a form feed.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# What other programs colour their output with; without its first character the rest would stand as text.
_TERMINAL_CODE = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-Z\\\\^_])"
)

# Invisible characters that turn the direction of text or hide in it; the joiner of emoji is not among them.
_HIDDEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str) -> str:
    """The text with one kind of line end, without what can't be seen or printed.

    Control characters, marks of direction, lone surrogates and noncharacters go.
    """
    lines = _LINE_END.sub("\n", text)
    return "".join(char for char in lines if char in "\n\t" or not _is_control(char))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as they are, whatever ends them."""
    return tuple(_LINE_END.sub("\n", text).split("\n"))


def uncoloured(pasted: str) -> str:
    """Pasted text without the codes for terminals in it."""
    return _TERMINAL_CODE.sub("", pasted)


def fits_one_line(text: str) -> bool:
    """Whether the text can be printed as it is, and on one line."""
    return clean(text) == text and not set(text) & {"\n", "\t"}


def _is_control(char: str) -> bool:
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return noncharacter or char in _HIDDEN or unicodedata.category(char) in ("Cc", "Cs")
