"""Text as it may stand in the record: every character that can be printed, and no other."""

from __future__ import annotations

import re

# Word processors paste a soft line break as a vertical tab, and a page break as a form feed.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# What other programs colour their output with; without its first character the rest would stand as text.
_TERMINAL_CODE = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-Z\\\\^_])"
)

# What can't be printed, as a class of a pattern. The joiner of emoji is not among what hides.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_HIDDEN = "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_SURROGATE = "\ud800-\udfff"
_PLANES = range(0x10000, 0x110000, 0x10000)
_NONCHARACTER = "\ufdd0-\ufdef\ufffe\uffff", "".join(chr(one + 0xFFFE) + chr(one + 0xFFFF) for one in _PLANES)

# Two patterns, as one for all planes takes twenty times as long on a text of the first.
_GOES = re.compile(f"[{_CONTROL}{_HIDDEN}{_SURROGATE}{_NONCHARACTER[0]}]")
_CHANGES = re.compile(f"[{_CONTROL}{_HIDDEN}{_SURROGATE}{_NONCHARACTER[0]}\u2028\u2029]")
_GOES_BEYOND = re.compile(f"[{_NONCHARACTER[1]}]")
_BEYOND = re.compile("[\U0001fffe-\U0010ffff]")


def clean(text: str) -> str:
    """The text with one kind of line end, without what can't be seen or printed.

    Control characters, marks of direction, lone surrogates and noncharacters go.
    """
    return text if is_clean(text) else _GOES_BEYOND.sub("", _GOES.sub("", _LINE_END.sub("\n", text)))


def is_clean(text: str) -> bool:
    """Whether the text can be printed as it is."""
    # Few characters are of the other planes, if any.
    return not (_CHANGES.search(text) or _GOES_BEYOND.search("".join(_BEYOND.findall(text))))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as they are, whatever ends them."""
    return tuple(_LINE_END.sub("\n", text).split("\n"))


def uncoloured(pasted: str) -> str:
    """Pasted text without the codes for terminals in it."""
    return _TERMINAL_CODE.sub("", pasted)


def fits_one_line(text: str) -> bool:
    """Whether the text can be printed as it is, and on one line."""
    return is_clean(text) and not set(text) & {"\n", "\t"}
