"""The steady clock: it never runs back, whatever the server's clock does."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest

from tui.clock import SteadyClock


def test_a_clock_starts_with_the_time_of_the_day() -> None:
    assert abs(SteadyClock()() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_server_clock_behind_the_record_goes_on_from_the_record() -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    clock = SteadyClock(later)
    first = clock()
    assert first >= later
    assert clock() >= first


def test_a_server_clock_set_back_meanwhile_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class SetBack(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(1970, 1, 1, tzinfo=tz)

    clock = SteadyClock()
    first = clock()
    monkeypatch.setattr("tui.clock.datetime", SetBack)
    assert SteadyClock()() < first
    assert clock() >= first
