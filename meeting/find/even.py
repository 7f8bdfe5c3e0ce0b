"""Characters that are alike to whoever looks for them: in full or half width, large or small, as pasted."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain

# Here stand the characters that Unicode has only for the sake of older sets (full width, radicals, numbers in
# circles), and the scripts that have large and small letters. Above the first plane each character is left as
# it is, the letters of formulas for one: a class that holds them as well is searched at half the speed.
_BLOCKS = (range(0x3400), range(0xA600, 0xAC00), range(0xF900, 0x10000))
_FEW = 6


def even(text: str) -> str:
    """The text with every character in the form in which it is compared; as long as it was.

    That is NFKC and case folding, but for what would become several characters, such as ⑩, and for what lies
    above the first plane.
    """
    return "".join(map(_even, text))


@lru_cache(maxsize=512)
def pattern(word: str) -> re.Pattern[str]:
    """Finds the word wherever a text holds it, in whatever forms of its characters."""
    return re.compile("".join(map(_any_form, even(word))))


@lru_cache(maxsize=512)
def traces(word: str) -> tuple[bytes, ...]:
    """Bytes of which UTF-8 JSON that holds the word holds some; none where they would be many.

    JSON that escapes characters by their numbers need not hold any.
    """
    plain = even(word)
    others = [form for character in sorted(set(plain)) for form in _forms().get(character, ())]
    if set(plain) & set('"\\') or len(others) >= _FEW:
        return ()
    return tuple(form.encode() for form in (plain, *others))


def _even(character: str) -> str:
    if character > "\uffff":
        return character
    form = unicodedata.normalize("NFKC", character).casefold()
    if len(form) > 1:
        form = character.casefold()
    return form if len(form) == 1 else character


def _any_form(character: str) -> str:
    others = _forms().get(character, ())
    if not others:
        return re.escape(character)
    return f"[{''.join(map(re.escape, (character, *others)))}]"


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """The other forms of each character that has any."""
    forms: dict[str, tuple[str, ...]] = {}
    for character in map(chr, chain.from_iterable(_BLOCKS)):
        if (one := _even(character)) != character:
            forms[one] = (*forms.get(one, ()), character)
    return forms
