"""How an action is found by what is typed: its Chinese name, its initials in pinyin, or its key."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from tui.keys import Key, name

# The characters of GB 2312's first level stand in the order of their pinyin: each letter begins at a code.
_LETTERS = "abcdefghjklmnopqrstwxyz"
_BEGIN = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LAST = 0xD7F9

_OTHER_READINGS = {"重": "c"}
"""Where a name of an action has another reading than the one by which the code is ordered."""


def initials(character: str) -> str:
    """The letters with which a character's readings begin; the character itself where that is not known."""
    try:
        code = int.from_bytes(character.encode("gb2312"))
    except UnicodeEncodeError:
        return character
    if not _BEGIN[0] <= code <= _LAST:
        return character.lower()
    return _LETTERS[bisect_right(_BEGIN, code) - 1] + _OTHER_READINGS.get(character, "")


def is_found(key: Key, typed: str) -> bool:
    """Whether what is typed, in either width and case, is in the name or its initials, or begins a key."""
    form = unicodedata.normalize("NFKC", typed).strip().lower()
    if not form:
        return True
    label = unicodedata.normalize("NFKC", key.label).lower()
    if form in label or any(name(one).lower().startswith(form) for one in key.keys):
        return True
    letters = [initials(character) for character in label]
    return any(
        all(letter in letters[at + step] for step, letter in enumerate(form))
        for at in range(len(letters) - len(form) + 1)
    )


def names_a_key(typed: str) -> bool:
    """Whether what is typed begins the name of a key, so that a digit goes on with it."""
    form = unicodedata.normalize("NFKC", typed).strip().lower()
    return form in ("f", "f1") or form.startswith(("ctrl", "shift"))
