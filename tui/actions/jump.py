"""From one screen of the open meeting to a place on another; one that lies below is gone back to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from textual.screen import Screen

from meeting.dossier.rectification import Year
from meeting.model import Number, PersonId, TurnId

if TYPE_CHECKING:
    from tui.screens.place import Place

Below = TypeVar("Below", bound="Screen[None]")
Left: TypeAlias = Callable[[None], None] | None
"""What is done once the screen was left; by default what lies below it is shown again."""


def to_turn(place: Place, turn: TurnId) -> None:
    """Back to the live screen, to write what is missing of a turn; with "" only back."""
    from tui.screens.live import LiveScreen

    live = _back_to(place, LiveScreen)
    if live and turn:
        live.write(turn)


def to_entry(place: Place, number: Number) -> None:
    """To the record view at an entry."""
    from tui.screens.record import RecordScreen

    if record := _back_to(place, RecordScreen):
        record.show(number)
    elif opened := place.shilu.opened:
        place.app.push_screen(RecordScreen(opened, at=number))


def to_speaker(place: Place, person: PersonId) -> None:
    """To the record view of one speaker's entries."""
    from tui.screens.record import RecordScreen

    if opened := place.shilu.opened:
        place.app.push_screen(RecordScreen(opened, by=person))


def to_coverage(place: Place, person: PersonId = "", column: str = "") -> None:
    """To the matrix, where a member and a column are given to that place of it."""
    from tui.screens.coverage import CoverageScreen

    if below := _back_to(place, CoverageScreen):
        below.show(person, column)
    elif opened := place.shilu.opened:
        place.app.push_screen(CoverageScreen(opened, person, column))


def to_gaps(place: Place) -> None:
    """To the list of what is missing."""
    from tui.screens.gaps import GapsScreen

    if not _back_to(place, GapsScreen) and (opened := place.shilu.opened):
        place.app.push_screen(GapsScreen(opened))


def to_checking(place: Place, person: PersonId = "") -> None:
    """To the list of speakers, with this one highlighted."""
    from tui.screens.checking import CheckingScreen

    if below := _back_to(place, CheckingScreen):
        below.show(person)
    elif opened := place.shilu.opened:
        place.app.push_screen(CheckingScreen(opened, person))


def to_preparation(place: Place, left: Left = None) -> None:
    """To the lists of what was done before the meeting."""
    from tui.screens.preparation import PreparationScreen

    if not _back_to(place, PreparationScreen) and (opened := place.shilu.opened):
        place.app.push_screen(PreparationScreen(opened), left)


def to_papers(place: Place, left: Left = None) -> None:
    """To the papers that are due before and after the meeting."""
    from tui.screens.papers import PapersScreen

    if not _back_to(place, PapersScreen) and (opened := place.shilu.opened):
        place.app.push_screen(PapersScreen(opened), left)


def to_rectification(place: Place, left: Left = None) -> None:
    """To this meeting's rectification list, or to the list where it was left."""
    from tui.screens.rectification import RectificationScreen

    if not _back_to(place, RectificationScreen) and (opened := place.shilu.opened):
        place.app.push_screen(RectificationScreen(opened), left)


def to_problem(place: Place, year: Year, id: int) -> None:
    """To a problem of one of the rectification lists."""
    from tui.screens.rectification import RectificationScreen

    if below := _back_to(place, RectificationScreen):
        below.show(year, id)
    elif opened := place.shilu.opened:
        place.app.push_screen(RectificationScreen(opened, year, id))


def to_speech_papers(place: Place) -> None:
    """To the papers that were handed in for the speeches."""
    from tui.screens.speech_papers import SpeechPapersScreen

    if not _back_to(place, SpeechPapersScreen) and (opened := place.shilu.opened):
        place.app.push_screen(SpeechPapersScreen(opened))


def to_setup(place: Place, name: str) -> None:
    """To head or roster, named as in `tui.keys`, which take the place of the live screen."""
    to_turn(place, "")
    place.shilu.go(name)


def _back_to(place: Place, kind: type[Below]) -> Below | None:
    """Takes off the screens that lie over the uppermost one of this kind; None where there is none."""
    below = next((screen for screen in reversed(place.app.screen_stack) if isinstance(screen, kind)), None)
    while below and place.app.screen is not below:
        place.app.pop_screen()
    return below
