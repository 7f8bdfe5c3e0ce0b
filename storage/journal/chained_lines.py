r"""Lines of JSON whose digests are chained: what a journal and the log of a draft are made of.

A line is `<SHA-256 in hexadecimal> <JSON>\n`; its digest covers the digest of the line before it and its own
JSON. Behind the last line there may be zeros, which a file holds where room was set aside for later lines.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass

from storage import plain_json

FIRST = ""
"""Stands for the digest of the line before the first."""

_DIGITS = 64
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is written."""

    data: bytes
    digest: str

    @property
    def content(self) -> object:
        """The JSON of the line, parsed anew, so that it shares nothing with what was written."""
        return json.loads(self.data[_DIGITS + 1 :])


def line(previous: str, content: object) -> Line:
    """The line that follows one of that digest; raises ValueError or TypeError for what is not JSON."""
    # A lone surrogate becomes \udc80 here, which inside a JSON string is that same character again.
    data = plain_json.dump(content).encode("utf-8", "backslashreplace")
    digest = _digest(previous, data)
    return Line(digest.encode() + b" " + data + b"\n", digest)


@dataclass(frozen=True, slots=True)
class Lines:
    """What stands in a file: its whole lines from the first on, and what comes behind the last of them."""

    contents: tuple[object, ...]
    digest: str
    """Digest of the last whole line; that of the line before, if there is none."""
    last: int
    """Where the last whole line begins, in bytes from the beginning of the data."""
    end: int
    """Where the last whole line ends."""
    rest: bytes
    """What stands behind it, without the zeros that fill the file; empty in a file that is sound."""

    @property
    def is_torn(self) -> bool:
        """Whether the rest is what a write that was cut short can leave: one line, with some of it missing.

        A line is only begun once the one before it is safe, so more than one line, or a whole one whose
        digest or whose end is wrong, is damage. What a power cut took from a line reads as zeros, or the file
        ends there; but it takes whole sectors, so zeros that begin or end elsewhere are damage as well.
        """
        whole_but_its_end = self.rest[:_DIGITS] == _digest(self.digest, self.rest[_DIGITS + 1 : -1]).encode()
        holes = [hole.span() for hole in re.finditer(rb"\0+", self.rest)]
        newline = self.rest.find(b"\n")
        return (
            bool(self.rest)
            and not whole_but_its_end
            and (newline < 0 or (newline == len(self.rest) - 1 and bool(holes)))
            and all(start == 0 or (self.end + start) % _SECTOR == 0 for start, _ in holes)
            and all((self.end + end) % _SECTOR == 0 for _, end in holes)
        )


def read_lines(data: bytes, previous: str = FIRST) -> Lines:
    """The whole lines at the beginning of the data that follow one of the digest `previous`."""
    contents: list[object] = []
    last = end = 0
    # Only a line feed ends a line: JSON text may hold U+2028 and its kind as they are.
    while (newline := data.find(b"\n", end)) >= 0:
        digest, text = data[end : end + _DIGITS], data[end + _DIGITS + 1 : newline]
        if data[end + _DIGITS : end + _DIGITS + 1] != b" " or digest != _digest(previous, text).encode():
            break
        contents.append(json.loads(text))
        previous = digest.decode()
        last, end = end, newline + 1
    return Lines(tuple(contents), previous, last, end, data[end:].rstrip(b"\0"))


def stands(descriptor: int, position: int, digest: str) -> bool:
    """Whether the line of that digest still begins there in the open file."""
    return os.pread(descriptor, _DIGITS, position) == digest.encode()


def _digest(previous: str, data: bytes) -> str:
    return hashlib.sha256(previous.encode() + data).hexdigest()
