"""What was typed and waits for its turn, while the key before it is still under way."""

from __future__ import annotations

from collections import deque

from textual import events

from tui.terminal.reader import Typed


class Waiting:
    """Keys, pastes and typed text in the order in which they came."""

    def __init__(self) -> None:
        self._row: deque[events.Event] = deque()

    def __bool__(self) -> bool:
        return bool(self._row)

    def add(self, event: events.Event) -> None:
        """Puts an event last."""
        self._row.append(event)

    def text(self) -> str:
        """The text that waits foremost, taken out."""
        text = ""
        while self._row:
            event = self._row[0]
            if isinstance(event, Typed):
                text += event.text
            elif isinstance(event, events.Key) and event.character and is_text(event):
                text += event.character
            else:
                break
            self._row.popleft()
        return text

    def key(self, *, into_line: bool) -> events.Event:
        """The next key; where no text can be typed, a character is the key of that name.

        What is typed `into_line` comes at once, as if it were pasted.
        """
        if into_line and (text := self.text()):
            return events.Paste(text)
        event = self._row.popleft()
        if not isinstance(event, Typed):
            return event
        self._row.extendleft(reversed([key_of(character) for character in event.text[1:]]))
        return key_of(event.text[0])


def key_of(character: str) -> events.Key:
    """The key that types a character."""
    from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key

    name = character if character.isalnum() else _character_to_key(character)
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), character)


def is_text(key: events.Key) -> bool:
    """Whether the key types its character; names hold some that Python does not call printable."""
    character = key.character or ""
    if key.key.startswith("alt+") or "\ud800" <= character <= "\udfff":
        return False
    return character.isprintable() or ord(character) >= 0xA0
