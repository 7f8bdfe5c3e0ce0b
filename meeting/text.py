"""Text as it may stand in the record: every character that can be printed, and no other."""

from __future__ import annotations

import re
import unicodedata

# Word processors paste a soft line break as a vertical tab, and a page break as a form feed.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text with one kind of line end, without control characters, lone surrogates and noncharacters."""
    lines = _LINE_END.sub("\n", text)
    return "".join(char for char in lines if char in "\n\t" or not _is_control(char))


def fits_one_line(text: str) -> bool:
    """Whether the text can be printed as it is, and on one line."""
    return clean(text) == text and not set(text) & {"\n", "\t"}


def _is_control(char: str) -> bool:
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return noncharacter or unicodedata.category(char) in ("Cc", "Cs")
