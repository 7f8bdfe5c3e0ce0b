"""From one screen of the open meeting to a place on another, from which Esc leads back.

Only the live screen is gone back to, and what lies over it is left.
"""

from __future__ import annotations

from meeting.dossier.rectification import Year
from meeting.model import Number, PersonId, TurnId
from tui.place import Place


def to_turn(place: Place, turn: TurnId) -> None:
    """Back to the live screen, to write what is missing of a turn; with "" only back."""
    from tui.screens.live import LiveScreen

    live = place.shilu.back_to(LiveScreen)
    if live and turn:
        live.write(turn)


def to_entry(place: Place, number: Number) -> None:
    """To the record view at an entry."""
    from tui.screens.record import RecordScreen

    if opened := place.shilu.opened:
        place.app.push_screen(RecordScreen(opened, at=number))


def to_speaker(place: Place, person: PersonId) -> None:
    """To the record view of one speaker's entries."""
    from tui.screens.record import RecordScreen

    if opened := place.shilu.opened:
        place.app.push_screen(RecordScreen(opened, by=person))


def to_coverage(place: Place, person: PersonId, column: str) -> None:
    """To a member's place in a column of the matrix."""
    from tui.screens.coverage import CoverageScreen

    if opened := place.shilu.opened:
        place.app.push_screen(CoverageScreen(opened, person, column))


def to_checking(place: Place, person: PersonId) -> None:
    """To the list of speakers, with this one highlighted."""
    from tui.screens.checking import CheckingScreen

    if opened := place.shilu.opened:
        place.app.push_screen(CheckingScreen(opened, person))


def to_problem(place: Place, year: Year, id: int) -> None:
    """To a problem of one of the rectification lists."""
    from tui.screens.rectification import RectificationScreen

    if opened := place.shilu.opened:
        place.app.push_screen(RectificationScreen(opened, year, id))


def to_setup(place: Place, name: str) -> None:
    """To head or roster, named as in `tui.keys`, which take the place of the live screen."""
    to_turn(place, "")
    place.shilu.go(name)
