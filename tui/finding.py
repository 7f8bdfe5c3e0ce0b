"""How an action is found by what is typed: its Chinese name, its pinyin or the initials of it, or its key."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from tui.keys import Key, name
from tui.pinyin import readings


def found(actions: Iterable[Key], typed: str) -> tuple[Key, ...]:
    """The actions whose name, key or pinyin is what is typed, in either width and case.

    Of each syllable in a row the whole or a beginning is enough: tiaoguo, tiaog and tg find 跳过. Those found
    by name, key or initials come first, as sh is 散会 before it begins 上.
    """
    form = unicodedata.normalize("NFKC", typed).strip().lower().replace("ü", "v")
    row = tuple(actions)
    first = tuple(key for key in row if not form or _is_named(key, form) or _matches(key, form, _initials))
    return (*first, *(key for key in row if key not in first and _matches(key, form, _beginnings)))


def _is_named(key: Key, form: str) -> bool:
    return form in _plain(key.label) or any(name(one).lower().startswith(form) for one in key.keys)


def _matches(key: Key, form: str, parts: Callable[[str], set[str]]) -> bool:
    row = [parts(character) for character in _plain(key.label)]
    return any(_reads(form, row[at:]) for at in range(len(row)))


def _plain(label: str) -> str:
    return unicodedata.normalize("NFKC", label).lower()


def _initials(character: str) -> set[str]:
    return {syllable[:1] for syllable in readings(character)}


def _beginnings(character: str) -> set[str]:
    return {syllable[:end] for syllable in readings(character) for end in range(1, len(syllable) + 1)}


def _reads(form: str, row: Sequence[set[str]]) -> bool:
    """Whether the letters are one part of each of the next characters, until there are no more letters."""
    if not form or not row:
        return not form
    return any(_reads(form[len(part) :], row[1:]) for part in row[0] if form.startswith(part))


def names_a_key(typed: str) -> bool:
    """Whether what is typed begins the name of a key, so that a digit goes on with it."""
    form = unicodedata.normalize("NFKC", typed).strip().lower()
    return form in ("f", "f1") or form.startswith(("ctrl", "shift"))
