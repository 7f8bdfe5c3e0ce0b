"""Corrections in words: what was struck out and what replaced it, each in brackets that say so."""

from __future__ import annotations

from collections.abc import Callable

from exporters.changes import Change, Mark, Words

Write = Callable[[Mark, str], str]
"""How a format writes the words of one paragraph that bear a mark."""


def bracketed(words: Words, write: Write) -> str:
    """The words with 〔原文：…〕〔更正为：…〕 in their places, or 〔增加：…〕 and 〔删去：…〕."""
    return "".join(
        write(Mark.PLAIN, word) if isinstance(word, str) else _change(word, write) for word in words
    )


def _change(change: Change, write: Write) -> str:
    if not change.old.strip():
        return _in_brackets("增加", Mark.ADDED, change.new, write)
    if not change.new.strip():
        return _in_brackets("删去", Mark.STRUCK, change.old, write)
    old = _in_brackets("原文", Mark.STRUCK, change.old, write)
    return old + _in_brackets("更正为", Mark.ADDED, change.new, write)


def _in_brackets(label: str, mark: Mark, text: str, write: Write) -> str:
    """The words in brackets; blanks and line ends around them stay outside."""
    words = text.strip()
    if not words:
        return text
    before, _, after = text.partition(words)
    # A mark is written line by line, as none of a format's signs reaches over the end of a paragraph.
    marked = "\n".join(write(mark, line) for line in words.split("\n"))
    return f"{before}〔{label}：{marked}〕{after}"
