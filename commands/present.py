"""The present moment, in the zone in which meetings are held."""

from __future__ import annotations

from datetime import UTC, datetime

from meeting.model import Head
from meeting.timing import in_zone


def now_here() -> datetime:
    """Now, in the zone of meetings that name no other."""
    return in_zone(datetime.now(UTC), Head().zone)
