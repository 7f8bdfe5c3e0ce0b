"""Takes the terminal's bytes apart into text, keys, pastes and answers."""

from __future__ import annotations

import re
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Generator, Iterator

from textual import events
from textual._xterm_parser import (
    _MAX_SEQUENCE_SEARCH_THRESHOLD,
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    XTermParser,
)
from textual.message import Message

_TEXT = re.compile("[^\x00-\x1f\x7f-\x9f]+")

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What the decoder makes of bytes that are not UTF-8; no text holds it."""

# Strings of ECMA-48, section 5.6: OSC, DCS, APC, PM and SOS. They hold ASCII, so what is typed in Chinese
# ends one that was never finished.
_STRING = r"[]PX^_][ -~]*"

# Then control sequences (section 5.4), with the Linux console's own [[A; function keys; Alt with a character.
_SEQUENCE = re.compile(
    rf"\x1b(?:{_STRING}(?:\x07|\x1b\\)"
    r"|\[(?:\[[ -~]|[0-?]*[ -/]*[@-Z\\-~])"
    r"|O[0-9;]*[@-~]"
    r"|[ -NQ-WYZ\\`-~])"
)

_BEGINNING = re.compile(rf"\x1b(?:{_STRING}(?:\x1b\Z)?|\[(?:\[|[0-?]*[ -/]*)|O[0-9;]*)?")
"""The first part of a sequence, as far as it goes."""

_ESCAPE_DELAY = 0.25
"""Seconds after which the rest of a sequence is no longer waited for, as only Esc was pressed."""

_PASTE_DELAY = 3.0
"""Seconds after which the end of a paste is no longer waited for, as it was lost."""


class Typed(events.Event, bubble=False):
    """Characters that arrived together, as an input method commits them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class NotUtf8(events.Event, bubble=False):
    """The terminal sent bytes that are not UTF-8."""


class Alive(events.Event, bubble=False):
    """The terminal answered that it is there."""


class Reader:
    """Takes the terminal's bytes apart into events; text that arrives together stays together.

    Sequences that are no key, as answers to questions that nobody asked, come to nothing. `clock` counts
    seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._parser = XTermParser()
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._begun = ""
        self._due = 0.0
        self._pasted: str | None = None

    def feed(self, data: bytes) -> Iterator[Message]:
        """The events in the bytes; what is incomplete waits for the next ones."""
        text, wrong = _NOT_UTF8.subn("\ufffd", self._decode(data))
        if wrong:
            yield NotUtf8()
        text, self._begun = self._begun + text, ""
        at = 0
        while at < len(text):
            if self._pasted is not None:
                at = yield from self._paste(self._pasted, text[at:], len(text))
            elif found := _TEXT.match(text, at):
                yield Typed(found.group())
                at = found.end()
            elif text[at] != "\x1b":
                yield from self._parse(text[at])
                at += 1
            else:
                at = yield from self._sequence(text, at)

    def tick(self) -> Iterator[Message]:
        """The events that are due because nothing followed: Esc alone, a paste without an end."""
        if self._pasted is not None and self._clock() >= self._due:
            yield self._take_paste(self._pasted)
        elif self._begun and self._clock() >= self._due:
            begun, self._begun = self._begun, ""
            yield from self._understood(begun)

    def _sequence(self, text: str, at: int) -> Generator[Message, None, int]:
        """Takes a sequence that begins here, and gives where it ends."""
        found = _SEQUENCE.match(text, at) or _BEGINNING.match(text, at)
        assert found
        if found.re is _BEGINNING and found.end() == len(text):
            self._begun = found.group()
            self._due = self._clock() + _ESCAPE_DELAY
        else:
            yield from self._understood(found.group())
        return found.end()

    def _understood(self, sequence: str) -> Iterator[Message]:
        """What a sequence says, or the part of one that was broken off."""
        if sequence == "\x1b":
            yield events.Key("escape", sequence)
        elif sequence == BRACKETED_PASTE_START:
            self._wait_for_paste("")
        elif sequence == "\x1b[0n":
            yield Alive()
        elif sequence[1] not in "]PX^_" and len(sequence) <= _MAX_SEQUENCE_SEARCH_THRESHOLD:
            for event in self._parse(sequence):
                # Textual has Alt type what a Mac's keyboard would, or the character itself.
                if sequence[1] in "[O" or not (isinstance(event, events.Key) and event.character):
                    yield event

    def _parse(self, sequence: str) -> list[Message]:
        """The events that Textual knows for one sequence or control character; none if it knows none."""
        try:
            found = list(self._parser.feed(sequence))
        except Exception:
            # It fails on numbers that are no characters, and on what it takes for a number.
            found = []
            self._parser = XTermParser()
        if self._parser._awaiting.timeout is None:
            return found
        self._parser = XTermParser()
        return []

    def _paste(self, before: str, more: str, length: int) -> Generator[Message, None, int]:
        """Collects pasted text up to its end, which two reads may share."""
        pasted = before + more
        end = pasted.find(BRACKETED_PASTE_END, max(0, len(before) - len(BRACKETED_PASTE_END)))
        if end < 0:
            self._wait_for_paste(pasted)
            return length
        yield self._take_paste(pasted[:end])
        return length - (len(pasted) - end - len(BRACKETED_PASTE_END))

    def _wait_for_paste(self, pasted: str) -> None:
        self._pasted = pasted
        self._due = self._clock() + _PASTE_DELAY

    def _take_paste(self, pasted: str) -> events.Paste:
        self._pasted = None
        return events.Paste(pasted.replace("\x00", ""))
