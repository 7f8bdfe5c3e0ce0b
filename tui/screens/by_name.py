"""Every screen of the open meeting by its name, imported only when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from meeting.floor import Phase, phase
from meeting.model import Meeting
from meeting.order import members
from tui.place import Place

_SCREENS = {
    "head": ("tui.screens.head", "HeadScreen"),
    "roster": ("tui.screens.roster", "RosterScreen"),
    "agenda": ("tui.screens.agenda", "AgendaScreen"),
    "live": ("tui.screens.live", "LiveScreen"),
    "record": ("tui.screens.record", "RecordScreen"),
    "coverage": ("tui.screens.coverage", "CoverageScreen"),
    "gaps": ("tui.screens.gaps", "GapsScreen"),
    "checking": ("tui.screens.checking", "CheckingScreen"),
    "preparation": ("tui.screens.preparation", "PreparationScreen"),
    "papers": ("tui.screens.papers", "PapersScreen"),
    "rectification": ("tui.screens.rectification", "RectificationScreen"),
    "speech_papers": ("tui.screens.speech_papers", "SpeechPapersScreen"),
}


def kind_of(place: str) -> type[Any]:
    """The screen of this name; not each session sees all of them."""
    module, name = _SCREENS[place]
    kind: type[Any] = getattr(import_module(module), name)
    return kind


def list_of_meetings() -> Place:
    """The first screen."""
    from tui.screens.meetings import MeetingsScreen

    return MeetingsScreen()


def place_of(meeting: Meeting) -> str:
    """The screen on which a meeting stands."""
    match phase(meeting):
        case Phase.RUNNING | Phase.ADJOURNED | Phase.CLOSED:
            return "live"
        case Phase.PLANNED:
            if not meeting.head.group:
                return "head"
            return "agenda" if members(meeting) else "roster"
