"""What is needed of an entry to tell whether it stands; a lean reading of a file gives no more than that."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from meeting.ids import Number, TurnId
from meeting.model import Act, Kind


class Recorded(Protocol):
    """An entry, or as much of one; the fields are those of `meeting.model.Entry`."""

    @property
    def number(self) -> Number: ...
    @property
    def act(self) -> Act: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def turn(self) -> TurnId: ...
    @property
    def corrects(self) -> Number: ...


class Sited(Recorded, Protocol):
    """An entry with what tells its place in the room."""

    @property
    def at(self) -> datetime: ...
    @property
    def after(self) -> Number: ...
