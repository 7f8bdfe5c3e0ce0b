"""Finds the line of a TOML text where a table or key stands, for messages."""

from __future__ import annotations

import re

from storage.documents import At

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|' + r"'[^']*'")
_LONG_QUOTES = ('"""', "'''")


def line_of(source: str, at: At) -> int:
    """The line, from 1, of the place in a valid TOML text, or of the nearest table or key around it."""
    lines = _lines(source)
    while at not in lines:
        at = at[:-1]
    return lines[at]


def _lines(source: str) -> dict[At, int]:
    lines: dict[At, int] = {(): 1}
    counts: dict[At, int] = {}
    table: At = ()
    value: At = ()
    long_quotes = ""
    for number, line in enumerate(source.split("\n"), start=1):
        if long_quotes:
            long_quotes = "" if long_quotes in line else long_quotes
            continue
        if line.lstrip().startswith("#"):
            continue
        if header := _HEADER.match(line):
            table = value = _place((), header[2], counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = value = (*table, counts[table])
            lines[table] = number
            continue
        if key := _KEY.match(line):
            value = _place(table, key[1], counts)
            lines[value] = number
        long_quotes = next((quotes for quotes in _LONG_QUOTES if line.count(quotes) % 2), "")
        # Each brace outside a string begins the next inline table of the list that is open.
        for _ in range(_STRING.sub("", line).partition("#")[0].count("{")):
            counts[value] = counts.get(value, -1) + 1
            lines[*value, counts[value]] = number
    return lines


def _place(table: At, name: str, counts: dict[At, int]) -> At:
    """The place of a dotted name, with the index of the array tables on the way."""
    at = table
    for part in re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", name):
        if at in counts:
            at = (*at, counts[at])
        at = (*at, part.strip("\"'"))
    return at
