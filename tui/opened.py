"""A meeting that is open on the screen, with what is needed to change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from meeting.model import Meeting
from meeting.recorder import Recorder
from meeting.timing import in_zone
from storage.meeting_file import MeetingFile


@dataclass(frozen=True, slots=True)
class Opened:
    """The open meeting; `recorder` alone changes it."""

    recorder: Recorder
    file: MeetingFile
    now: Callable[[], datetime]
    notice: str = ""
    """What the recorder has to know on opening; empty for nothing."""

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is stored."""
        return self.recorder.meeting

    @property
    def now_here(self) -> datetime:
        """The present moment in the meeting's zone."""
        return in_zone(self.now(), self.meeting.head.zone)
